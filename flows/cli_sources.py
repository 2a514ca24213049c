"""``khotin sources``: the list of what is configured, its check, and the addition of a site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from flows.options import data_option, say, settings_for, sources_option

DONE, IN_PART = 0, 1


@click.group(name="sources", invoke_without_command=True)
@data_option
@sources_option
@click.pass_context
def sources_group(context: click.Context, data: Path | None, sources: tuple[str, ...]) -> None:
    """List the configured sources, and what is wrong with the broken ones; or check them, or add one.

    Example: khotin sources --sources bundled --sources my-sources
    """
    if context.invoked_subcommand is not None:
        return
    from flows.show import source_table
    from flows.tables import console
    from flows.workshop import read_sources

    good, broken = read_sources(settings_for(data, sources))
    console().print(source_table(good.values()))
    for error in broken:
        click.echo(f"khotin: {error}", err=True)
    sys.exit(IN_PART if broken else DONE)


@sources_group.command(name="check")
@click.argument("source", nargs=-1)
@click.option("--live", is_flag=True, help="Ask every listing and read the newest article of each source.")
@click.option("--format", "format_", type=click.Choice(("table", "json")), default="table", show_default=True)
@data_option
@sources_option
def check_sources(
    source: tuple[str, ...], live: bool, format_: str, data: Path | None, sources: tuple[str, ...]
) -> None:
    """Check the source files: every mistake of every file, and what makes no sense together.

    With --live each listing is asked for once (archives: yesterday's page), and the newest article is fetched and
    parsed; nothing is loaded. Exit status 1 where a file has a mistake, a listing of an enabled source fails, or its
    layouts do not fit.

    Example: khotin sources check vrtnws-en --live
    """
    from flows.source_commands import check_source_files, probe_sources

    settings = settings_for(data, sources)
    fine = probe_sources(settings, source, format_, say) if live else check_source_files(settings, source, format_)
    sys.exit(DONE if fine else IN_PART)


@sources_group.command(name="add")
@click.argument("url")
@click.option("--id", "source_id", help="Id of the source and name of its file; made from the host if absent.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the file; the first folder of --sources that is not the shipped set if absent, else ./sources.",
)
@click.option("--force", is_flag=True, help="Write over an existing file.")
@data_option
@sources_option
def add_source_file(
    url: str, *, source_id: str | None, output: Path | None, force: bool, data: Path | None, sources: tuple[str, ...]
) -> None:
    """Find the feeds and sitemaps of a site, and write a source file and a fixture for it.

    What was found is filled in, with the figures; what is still to do stands at the head of the file.

    Example: khotin sources add https://news.example/ --output my-sources
    """
    from flows.source_commands import add_and_show

    settings = settings_for(data, sources)
    sys.exit(DONE if add_and_show(settings, url, output, source_id, force=force, say=say) else IN_PART)


@sources_group.command(name="boilerplate")
@click.argument("source")
@click.option("--keep", is_flag=True, help="Write the lines to the source's profile: they are left out from now on.")
@data_option
def boilerplate(source: str, *, keep: bool, data: Path | None) -> None:
    """Show the paragraphs that recur in the articles of a source; with --keep, leave them out of later ones.

    Example: khotin sources boilerplate vrtnws-en
    """
    from flows.boilerplate import keep as keep_lines
    from flows.boilerplate import learn
    from flows.show_sources import show_recurring
    from flows.tables import console

    settings = settings_for(data)
    found = learn(settings, source)
    show_recurring(console(), source, found)
    if keep and found:
        path = keep_lines(settings, source, found)
        click.echo(
            f"khotin: {path}: applied to what is cleaned from now on; take out what belongs to the text", err=True
        )
