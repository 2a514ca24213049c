"""Tables and text for a terminal, plain text elsewhere; on its own, so that ``khotin sql`` starts light.

Everything that came from the web is shown as text, never as markup or control sequences.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

PLAIN_WIDTH = 160
CELL_LIMIT = 500
# Columns that are narrower than what stands in them, and than this, cannot be read.
_NARROWEST = 10
_BETWEEN = 3  # columns of a table, a space on each side and one more


class _Screen(Console):
    """A console that leaves a reader who has seen enough (``| head``) to the command line, as every other output."""

    def on_broken_pipe(self) -> None:
        """Raise what Rich would turn into exit status 1."""
        raise BrokenPipeError


def console(*, error: bool = False) -> Console:
    """Return a console as wide as the terminal, or ``PLAIN_WIDTH`` where there is none."""
    stream = sys.stderr if error else sys.stdout
    return _Screen(file=stream, width=None if stream.isatty() else PLAIN_WIDTH, highlight=False, emoji=False)


def printable(value: object) -> str:
    """Return a value as text for a terminal: control characters made visible, times without microseconds."""
    match value:
        case list() | tuple():
            return ", ".join(printable(part) for part in value)
        case dict():
            return f"{{{', '.join(f'{printable(name)}: {printable(part)}' for name, part in value.items())}}}"
        case _:
            return "".join(char if _is_harmless(char) else "\ufffd" for char in _word(value))


def _word(value: object) -> str:
    match value:
        case None:
            return "NULL"
        case bool():
            return str(value).lower()
        case bytes():
            return value.hex()
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case _:
            return str(value)


def _is_harmless(char: str) -> bool:
    """Say whether a terminal shows a character and does nothing else; spaces of every width are harmless too."""
    return char.isprintable() or char == "\n" or unicodedata.category(char) == "Zs"


def _cell(value: object) -> Text:
    text = printable(value)
    if len(text) > CELL_LIMIT:
        text = text[:CELL_LIMIT] + "…"
    return Text(text, style="dim" if value is None else "")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, title: str | None = None) -> Table:
    """Return a table; numbers to the right, long cells folded, very long ones cut with an ellipsis."""
    drawn = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False)
    for number, name in enumerate(columns):
        numeric = any(_is_number(row[number]) for row in rows)
        drawn.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(_cell(value) for value in row))
    return drawn


def is_too_wide(columns: Sequence[str], rows: Sequence[Sequence[Any]], width: int) -> bool:
    """Say whether a table would leave its columns too little room to be read."""
    needed = (
        min(_NARROWEST, max(cell_len(_cell(value).plain) for value in (name, *(row[place] for row in rows))))
        for place, name in enumerate(columns)
    )
    return sum(one + _BETWEEN for one in needed) > width


def records(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[Text | Table]:
    """Yield each row as a table of its own, one column a line: for what is too wide."""
    for number, row in enumerate(rows, 1):
        yield Text(f"row {number}", style="bold")
        drawn = Table(box=None, show_header=False, pad_edge=False)
        drawn.add_column(no_wrap=True, style="dim")
        drawn.add_column(overflow="fold")
        for name, value in zip(columns, row, strict=True):
            drawn.add_row(Text(name), _cell(value))
        yield drawn
