"""The window of days within which articles are compared: in ``khotin dedup`` and in the warehouse."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli import main
from flows.copy_window import agree_on_window
from flows.dedup_filter import dedup_lines
from tests.flows.copies_library import OWN, WIRE, article, copies, load
from tests.flows.test_dedup_filter import FERRY, Row, write
from transforms.records import Article
from warehouse.errors import WarehouseBroken
from warehouse.store import Warehouse

SHORTER = FERRY.partition(" A winter timetable")[0]


def row(name: str, text: str, published: str | None = None) -> Row:
    return {"id": name, "title": None, "text": text, "published": published}


def placed(folder: Path, batches: Iterable[Sequence[Row]], window: int | None, name: str = "index") -> dict[str, str]:
    """Give batches to an index, then everything again; return the copies with their originals."""
    index, every = folder / f"{name}.duckdb", [one for batch in batches for one in batch]
    for batch in (*batches, every):
        given = write(folder / "in.jsonl", batch)
        assert dedup_lines(given, folder / "out.jsonl", index, stories=False, window=window) == 0
    rows = map(json.loads, (folder / "out.jsonl").read_text("utf-8").splitlines())
    return {one["id"]: one["duplicate_of"] for one in rows if one["duplicate_of"]}


def test_copies_farther_apart_than_the_window_are_none(tmp_path: Path) -> None:
    first, near = row("first", FERRY, "2025-01-01"), row("near", SHORTER, "2025-01-11")
    far = row("far", SHORTER[1:], "2025-01-12")
    assert placed(tmp_path, [[first, far]], 10, "apart") == {}
    assert placed(tmp_path, [[first, near]], 10, "within") == {"near": "first"}
    assert placed(tmp_path, [[first, far]], None, "any") == {"far": "first"}


def test_a_document_whose_day_is_not_known_is_compared_with_all(tmp_path: Path) -> None:
    rows = [row("first", FERRY, "2020-01-01"), row("undated", SHORTER)]
    assert placed(tmp_path, [rows], 3) == {"undated": "first"}


def test_the_order_of_batches_gives_the_same_groups(tmp_path: Path) -> None:
    """The shorter copy is within the window of the second print of the same words, and not of the first."""
    rows = [
        row("first", FERRY, "2025-01-01"),
        row("again", FERRY, "2025-03-01"),
        row("near", SHORTER, "2025-03-04"),
    ]
    for number, order in enumerate(permutations(rows)):
        assert placed(tmp_path, [[one] for one in order], 10, str(number)) == {"again": "first", "near": "first"}


def test_an_index_keeps_its_window(tmp_path: Path) -> None:
    rows = [[row("first", FERRY, "2025-01-01")]]
    placed(tmp_path, rows, 10, "ten")
    placed(tmp_path, rows, None, "none")
    with pytest.raises(WarehouseBroken, match=r"ten\.duckdb: was made with --window 10: give the same"):
        placed(tmp_path, rows, 3, "ten")
    with pytest.raises(WarehouseBroken, match=r"none\.duckdb: was made without --window: leave it out"):
        placed(tmp_path, rows, 10, "none")


def test_the_command_takes_a_window_of_whole_days(tmp_path: Path) -> None:
    given = write(tmp_path / "in.jsonl", [row("a", FERRY, "2025-01-01"), row("b", SHORTER, "2025-01-02")])
    run = CliRunner().invoke(main, ["dedup", "--no-story", "--window", "0", "--input", str(given)])
    assert run.exit_code == 0
    assert [json.loads(line)["duplicate_of"] for line in run.output.splitlines()] == [None, None]
    assert CliRunner().invoke(main, ["dedup", "--window", "-1"]).exit_code == 2


def months_apart() -> list[Article]:
    first, shorter = article("first", WIRE, "2026-01-01"), article("shorter", WIRE[:4], "2026-03-01")
    return [first, shorter, article("own", OWN, "2026-03-01")]


def test_another_setting_has_all_articles_placed_anew(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    agree_on_window(warehouse, None)
    assert not warehouse.path.exists()
    load(warehouse, *months_apart()[:2])
    assert copies(warehouse) == {"shorter": "first"}
    for window, found in ((14, {}), (90, {"shorter": "first"}), (None, {"shorter": "first"})):
        agree_on_window(warehouse, window)
        load(warehouse, article(f"more-{window}", OWN, "2026-02-01"), run=f"run-{window}", minutes=2)
        assert {copy: of for copy, of in copies(warehouse).items() if copy == "shorter"} == found


def test_in_a_new_warehouse_the_setting_holds_from_the_first_batch(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    agree_on_window(warehouse, 14)
    load(warehouse, *months_apart())
    assert copies(warehouse) == {}


def test_an_undated_article_counts_as_of_the_day_on_which_it_was_first_seen(tmp_path: Path) -> None:
    found = {}
    for name, day in (("before", "2026-03-01"), ("long-before", "2025-12-01")):
        warehouse = Warehouse(tmp_path / name)
        agree_on_window(warehouse, 14)
        load(warehouse, article("first", WIRE, day), article("undated", WIRE[:4], None))
        found[name] = copies(warehouse)
    assert found == {"before": {"undated": "first"}, "long-before": {}}


def test_an_edit_that_takes_the_later_print_away_takes_the_match_with_it(tmp_path: Path) -> None:
    """What was near the second print only is no copy when that print has other words."""
    first, again = article("first", WIRE, "2026-01-01"), article("again", WIRE, "2026-03-01")
    near = article("near", WIRE[:4], "2026-03-04")
    warehouse = Warehouse(tmp_path)
    agree_on_window(warehouse, 10)
    load(warehouse, first, again, near)
    assert copies(warehouse) == {"again": "first", "near": "first"}
    load(warehouse, article("again", OWN, "2026-03-01"), run="run-2", minutes=60)
    assert copies(warehouse) == {}
