"""``khotin check``: runs the data checks, lists and explains them, and tells what they found over time."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from flows.options import data_option, settings_for, sources_option

_DONE, _IN_PART = 0, 1
FORMATS = ("table", "csv", "json", "markdown")


@click.command()
@click.argument("name", nargs=-1)
@click.option("--list", "listed", is_flag=True, help="List the checks: severity, whose, what each looks for.")
@click.option("--explain", "explained", is_flag=True, help="Explain the named checks, with their bad rows and results.")
@click.option("--history", "past", is_flag=True, help="Show what the checks found over time.")
@click.option("--source", help="Only bad rows of this source.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True)
@data_option
@sources_option
def check(
    name: tuple[str, ...],
    *,
    listed: bool,
    explained: bool,
    past: bool,
    source: str | None,
    format_: str,
    data: Path | None,
    sources: tuple[str, ...],
) -> None:
    """Run the data checks over the whole warehouse, or those named, and show what fails them.

    After each run the same checks run by themselves, on what the run has loaded. Own checks: [[checks]] in a source's
    file, and SQL files in DATA/checks. Exit status 1 where a check failed or cannot be run; warnings do not count.

    Example: khotin check --explain empty-body
    """
    if listed + explained + past > 1:
        raise click.UsageError("choose one of --list, --explain and --history")
    if explained and not name:
        raise click.UsageError("--explain needs the name of a check; khotin check --list has them")
    from flows.checks import Asked, explain, run, show_history, show_list

    asked = Asked(settings_for(data, sources), name, source, format_)
    if listed:
        show_list(asked)
    elif explained:
        explain(asked)
    elif past:
        show_history(asked)
    else:
        sys.exit(_DONE if run(asked) else _IN_PART)
