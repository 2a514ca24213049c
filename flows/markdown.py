"""Markdown for people, of values that may come from the web: everything is shown as the text that it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flows.tables import printable

# What Markdown, and the HTML that it lets through, could read as markup; an ampersand could begin an entity, and what
# stands last an address, which would become a link.
_MARKUP = re.compile(r"[\\|<>\[\]*_`#&~!@]|:(?=//)|(?<=www)\.", re.IGNORECASE)

# What Markdown takes for an address and nothing else.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:/-]+", re.ASCII)


def escaped(value: object) -> str:
    """Return a value on one line, as Markdown shows it literally, in a table too; addresses do not become links."""
    return _MARKUP.sub(lambda found: f"\\{found[0]}", " ".join(printable(value).split()))


def linked(address: str) -> str:
    """Return an address of the web so that Markdown makes a link of it that shows where it leads; else as text."""
    return address if _ADDRESS.fullmatch(address) else escaped(address)


def table_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return a Markdown table; every cell is escaped."""
    return [
        f"| {' | '.join(columns)} |",
        f"|{'---|' * len(columns)}",
        *(f"| {' | '.join(map(escaped, row))} |" for row in rows),
    ]


def code_lines(text: str, language: str = "") -> list[str]:
    """Return a block of code, fenced by more backticks than the text has in a row."""
    fence = "```"
    while fence in text:
        fence += "`"
    return [f"{fence}{language}", text, fence]
