from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows import linking
from tests.flows.copies_library import MINISTERS, NOW, OWN, STORM, WIRE, article, ask, copies, library, load
from tests.warehouse.warehouse_samples import dump
from transforms.records import Article
from warehouse.sqlfiles import folder
from warehouse.store import SourceRow, Warehouse

PLACED = {"same": "wire", "shortened": "wire", "extended": "wire", "undated": "wire", "bare": "diacritics"}
STATE = ("core", "ops")


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """Return an empty warehouse."""
    return Warehouse(tmp_path, lock_wait=5)


def stored(warehouse: Warehouse) -> list[list[tuple[object, ...]]]:
    """What is stored of copies, without the run and time of its decision."""
    return [
        ask(warehouse, "SELECT * EXCLUDE (run_id, loaded_at) FROM core.duplicate ORDER BY ALL"),
        ask(warehouse, "SELECT * FROM core.copy_lineage ORDER BY ALL"),
    ]


def test_copies_are_placed_with_the_article_that_came_out_first(warehouse: Warehouse) -> None:
    tally = load(warehouse, *library())
    assert copies(warehouse) == PLACED
    assert (tally.new, tally.duplicate) == (4, 5)


@pytest.mark.parametrize("size", [1, 2, 4])
def test_the_order_of_batches_does_not_matter(tmp_path: Path, size: int) -> None:
    articles = library()
    once, backwards = Warehouse(tmp_path / "once"), Warehouse(tmp_path / "backwards")
    load(once, *articles)
    later = articles[::-1]
    for start in range(0, len(later), size):
        load(backwards, *later[start : start + size], run=f"run-{start}", minutes=start)
    assert copies(backwards) == PLACED
    assert stored(backwards) == stored(once)


def test_three_articles_in_every_order(tmp_path: Path) -> None:
    three = [one for one in library() if one.url.startswith(("https://wire", "https://short", "https://undated"))]
    found = []
    for number, order in enumerate(permutations(three)):
        warehouse = Warehouse(tmp_path / str(number))
        for minutes, one in enumerate(order):
            load(warehouse, one, run=f"run-{minutes}", minutes=minutes)
        found.append(stored(warehouse))
    assert all(one == found[0] for one in found)


def test_a_repeated_load_writes_nothing(warehouse: Warehouse) -> None:
    load(warehouse, *library())
    before = dump(warehouse, "core")
    tally = load(warehouse, *library(), run="run-2", minutes=60)
    assert (tally.new, tally.duplicate, tally.unchanged) == (0, 0, 9)
    assert dump(warehouse, "core") == before


