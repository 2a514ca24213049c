from __future__ import annotations

import re
from pathlib import Path

from warehouse.catalogue import described, render, table_macros

ROOT = Path(__file__).parents[2]


def test_the_page_is_current() -> None:
    page = (ROOT / "docs" / "warehouse.md").read_text(encoding="utf-8")
    assert page == render(), "docs/warehouse.md is not what the catalogue says; its head names the command to renew it"


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
