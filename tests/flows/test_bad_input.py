"""Bad input is normal: one clear line or one reject row that names the source, URL or file, and the rest is loaded."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows.workshop import utc_now
from scrapers.newsstand import Newsstand
from tests.flows.console import KHOTIN, environment, invoke, khotin
from warehouse.query import run_query

pytestmark = pytest.mark.commands

# Root may write everywhere; without this capability a folder's mode counts for root too.
POWERLESS = ("setpriv", "--bounding-set=-dac_override") if os.geteuid() == 0 else ()
STORY = "The ministry of transport said on Tuesday that the line will open in spring, after trials of three months. "
GOOD = "A railway line for the delta\n----------------------------\n\n" + "\n\n".join([STORY * 3] * 4) + "\n"
STRAY = f"""
section = "economy"
title = "A page that is not what it says"
summary = "It says that it is UTF-8, and has apostrophes of another encoding among its bytes."
body = '''
It is the port’s first crane of this kind, said the harbour master. {STORY * 3}

{STORY * 4}
'''
[page]
stray_bytes = true
"""
TEASERS = "<html><head><title>All the news</title></head><body><ul><li><a href='/1'>One</a></li></ul></body></html>"

HOLDER = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


def rows(data: Path, sql: str) -> list[tuple[Any, ...]]:
    return list(run_query(data, sql).rows())


# Files


@pytest.fixture(scope="module")
def bad_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with one good document among many that are none, ingested."""
    base = tmp_path_factory.mktemp("bad")
    folder = base / "inbox"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (folder / "undecodable.txt").write_bytes(
        b"\xef\xbb\xbf" + b"A title\n-------\n\n" + b"\xff\xfe\xfa\x80 words " * 50
    )
    (folder / "no-article.html").write_text(TEASERS)
    (folder / "cut.txt.gz").write_bytes(gzip.compress(GOOD.encode())[:60])
    (folder / "not-a.warc").write_bytes(b"WARC/1.0\r\nnonsense\r\n\r\n" + b"\x00" * 100)
    (folder / "dangling.txt").symlink_to(folder / "nowhere")
    done = invoke("ingest", folder, "--data", base / "data", KHOTIN_WORKERS="1")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return base


def test_files_that_are_no_documents_become_rejects_that_name_them(bad_folder: Path) -> None:
    found = rows(bad_folder / "data", "select split_part(url, '/', -1), stage, reason, detail from ops.reject")
    reasons = {name: (stage, reason) for name, stage, reason, _ in found}
    assert reasons == {
        "empty.txt": ("fetch", "empty"),
        "picture.txt": ("fetch", "not-a-document"),
        "undecodable.txt": ("fetch", "undecodable"),
        "no-article.html": ("parse", "not-an-article"),
        "cut.txt.gz": ("fetch", "truncated"),
        "not-a.warc": ("fetch", "damaged-warc"),
        "dangling.txt": ("fetch", "not-found"),
    }
    assert all(detail for *_, detail in found)


def test_the_good_document_beside_them_is_loaded(bad_folder: Path) -> None:
    found = rows(bad_folder / "data", "select title, split_part(url, '/', -1) from mart.article")
    assert found == [("A railway line for the delta", "good.txt")]


def test_a_path_that_is_missing_beside_a_good_one_is_done_in_part(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    arguments = ("ingest", tmp_path / "good.txt", tmp_path / "gone.txt", "--data", tmp_path / "data")
    done = invoke(*arguments, KHOTIN_WORKERS="1")
    assert done.exit_code == 1
    assert f"no such file: {tmp_path / 'gone.txt'}" in done.stdout
    assert rows(tmp_path / "data", "select count(*) from mart.article") == [(1,)]


# Files of state


def test_a_warehouse_that_is_no_database_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    warehouse = tmp_path / "data" / "warehouse.duckdb"
    warehouse.write_text("minutes of the meeting\n" * 500)
    (tmp_path / "good.txt").write_text(GOOD)
    loaded = invoke("ingest", tmp_path / "good.txt", "--data", tmp_path / "data", KHOTIN_WORKERS="1")
    checked = invoke("check", "--data", tmp_path / "data")
    for done in (loaded, checked):
        assert done.exit_code == 2
        assert (
            done.stderr
            == f"khotin: {warehouse}: is not a DuckDB database. Move it away, or restore a backup in its place.\n"
        )
    assert warehouse.read_text().startswith("minutes")


def test_a_snapshot_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "published.duckdb").write_text("minutes of the meeting\n" * 500)
    asked = invoke("sql", "select 1", "--data", tmp_path)
    assert asked.exit_code == 2
    assert str(tmp_path / "published.duckdb") in asked.stderr
    assert asked.stderr.count("\n") == 1


