"""``khotin reparse``: its options, and what it asks before it changes anything."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from flows.options import DAY, configured_sources, data_option, join_prefect, say, settings_for, sources_option

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from flows.reparse import Days, Reparsing
    from flows.reparse_all import Reparsed
    from flows.reparse_sources import Chosen, ReadOnly
    from flows.reparse_tally import Changes
    from flows.report import Report
    from flows.settings import Settings

    Format = Literal["table", "json", "markdown"]

_DONE, _IN_PART = 0, 1
_SAMPLE = 200  # pages of each source that are looked at before the question


@click.command()
@click.argument("source", nargs=-1)
@click.option("--preview", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--apply", "--yes", "-y", "apply_", is_flag=True, help="Change it without asking.")
@click.option("--apply-rejects", is_flag=True, help="Withhold articles whose page is refused now; else only named.")
@click.option("--again", is_flag=True, help="Read all pages, also those that this very code has read already.")
@click.option("--since", type=DAY, help="Only pages fetched on this day or later, in the source's time zone.")
@click.option("--until", type=DAY, help="Only pages fetched on this day or earlier.")
@click.option("--limit", type=click.IntRange(1), help="Preview so many pages of each source, taken evenly.")
@click.option("--examples", type=click.IntRange(0), default=0, help="Show so many values of each field side by side.")
@click.option("--only", multiple=True, metavar="FIELD", help="Show this field of the preview only; may be repeated.")
@click.option("--format", "format_", type=click.Choice(("table", "json", "markdown")), default="table")
@data_option
@sources_option
def reparse(
    *,
    source: tuple[str, ...],
    preview: bool,
    apply_: bool,
    apply_rejects: bool,
    again: bool,
    since: datetime | None,
    until: datetime | None,
    limit: int | None,
    examples: int,
    only: tuple[str, ...],
    format_: Format,
    data: Path | None,
    sources: tuple[str, ...],
) -> None:
    """Read the archived pages again with the code of today, and correct what is stored of them, offline.

    Every version is made anew from its own page; ids, version numbers and times stay, and what comes out the same is
    not touched. Pages that were refused become articles where the code of today takes them. Without --apply a
    terminal is shown a sample and asked; elsewhere nothing is changed. Run again after an interruption, it goes on.

    Example: khotin reparse harbour-post --preview --examples 2
    """
    if preview and apply_:
        raise click.UsageError("--preview changes nothing and --apply does: choose one")
    _check_fields(only)
    if since and until and since > until:
        raise click.UsageError(f"--since {since:%Y-%m-%d} is after --until {until:%Y-%m-%d}")
    settings = settings_for(data, sources)
    from flows.pool import early_page_pool
    from flows.reparse import Days, Reparsing, workers
    from flows.reparse_sources import choose, open_read_only

    desk = open_read_only(settings, configured_sources(settings))
    chosen = choose(desk, source)
    for source_id, reason in chosen.left_out.items():
        say(source_id, f"left alone: {reason}")
    days = Days(since and since.date(), until and until.date())
    with early_page_pool(workers(settings)) as pool:
        if not apply_:
            of = limit if preview or limit else _SAMPLE
            found = _preview(desk, chosen, days, pool, of=of, examples=examples)
            _show(found, only, format_, sampled=of is not None)
            if preview or not _agreed(found):
                return
        done = _apply(settings, desk, chosen, Reparsing(days, apply_rejects, again), pool)
    _tell(done, format_)


def _check_fields(only: tuple[str, ...]) -> None:
    from flows.reparse_tally import FIELDS

    unknown = [name for name in only if name not in FIELDS]
    if unknown:
        raise click.UsageError(f"--only {unknown[0]}: there is no such field; there are {', '.join(FIELDS)}")


def _preview(
    desk: ReadOnly, chosen: Chosen, days: Days, pool: Executor, *, of: int | None, examples: int
) -> dict[str, Changes]:
    from flows.reparse_preview import preview
    from flows.reparse_progress import shown_progress

    with shown_progress() as progress:
        return preview(desk, chosen.source_ids, days, pool, of=of, examples=examples, progress=progress)


def _show(found: Mapping[str, Changes], only: tuple[str, ...], format_: Format, *, sampled: bool) -> None:
    from flows.show_reparse import changes_json, changes_markdown, show_changes, show_examples
    from flows.tables import console

    if format_ == "json":
        click.echo(json.dumps(changes_json(found, only), ensure_ascii=False, indent=2))
    elif format_ == "markdown":
        click.echo(changes_markdown(found, only), nl=False)
    else:
        out = console()
        show_changes(out, found, only)
        show_examples(out, found, only)
        read, total = sum(one.pages for one in found.values()), sum(one.total for one in found.values())
        if sampled and read < total:
            out.print(f"A sample: {read:,} of {total:,} pages.")


def _agreed(found: Mapping[str, Changes]) -> bool:
    """Ask on a terminal whether to go on; nobody who is not asked has agreed."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        click.echo("khotin: nothing was changed; --apply changes it without asking", err=True)
        return False
    total = sum(one.total for one in found.values())
    agreed = click.confirm(f"Read all {total:,} pages again and write what changes?", err=True)
    if not agreed:
        click.echo("Nothing was changed.", err=True)
    return agreed


def _apply(settings: Settings, desk: ReadOnly, chosen: Chosen, what: Reparsing, pool: Executor) -> Reparsed:
    """Do it, as a Prefect flow run where a server runs that can show it."""
    import asyncio

    as_flow = join_prefect(settings)
    from flows.commands import reparse_now
    from flows.interruption import until_interrupted
    from flows.reparse_progress import shown_progress

    with shown_progress() as progress:
        work = reparse_now(
            settings, desk.sources, chosen.source_ids, what, say=say, progress=progress, pool=pool, as_flow=as_flow
        )
        return asyncio.run(until_interrupted(work))


def _tell(done: Reparsed, format_: Format) -> None:
    """Show what changed, and exit accordingly."""
    from flows.show import show_published
    from flows.tables import console

    _show(done.changes, (), format_, sampled=False)
    for outcome in done.report.outcomes:
        if outcome.record.message:
            say(outcome.record.source_id, f"{outcome.record.state}: {outcome.record.message}")
    if format_ == "table":
        show_published(console(), done.report)
    sys.exit(_DONE if _is_well(done.report) else _IN_PART)


def _is_well(report: Report) -> bool:
    """Say whether all went well; that articles are withheld for refused pages is what was asked for."""
    from flows.publishing import checks_passed

    published = report.published
    if published is None or published.checks is None or published.error is not None:
        return report.complete
    others = tuple(one for one in published.checks.results if one.check.name != "refused-by-reparse")
    states = {outcome.record.state for outcome in report.outcomes}
    return checks_passed(replace(published.checks, results=others)) and states <= {"done", "skipped"}
