"""Every query that the documentation shows runs on a harvested newsstand, and the gallery's give the right answers."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from tests.flows.console import invoke
from tests.flows.newsroom import harvest_two_days
from warehouse.query import QueryResult, run_query

pytestmark = pytest.mark.commands

DOCS = Path(__file__).resolve().parents[2] / "docs"
BLOCK = re.compile(r"^```sql\n(.*?)^```", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)

CHECK = "-- severity:"  # in the head of every file of a check

Row = dict[str, object]


def gallery() -> dict[str, str]:
    """Return the queries of the gallery by their headings."""
    sections = SECTION.findall((DOCS / "queries.md").read_text("utf-8"))
    return {heading: block[1] for heading, text in sections if (block := BLOCK.search(text))}


def elsewhere() -> list[tuple[str, str]]:
    """Return the other queries in the documentation, each with the name of its page; the files of checks are none."""
    pages = (path for path in sorted(DOCS.glob("*.md")) if path.name != "queries.md")
    blocks = ((path.name, block) for path in pages for block in BLOCK.findall(path.read_text("utf-8")))
    return [(page, block) for page, block in blocks if CHECK not in block]


# What each query must find: values of some columns that stand together in one of its rows.
FINDS: dict[str, Row] = {
    "Who met whom": {"party_a": "JPN", "party_b": "VNM", "place_name": "Tokyo", "reports": 1},
    "Coverage by source and day": {"source_id": "ban-mai"},
    "First to report": {
        "title": "Laos and Thailand switch on second high-voltage link across the Mekong",
        "first_source": "delta-wire",
    },
    "Wire lineage": {"of_source_id": "delta-wire", "source_id": "harbour-post", "kind": "contained", "retitled": True},
    "Silent edits": {"title": "Estonia to keep a copy of its registers in Belgium", "signs": ["figure_changed"]},
    "Deleted articles": {"title": "Lighthouse keepers of Uruguay ask for a third lamp", "is_silent": True},
    "Stories in several languages": {
        "title": "Laos and Thailand switch on second high-voltage link across the Mekong",
        "languages": ["en", "vi"],
    },
    "Countries together over time": {"country": "BEL", "other": "VNM"},
    "Persons and their offices": {"name": "Liesbeth Verhulst", "countries": ["BEL"]},
    "Topics by country": {"iso3": "KHM", "topic": "flood"},
    "Agreements signed": {"reading": "signature", "parties": ["BEL", "VNM"], "date_edtf": "2026-11-11"},
    "How much of each source is its own": {"source_id": "delta-wire", "share_of_copies": 0.0},
    "The corpus as of a date": {"source_id": "harbour-post", "since_changed": 2},
    "Search joined with tags": {"principal_countries": ["JPN", "VNM"]},
    "Places for a map": {"country": "VNM", "spellings": ["Hanoi", "Hà Nội"]},
    "Machine-translated articles": {"source_id": "ban-mai", "machine_translated": 0},
}


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return asyncio.run(harvest_two_days(tmp_path_factory.mktemp("newsroom")))


def rows(result: QueryResult) -> list[Row]:
    return [dict(zip(result.columns, row, strict=True)) for row in result.rows()]


def test_the_gallery_has_what_is_expected_of_it() -> None:
    assert gallery().keys() == FINDS.keys()


@pytest.mark.parametrize("heading", FINDS)
def test_a_query_of_the_gallery_finds_what_is_there(newsroom: Path, heading: str) -> None:
    sought = FINDS[heading]
    found = rows(run_query(newsroom, gallery()[heading]))
    assert any(all(row[name] == value for name, value in sought.items()) for row in found), found


@pytest.mark.parametrize(("page", "sql"), elsewhere())
def test_a_query_of_another_page_runs(newsroom: Path, page: str, sql: str) -> None:
    assert run_query(newsroom, sql).columns, page


def test_the_check_of_the_documentation_runs(newsroom: Path) -> None:
    (check,) = (block for block in BLOCK.findall((DOCS / "checks.md").read_text("utf-8")) if CHECK in block)
    name = check.splitlines()[0].removeprefix("-- name: ")
    (newsroom / "checks").mkdir()
    (newsroom / "checks" / f"{name}.sql").write_text(check, "utf-8")
    done = invoke("check", name, "--data", newsroom)
    assert (done.exit_code, done.output) == (0, "The check passed. 32 articles looked at.\n")
