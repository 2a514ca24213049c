"""What the doctor says, as a table for people, as JSON or Markdown."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from flows.doctor import Examined
from flows.tables import console, printable, table
from transforms.symptoms.history import Severity

COLUMNS = ("source", "verdict", "since", "last good", "cause")
FEW = 5
_STYLES = {"broken": "bold red", "part": "yellow", "note": "cyan", "ok": "green"}
_ORDER: tuple[Severity, ...] = ("broken", "part", "note", "ok")
_WORDS = {"broken": "broken", "part": "broken in part", "note": "to note", "ok": "well"}


def show_examined(examined: Sequence[Examined], format_: str) -> None:
    """Print what was found: ``table``, ``json`` (a list of objects) or ``markdown``."""
    if format_ == "json":
        text = json.dumps([_record(one) for one in examined], ensure_ascii=False, indent=2, default=str)
        click.echo(printable(text) if sys.stdout.isatty() else text)  # a terminal must not obey what came from the web
    elif format_ == "markdown":
        click.echo("\n".join(_markdown(examined)))
    else:
        _show(console(), examined)


def _record(one: Examined) -> dict[str, Any]:
    return asdict(one.verdict) | {"since": one.since}


def _when(value: datetime | None) -> str:
    return f"{value:%Y-%m-%d %H:%M}" if value else "–"


def _verdict(one: Examined) -> str:
    partly = " (in part)" if one.verdict.severity == "part" else ""
    return f"{one.verdict.kind}{partly}"


def _row(one: Examined) -> tuple[str, str, str, str, str]:
    verdict = one.verdict
    return verdict.source_id, _verdict(one), _when(one.since), _when(verdict.last_good_at), verdict.cause


def _show(out: Console, examined: Sequence[Examined]) -> None:
    """Print the broken ones one by one with what to do, the others as a table, and a line that sums up.

    What is only to note is told at length where few sources were asked for: on the first day none was ever harvested.
    """
    shown = ("broken", "part", "note") if len(examined) <= FEW else ("broken", "part")
    for one in examined:
        if one.verdict.severity in shown:
            _show_sick(out, one)
    others = [one for one in examined if one.verdict.severity not in shown]
    if others:
        out.print(table(COLUMNS, [_row(one) for one in others]))
    out.print(Text(_summary(examined)))


def _show_sick(out: Console, one: Examined) -> None:
    verdict = one.verdict
    head = Text(verdict.source_id, style="bold")
    head.append(f"  {_verdict(one)}", style=_STYLES[verdict.severity])
    head.append(f"  {printable(verdict.cause)}")
    out.print(head, soft_wrap=True)
    if one.since or verdict.last_good_at:
        out.print(Text(f"  since {_when(one.since)}; last good {_when(verdict.last_good_at)} (UTC)"))
    for line in verdict.evidence:
        out.print(Text(f"  - {printable(line)}"), soft_wrap=True)
    if verdict.advice:
        out.print(Text(f"  what to do: {printable(verdict.advice)}\n"), soft_wrap=True)


def _summary(examined: Sequence[Examined]) -> str:
    counts = Counter(one.verdict.severity for one in examined)
    told = ", ".join(f"{counts[severity]} {_WORDS[severity]}" for severity in _ORDER if counts[severity])
    return f"{len(examined)} source{'' if len(examined) == 1 else 's'}: {told or 'none configured'}."


def _markdown(examined: Sequence[Examined]) -> list[str]:
    """Return the verdicts as a Markdown table, and the advice below it."""
    lines = [f"| {' | '.join(COLUMNS)} |", f"|{'---|' * len(COLUMNS)}"]
    lines += [f"| {' | '.join(map(_escaped, _row(one)))} |" for one in examined]
    advised = [one.verdict for one in examined if one.verdict.advice]
    if advised:
        lines += ["", *(f"- **{_escaped(one.source_id)}**: {_escaped(one.advice or '')}" for one in advised)]
    return [*lines, "", _summary(examined)]


def _escaped(text: str) -> str:
    """Return a text that a Markdown table shows as it is: what came from the web may hold pipes and markup."""
    flat = " ".join(printable(text).split())
    return "".join(f"\\{char}" if char in "\\|<>[]*_`#" else char for char in flat)
