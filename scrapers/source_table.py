"""The table of a source file's keys in ``docs/sources.md``, made from the docstrings of the structs that read it."""

from __future__ import annotations

import inspect
import re
from datetime import date
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from scrapers.source import TABLES

BEGIN = "<!-- keys: made by scrapers.source_table, not by hand -->"
END = "<!-- end of keys -->"
_ATTRIBUTE = re.compile(r"^    (\w+): (.*?)(?=^    \w+: |\Z)", re.MULTILINE | re.DOTALL)
_WORDS: dict[Any, str] = {str: "text", int: "whole number", float: "number", bool: "true or false", date: "date"}
_LISTS = ("discover", "layouts", "checks")


def key_tables() -> str:
    """Return one Markdown table per table of a source file: key, type, default, meaning."""
    return "\n\n".join(_table(name, struct) for name, struct in TABLES.items())


def with_key_tables(page: str) -> str:
    """Return a Markdown page with what stands between its two marks made anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{key_tables()}\n\n{END}{after}"


def _table(name: str, struct: type[msgspec.Struct]) -> str:
    heading = f"### `[[{name}]]`" if name in _LISTS else f"### `[{name}]`" if name else "### Top of the file"
    summary, _, attributes = inspect.cleandoc(struct.__doc__ or "").partition("Attributes:\n")
    meanings = {key: " ".join(text.split()) for key, text in _ATTRIBUTE.findall(attributes)}
    hints = get_type_hints(struct)
    rows = [
        f"| `{field.name}` | {_type(hints[field.name])} | {_default(field)} | {meanings[field.name]} |"
        for field in msgspec.structs.fields(struct)
    ]
    return "\n".join(
        (heading, "", summary.strip(), "", "| key | type | default | meaning |", "|---|---|---|---|", *rows)
    )


def _type(hint: Any) -> str:
    if get_origin(hint) in (Union, UnionType):
        return _type(next(part for part in get_args(hint) if part is not NoneType))
    if get_origin(hint) is Literal:
        return ", ".join(f"`{value}`" for value in get_args(hint))
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return "tables" if issubclass(inner, msgspec.Struct) else f"list of {_WORDS[inner]}"
    return _WORDS.get(hint, "table")


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "required"
    if field.default is None or field.default == () or isinstance(field.default, msgspec.Struct):
        return "none"
    value = field.default
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"
