from __future__ import annotations

import re
from pathlib import Path

from warehouse.catalogue import described, render, shapes, table_macros
from warehouse.diagram import DIAGRAMS, Diagram, Relation, pictures

ROOT = Path(__file__).parents[2]


def test_the_page_is_current() -> None:
    page = (ROOT / "docs" / "warehouse.md").read_text(encoding="utf-8")
    assert page == render(), "docs/warehouse.md is not what the catalogue says: run make docs"


def test_every_table_of_articles_is_drawn_once_and_relations_have_both_ends() -> None:
    columns = shapes(described())
    drawn = [table for diagram in DIAGRAMS for table in diagram.tables]
    assert sorted(drawn) == sorted(table for table in columns if table.startswith(("core.", "raw."))), (
        "warehouse/diagram.py says in which picture a table is, and what it belongs to"
    )
    for diagram in DIAGRAMS:
        ends = {end for one in diagram.relations for end in (one.parent, one.child)}
        assert set(diagram.tables) <= ends
        assert ends <= columns.keys()
        assert [one for one in diagram.relations if one.column not in dict(columns[one.child])] == []


def test_a_picture_is_mermaid() -> None:
    (picture,) = pictures(
        {"core.article": [("article_id", "VARCHAR"), ("names", "STRUCT(a VARCHAR, b VARCHAR)[]")]}, ONE
    )
    lines = picture.splitlines()
    assert lines[3:5] == ["```mermaid", "erDiagram"]
    assert '    core_article["core.article"] {' in lines
    assert "        VARCHAR article_id PK" in lines
    assert "        STRUCT[] names" in lines
    assert "    core_article ||--o{ core_article : article_id" in lines


ONE = [Diagram("One", ("core.article",), (Relation("core.article", "core.article", "article_id"),))]


def test_every_table_view_and_column_has_a_comment() -> None:
    bare = [f"{one.schema}.{one.table}.{one.column}" for one in described() if not one.comment or not one.table_comment]
    assert bare == []
    assert [macro.name for macro in table_macros() if macro.comment] == ["articles_asof", "search"]


def test_identifiers_are_snake_case() -> None:
    names = {name for one in described() for name in (one.schema, one.table, one.column)}
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9_]*", name)] == []


def test_the_wide_view_has_what_the_design_promises() -> None:
    promised = (
        "article_id source_id url canonical_url title summary body captions authors credit agency published_at "
        "published_edtf published_method language countries topics word_count content_hash version duplicate_of "
        "story_id first_seen_at last_seen_at run_id"
    )
    found = {one.column: one.type for one in described() if (one.schema, one.table) == ("mart", "article")}
    assert set(promised.split()) <= found.keys()
    assert (found["published_at"], found["countries"], found["topics"], found["body"]) == (
        "TIMESTAMP WITH TIME ZONE",
        "VARCHAR[]",
        "VARCHAR[]",
        "VARCHAR",
    )
