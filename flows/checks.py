"""The bodies of ``khotin check``: which checks are meant, what is read or run, and how it is shown."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from flows import check_views as views
from flows.errors import CommandError
from flows.publishing import checks_passed
from flows.settings import Settings
from flows.source_run import source_row
from flows.tables import console, table
from flows.workshop import new_run_id, read_sources, utc_now
from warehouse.check_history import as_result, history
from warehouse.checking import Scope, all_checks, check_held, look_held, source_ids
from warehouse.checks import Check, CheckReport, checks
from warehouse.files import WRITER_FILE
from warehouse.own_checks import folder_checks
from warehouse.store import Held, Warehouse

_MOST_ROWS = 20
_MOST_RESULTS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was given: names of checks (none: all), a source's id, the format of what is printed."""

    settings: Settings
    names: tuple[str, ...]
    source: str | None
    format: str

    def warehouse(self) -> Warehouse:
        """Return the warehouse that is asked about.

        Raises:
            CommandError: there is none.
        """
        if not self.has_warehouse():
            raise CommandError(f"{self.settings.data}: there is no warehouse; name the data folder with --data")
        return Warehouse(self.settings.place, lock_wait=self.settings.lock_wait, memory=self.settings.memory)

    def has_warehouse(self) -> bool:
        """Say whether there is a warehouse, as far as it can be seen from outside."""
        return self.settings.warehouse is not None or (self.settings.data / WRITER_FILE).exists()


def check_everything(asked: Asked) -> CheckReport:
    """Run the checks over the whole warehouse and record what they find. Raises as ``Asked.warehouse``."""
    now = utc_now()
    with asked.warehouse().exclusive() as held:
        _refresh_sources(held, asked.settings)
        own = folder_checks(asked.settings.data)
        names = _names(held, asked, own)
        scope = Scope(own, names, everything=True, keep_days=asked.settings.check_history_days)
        return check_held(held, now, new_run_id(now), scope)


def run(asked: Asked) -> bool:
    """Run the checks over everything, record and show what they find; say whether all of them passed."""
    report = check_everything(asked)
    shown = report if asked.source is None else report.of_source(asked.source)
    if asked.format == "table":
        views.show_report(console(), shown)
    else:
        _print(asked, views.DATA_COLUMNS, views.data_rows(shown))
    return checks_passed(shown)


def show_list(asked: Asked) -> None:
    """Show the checks that there are."""
    own = folder_checks(asked.settings.data)
    if asked.has_warehouse():
        with asked.warehouse().exclusive() as held:
            names, every = _names(held, asked, own), all_checks(held.connection, own)
    else:
        names, every = asked.names or None, (*checks(), *own)
    chosen = [one for one in every if names is None or one.name in names]
    if asked.source is not None:
        chosen = [one for one in chosen if one.source_id in (None, asked.source)]
    _show(asked, views.LIST_COLUMNS, views.list_rows(chosen))


def explain(asked: Asked) -> None:
    """Show all there is to know of the named checks; nothing is recorded."""
    with asked.warehouse().exclusive() as held:
        own = folder_checks(asked.settings.data)
        every = {one.name: one for one in all_checks(held.connection, own)}
        for name in _names(held, asked, own) or ():
            past = history(held.connection, [name], _MOST_ROWS)
            report = look_held(held, utc_now(), Scope(own, [name], everything=True))
            if asked.source is not None:
                report = report.of_source(asked.source)
            if asked.format == "table":
                views.show_explained(console(), every[name], report, past, _MOST_ROWS)
            else:
                _print(asked, views.BAD_COLUMNS, views.bad_rows(report))


def show_history(asked: Asked) -> None:
    """Show the results of the checks over time."""
    with asked.warehouse().exclusive() as held:
        names = _names(held, asked, folder_checks(asked.settings.data))
        past = history(held.connection, names, _MOST_RESULTS)
    if asked.format == "table" and not past:
        console().print("No check has found anything so far.")
        return
    _show(asked, views.HISTORY_COLUMNS, views.history_rows(past))


def _names(held: Held, asked: Asked, own: Sequence[Check]) -> tuple[str, ...] | None:
    """Return the names of the checks that are meant, None for all.

    Raises:
        CommandError: a name that no check has.
    """
    known = [one.name for one in all_checks(held.connection, own)]
    for name in asked.names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "khotin check --list has them"
            raise CommandError(f"no check {name!r}; {hint}")
    return asked.names or None


def _refresh_sources(held: Held, settings: Settings) -> None:
    """Bring what the warehouse keeps of its sources, their checks too, to what their files say now."""
    configured, _ = read_sources(settings)
    with held.write() as session:
        known = source_ids(session.connection)
        session.upsert_sources([source_row(one) for one in configured.values() if one.id in known])


def _show(asked: Asked, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    if asked.format == "table":
        console().print(table(columns, rows))
    else:
        _print(asked, columns, rows)


def _print(asked: Asked, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from flows.query import print_result

    print_result(as_result(columns, rows), cast(Literal["csv", "json", "markdown"], asked.format), None)