def test_a_locked_warehouse_is_waited_for_and_then_named_with_its_holder(tmp_path: Path, library: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(library, data)
    (tmp_path / "good.txt").write_text(GOOD)
    with held(data / "warehouse.duckdb") as pid:
        loaded = invoke("ingest", tmp_path / "good.txt", "--data", data, KHOTIN_WORKERS="1", KHOTIN_LOCK_WAIT="0.3")
        checked = invoke("check", "--data", data, KHOTIN_LOCK_WAIT="0.1")
        asked = invoke("sql", "select count(*) as n from mart.article", "--format", "csv", "--data", data)
    assert "waited 0.3 s" in loaded.stderr
    for done in (loaded, checked):
        assert done.exit_code == 1
        assert f"PID {pid}" in done.stderr
        assert done.stderr.count("\n") == 1
    assert asked.stdout.split() == ["n", "2"]
    again = invoke("ingest", tmp_path / "good.txt", "--data", data, KHOTIN_WORKERS="1")
    assert again.exit_code == 0
    assert rows(data, "select count(*) from mart.article") == [(3,)]


@contextmanager
def held(path: Path) -> Iterator[int]:
    """Let another process hold a database; yield its id."""
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process.pid
        process.communicate()


# The data folder


@pytest.mark.parametrize("command", [["ingest", "good.txt"], ["run", "tuoitre"], ["check"], ["demo"]])
def test_a_data_folder_that_cannot_be_made_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(GOOD)
    done = invoke(*command, KHOTIN_DATA="/proc/khotin", KHOTIN_CONTACT="a@b.example")
    assert done.exit_code == 2
    assert done.stderr.startswith("khotin: /proc/khotin")
    assert done.stderr.count("\n") == 1


def test_a_file_in_place_of_the_data_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    for arguments, variables in (
        (("--data", tmp_path / "good.txt", "ingest", tmp_path / "good.txt"), {}),
        (("ingest", tmp_path / "good.txt"), {"KHOTIN_DATA": str(tmp_path / "good.txt")}),
    ):
        done = invoke(*arguments, **variables)
        assert done.exit_code == 2
        assert "good.txt" in done.stderr.splitlines()[-1]
        assert "Traceback" not in done.output


@pytest.mark.skipif(
    bool(POWERLESS) and shutil.which("setpriv") is None, reason="root without setpriv can write anywhere"
)
def test_a_folder_that_may_only_be_read_can_be_queried_and_is_named_when_written(tmp_path: Path, library: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(library, data)
    for path in (*data.rglob("*"), data):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        asked = powerless("sql", "select count(*) as n from mart.article", "--format", "csv", "--data", data)
        loaded = powerless("ingest", library.parent / "documents", "--data", data)
    finally:
        for path in (data, *data.rglob("*")):
            path.chmod(0o755)
    assert (asked.returncode, asked.stdout.split()) == (0, ["n", "2"])
    assert loaded.returncode == 2
    assert loaded.stderr.startswith(f"khotin: {data}: the data folder cannot be written (Permission denied)")
    assert loaded.stderr.count("\n") == 1


def powerless(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody for whom the modes of files count."""
    command = [*POWERLESS, str(KHOTIN), *map(str, arguments)]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)


# The web


@dataclass(frozen=True)
class BadWeb:
    """One ``khotin run`` over a newsstand with ill outlets, a host that is down and a broken source file."""

    data: Path
    origins: dict[str, str]
    status: int
    out: str
    err: str


@pytest.fixture(scope="module")
def bad_web(tmp_path_factory: pytest.TempPathFactory, prefect_api: str) -> BadWeb:
    base = tmp_path_factory.mktemp("web")
    sources, stories = base / "sources", base / "stories"
    (stories / "delta-wire").mkdir(parents=True)
    (stories / "delta-wire" / "stray-bytes.toml").write_text(STRAY)
    with Newsstand(now=utc_now(), faults=["html-feed@ban-mai"], stories_dir=stories) as stand:
        stand.write_sources(sources)
        good = (sources / "delta-wire.toml").read_text()
        down = good.replace(stand.origins["delta-wire"], "http://127.0.0.1:9").replace("delta-wire", "down-under")
        (sources / "down-under.toml").write_text(down)
        (sources / "broken.toml").write_text(good.replace("delta-wire", "broken").replace("schedule", "shedule"))
        (sources / "no-toml.toml").write_text("id = [")
        done = khotin("run", "--data", base / "data", "--sources", sources, cwd=base, PREFECT_API_URL=prefect_api)
        return BadWeb(base / "data", stand.origins, done.returncode, done.stdout, done.stderr)


@pytest.mark.flow
def test_a_run_over_bad_sources_is_done_in_part_without_a_traceback(bad_web: BadWeb) -> None:
    assert bad_web.status == 1
    assert "Traceback" not in bad_web.out + bad_web.err


@pytest.mark.flow
def test_broken_source_files_are_named_with_what_is_wrong(bad_web: BadWeb) -> None:
    lines = [line for line in bad_web.err.splitlines() if "source file left out" in line]
    assert len(lines) == 2
    assert any("broken.toml" in line and "shedule" in line for line in lines)
    assert any("no-toml.toml" in line for line in lines)


@pytest.mark.flow
def test_an_unreachable_host_fails_its_source_alone(bad_web: BadWeb) -> None:
    states = dict(rows(bad_web.data, "select source_id, state from ops.run"))
    assert states == {"delta-wire": "partial", "harbour-post": "partial", "ban-mai": "partial", "down-under": "failed"}
    line = next(line for line in bad_web.out.splitlines() if line.startswith("down-under: failed"))
    assert "http://127.0.0.1:9/" in line


@pytest.mark.flow
@pytest.mark.parametrize(
    ("source_id", "path", "reason"),
    [
        ("harbour-post", "/rss/business.xml", "malformed-feed"),
        ("delta-wire", "/feeds/markets.atom", "html-instead-of-feed"),
        ("ban-mai", "/rss/tin-moi-nhat.rss", "html-instead-of-feed"),
        ("harbour-post", "/live", "not-an-article"),
    ],
)
def test_what_a_site_does_wrong_is_a_row_with_its_address(
    bad_web: BadWeb, source_id: str, path: str, reason: str
) -> None:
    url = bad_web.origins[source_id] + path
    found = rows(bad_web.data, f"select reason, detail from ops.reject where split_part(url, '?', 1) = '{url}'")
    assert [row[0] for row in found] == [reason]
    assert found[0][1]


@pytest.mark.flow
def test_everything_else_is_loaded(bad_web: BadWeb) -> None:
    counts = dict(rows(bad_web.data, "select source_id, count(*) from mart.article group by all"))
    assert counts["delta-wire"] == 8
    assert counts["harbour-post"] >= 7
    assert counts["ban-mai"] >= 7  # by its section pages, though its feed is a web page


@pytest.mark.flow
def test_a_page_with_bytes_of_another_encoding_is_read_as_it_was_meant(bad_web: BadWeb) -> None:
    ((body,),) = rows(bad_web.data, "select body from mart.article where title = 'A page that is not what it says'")
    assert body.startswith("It is the port’s first crane of this kind")
