"""``khotin dedup``: its contract, what it refuses, and an index that is kept between calls."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.dedup_filter import dedup_lines
from flows.errors import CommandError
from flows.placing import SKETCHES
from warehouse.copy_file import open_copy_file
from warehouse.errors import WarehouseBroken, WarehouseBusy

Row = dict[str, Any]

FERRY = (
    "The ferry to the outer islands will sail twice a day from the first of May, the harbour board decided on Monday. "
    "Skippers had asked for a third crossing at noon, but the board said that the quay cannot take another ship. "
    "Tickets stay at four crowns for residents and go up to nine for everybody else, bicycles included. "
    "A winter timetable is to be drawn up with the schools in August, when the number of pupils is known."
)
BRIDGE = (
    "Engineers closed the old bridge at Varn after divers found cracks in two of its piers below the water line. "
    "Lorries are sent over the dam, a detour of forty minutes, and buses turn at the market until further notice. "
    "The province has no money for a new bridge before next year, its deputy for roads told the assembly last night. "
    "Farmers on the far bank fear for the beet harvest, which needs three hundred journeys to the mill in a month."
)
BAY = (
    "Sáng nay, Bộ Giao thông vận tải cho biết tuyến phà mới qua vịnh sẽ khởi hành từ đầu tháng Năm, ngày hai chuyến. "
    "Người dân trên đảo được giảm giá vé, còn du khách trả gấp đôi, theo quyết định của ban quản lý cảng. "
    "Lịch chạy mùa đông sẽ được bàn với các trường học vào tháng Tám, khi số học sinh được xác định."
)
BARE = (
    "Sang nay, Bo Giao thong van tai cho biet tuyen pha moi qua vinh se khoi hanh tu dau thang Nam, ngay hai chuyen. "
    "Nguoi dan tren dao duoc giam gia ve, con du khach tra gap doi, theo quyet dinh cua ban quan ly cang. "
    "Lich chay mua dong se duoc ban voi cac truong hoc vao thang Tam, khi so hoc sinh duoc xac dinh."
)


def write(path: Path, rows: Iterable[object]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def dedup(folder: Path, rows: Iterable[object], index: Path | None = None, *, stories: bool = False) -> list[Row]:
    dedup_lines(write(folder / "in.jsonl", rows), folder / "out.jsonl", index, stories=stories)
    return [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]


def originals(rows: Iterable[Mapping[str, Any]]) -> dict[object, object]:
    return {row["id"]: row["duplicate_of"] for row in rows}


def test_answers_come_in_the_order_and_with_the_ids_of_the_lines(tmp_path: Path) -> None:
    rows = [{"id": "b", "text": FERRY}, {"id": 7, "title": "Bridge", "text": BRIDGE}, {"id": "a", "text": FERRY}]
    assert dedup(tmp_path, rows) == [
        {"id": "b", "duplicate_of": None, "kind": None, "similarity": None, "matches": []},
        {"id": 7, "duplicate_of": None, "kind": None, "similarity": None, "matches": []},
        {
            "id": "a",
            "duplicate_of": "b",
            "kind": "exact",
            "similarity": 1.0,
            "matches": [{"id": "b", "kind": "exact", "similarity": 1.0}],
        },
    ]


def test_the_earliest_published_is_the_original_whatever_the_order_of_lines(tmp_path: Path) -> None:
    rows = [
        {"id": "undated", "text": FERRY},
        {"id": "late", "text": FERRY, "published": "2025-05-02T01:00:00+07:00"},
        {"id": "early", "text": FERRY + " Ends.", "published": "2025-05-01T17:30:00Z"},
        {"id": "day", "text": FERRY, "published": "2025-05-01"},
    ]
    assert originals(dedup(tmp_path, rows)) == {"undated": "day", "late": "day", "early": "day", "day": None}


def test_matches_are_the_earlier_ones_alone(tmp_path: Path) -> None:
    rows = [
        {"id": "second", "text": FERRY, "published": "2025-05-02"},
        {"id": "first", "text": FERRY, "published": "2025-05-01"},
        {"id": "third", "text": FERRY, "published": "2025-05-03"},
    ]
    found = {row["id"]: [match["id"] for match in row["matches"]] for row in dedup(tmp_path, rows)}
    assert found == {"first": [], "second": ["first"], "third": ["first", "second"]}


def test_vietnamese_meets_itself_without_diacritics_and_in_another_unicode_form(tmp_path: Path) -> None:
    rows = [
        {"id": "full", "text": BAY},
        {"id": "bare", "text": BARE},
        {"id": "decomposed", "text": unicodedata.normalize("NFD", BAY)},
        {"id": "other", "text": FERRY},
    ]
    assert originals(dedup(tmp_path, rows)) == {"full": None, "bare": "full", "decomposed": "full", "other": None}


def test_a_copy_has_the_story_of_its_original(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": FERRY}, {"id": "b", "text": BRIDGE}, {"id": "c", "text": FERRY}]
    stories = [row["story_id"] for row in dedup(tmp_path, rows, stories=True)]
    assert stories[0] == stories[2] != stories[1]


@pytest.mark.parametrize(
    ("line", "id_", "reason"),
    [
        ("{", None, "bad-line"),
        ("[1]", None, "bad-line"),
        ('{"text": "x"}', None, "bad-field"),
        ('{"id": null, "text": "x"}', None, "bad-field"),
        ('{"id": true, "text": "x"}', True, "bad-field"),
        ('{"id": 1.5, "text": "x"}', 1.5, "bad-field"),
        ('{"id": ["x"], "text": "x"}', ["x"], "bad-field"),
        ('{"id": "x", "text": 5}', "x", "bad-field"),
        ('{"id": "x", "title": ["a"], "text": "b"}', "x", "bad-field"),
        ('{"id": "x"}', "x", "no-text"),
        ('{"id": "x", "title": "", "text": " \\n"}', "x", "no-text"),
        ('{"id": "x", "text": "b", "published": "yesterday"}', "x", "bad-published"),
        ('{"id": "x", "text": "b", "published": "2025-02-30"}', "x", "bad-published"),
        ('{"id": "x", "text": "b", "published": "0001-01-01T00:00:00+14:00"}', "x", "bad-published"),
        ('{"id": "x", "text": "b", "published": 5}', "x", "bad-field"),
        ('{"id": "\\ud800", "text": "b"}', None, "bad-id"),
    ],
)
def test_a_line_that_cannot_be_handled_is_a_reject_and_the_rest_goes_on(
    tmp_path: Path, line: str, id_: object, reason: str
) -> None:
    given = tmp_path / "in.jsonl"
    given.write_text(f'{line}\n\n{{"id": "good", "text": "Some words that are here."}}\n', encoding="utf-8")
    assert dedup_lines(given, tmp_path / "out.jsonl", None, stories=False) == 1
    refused, good = [json.loads(row) for row in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert (refused["id"], refused["reject"]["stage"], refused["reject"]["reason"]) == (id_, "dedup", reason)
    assert good["id"] == "good"


def test_an_id_given_twice_is_refused_if_its_text_is_another(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": FERRY},
        {"id": "a", "text": BRIDGE},
        {"id": "a", "text": FERRY},
        {"id": "b", "text": FERRY},
    ]
    found = dedup(tmp_path, rows, tmp_path / "index.duckdb")
    assert found[1]["reject"]["reason"] == "id-taken"
    assert originals([found[0], found[2], found[3]]) == {"a": None, "b": "a"}
    assert dedup(tmp_path, rows[1:2], tmp_path / "index.duckdb")[0]["reject"]["reason"] == "id-taken"


def test_ids_of_another_type_are_other_ids(tmp_path: Path) -> None:
    assert originals(dedup(tmp_path, [{"id": "1", "text": FERRY}, {"id": 1, "text": FERRY}])) == {"1": None, 1: "1"}


def test_odd_texts_are_taken(tmp_path: Path) -> None:
    odd = ["!!!", "…", "\ud83d half", "word " * 60_000, "x" * 200_000, "越南和比利时", "\u0000", "à" * 5_000]
    lines = [json.dumps({"id": number, "text": text}) for number, text in enumerate(odd)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert dedup_lines(tmp_path / "in.jsonl", tmp_path / "out.jsonl", None, stories=False) == 0
    found = [json.loads(row) for row in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert originals(found) == dict.fromkeys(range(len(odd)))


def test_an_empty_input_gives_an_empty_output(tmp_path: Path) -> None:
    assert dedup(tmp_path, []) == []


def copies() -> list[Row]:
    """Twelve documents in four groups, the copies before, between and behind their originals."""
    texts = {"ferry": FERRY, "bridge": BRIDGE, "bay": BAY}
    rows = [
        {
            "id": f"{name}-{number}",
            "text": f"{text} Edition {number}." if number else text,
            "published": f"2025-05-0{day}",
        }
        for name, text in texts.items()
        for number, day in ((0, 3), (1, 1), (2, 5))
    ]
    rows.append({"id": "half", "text": FERRY[: len(FERRY) // 2], "published": "2025-05-04"})
    rows.append({"id": "both", "text": BRIDGE + " " + FERRY[: len(FERRY) // 2], "published": "2025-05-06"})
    rows.append({"id": "alone", "text": "A text of its own, on nothing that anybody else has written about today."})
    return rows


@pytest.mark.parametrize(
    ("order", "size"),
    [(slice(None), 4), (slice(None, None, -1), 1), (slice(None, None, -1), 4), (slice(None, None, 5), 4)],
)
def test_batches_in_any_order_give_the_groups_of_one_pass(tmp_path: Path, order: slice, size: int) -> None:
    rows = copies()
    at_once = originals(dedup(tmp_path, rows))
    ordered = rows[order] + [row for row in rows if row not in rows[order]]
    index = tmp_path / "index.duckdb"
    for start in range(0, len(ordered), size):
        dedup(tmp_path, ordered[start : start + size], index)
    assert originals(dedup(tmp_path, rows, index)) == at_once


def test_a_batch_that_is_repeated_changes_nothing(tmp_path: Path) -> None:
    index = tmp_path / "index.duckdb"
    first = dedup(tmp_path, copies(), index)
    before = contents(index)
    assert dedup(tmp_path, copies(), index) == first
    assert contents(index) == before


def contents(index: Path) -> list[object]:
    with duckdb.connect(str(index), read_only=True) as connection:
        tables = connection.execute("SELECT schema_name || '.' || table_name FROM duckdb_tables()").fetchall()
        return [connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for (name,) in sorted(tables)]


def test_an_older_copy_that_comes_later_becomes_the_original(tmp_path: Path) -> None:
    index = tmp_path / "index.duckdb"
    dedup(tmp_path, [{"id": "new", "text": FERRY, "published": "2025-05-02"}], index)
    assert originals(dedup(tmp_path, [{"id": "old", "text": FERRY, "published": "2025-05-01"}], index)) == {"old": None}
    assert originals(dedup(tmp_path, [{"id": "new", "text": FERRY, "published": "2025-05-02"}], index)) == {
        "new": "old"
    }


KILLED = """
import os, signal, sys
from pathlib import Path
from flows import dedup_filter
from warehouse.copy_file import CopyFile

