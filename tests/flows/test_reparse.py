"""Archived pages through today's code: what an older Khotin left is made good, and what is right is not touched."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest

from flows.comparing import compare_stored
from flows.errors import CommandError
from flows.harvest import Step, directly
from flows.publishing import check_and_publish
from flows.reparse import Days, Reparsing, reparse_source
from flows.reparse_preview import preview
from flows.reparse_sources import choose, open_read_only
from flows.reparse_tally import FIELDS, Changes, Example
from flows.report import Outcome
from flows.settings import Settings
from flows.show_reparse import changes_markdown, marked
from flows.workshop import open_workshop, read_sources
from scrapers.source import Source
from tests.flows.console import invoke
from tests.flows.newsroom import OUTLETS, harvest_two_days
from tests.flows.stand import MORNING
from warehouse.query import run_query
from warehouse.store import Warehouse

pytestmark = pytest.mark.commands

T = TypeVar("T")
LATER = MORNING + timedelta(days=1)
# Everything that a reparse may write, as it ought to be, without the order of rows and without what says that it did.
TABLES = (
    "core.article core.article_country core.article_place core.article_person core.article_organisation "
    "core.article_agreement core.article_topic core.article_event core.article_date core.article_flag "
    "core.duplicate core.story_article core.copy_lineage"
).split()
OF_REPARSE = "reparsed_at, reparse_run_id"
OF_DECISIONS = "run_id, loaded_at"


@dataclass(frozen=True)
class Room:
    """A data folder with the sources that fit it, to be spoiled and made good."""

    folder: Path

    @property
    def settings(self) -> Settings:
        return Settings(data=self.folder / "data", sources=(str(self.folder / "sources"),), workers=1, batch_size=1)

    @property
    def sources(self) -> dict[str, Source]:
        return read_sources(self.settings)[0]

    @property
    def warehouse(self) -> Warehouse:
        return Warehouse(self.settings.data, lock_wait=5)

    def sql(self, *statements: str) -> list[tuple[Any, ...]]:
        """Run statements as an older Khotin, or somebody with an editor, might have; return the last one's rows."""
        with self.warehouse.write() as session:
            return [session.connection.execute(statement).fetchall() for statement in statements][-1]

    def published(self, sql: str) -> list[tuple[Any, ...]]:
        assert check_and_publish(self.warehouse, LATER, "test").error is None
        return list(run_query(self.settings.data, sql).rows())

    def state(self) -> dict[str, list[tuple[Any, ...]]]:
        compare_stored(self.warehouse)
        with self.warehouse.read() as session:
            rows = {
                name: session.connection.execute(f"SELECT * {_without(name)} FROM {name} ORDER BY ALL").fetchall()
                for name in TABLES
            }
            words = f"SELECT * EXCLUDE ({OF_REPARSE}) FROM core.article_version ORDER BY ALL"
            return rows | {"core.article_version": session.connection.execute(words).fetchall()}

    def reparse(self, *source_ids: str, **what: Any) -> dict[str, tuple[Outcome, Changes]]:
        return asyncio.run(self._reparse(source_ids or OUTLETS, Reparsing(**what)))

    async def _reparse(
        self, source_ids: Sequence[str], what: Reparsing, step: Step = directly
    ) -> dict[str, tuple[Outcome, Changes]]:
        async with open_workshop(self.settings, self.sources, clock=lambda: LATER) as shop:
            with ThreadPoolExecutor(1) as pool:
                return {one: await reparse_source(shop, one, what, pool, step=step) for one in source_ids}

    def reparse_until(self, batches: int, source_id: str) -> tuple[Outcome, Changes]:
        """Reparse until so many batches are done, and die."""
        done = 0

        async def step(name: str, label: str, work: Callable[[], Awaitable[T]]) -> T:
            nonlocal done
            if done == batches:
                raise RuntimeError("the power went")
            done += 1
            return await work()

        return asyncio.run(self._reparse([source_id], Reparsing(), step))[source_id]

    def preview(self, *source_ids: str, **how: Any) -> dict[str, Changes]:
        desk = open_read_only(self.settings, self.sources)
        with ThreadPoolExecutor(1) as pool:
            return preview(desk, source_ids or OUTLETS, how.pop("days", Days()), pool, **how)


def _without(name: str) -> str:
    decisions = name in ("core.duplicate", "core.story_article")
    return f"EXCLUDE ({OF_DECISIONS})" if decisions else ""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("original")
    asyncio.run(harvest_two_days(folder))
    return folder


@pytest.fixture
def room(original: Path, tmp_path: Path) -> Room:
    shutil.copytree(original, tmp_path / "room")
    return Room(tmp_path / "room")


