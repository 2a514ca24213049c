"""What types say of a source file: unknown keys, missing ones, wrong values; each as (dotted key, what is wrong).

``msgspec`` alone would do for reading a good file. It stops at the first mistake, though, and does not say which entry
of a list it stands in, while whoever mends a file wants to see all of its mistakes at once.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

import msgspec

from scrapers.source import TABLES

Problems = Iterator[tuple[str, str]]


def shape_problems(values: Mapping[str, Any]) -> Problems:
    """Yield everything that is wrong with the keys and types of a file's values, unknown keys first."""
    yield from unknown_keys(values)
    for table, where, entries in _tables(values):
        yield from _wrong(TABLES[table], where, entries)


def unknown_keys(values: Mapping[str, Any]) -> Problems:
    """Yield the keys of a file's values that no table has; what is missing does not count, since a base has parts."""
    for table, where, entries in _tables(values):
        yield from _unknown(TABLES[table], where, entries)


def _tables(values: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield (name of the table, dotted key, its values) for the file and each table in it."""
    yield "", "", values
    for name in TABLES:
        table = values.get(name)
        if isinstance(table, dict):
            yield name, name, table
        elif isinstance(table, list):
            for number, entry in enumerate(table):
                if isinstance(entry, dict):
                    yield name, f"{name}[{number}]", entry


def _unknown(kind: type[msgspec.Struct], where: str, entries: Mapping[str, Any]) -> Problems:
    known = kind.__struct_fields__
    for key in entries:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"expected one of {', '.join(known)}"
            yield _joined(where, key), f"unknown key; {hint}"


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(kind)  # resolves the annotations anew each time


def _wrong(kind: type[msgspec.Struct], where: str, entries: Mapping[str, Any]) -> Problems:
    for field in _fields(kind):
        key = _joined(where, field.name)
        if field.name not in entries:
            if field.required:
                yield key, "missing; it is required"
        elif not _is_looked_into(field.type, entries[field.name]):
            yield from _misfit(key, entries[field.name], field.type)


def _is_looked_into(wanted: Any, value: Any) -> bool:
    """Say whether a value is a table, or a list of tables, whose keys are looked at one by one."""
    kinds = [wanted, *get_args(wanted)]
    if not any(isinstance(kind, type) and issubclass(kind, msgspec.Struct) for kind in kinds):
        return False
    entries = value if isinstance(value, list) and get_args(wanted) else [value]
    return isinstance(value, list) == bool(get_args(wanted)) and all(isinstance(entry, dict) for entry in entries)


def _misfit(key: str, value: Any, wanted: Any) -> Problems:
    try:
        msgspec.convert(value, wanted)
    except msgspec.ValidationError as error:
        text, _, inner = str(error).partition(" - at `$")
        yield key + inner.rstrip("`"), text[:1].lower() + text[1:].replace("`", "")


def _joined(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key
