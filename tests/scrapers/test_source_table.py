"""The page on source files says what the code reads."""

from __future__ import annotations

import re
from pathlib import Path

from scrapers.source import TABLES, load_source
from scrapers.source_table import key_tables, with_key_tables

PAGE = Path(__file__).parents[2] / "docs" / "sources.md"


def test_key_tables_of_the_page_are_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == with_key_tables(text), "docs/sources.md is out of date: run make docs"


def test_every_key_is_in_the_tables() -> None:
    tables = key_tables()
    for struct in TABLES.values():
        for key in struct.__struct_fields__:
            assert f"| `{key}` |" in tables


def test_examples_of_the_page_are_valid_sources(tmp_path: Path) -> None:
    smallest, fuller = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "example-en.toml"
    path.write_text(smallest, encoding="utf-8")
    assert len(load_source(path).discover) == 1
    path.write_text(f"{smallest}\n{fuller}", encoding="utf-8")
    assert len(load_source(path).discover) == 3
