"""``khotin check`` as people use it, on two documents, with checks of the user's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.flows.console import invoke
from warehouse.store import Warehouse

TITLE = "A bridge over the river at last\n-------------------------------\n\n"
GOOD = TITLE + "\n\n".join(["The two ministers met on Tuesday in Hanoi and signed the plan of the bridge. " * 3] * 4)
BAD = TITLE.replace("bridge", "tunnel") + "\n\n".join(
    ["Nobody came to the talks, and none were planned for May. " * 3] * 4
)
CHECK = """-- name: no-tunnels
-- severity: row
-- explains: We do not follow tunnels.
SELECT article_id AS subject, source_id, title AS detail
FROM checked
WHERE title LIKE '%tunnel%'
"""
SOURCE = """
id = "documents"
name = "Documents"
publisher = "Ourselves"
homepage = "https://documents.example/"
country = "VN"
language = "en"
timezone = "UTC"
schedule = "0 * * * *"
[[discover]]
kind = "folder"
url = "/nowhere"
[[checks]]
name = "signed"
explains = "Every document is signed."
field = "authors"
required = true
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a good document and one that is withheld."""
    folder = tmp_path_factory.mktemp("checked")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "bad.txt").write_text(BAD, encoding="utf-8")
    (folder / "data" / "checks").mkdir(parents=True)
    (folder / "data" / "checks" / "tunnels.sql").write_text(CHECK, encoding="utf-8")
    (folder / "documents.toml").write_text(SOURCE, encoding="utf-8")
    done = invoke("ingest", folder / "good.txt", folder / "bad.txt", "--data", folder / "data", KHOTIN_WORKERS="1")
    assert "check no-tunnels (row): 1 row, such as " in done.output
    assert "bad.txt: A tunnel over the river" in done.output
    assert done.exit_code == 1
    return folder / "data"


def test_it_runs_everything_and_says_what_follows(data: Path) -> None:
    done = invoke("check", "--data", data)
    assert done.exit_code == 1
    assert "1 of " in done.output
    assert "2 articles looked at" in done.output
    assert "1 article withheld from mart" in done.output
    assert "khotin check --explain no-tunnels" in done.output


def test_named_checks_alone_decide_the_exit_status(data: Path) -> None:
    done = invoke("check", "empty-body", "mojibake", "--data", data)
    assert (done.exit_code, "All 2 checks passed" in done.output) == (0, True)


def test_a_format_for_programs_has_every_check(data: Path) -> None:
    told = {row["check"]: row for row in json.loads(invoke("check", "--data", data, "--format", "json").output)}
    assert told["empty-body"]["bad_rows"] == 0
    assert told["no-tunnels"]["sources"] == ["documents"]
    assert told["no-tunnels"]["examples"][0].endswith("bad.txt: A tunnel over the river at last")


def test_another_source_has_no_bad_rows(data: Path) -> None:
    done = invoke("check", "--source", "elsewhere", "--data", data)
    assert (done.exit_code, "checks passed" in done.output) == (0, True)


def test_the_list_names_whose_a_check_is(data: Path) -> None:
    rows = {
        row["check"]: row for row in json.loads(invoke("check", "--list", "--data", data, "--format", "json").output)
    }
    assert rows["orphan-bridge"]["whose"] == "khotin"
    assert rows["no-tunnels"]["whose"].endswith("checks/tunnels.sql")


def test_a_check_is_explained_with_its_sql_results_and_rows(data: Path) -> None:
    said = invoke("check", "--explain", "no-tunnels", "--data", data).output
    for part in ("We do not follow tunnels.", "withheld from mart", "WHERE title LIKE", "1 bad row now", "bad.txt"):
        assert part in said
    assert "What to do: " in invoke("check", "--explain", "empty-body", "--data", data).output


def test_history_has_what_changed(data: Path) -> None:
    rows = json.loads(invoke("check", "--history", "--data", data, "--format", "json").output)
    assert {(row["check"], row["bad_rows"]) for row in rows} == {("no-tunnels", 1)}


def test_checks_of_a_source_are_taken_from_its_file_as_it_is_now(data: Path) -> None:
    done = invoke("check", "--data", data, "--sources", data.parent, "--format", "json")
    told = {row["check"]: row["bad_rows"] for row in json.loads(done.output)}
    assert told["documents:signed"] == 2


def test_a_contradiction_keeps_the_snapshot_and_says_how_to_mend_it(data: Path) -> None:
    with Warehouse(data).write() as session:
        session.connection.execute("INSERT INTO core.article_flag VALUES ('none', 'flag', NULL)").fetchall()
    (data.parent / "more.txt").write_text(GOOD.replace("Hanoi", "Hue"), encoding="utf-8")
    done = invoke("ingest", data.parent / "more.txt", "--data", data, KHOTIN_WORKERS="1")
    assert done.exit_code == 1
    assert "not published: the earlier snapshot stays: structural checks failed: orphan-bridge" in done.output
    assert "khotin check --explain orphan-bridge" in done.output
    assert "2 articles" in invoke("sql", "select count(*) || ' articles' from core.article", "--data", data).output
    assert "delete the rows named here" in invoke("check", "--explain", "orphan-bridge", "--data", data).output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("empty-bodi",), "no check 'empty-bodi'; did you mean empty-body?"),
        (("--explain",), "--explain needs the name of a check"),
        (("--list", "--history"), "choose one of"),
    ],
)
def test_a_wrong_command_is_one_line(data: Path, arguments: tuple[str, ...], message: str) -> None:
    done = invoke("check", *arguments, "--data", data)
    assert done.exit_code == 2
    assert message in done.output


def test_without_a_warehouse_there_is_nothing_to_check(tmp_path: Path) -> None:
    done = invoke("check", "--data", tmp_path)
    assert (done.exit_code, "there is no warehouse" in done.output) == (2, True)
    assert invoke("check", "--list", "--data", tmp_path).exit_code == 0