def test_a_load_that_dies_leaves_nothing_and_is_simply_repeated(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise MemoryError("killed")

    first, second = library()[:5], library()[5:]
    load(warehouse, *first)
    before = dump(warehouse, *STATE)
    with monkeypatch.context() as patch:
        patch.setattr(linking, "link_stories", die)
        with pytest.raises(MemoryError):
            load(warehouse, *second, minutes=5)
    assert dump(warehouse, *STATE) == before
    load(warehouse, *second, minutes=9)
    whole = Warehouse(tmp_path / "whole")
    load(whole, *library())
    assert stored(warehouse) == stored(whole)


def edited(one: Article, body: tuple[str, ...]) -> Article:
    """A later version of an article."""
    slug = one.url.rsplit("/", 1)[-1]
    assert one.published is not None
    again = article(slug, body, None, fetched_at=NOW + timedelta(hours=2))
    return replace(again, published=one.published)


def test_an_edit_can_leave_a_group_and_join_one(warehouse: Warehouse) -> None:
    wire, storm = article("wire", WIRE, "2026-03-01T08:00"), article("storm", STORM, "2026-03-01T07:00")
    copy = article("copy", WIRE[:4], "2026-03-01T09:00")
    load(warehouse, wire, storm, copy)
    assert copies(warehouse) == {"copy": "wire"}
    tally = load(warehouse, edited(copy, (*STORM, OWN[0])), run="run-2", minutes=180)
    assert (tally.updated, tally.duplicate) == (1, 0)
    assert copies(warehouse) == {"copy": "storm"}
    assert ask(warehouse, "SELECT version, of_version, share_kept FROM core.copy_lineage") == [(2, 1, 1.0)]
    load(warehouse, replace(edited(copy, MINISTERS), fetched_at=NOW + timedelta(hours=3)), run="run-3", minutes=240)
    assert copies(warehouse) == {}
    assert ask(warehouse, "SELECT count(*) FROM core.copy_lineage") == [(0,)]


def test_lineage_follows_the_edits_of_the_original(warehouse: Warehouse) -> None:
    wire, copy = article("wire", WIRE, "2026-03-01T08:00"), article("copy", WIRE[:4], "2026-03-01T09:00")
    load(warehouse, wire, copy)
    assert ask(warehouse, "SELECT len(cut) FROM mart.wire_lineage") == [(2,)]
    load(warehouse, edited(wire, WIRE[:5]), run="run-2", minutes=180)
    assert ask(warehouse, "SELECT cut FROM mart.wire_lineage") == [([WIRE[4]],)]
    assert ask(warehouse, "SELECT of_version FROM core.copy_lineage") == [(2,)]


def test_an_older_original_takes_the_copies_over_and_joins_their_story(warehouse: Warehouse) -> None:
    load(warehouse, article("first", WIRE[:4], "2026-03-02"), article("second", WIRE, "2026-03-03"))
    assert copies(warehouse) == {"second": "first"}
    load(warehouse, article("oldest", WIRE, "2026-03-01"), run="run-2", minutes=60)
    assert copies(warehouse) == {"first": "oldest", "second": "oldest"}
    assert ask(warehouse, "SELECT articles, originals FROM mart.story") == [(3, 1)]


def test_the_agencys_own_article_is_the_original_where_the_first_to_print_it_credits_it(warehouse: Warehouse) -> None:
    rest: dict[str, Any] = dict.fromkeys(("country", "language", "timezone", "schedule"))
    with warehouse.write() as session:
        for source_id, publisher in (("agency", "Vietnam News Agency"), ("paper", "Paper Ltd"), ("other", None)):
            home = f"https://{source_id}.example/"
            session.upsert_sources([SourceRow(source_id, source_id, publisher, home, **rest, enabled=True)])
    load(
        warehouse,
        article("paper", WIRE, "2026-03-01T08:00", source_id="paper", credit="VNA"),
        article("agency", WIRE, "2026-03-01T08:20", source_id="agency"),
        article("other", WIRE[:4], "2026-03-01T09:00", source_id="other"),
    )
    assert copies(warehouse) == {"paper": "agency", "other": "agency"}
    assert ask(warehouse, "SELECT DISTINCT agency FROM mart.wire_lineage WHERE source_id = 'paper'") == [("VNA",)]


def test_articles_of_an_older_version_are_placed_with_the_next_batch(tmp_path: Path) -> None:
    new = Warehouse(tmp_path / "new")
    load(new, *library()[:4])
    old = Warehouse(tmp_path / "old")
    as_of_schema_five(new, old)
    load(old, *library()[4:], run="run-2", minutes=60)
    assert copies(old) == PLACED
    assert ask(old, "SELECT count(*) FROM core.copy_lineage") == [(5,)]


def test_sketches_of_an_older_version_are_drawn_anew(warehouse: Warehouse) -> None:
    load(warehouse, *library())
    before = stored(warehouse)
    with warehouse.write() as session:
        session.connection.execute("UPDATE ops.copy_index SET version = 'older'").fetchall()
        session.connection.execute("DELETE FROM ops.copy_sketch").fetchall()
        stale = "INSERT INTO core.duplicate SELECT article_id, 'gone', 'near', 1, 'r', now() FROM core.article "
        session.connection.execute(stale + "WHERE url LIKE '%storm'").fetchall()
    load(
        warehouse,
        article("another", ("Bakers in Liège sell waffles to hikers at the old railway halt now.",), "2026-03-05"),
        run="run-2",
        minutes=60,
    )
    assert stored(warehouse) == before
    assert ask(warehouse, "SELECT count(*) FROM ops.copy_document") == [(10,)]


def as_of_schema_five(new: Warehouse, old: Warehouse) -> None:
    """Write a warehouse as Khotin 0.5 left it: its tables, and of their rows what they can hold."""
    old.data.mkdir()
    with duckdb.connect(old.path) as connection:
        for file in folder("schema")[:5]:
            connection.execute(file.text)
            connection.execute("INSERT INTO ops.schema_migration VALUES (?, ?, now())", [int(file.name[:4]), file.name])
        connection.execute(f"ATTACH '{new.path}' AS new (READ_ONLY)")
        tables = connection.execute(
            "SELECT schema_name || '.' || table_name, list(column_name) FROM duckdb_columns() "
            "WHERE database_name = 'warehouse' AND schema_name IN ('core', 'raw') GROUP BY ALL"
        ).fetchall()
        for table, columns in tables:
            named = ", ".join(f'"{column}"' for column in columns)
            connection.execute(f"INSERT INTO {table} BY NAME SELECT {named} FROM new.{table}")
        connection.execute("DELETE FROM core.duplicate WHERE kind <> 'exact'")
