"""``khotin export`` from the command line, and the archived answers as a WARC file that other tools read."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator

from tests.flows.console import invoke
from tests.flows.stand import trial

pytestmark = pytest.mark.commands


@pytest.mark.parametrize("name", ["all.csv", "all.json", "all.jsonl", "all.parquet", "all.rss", "all.atom", "months"])
def test_the_name_tells_the_format(library: Path, tmp_path: Path, name: str) -> None:
    done = invoke("export", "--output", tmp_path / name, "--data", library)
    assert done.exit_code == 0
    assert "2 rows" in done.output
    assert (tmp_path / name).exists()


def test_a_spreadsheet_finds_no_formula(library: Path, tmp_path: Path) -> None:
    invoke("export", "--output", tmp_path / "all.csv", "--data", library)
    assert ",'=HYPERLINK" in (tmp_path / "all.csv").read_text(encoding="utf-8").replace('"', "")


def test_the_archived_answers_are_a_warc_file(library: Path, tmp_path: Path) -> None:
    done = invoke("export", "--output", tmp_path / "all.warc.gz", "--data", library)
    assert done.output == f"{tmp_path / 'all.warc.gz'}: 2 records\n"
    with (tmp_path / "all.warc.gz").open("rb") as file:
        records = [(one.headers["WARC-Type"], one.verify_block_digest()) for one in ArchiveIterator(file)]
    assert records == [("warcinfo", True), ("resource", True), ("resource", True)]


def test_a_subset_of_the_archive_passes_warcio_check(tmp_path: Path) -> None:
    """Answers of every kind that a harvest archives, as gzip members with lengths and digests that are true."""
    with trial(tmp_path) as made:
        asyncio.run(made.harvest("harbour-post"))
        assert made.ask("SELECT count(*) > 5 FROM mart.article") == [(True,)]
        asked = ("export", "--source", "harbour-post", "--output", tmp_path / "some.warc.gz")
        done = invoke(*asked, "--data", made.settings.data)
    assert done.exit_code == 0, done.output
    judged = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", tmp_path / "some.warc.gz"],
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert (judged.returncode, judged.stderr) == (0, "")
    records = judged.stdout.count("WARC-Record-ID")
    assert judged.stdout.count("digest pass") == records > 5


def test_records_that_are_gone_are_said(library: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "published.duckdb").write_bytes((library / "published.duckdb").read_bytes())
    done = invoke("export", "--output", tmp_path / "all.warc.gz", "--data", data)
    assert "0 records; 2 records not in the archive any more" in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--output", "x.xls"], "the ending tells no format"),
        (["SELECT 1 AS a", "--output", "x.csv", "--country", "BEL"], "not both"),
        (["--output", "no/such/file/../x.csv", "--since", "soon"], "does not match the format"),
        (["SELECT titel FROM mart.article", "--output", "x.csv"], "titel"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
def test_what_is_wrong_is_said(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = invoke("export", *arguments, "--data", library)
    assert done.exit_code == 2
    assert said in done.output


def test_a_query_of_ones_own(library: Path, tmp_path: Path) -> None:
    query = "SELECT count(*) AS n FROM mart.article"
    invoke("export", query, "--output", tmp_path / "n.jsonl", "--data", library)
    assert json.loads((tmp_path / "n.jsonl").read_text()) == {"n": 2}
