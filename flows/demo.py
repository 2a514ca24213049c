"""``khotin demo``: the main job, offline: the newsstand harvested twice by real flow runs, then queried.

The demo keeps its state in a folder of its own below DATA and starts from nothing each time, so that what it shows is
the same for everybody; the folder stays for queries of one's own.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.commands import harvest_now
from flows.errors import CommandError
from flows.prefect_server import server_at_hand
from flows.report import Report
from flows.settings import Settings
from flows.show import show_report
from flows.tables import console, table
from flows.workshop import prepare_data, read_sources, silent, utc_now
from scrapers.newsstand import Newsstand
from scrapers.source import Source
from warehouse.query import run_statement
from warehouse.sqlfiles import statement

FOLDER = "demo"
MARKER = ".khotin-demo"
QUERIES = {
    "arrived": "What arrived, by source and language",
    "together": "Vietnam and Belgium together, newest first",
    "dealings": "What states did with each other, each event once",
    "copies": "Who ran whose story",
    "coverage": "What each kind of listing named, and what became of it",
}


def demonstrate(settings: Settings) -> bool:
    """Run the demo; say whether it went as it should."""
    folder = _fresh_folder(settings.data / FOLDER)
    out = console()
    with Newsstand(now=utc_now()) as stand:
        stand.write_sources(folder / "sources")
        demo = Settings(data=folder, sources=(str(folder / "sources"),))
        sources, _ = read_sources(demo)
        out.print("Khotin demo: three small news sites are served on this machine; nothing leaves it.")
        with server_at_hand(demo):
            first, second = asyncio.run(_two_visits(demo, sources, stand, out))
    for name, title in QUERIES.items():
        out.print(Text(f"\n{title}\n", style="bold"), Text(_query_text(name), style="dim"))
        out.print(_answer(folder, name, {}))
    out.print(Text(f'The demo\'s data stay in {folder}. Ask on: khotin sql --data {folder} "from mart.article"'))
    return _as_it_should(first, second)


def _fresh_folder(folder: Path) -> Path:
    """Return the demo's folder, empty; only a folder that a demo made is ever removed.

    Raises:
        CommandError: the folder exists and is somebody else's.
    """
    if folder.exists():
        if not (folder / MARKER).exists():
            raise CommandError(
                f"{folder}: was not made by a demo, so it is left alone; choose another place with --data"
            )
        shutil.rmtree(folder)
    prepare_data(folder)
    (folder / MARKER).touch()
    return folder


async def _two_visits(
    settings: Settings, sources: Mapping[str, Source], stand: Newsstand, out: Console
) -> tuple[Report, Report]:
    out.print("\nFirst visit: a Prefect flow run with a subflow per source. (Prefect takes some seconds to start.)")
    first = await harvest_now(settings, sources, (), silent)
    _show_visit(out, settings, first)
    out.print("\nMeanwhile a story is edited, new ones are added, and a page that was broken is mended. Second visit:")
    stand.next_edition()
    second = await harvest_now(settings, sources, (), silent)
    _show_visit(out, settings, second)
    return first, second


def _show_visit(out: Console, settings: Settings, report: Report) -> None:
    show_report(out, report)
    run = {"run_id": report.outcomes[0].record.run_id}
    if report.outcomes and any(outcome.record.updated for outcome in report.outcomes):
        out.print(_answer(settings.data, "edited", run, title="Edited since the last visit"))
    out.print(_answer(settings.data, "refused", run, title="Refused, and why"))


def _answer(data: Path, name: str, parameters: Mapping[str, str], *, title: str | None = None) -> Table:
    result = run_statement(data, statement(f"demo/{name}"), parameters)
    return table(result.columns, list(result.rows()), title=title)


def _query_text(name: str) -> str:
    """Return a query as a person would type it, without the file's head."""
    return "\n".join(line for line in statement(f"demo/{name}").splitlines() if not line.startswith("--"))


def _as_it_should(first: Report, second: Report) -> bool:
    """Say whether the first visit loaded articles, the second few, with an edit among them, and both were published."""
    new, later = (sum(outcome.record.new for outcome in report.outcomes) for report in (first, second))
    edited = sum(outcome.record.updated for outcome in second.outcomes)
    published = all(report.published is not None and report.published.ok for report in (first, second))
    failed = [o.record for report in (first, second) for o in report.outcomes if o.record.state == "failed"]
    return new > later > 0 and edited > 0 and published and not failed
