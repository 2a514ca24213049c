"""The commands that ask: ``khotin sql`` and ``khotin search``, read-only, on the published snapshot."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from flows.errors import CommandError
from flows.options import data_option, selected, selection_options, settings_for

if TYPE_CHECKING:
    from warehouse.query import Format

F = TypeVar("F", bound=Callable[..., Any])
_QUOTE = re.compile('["“”„]')
FORMATS = ("table", "csv", "json", "jsonl", "parquet", "markdown")


def output_options(command: F) -> F:
    """Add ``--format`` and ``--output``."""
    options: tuple[Callable[[F], F], ...] = (
        click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."),
        click.option("--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True),
    )
    return reduce(lambda decorated, option: option(decorated), options, command)


@click.command()
@click.argument("query", required=False)
@click.option("--file", "-f", "file", type=click.Path(dir_okay=False, path_type=Path), help="Run the SQL of this file.")
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE", help="Value of $NAME; may be repeated.")
@click.option("--unsafe", is_flag=True, help="Let the query read and write other files and the network.")
@output_options
@data_option
def sql(
    *,
    query: str | None,
    file: Path | None,
    params: tuple[str, ...],
    format_: Literal["table"] | Format,
    output: Path | None,
    data: Path | None,
    unsafe: bool,
) -> None:
    """Query the published snapshot, read-only; without a query, open a prompt with history and completion.

    Several statements are run one after another; tables of all are shown, other formats write the last one's. Rows too
    wide for a table are shown one below the other. The views of schema mart need no prefix. A value
    of --param that is JSON (a number, true, null, "text") is taken so, anything else as text.

    Example: khotin sql "select title, published_at from mart.article order by published_at desc limit 10"
    """
    where = settings_for(data).place
    text = _text(query, file)
    if text is None:
        from flows.sql_prompt import prompt

        prompt(where, format_, unsafe=unsafe)
        return
    from flows.query import print_result
    from warehouse.query import stream_script

    for answer in stream_script(where, text, _parameters(params), unsafe=unsafe):
        if answer.has_rows if format_ == "table" and output is None else answer.is_last:
            print_result(answer.streamed, format_, output)


def _text(query: str | None, file: Path | None) -> str | None:
    """Return the SQL to run: the argument, the file, or standard input where that is no terminal; else None."""
    if query is not None and file is not None:
        raise click.UsageError("give a query, or --file, not both")
    if query is not None:
        return query
    try:
        if file is not None:
            return file.read_text(encoding="utf-8")
        return None if sys.stdin.isatty() else sys.stdin.read()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file or 'standard input'}: cannot be read as SQL: {error}") from None


def _parameters(params: Iterable[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for param in params:
        name, sign, value = param.partition("=")
        if not sign or not (name.isidentifier() or name.isdecimal()):
            raise click.UsageError(f"--param {param}: expected NAME=VALUE, such as --param country=BEL")
        values[name] = _value(value)
    return values


def _value(text: str) -> Any:
    """Return what JSON says, else the text; NaN and Infinity, which Python would read too, are words."""
    try:
        return json.loads(text, parse_constant=str)
    except ValueError:
        return text


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@selection_options
@output_options
@data_option
def search(
    *,
    words: tuple[str, ...],
    limit: int,
    format_: Literal["table"] | Format,
    output: Path | None,
    data: Path | None,
    **chosen: Any,
) -> None:
    """Find articles that hold all the words, best first, with or without diacritics.

    Quote a phrase; an asterisk at its end makes a word the beginning of words.

    Example: khotin search 'ngoại giao' Bỉ --since 2026-11-01
    """
    from flows.query import print_result
    from warehouse.search import search as find
    from warehouse.selection import Selection

    quoted = " ".join(f'"{word}"' if " " in word and not _QUOTE.search(word) else word for word in words)
    for_people = format_ == "table" and output is None
    settings = settings_for(data)
    only = Selection(**selected(settings, **chosen))
    found = find(settings.place, quoted, limit, only, ("[", "]") if for_people else ("", ""))
    print_result(found, format_, output)
