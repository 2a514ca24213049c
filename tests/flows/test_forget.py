"""``khotin forget`` as a person uses it: nothing is left, nothing comes back, and what is kept is as it was."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb
import pytest

from flows import forget
from tests.flows.console import invoke
from tests.flows.stand import trial
from warehouse.query import run_query
from warehouse.store import Warehouse

pytestmark = pytest.mark.commands

FLOWERS = """Flowers for the lighthouse keeper

Neighbours brought yellow flowers to the keeper of the old lighthouse of Vung Tau on the day of his last climb.

He had lit the lamp by hand for forty-one years, and said that his knees were glad to hear of the electric one.

The town will keep his ladder in its museum, next to the anchor that a storm had left on the market square.
"""
NETS = """Nets are mended in the schoolyard

Fishermen of three villages mend their nets in the schoolyard of Phuoc Hai while the new quay is being built there.

The headmaster said that arithmetic had never been so easy to teach, since every child could count the knots.

Work on the quay will go on until the storms come, the district said, and the nets will go home before that.
"""


def rows(data: Path, query: str) -> list[tuple[Any, ...]]:
    return list(run_query(data, query).rows())


def does(*arguments: str | Path, status: int = 0) -> str:
    done = invoke(*arguments, KHOTIN_WORKERS="1")
    assert done.exit_code == status, done.output
    return done.output


def everything(data: Path) -> bytes:
    """Return the bytes of every file below a folder, unpacked where they are packed, and all text of its databases."""
    parts = []
    for path in sorted(path for path in data.rglob("*") if path.is_file()):
        parts.append(path.read_bytes())
        if path.suffix == ".gz":
            parts.append(gzip.decompress(parts[-1]))
    parts += [text_of(path).encode() for path in data.glob("*.duckdb")]
    return b"\0".join(parts)


def text_of(path: Path) -> str:
    """Return every value of every table of a DuckDB file as text."""
    with duckdb.connect(str(path), read_only=True) as connection:
        names = connection.execute(
            'SELECT format(\'"{}"."{}"\', schema_name, table_name) FROM duckdb_tables() WHERE NOT internal'
        ).fetchall()
        return "\n".join(str(connection.execute(f"FROM {name}").fetchall()) for (name,) in names)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two documents, ingested twice: one of them had another text the first time."""
    top = tmp_path_factory.mktemp("loaded")
    folder = top / "documents"
    folder.mkdir()
    (folder / "flowers.txt").write_text(FLOWERS.replace("yellow", "white"), "utf-8")
    (folder / "nets.txt").write_text(NETS, "utf-8")
    does("ingest", folder, "--data", top / "data")
    (folder / "flowers.txt").write_text(FLOWERS, "utf-8")
    does("ingest", folder, "--data", top / "data")
    return top


@pytest.fixture
def data(loaded: Path, tmp_path: Path) -> Path:
    """Return the data folder of two documents, to be changed; they lie beside it."""
    shutil.copytree(loaded, tmp_path, dirs_exist_ok=True)
    return tmp_path / "data"


def id_of(data: Path, title: str) -> str:
    ((article_id,),) = rows(data, f"SELECT article_id FROM mart.article WHERE title LIKE '{title}%'")
    return str(article_id)


def test_nothing_is_left_of_a_document_and_the_others_are_as_they_were(data: Path) -> None:
    kept = "SELECT article_id, title, body, content_hash, version FROM mart.article WHERE title LIKE 'Nets%'"
    before, forgotten = rows(data, kept), id_of(data, "Flowers")
    (data / "run.log").write_text("12:00 loaded Flowers for the lighthouse keeper\n12:01 done\n", "utf-8")
    said = does("forget", forgotten, "--yes", "--data", data)
    assert "removed 1 article and 2 exchanges" in said
    assert "nothing of it is left" in said
    found = everything(data)
    for words in (b"lighthouse", b"flowers.txt", b"yellow", b"white flowers", b"electric", forgotten.encode()):
        assert words not in found
    assert b"12:01 done" in found
    assert rows(data, kept) == before
    does("check", "--data", data)
    assert "2 records" in does("export", "--data", data, "-o", data.parent / "kept.warc.gz")
    assert not list(data.glob("forgetting.json"))


def test_a_document_that_was_forgotten_is_not_taken_again_until_it_is_allowed(data: Path, tmp_path: Path) -> None:
    forgotten = id_of(data, "Flowers")
    does("forget", forgotten, "--yes", "--data", data)
    assert "forgotten 1" in does("ingest", tmp_path / "documents", "--data", data)
    assert b"lighthouse" not in everything(data)
    assert "forgotten: 1 articles" in does("forget", "--list", "--data", data)
    assert "may be collected again" in does("forget", forgotten, "--allow", "--data", data)
    does("ingest", tmp_path / "documents", "--data", data)
    assert id_of(data, "Flowers") == forgotten


def test_it_says_what_would_go_and_asks(data: Path) -> None:
    forgotten = id_of(data, "Flowers")
    said = does("forget", forgotten, "--dry-run", "--data", data)
    assert "1 article, 2 exchanges" in said
    assert "core.article_version 2" in said
    assert invoke("forget", forgotten, "--data", data, stdin="n\n").exit_code == 1
    assert id_of(data, "Flowers") == forgotten


@pytest.mark.parametrize("wanted", ["no-such-source", "0123456789abcdef01234567", "https://"])
def test_what_is_not_known_is_an_error(data: Path, wanted: str) -> None:
    done = invoke("forget", wanted, "--yes", "--data", data)
    assert done.exit_code == 2
    assert wanted in done.stderr


