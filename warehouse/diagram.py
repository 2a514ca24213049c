"""Draws how the tables hang together, as Mermaid diagrams that GitHub shows: tables with their keys, and relations.

The database itself knows no relations (foreign keys would slow every load, see ``sql/schema``), so that they are
declared here, once. A test holds them to the catalogue: every table of ``core`` and ``raw`` is drawn with its columns
once, and both ends of a relation are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple


class Relation(NamedTuple):
    """Rows of ``child`` name a row of ``parent`` in a column: any number of them, or one at ``most`` (``|``).

    The child is drawn to the right of its parent, or to the ``left``, where there are too many for one side.
    """

    parent: str
    child: str
    column: str
    most: str = "{"
    left: bool = False


class Diagram(NamedTuple):
    """One picture: what it shows, the tables whose columns it has, and the relations among all that it names."""

    title: str
    tables: tuple[str, ...]
    relations: tuple[Relation, ...]


_READ = ("agreement", "country", "date", "event", "flag", "organisation", "person", "place", "topic")
_BRIDGES = tuple(f"core.article_{name}" for name in _READ)

DIAGRAMS = (
    Diagram(
        "Articles, where they came from, and how they changed",
        ("core.source", "core.article", "core.article_version", "core.article_deletion", "raw.fetch", "raw.rights"),
        (
            Relation("core.source", "core.article", "source_id"),
            Relation("core.source", "raw.fetch", "source_id"),
            Relation("core.article", "core.article_version", "article_id"),
            Relation("core.article", "core.article_deletion", "article_id"),
            Relation("core.article", "raw.fetch", "article_id"),
            Relation("raw.fetch", "core.article_version", "fetch_id"),
            Relation("raw.fetch", "raw.rights", "fetch_id", "|"),
        ),
    ),
    Diagram(
        "Copies and stories",
        ("core.duplicate", "core.copy_lineage", "core.match", "core.story", "core.story_article", "core.story_event"),
        (
            Relation("core.article", "core.duplicate", "article_id", "|"),
            Relation("core.article", "core.duplicate", "of_article_id"),
            Relation("core.duplicate", "core.copy_lineage", "article_id", "|"),
            Relation("core.article", "core.match", "article_id"),
            Relation("core.article", "core.match", "other_id"),
            Relation("core.article", "core.story_article", "article_id", "|"),
            Relation("core.story", "core.story_article", "story_id"),
            Relation("core.article", "core.story", "founder_article_id", "|"),
            Relation("core.story", "core.story_event", "into_story_id"),
        ),
    ),
    Diagram(
        "What is read from the current version of an article",
        _BRIDGES,
        tuple(Relation("core.article", one, "article_id", left=bool(at % 2)) for at, one in enumerate(_BRIDGES)),
    ),
)

# Columns that name a row of another table, by the ends of their names; that of the run is in nearly all of them.
_KEYS = ("article_id", "story_id", "fetch_id", "source_id", "other_id")
_RUN = "run_id"
_SHOWN = 2  # columns of a table besides its keys


def pictures(columns: Mapping[str, Sequence[tuple[str, str]]], diagrams: Sequence[Diagram] = DIAGRAMS) -> Iterator[str]:
    """Yield each diagram with its heading. ``columns`` are names and types of each table's columns, in order."""
    for diagram in diagrams:
        lines = [f"\n### {diagram.title}\n\n```mermaid\nerDiagram\n    direction LR"]
        named = dict.fromkeys(end for one in diagram.relations for end in (one.parent, one.child))
        for table in named:
            lines += _entity(table, columns[table] if table in diagram.tables else ())
        lines += (_line(one) for one in diagram.relations)
        yield "\n".join([*lines, "```\n"])


def _entity(table: str, columns: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield a table with its keys and its first columns; its name alone where no columns are given."""
    own, others = f"{table.partition('.')[2]}_id", 0
    yield f'    {_alias(table)}["{table}"]' + (" {" if columns else "")
    for name, kind in columns:
        mark = " PK" if name == own else " FK" if name.endswith(_KEYS) else ""
        others += not mark and name != _RUN
        if mark or (others <= _SHOWN and name != _RUN):
            yield f"        {_plain(kind)} {name}{mark}"
    if columns:
        yield "    }"


def _alias(table: str) -> str:
    return table.replace(".", "_")


def _plain(kind: str) -> str:
    """Return a type as one word: Mermaid takes no blanks and commas in one."""
    lists = kind[len(kind.rstrip("[]")) :]
    return kind.rstrip("[]").partition("(")[0].replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ") + lists


def _line(relation: Relation) -> str:
    parent, child = _alias(relation.parent), _alias(relation.child)
    if relation.left:
        return f"    {child} {'|' if relation.most == '|' else '}'}o--|| {parent} : {relation.column}"
    return f"    {parent} ||--o{relation.most} {child} : {relation.column}"
