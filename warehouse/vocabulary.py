"""The words of a query: what the published snapshot has to be named in SQL, for completion at the prompt."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.backend import Place
from warehouse.query import run_statement
from warehouse.sqlfiles import statement


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Relations with their comments, their columns with type and comment, and DuckDB's functions and keywords.

    Names are as a query writes them (``mart.article``); schema ``mart``, which is for people, comes first.
    """

    relations: dict[str, str]
    columns: dict[str, dict[str, str]]
    functions: tuple[str, ...]
    keywords: tuple[str, ...]


def vocabulary(place: Place) -> Vocabulary:
    """Read the vocabulary of the snapshot; raises SnapshotMissing when nothing is published."""
    relations: dict[str, str] = {}
    columns: dict[str, dict[str, str]] = {}
    for relation, told, column, type_, comment in run_statement(place, statement("queries/vocabulary"), {}).rows():
        relations[relation] = told or ""
        columns.setdefault(relation, {})[column] = f"{type_}  {comment or ''}".rstrip()
    functions = _names(place, "queries/functions")
    return Vocabulary(relations, columns, functions, _names(place, "queries/keywords"))


def known_sources(place: Place) -> set[str]:
    """Return the ids of all sources that the snapshot knows; raises SnapshotMissing when nothing is published."""
    return set(_names(place, "queries/known_sources"))


def _names(place: Place, path: str) -> tuple[str, ...]:
    return tuple(str(name) for (name,) in run_statement(place, statement(path), {}).rows())
