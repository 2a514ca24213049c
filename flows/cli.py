"""The command line. Prefect, DuckDB and parsers are imported by the commands that need them, so that it starts light.

Exit status: 0 done; 1 done in part (a source failed, a check failed: the summary names which and why); 2 the command
was wrong: one clear line and no traceback.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from flows.cli_backfill import backfill
from flows.cli_check import check
from flows.cli_doctor import doctor
from flows.cli_export import export_command
from flows.cli_filters import dedup_filter, parse_filter, tag_filter
from flows.cli_forget import forget
from flows.cli_keeping import backup, restore, vacuum
from flows.cli_query import search, sql
from flows.cli_reparse import reparse
from flows.cli_serve import maintain, serve
from flows.cli_sources import sources_group
from flows.errors import explain
from flows.options import DAY, configured_sources, data_option, prepare_prefect, say, settings_for, sources_option
from transforms import __version__

if TYPE_CHECKING:
    from flows.report import Report

DONE, IN_PART, WRONG = 0, 1, 2
F = TypeVar("F", bound=Callable[..., Any])


class Khotin(click.Group):
    """The command group: turns every expected error into one line and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        """Invoke a command and explain what a person can mend."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            click.echo("khotin: interrupted; what was loaded is kept, and the same command goes on there", err=True)
            sys.exit(IN_PART)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(DONE)
        except Exception as error:
            explained = explain(error)
            if explained is None:
                raise
            status, text = explained
            click.echo(f"khotin: {text}", err=True)
            sys.exit(status)


@click.group(
    cls=Khotin, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}, no_args_is_help=True
)
@data_option
@sources_option
@click.version_option(__version__, prog_name="khotin")
def main(data: Path | None, sources: tuple[str, ...]) -> None:
    """Khotin, the news store: fetch news, clean, deduplicate and tag it, and query it with SQL.

    Start with `khotin demo`.
    """
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for handler in logging.getLogger().handlers:
        handler.addFilter(_is_ours)


def _is_ours(record: logging.LogRecord) -> bool:
    """Leave out what Prefect logs of states: the summary tells it, with the cause."""
    return not record.name.startswith(("prefect.flow_runs", "prefect.task_runs"))


def _finish(work: Coroutine[Any, Any, Report]) -> None:
    """Do the work of a command, show what it came to, and exit accordingly."""
    import asyncio

    from flows.show import show_report
    from flows.tables import console

    report = asyncio.run(work)
    show_report(console(), report)
    sys.exit(DONE if report.complete else IN_PART)


@main.command()
@click.argument("source", nargs=-1)
@click.option("--due", is_flag=True, help="Poll only the listings that are due, as scheduled runs do.")
@data_option
@sources_option
def run(source: tuple[str, ...], *, due: bool, data: Path | None, sources: tuple[str, ...]) -> None:
    """Harvest the enabled sources now, or those named, as a Prefect flow run.

    Every listing is polled, also one that changes once a week and was read an hour ago; with --due it is left alone.

    Example: khotin run vrtnws-en --data data
    """
    settings = settings_for(data, sources)
    configured = configured_sources(settings)
    from flows.commands import fetchable, harvest_now

    fetchable(settings, configured, source)  # a wrong command is told before a server is started for it
    prepare_prefect(settings)
    _finish(harvest_now(settings, configured, source, say, only_due=due))


@main.command()
@click.argument("path", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", "source_id", default="documents", show_default=True, help="Source the documents belong to.")
@click.option("--host", multiple=True, help="Only this host and its subdomains, of WARC and JSONL; may be repeated.")
@click.option("--since", type=DAY, help="Only what was captured on this day or later, of WARC and JSONL.")
@click.option("--until", type=DAY, help="Only what was captured on this day or earlier; days are the source's, or UTC.")
@data_option
@sources_option
def ingest(
    path: tuple[Path, ...],
    source_id: str,
    *,
    host: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    data: Path | None,
    sources: tuple[str, ...],
) -> None:
    """Load documents that are already here: text files, HTML, WARC, JSONL of {url, html | text, fetched_at?}.

    Each may be packed with gzip or zstd.

    Example: khotin ingest CC-NEWS-20261101.warc.gz --host news.example --since 2026-11-01 --source news-example
    """
    settings = settings_for(data, sources)
    from flows.commands import ingest_now
    from scrapers.selection import selection_of

    try:
        selection = selection_of(host, since and since.date(), until and until.date())
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    _finish(ingest_now(settings, configured_sources(settings), path, source_id, selection=selection, say=say))


main.add_command(backfill)
main.add_command(serve)
main.add_command(maintain)
main.add_command(reparse)
main.add_command(sql)
main.add_command(search)
main.add_command(export_command)
main.add_command(sources_group)
main.add_command(forget)
main.add_command(doctor)
main.add_command(backup)
main.add_command(restore)
main.add_command(vacuum)


main.add_command(check)
main.add_command(parse_filter)
main.add_command(tag_filter)
main.add_command(dedup_filter)


@main.command()
@click.option("--port", type=click.IntRange(0, 65000), default=8100, show_default=True, help="First port; 0: any.")
@click.option("--fault", multiple=True, help="Misbehave in this way; may be repeated; 'list' names them all.")
@click.option("--stories", type=click.Path(file_okay=False, path_type=Path), help="Folder to watch for new stories.")
@click.option("--write-sources", type=click.Path(file_okay=False, path_type=Path), help="Write the source files here.")
def newsstand(port: int, fault: tuple[str, ...], stories: Path | None, write_sources: Path | None) -> None:
    """Serve small fictional news sites on loopback until stopped, and print the sources that fit them.

    Example: khotin newsstand --port 8100 --write-sources stand
    """
    from flows.stand import serve_newsstand

    serve_newsstand(port, fault, stories, write_sources)


@main.command()
@data_option
def demo(data: Path | None) -> None:
    """Harvest the newsstand twice as real flow runs, offline, and show what arrived, changed and was refused.

    Example: khotin demo
    """
    settings = settings_for(data)
    from flows.demo import demonstrate

    sys.exit(DONE if demonstrate(settings) else IN_PART)