note, left = CopyFile.note, int(sys.argv[3])

def dying_note(self, lines, digests):
    global left
    note(self, lines, digests)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

CopyFile.note = dying_note
dedup_filter._BATCH_LINES = 3
dedup_filter.dedup_lines(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[4]), stories=False)
"""


@pytest.mark.parametrize("batch", [1, 3])
def test_a_call_killed_in_mid_batch_and_run_again_gives_the_same_groups(tmp_path: Path, batch: int) -> None:
    at_once = originals(dedup(tmp_path, copies()))
    index, given = tmp_path / "index.duckdb", write(tmp_path / "killed.jsonl", copies())
    command = [sys.executable, "-c", KILLED, str(given), str(tmp_path / "none.jsonl"), str(batch), str(index)]
    killed = subprocess.run(command, cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert originals(dedup(tmp_path, copies(), index)) == at_once


HOLDING = """
import sys, time, datetime
from pathlib import Path
from flows.placing import SKETCHES
from warehouse.copy_file import open_copy_file
with open_copy_file(Path(sys.argv[1]), SKETCHES, datetime.datetime.now(datetime.UTC)):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_an_index_that_is_in_use_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = tmp_path / "index.duckdb"
    command = [sys.executable, "-c", HOLDING, str(index)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        opening = open_copy_file(index, SKETCHES, datetime.now(UTC), lock_wait=0.2)
        with pytest.raises(WarehouseBusy, match="is in use"), opening:
            pass
        holder.communicate(b"")
    assert originals(dedup(tmp_path, [{"id": "a", "text": FERRY}], index)) == {"a": None}


def test_what_is_no_index_of_ours_is_refused_in_one_line(tmp_path: Path) -> None:
    text, foreign, older = tmp_path / "text", tmp_path / "foreign.duckdb", tmp_path / "older.duckdb"
    text.write_text("no database " * 2_000)
    with duckdb.connect(str(foreign)) as connection:
        connection.execute("CREATE TABLE thing (a INTEGER)")
    dedup(tmp_path, [{"id": "a", "text": FERRY}], older)
    with duckdb.connect(str(older)) as connection:
        connection.execute("UPDATE ops.copy_index SET version = '0'")
    for path, says in ((text, "not a DuckDB"), (foreign, "no index of khotin"), (older, "of version 0")):
        with pytest.raises(WarehouseBroken, match=says) as caught:
            dedup(tmp_path, [{"id": "a", "text": FERRY}], path)
        assert "\n" not in str(caught.value)


def test_the_input_is_not_written_over(tmp_path: Path) -> None:
    given = write(tmp_path / "in.jsonl", copies())
    with pytest.raises(CommandError, match="is the input too"):
        dedup_lines(given, given, None, stories=False)