def total(found: dict[str, Changes], count: Callable[[Changes], int]) -> int:
    return sum(map(count, found.values()))


# Nothing to do


def test_what_comes_out_the_same_is_not_touched(room: Room) -> None:
    rows = "SELECT rowid, * FROM core.article_version ORDER BY rowid"
    before = room.sql(rows)
    done = room.reparse()
    assert {outcome.record.state for outcome, _ in done.values()} == {"done"}
    assert sum(changes.same for _, changes in done.values()) == len(before)
    assert not any(changes.corrected or changes.refused or changes.accepted for _, changes in done.values())
    assert room.sql(rows) == before


def test_a_reparse_that_is_through_reads_only_what_came_since(room: Room) -> None:
    room.reparse("ban-mai")
    outcome, changes = room.reparse("ban-mai")["ban-mai"]
    assert (changes.pages, outcome.record.state) == (0, "done")
    assert "--again" in (outcome.record.message or "")
    assert room.reparse("ban-mai", again=True)["ban-mai"][1].pages == 13


def test_a_reparse_that_died_goes_on_behind_its_last_batch(room: Room) -> None:
    right = room.state()
    room.sql(*SPOILED)
    outcome, before = room.reparse_until(2, "ban-mai")
    assert (outcome.record.state, before.pages) == ("failed", 10)
    assert room.sql("SELECT pages, finished_at FROM ops.reparse") == [(10, None)]
    outcome, after = room.reparse("ban-mai")["ban-mai"]
    assert (outcome.record.state, after.pages) == ("done", 3)
    room.reparse("delta-wire", "harbour-post")
    assert room.state() == right


def test_another_source_file_means_that_all_is_read_again(room: Room) -> None:
    room.reparse_until(2, "ban-mai")
    path = room.folder / "sources" / "ban-mai.toml"
    path.write_text(path.read_text("utf-8").replace('language = "vi"', 'language = "vi-VN"'), encoding="utf-8")
    assert room.reparse("ban-mai")["ban-mai"][1].pages == 13


