"""What a reparse changes, for people: counts by source and field, and values side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from difflib import SequenceMatcher
from html import escape
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.reparse_tally import FIELDS, Changes, Example
from flows.tables import printable, table

SOURCES = ("source", "pages", "unchanged", "changed", "accepted", "refused", "seen again", "still refused", "missing")
CHANGED = ("source", "field", "versions", "%")
_CONTEXT = 8  # words that are shown around a change
_MOST_WORDS = 3_000  # of a value that is compared word by word


def show_changes(out: Console, found: Mapping[str, Changes], only: Collection[str] = ()) -> None:
    """Print what changes: a row per source, a row per source and field, the pages that are refused or accepted."""
    out.print(table(SOURCES, source_rows(found)))
    fields = field_rows(found, only)
    if fields:
        out.print(table(CHANGED, fields))
    for source_id, changes in found.items():
        _name(out, f"{source_id}: refused", changes.refused, changes.refusals)
        _name(out, f"{source_id}: accepted", changes.accepted, changes.taken)
        _name(out, f"{source_id}: missing", changes.missing, changes.missed)


def source_rows(found: Mapping[str, Changes]) -> list[tuple[str | int, ...]]:
    """Return a row per source, as ``SOURCES`` names the columns."""
    return [
        (source_id, c.pages, c.same, c.corrected, c.accepted, c.refused, c.later, c.still_refused, c.missing)
        for source_id, c in found.items()
    ]


def field_rows(found: Mapping[str, Changes], only: Collection[str] = ()) -> list[tuple[str, str, int, float]]:
    """Return a row per source and field that changes, as ``CHANGED`` names the columns."""
    return [
        (source_id, name, count, round(100 * count / (changes.same + changes.corrected), 1))
        for source_id, changes in found.items()
        for name in FIELDS
        if (count := changes.fields[name]) and (not only or name in only)
    ]


def _name(out: Console, what: str, count: int, pages: Sequence[tuple[str, str]]) -> None:
    for url, detail in pages:
        out.print(Text(f"{what}: {printable(url)}: {printable(detail)}"))
    if count > len(pages):
        out.print(Text(f"{what}: {count - len(pages)} more"))


def show_examples(out: Console, found: Mapping[str, Changes], only: Collection[str] = ()) -> None:
    """Print examples side by side, the words that differ in colour on a terminal."""
    for source_id, changes in found.items():
        for name in FIELDS:
            if only and name not in only:
                continue
            for example in changes.examples.get(name, ()):
                out.print(_side_by_side(f"{source_id}, {name}: {printable(example.url)}", example))


def _side_by_side(title: str, example: Example) -> Table:
    drawn = Table(box=box.SIMPLE_HEAD, title=Text(title), title_justify="left", pad_edge=False, expand=True)
    drawn.add_column("stored", ratio=1, overflow="fold")
    drawn.add_column("today", ratio=1, overflow="fold")
    drawn.add_row(*marked(example.was, example.becomes))
    return drawn


def marked(was: str | None, becomes: str | None) -> tuple[Text, Text]:
    """Return two values with the words that differ marked; long parts that both have are left out."""
    if was is None or becomes is None:
        return _whole(was, "red"), _whole(becomes, "green")
    old, new = _words(was), _words(becomes)
    left, right = Text(), Text()
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            for side, words in ((left, old[a:b]), (right, new[c:d])):
                side.append(_shortened(words))
        else:
            left.append(_joined(old[a:b]), "red strike")
            right.append(_joined(new[c:d]), "green bold")
    return left, right


def _whole(value: str | None, style: str) -> Text:
    if value is None:
        return Text("(none)", "dim")
    return Text(_shortened(_words(value)), style)


def _words(value: str) -> list[str]:
    """Return the words of a value, a line break as one of its own."""
    return printable(value).replace("\n", " \n ").split(" ")[:_MOST_WORDS]


def _joined(words: Sequence[str]) -> str:
    return "".join(word if word == "\n" else f"{word} " for word in words)


def _shortened(words: Sequence[str]) -> str:
    if len(words) <= 3 * _CONTEXT:
        return _joined(words)
    return f"{_joined(words[:_CONTEXT])}… {_joined(words[-_CONTEXT:])}"


def changes_json(found: Mapping[str, Changes], only: Collection[str] = ()) -> dict[str, Any]:
    """Return what changes as plain values: by source the counts, fields and examples."""
    return {source_id: _plain(changes, only) for source_id, changes in found.items()}


def _plain(changes: Changes, only: Collection[str]) -> dict[str, Any]:
    values = asdict(changes)
    wanted = [name for name in FIELDS if not only or name in only]
    values["fields"] = {name: changes.fields[name] for name in wanted if changes.fields[name]}
    values["examples"] = {
        name: [one._asdict() for one in changes.examples[name]] for name in wanted if changes.examples.get(name)
    }
    for kind, second in (("refusals", "reason"), ("taken", "title"), ("missed", "reason")):
        values[kind] = [{"url": url, second: text} for url, text in values[kind]]
    return values


def changes_markdown(found: Mapping[str, Changes], only: Collection[str] = ()) -> str:
    """Return what changes as tables in Markdown, with the examples below them."""
    parts = ["\n".join(_markdown_table(SOURCES, source_rows(found)))]
    if rows := field_rows(found, only):
        parts.append("\n".join(_markdown_table(CHANGED, rows)))
    for source_id, changes in found.items():
        examples = [
            (name, one.url, one.was, one.becomes)
            for name in FIELDS
            if not only or name in only
            for one in changes.examples.get(name, ())
        ]
        if examples:
            parts.append("\n".join(_markdown_table((f"{source_id}: field", "url", "stored", "today"), examples)))
    return "\n\n".join(parts) + "\n"


def _markdown_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(map(_markdown_cell, row))} |"


def _markdown_cell(value: object) -> str:
    """Return a value as a cell: what came from the web is no markup in it."""
    text = escape(printable(value), quote=False).replace("\\", "\\\\").replace("|", "\\|")
    return text.replace("\n", "<br>")
