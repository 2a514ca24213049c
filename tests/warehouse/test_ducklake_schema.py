from __future__ import annotations

import pytest

from warehouse.ducklake_schema import translated
from warehouse.sqlfiles import SqlFile, folder


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("CREATE TABLE a.b (x INTEGER PRIMARY KEY, y VARCHAR);", "CREATE TABLE a.b (x INTEGER, y VARCHAR);\n"),
        ("CREATE TABLE a.b (x INTEGER, PRIMARY KEY (x, y));", "CREATE TABLE a.b (x INTEGER);\n"),
        ("CREATE TABLE a.b (x INTEGER, UNIQUE (x), y DATE UNIQUE);", "CREATE TABLE a.b (x INTEGER, y DATE);\n"),
        ("CREATE TABLE a.b (x INTEGER NOT NULL USING COMPRESSION rle);", "CREATE TABLE a.b (x INTEGER NOT NULL);\n"),
        ("CREATE SEQUENCE a.s; COMMENT ON SEQUENCE a.s IS 'one; two';", ""),
        ("CREATE INDEX i ON a.b (x);", ""),
        ("COMMENT ON COLUMN mart.article.url IS 'Its URL.';", ""),
        ("COMMENT ON MACRO TABLE mart.search IS 'x';", ""),
        (
            "COMMENT ON COLUMN a.b.x IS 'PRIMARY KEY, it''s; -- so';",
            "COMMENT ON COLUMN a.b.x IS 'PRIMARY KEY, it''s; -- so';\n",
        ),
        ("ALTER TABLE a.b ADD COLUMN n INTEGER DEFAULT 0;", "ALTER TABLE a.b ADD COLUMN n INTEGER DEFAULT 0;\n"),
        ("ALTER TABLE a.b ADD COLUMN l INTEGER[] DEFAULT [];", "ALTER TABLE a.b ADD COLUMN l INTEGER[];\n"),
        ("-- It's a head; no statement.\nCREATE SCHEMA a;\n", "CREATE SCHEMA a;\n"),
    ],
)
def test_what_a_lake_does_not_have_is_left_out(ours: str, theirs: str) -> None:
    assert translated(ours) == theirs


@pytest.mark.parametrize("file", folder("schema") + folder("views"), ids=lambda file: file.name)
def test_nothing_else_of_the_schema_is_lost(file: SqlFile) -> None:
    text = file.text
    kept = translated(text)
    for word in (
        "CREATE TABLE",
        "CREATE SCHEMA",
        "CREATE VIEW",
        "CREATE MACRO",
        "COMMENT ON TABLE",
        "ADD COLUMN",
        "COMMENT ON VIEW",
    ):
        assert kept.count(word) == text.count(word)