def test_a_batch_waits_while_a_run_has_its_source(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    lease = f"SELECT 'ban-mai', 'run@{socket.gethostname()}:{os.getppid()}', '{LATER}', '{LATER + timedelta(hours=1)}'"
    room.sql(f"INSERT INTO ops.lease {lease}")
    monkeypatch.setattr("flows.reparse._PATIENCE", timedelta(seconds=-1))
    outcome, changes = room.reparse("ban-mai")["ban-mai"]
    assert (outcome.record.state, changes.pages) == ("partial", 0)
    assert "another run of ban-mai is under way" in (outcome.record.message or "")
    room.sql("DELETE FROM ops.lease")
    assert room.reparse("ban-mai")["ban-mai"][1].pages == 13
    assert room.sql("SELECT count(*) FROM ops.lease") == [(0,)]


# What an older Khotin left

SPOILED = (
    (
        "UPDATE core.article_version SET body = ['Subscribe now.'] || body, content_hash = md5(content_hash) "
        "WHERE hash(article_id) % 3 = 0"
    ),
    "UPDATE core.article SET content_hash = md5(content_hash) WHERE hash(article_id) % 3 = 0",
    "UPDATE core.article SET agency_code = NULL, language = NULL WHERE hash(article_id) % 2 = 0",
    "DELETE FROM core.article_country WHERE hash(article_id) % 2 = 0",
    "UPDATE core.article_topic SET name = 'sport' WHERE hash(article_id) % 5 = 0",
)


def test_what_was_wrong_becomes_right_and_only_that(room: Room) -> None:
    right = room.state()
    room.sql(*SPOILED)
    wrong = room.state()
    assert wrong != right
    done = room.reparse()
    assert room.state() == right
    corrected = sum(changes.corrected for _, changes in done.values())
    marked = "SELECT count(*) FROM core.article_version WHERE reparsed_at IS NOT NULL AND reparse_run_id IS NOT NULL"
    assert room.sql(marked) == [(corrected,)]
    assert 0 < corrected < len(right["core.article_version"])
    assert sum(outcome.record.updated for outcome, _ in done.values()) == corrected


def test_a_search_finds_the_words_of_today(room: Room) -> None:
    room.sql(SPOILED[0], SPOILED[1], "DELETE FROM ops.search_document")
    assert room.published("SELECT count(*) > 0 FROM mart.search('subscribe now')") == [(True,)]
    room.reparse()
    assert room.published("SELECT count(*) FROM mart.search('subscribe now')") == [(0,)]


def test_an_edit_is_compared_again_where_either_side_changes(room: Room) -> None:
    edits = "SELECT article_id, version, changed, words_added, words_removed FROM mart.edit ORDER BY ALL"
    before = room.published(edits)
    assert before
    room.sql(
        "UPDATE core.article_version SET body = ['Subscribe now.'], content_hash = 'x', changed = [] WHERE version = 1",
        "UPDATE core.article_version SET changed = ['headline'] WHERE version = 2",
    )
    room.reparse()
    assert room.published(edits) == before


def test_articles_from_before_copies_and_stories_are_placed_and_told(room: Room) -> None:
    right = room.state()
    tables = (
        "core.duplicate core.story_article core.story core.copy_lineage core.match ops.copy_document ops.copy_sketch "
    )
    tables += "ops.copy_words ops.story_report ops.story_lookup ops.story_count"
    room.sql(*(f"DELETE FROM {name}" for name in tables.split()))
    room.reparse()
    after = room.state()
    assert after["core.duplicate"] == right["core.duplicate"]
    assert {row[1] for row in after["core.story_article"]} == {row[1] for row in right["core.story_article"]}


# Pages that were refused, and pages that are


def test_a_page_that_was_refused_becomes_an_article_with_the_id_that_it_would_have_had(room: Room) -> None:
    ((article_id,),) = room.sql("SELECT article_id FROM core.article WHERE source_id = 'ban-mai' ORDER BY 1 LIMIT 1")
    before = room.sql("SELECT article_id, title, first_seen_at, version FROM core.article ORDER BY 1")
    names = [*TABLES[:10], "core.article_version", "core.story_article", "ops.copy_document", "ops.story_report"]
    room.sql(
        *(f"DELETE FROM {name} WHERE article_id = '{article_id}'" for name in names),
        f"UPDATE raw.fetch SET article_id = NULL WHERE article_id = '{article_id}'",
    )
    found = room.preview("ban-mai")["ban-mai"]
    assert (found.accepted, len(found.taken)) == (1, 1)
    changes = room.reparse("ban-mai")["ban-mai"][1]
    assert changes.accepted == 1
    assert room.sql("SELECT article_id, title, first_seen_at, version FROM core.article ORDER BY 1") == before
    assert room.sql(f"SELECT count(*) > 0 FROM raw.fetch WHERE article_id = '{article_id}'") == [(True,)]


@pytest.fixture
def refusing(room: Room) -> Room:
    """Return a room in which a page that is no article stands behind an article."""
    (fetch_id,) = room.sql("SELECT fetch_id FROM ops.reject WHERE stage = 'parse'")[0]
    (article_id,) = room.sql(
        "SELECT article_id FROM core.article WHERE source_id = 'harbour-post' AND version = 1 ORDER BY 1 LIMIT 1"
    )[0]
    room.sql(
        f"UPDATE core.article_version SET fetch_id = '{fetch_id}' WHERE article_id = '{article_id}'",
        f"UPDATE core.article SET fetch_id = '{fetch_id}' WHERE article_id = '{article_id}'",
    )
    return room


def test_an_article_whose_page_is_refused_is_named_and_stays(refusing: Room) -> None:
    before = refusing.published("SELECT count(*) FROM mart.article")
    changes = refusing.reparse("harbour-post")["harbour-post"][1]
    assert (changes.refused, dict(changes.reasons)) == (1, {"not-an-article": 1})
    assert refusing.published("SELECT count(*) FROM mart.article") == before
    assert refusing.sql("SELECT reason, applied FROM ops.reparse_refusal") == [("not-an-article", False)]


def test_it_is_withheld_where_that_is_asked_for_until_its_page_is_taken_again(refusing: Room) -> None:
    ((before,),) = refusing.published("SELECT count(*) FROM mart.article")
    refusing.reparse("harbour-post", apply_rejects=True)
    assert refusing.published("SELECT count(*) FROM mart.article") == [(before - 1,)]
    assert check_and_publish(refusing.warehouse, LATER, "later").ok
    refusing.sql(
        "UPDATE core.article_version AS words SET fetch_id = (SELECT fetch_id FROM raw.fetch AS page "
        "WHERE page.article_id = words.article_id AND page.status = 200 ORDER BY fetched_at LIMIT 1) "
        "WHERE article_id IN (SELECT article_id FROM ops.reparse_refusal)",
        "UPDATE core.article AS article SET fetch_id = (SELECT fetch_id FROM core.article_version AS words "
        "WHERE words.article_id = article.article_id) WHERE article_id IN (SELECT article_id FROM ops.reparse_refusal)",
    )
    refusing.reparse("harbour-post", again=True)
    assert refusing.published("SELECT count(*) FROM mart.article") == [(before,)]


def test_a_page_that_the_archive_lost_costs_that_page_alone(room: Room) -> None:
    (file,) = room.sql("SELECT warc_file FROM raw.fetch WHERE source_id = 'ban-mai' AND purpose = 'article' LIMIT 1")[0]
    (room.settings.data / "archive" / file).unlink()
    outcome, changes = room.reparse("ban-mai")["ban-mai"]
    assert changes.missing > 0
    assert changes.missing + changes.same == 13
    assert "could not be had from the archive" in (outcome.record.message or "")


# The preview


def files_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def test_a_preview_says_what_a_reparse_then_does_and_writes_nothing(room: Room) -> None:
    room.sql(*SPOILED)
    before = list(files_of(room.folder))
    found = room.preview(examples=1)
    assert list(files_of(room.folder)) == before
    done = room.reparse()
    assert {one: changes.fields for one, changes in found.items()} == {one: c.fields for one, (_, c) in done.items()}
    assert total(found, lambda one: one.corrected) == sum(changes.corrected for _, changes in done.values())
    shown = next(one.examples["body"][0] for one in found.values() if "body" in one.examples)
    assert (shown.was or "").startswith("Subscribe now.\n")
    assert (shown.was or "") == f"Subscribe now.\n{shown.becomes}"
    assert {name for one in found.values() for name in one.fields} <= set(FIELDS)


def test_a_sample_is_spread_evenly_and_is_the_same_every_time(room: Room) -> None:
    first, second = (room.preview("ban-mai", of=4)["ban-mai"] for _ in range(2))
    assert (first.pages, first.total) == (4, 13)
    assert first == second


def test_days_are_those_of_fetching(room: Room) -> None:
    day = MORNING.date()
    assert room.preview("ban-mai", days=Days(day, day))["ban-mai"].pages == 13
    assert room.preview("ban-mai", days=Days(day + timedelta(days=1)))["ban-mai"].pages == 0


# Which sources


def test_an_outlet_without_its_file_is_left_alone(room: Room) -> None:
    (room.folder / "sources" / "ban-mai.toml").unlink()
    desk = open_read_only(room.settings, room.sources)
    chosen = choose(desk, ())
    assert (chosen.source_ids, list(chosen.left_out)) == (("delta-wire", "harbour-post"), ["ban-mai"])
    with pytest.raises(CommandError, match="no source file here"):
        choose(desk, ["ban-mai"])
    with pytest.raises(CommandError, match="the archive has no page of 'nobody'"):
        choose(desk, ["nobody"])


# The command


def test_the_command_changes_nothing_where_nobody_is_asked(room: Room) -> None:
    room.sql(*SPOILED)
    before = room.state()
    where = ("--data", room.settings.data, "--sources", room.folder / "sources")
    done = invoke("reparse", *where, "--limit", "3", KHOTIN_WORKERS="1")
    assert (done.exit_code, "nothing was changed; --apply" in done.stderr) == (0, True), done.output
    assert "A sample: 9 of 36 pages." in done.stdout
    assert room.state() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--preview", "--apply"), "choose one"),
        (("--preview", "--only", "colour"), "no such field"),
        (("--since", "2026-11-12", "--until", "2026-11-11"), "is after"),
        (("nobody",), "the archive has no page of 'nobody'"),
    ],
)
def test_a_wrong_command_is_told_so(room: Room, arguments: tuple[str, ...], said: str) -> None:
    done = invoke("reparse", *arguments, "--data", room.settings.data, "--sources", room.folder / "sources")
    assert done.exit_code == 2
    assert said in done.stderr


# How it looks


def test_only_the_words_that_differ_are_marked() -> None:
    was, becomes = marked("The port of Hai Phong was shut", "The port of Da Nang was shut")
    assert (was.plain.strip(), becomes.plain.strip()) == (
        "The port of Hai Phong was shut",
        "The port of Da Nang was shut",
    )
    assert [was.plain[span.start : span.end] for span in was.spans] == ["Hai Phong "]
    assert [becomes.plain[span.start : span.end] for span in becomes.spans] == ["Da Nang "]


def test_what_came_from_the_web_is_no_markup_in_markdown() -> None:
    changes = Changes(pages=1, corrected=1)
    changes.fields["title"] = 1
    changes.show("title", Example("https://news.example/1", "a|b", "<script>"), 1)
    page = changes_markdown({"news": changes})
    assert "| title | https://news.example/1 | a\\|b | &lt;script&gt; |" in page