def test_a_source_goes_with_all_that_was_collected_for_it(data: Path, tmp_path: Path) -> None:
    assert "removed 2 articles" in does("forget", "documents", "--yes", "--data", data)
    found = everything(data)
    assert b"lighthouse" not in found
    assert b"schoolyard" not in found
    said = does("ingest", tmp_path / "documents", "--data", data)
    assert "was forgotten" in said
    does("forget", "documents", "--allow", "--data", data)
    does("ingest", tmp_path / "documents", "--data", data)
    assert id_of(data, "Flowers")


def test_a_copy_stands_for_itself_when_its_original_goes(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "documents"
    folder.mkdir()
    (folder / "first.txt").write_text(FLOWERS, "utf-8")
    does("ingest", folder, "--data", data)
    (folder / "second.txt").write_text(FLOWERS.replace("Flowers for", "Blossoms for"), "utf-8")
    does("ingest", folder, "--data", data)
    ((copy, original),) = rows(data, "SELECT article_id, duplicate_of FROM mart.article WHERE duplicate_of IS NOT NULL")
    said = does("forget", original, "--yes", "--data", data)
    assert "kept: 1 article with the same text" in said
    assert rows(data, "SELECT article_id, duplicate_of FROM mart.article") == [(copy, None)]
    assert rows(data, "SELECT article_ids FROM mart.story") == [([copy],)]
    assert rows(data, "SELECT article_id FROM ops.story_report") == [(copy,)]
    does("check", "--data", data)
    (folder / "third.txt").write_text(FLOWERS.replace("Flowers for", "Garlands for"), "utf-8")
    (folder / "first.txt").unlink()
    does("ingest", folder, "--data", data)
    assert rows(data, "SELECT duplicate_of FROM mart.article WHERE title LIKE 'Garlands%'") == [(copy,)]


def test_with_its_copies_nothing_of_the_text_is_left(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "documents"
    folder.mkdir()
    (folder / "first.txt").write_text(FLOWERS, "utf-8")
    (folder / "second.txt").write_text(FLOWERS, "utf-8")
    (folder / "nets.txt").write_text(NETS, "utf-8")
    does("ingest", folder, "--data", data)
    ((original,),) = rows(data, "SELECT DISTINCT duplicate_of FROM mart.article WHERE duplicate_of IS NOT NULL")
    does("forget", str(original), "--copies", "--yes", "--data", data)
    assert b"lighthouse" not in everything(data)
    assert rows(data, "SELECT count(*) FROM mart.article") == [(1,)]


def test_a_body_that_two_documents_share_stays_with_the_one_that_is_kept(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "documents"
    folder.mkdir()
    long = FLOWERS + "".join(f"\nThe keeper counted ship number {number} of that year aloud.\n" for number in range(60))
    (folder / "first.txt").write_text(long, "utf-8")
    (folder / "second.txt").write_text(long, "utf-8")
    does("ingest", folder, "--data", data)
    assert rows(data, "SELECT count(*) FROM raw.fetch WHERE payload_file IS NOT NULL") == [(1,)]
    ((original,),) = rows(data, "SELECT duplicate_of FROM mart.article WHERE duplicate_of IS NOT NULL")
    does("forget", str(original), "--yes", "--data", data)
    assert rows(data, "SELECT payload_file FROM raw.fetch") == [(None,)]
    does("export", "--data", data, "-o", tmp_path / "kept.warc.gz")
    assert long.encode() in gzip.decompress((tmp_path / "kept.warc.gz").read_bytes())


STEPS = ("rewrite_archive", "sweep", "check_and_publish", "prove")


@pytest.mark.parametrize("step", STEPS)
def test_a_removal_that_was_cut_off_is_finished(data: Path, step: str) -> None:
    forgotten = id_of(data, "Flowers")
    with patch.object(forget, step, side_effect=KeyboardInterrupt):
        assert invoke("forget", forgotten, "--yes", "--data", data).exit_code == 1
    said = does("forget", forgotten, "--yes", "--data", data)
    assert "nothing of it is left" in said
    assert "forgotten already" in said
    assert b"lighthouse" not in everything(data)
    assert not list(data.glob("forgetting.json"))
    assert "2 records" in does("export", "--data", data, "-o", data.parent / "kept.warc.gz")


def test_the_next_command_finishes_what_was_cut_off(data: Path, tmp_path: Path) -> None:
    with patch.object(forget, "check_and_publish", side_effect=KeyboardInterrupt):
        invoke("forget", id_of(data, "Flowers"), "--yes", "--data", data)
    assert (data / "forgetting.json").exists()
    does("ingest", tmp_path / "documents", "--data", data)
    assert not (data / "forgetting.json").exists()
    assert b"lighthouse" not in everything(data)


async def test_an_article_of_the_web_does_not_come_back(tmp_path: Path) -> None:
    with trial(tmp_path) as made:
        for _ in range(2):
            await made.harvest("harbour-post")
        ((url, title, forgotten),) = made.ask(
            "SELECT url, title, article_id FROM mart.article WHERE source_id = 'harbour-post' AND duplicate_of IS NULL "
            "ORDER BY published_at DESC LIMIT 1"
        )
        data = made.settings.data
        before = made.ask("SELECT count(*) FROM mart.article")[0][0]
        shutil.copytree(data, tmp_path / "backup")
        assert "nothing of it is left" in does("forget", url, "--yes", "--data", data)
        path = url.partition("?")[0].encode()
        assert path in everything(tmp_path / "backup")
        for _ in range(2):
            made.stand.next_edition()
            await made.harvest("harbour-post")
        with Warehouse(data).read():  # a run hands out its results before it has given the file up
            pass
        found = everything(data)
        assert path not in found
        assert title.encode() not in found
        assert forgotten.encode() not in found
        assert made.ask("SELECT count(*) FROM mart.article")[0][0] >= before - 1
        does("check", "--data", data)
