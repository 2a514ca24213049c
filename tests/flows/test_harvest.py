"""The steps on the newsstand: what arrives, what is left alone, and that a run which dies is simply run again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import backfill, harvest
from flows.backfill_progress import Stage
from tests.flows.stand import MORNING, TEN_DAYS, Trial, trial
from transforms.records import Article, Reject

pytestmark = pytest.mark.commands

CORE = """
select 'article' as t, hash(a) from core.article a union all select 'version', hash(v) from core.article_version v
union all select 'country', hash(c) from core.article_country c
union all select 'story', hash(s) from core.story_article s order by all
"""


@pytest.fixture
def newsstand(tmp_path: Path) -> Iterator[Trial]:
    with trial(tmp_path) as made:
        yield made


async def test_first_visit_loads_and_names_what_it_refused(newsstand: Trial) -> None:
    outcome = await newsstand.harvest("harbour-post")
    record = outcome.record
    assert record.state == "partial"
    assert "malformed-feed" in (record.message or "")
    assert record.new + record.duplicate >= 7
    assert set(outcome.tally.reasons) == {
        "malformed-feed",
        "robots-disallowed",
        "http-404",
        "http-500",
        "not-an-article",
        "too-large",
    }
    rows = newsstand.ask("select reason, url, detail from ops.reject where source_id = 'harbour-post'")
    assert {row[0] for row in rows} == set(outcome.tally.reasons)
    assert all(url.startswith("http") and detail for _, url, detail in rows)


async def test_second_visit_asks_conditionally_and_rewrites_nothing(newsstand: Trial) -> None:
    await newsstand.harvest("ban-mai")
    before = newsstand.ask(CORE)
    fetched_before = newsstand.ask("select count(*) from raw.fetch")[0][0]
    outcome = await newsstand.harvest("ban-mai")
    assert (outcome.record.found, outcome.record.new, outcome.record.updated) == (0, 0, 0)
    assert outcome.record.not_modified == 3
    assert newsstand.ask(CORE) == before
    assert newsstand.ask("select count(*) from raw.fetch")[0][0] > fetched_before


async def test_next_edition_brings_the_edit_the_new_and_the_recovered(newsstand: Trial) -> None:
    await newsstand.harvest("harbour-post")
    newsstand.stand.next_edition()
    outcome = await newsstand.harvest("harbour-post")
    assert outcome.record.updated == 1
    assert outcome.record.new == 1  # the page that answered 500 before
    versions = newsstand.ask(
        "select version, title from core.article_version where article_id in "
        "(select article_id from core.article_version where version = 2) order by version"
    )
    assert [version for version, _ in versions] == [1, 2]
    assert versions[0][1] != versions[1][1]
    assert newsstand.ask("select count(*) from ops.pending") == [(0,)]


async def test_a_syndicated_copy_is_a_duplicate_of_the_wire_story(newsstand: Trial) -> None:
    await newsstand.harvest("delta-wire")
    await newsstand.harvest("harbour-post")
    rows = newsstand.ask(
        "select of_source_id, source_id, kind, retitled, len(cut), len(added) from mart.wire_lineage order by later"
    )
    assert rows == [
        ("delta-wire", "harbour-post", "contained", True, 3, 0),  # cut to four paragraphs
        ("delta-wire", "harbour-post", "exact", False, 0, 0),
        ("delta-wire", "harbour-post", "near", True, 1, 2),  # a frame of the paper's own around it
    ]
    stories = newsstand.ask(
        "select bool_and(copy.story_id = original.story_id) "
        "from mart.article copy join mart.article original on original.article_id = copy.duplicate_of"
    )
    assert stories == [(True,)]


async def test_a_copy_without_diacritics_is_found_and_two_weather_reports_are_none(newsstand: Trial) -> None:
    await newsstand.harvest("ban-mai")
    assert newsstand.ask("select title, of_title, later from mart.wire_lineage") == [
        (
            "Ca phe Viet giu vung thi phan tai Y va Duc du gia tang",
            "Cà phê Việt giữ vững thị phần tại Ý và Đức dù giá tăng",
            "0:30:00",
        )
    ]
    assert newsstand.ask("select count(*) from mart.article where title like 'Thời tiết%'") == [(2,)]


async def test_vietnamese_in_nfd_arrives_in_nfc(newsstand: Trial) -> None:
    await newsstand.harvest("ban-mai")
    rows = newsstand.ask(
        "select title = nfc_normalize(title) and body = nfc_normalize(body), language from mart.article"
    )
    assert rows
    assert set(rows) == {(True, "vi")}


async def test_a_page_that_fails_is_tried_again_and_given_up_in_the_end(tmp_path: Path) -> None:
    with trial(tmp_path, max_attempts=2) as newsstand:
        await newsstand.harvest("harbour-post")
        waiting = newsstand.ask("select url, attempts from ops.pending")
        assert len(waiting) == 1
        assert waiting[0][1] == 1
        second = await newsstand.harvest("harbour-post")
        again = [row for row in newsstand.stand.requests if row.path in waiting[0][0]]
        assert len(again) > 1
        assert second.record.new == 1 or second.tally.reasons["given-up"] == 1
        assert newsstand.ask("select count(*) from ops.pending") == [(0,)]


async def test_backfill_finds_more_than_the_feeds_and_does_nothing_twice(newsstand: Trial) -> None:
    first = await newsstand.harvest("delta-wire")
    since, until = TEN_DAYS
    filled = await newsstand.backfill("delta-wire", since, until)
    assert filled.record.state == "done"
    assert filled.record.new > 0
    count = len(newsstand.stand.requests)
    again = await newsstand.backfill("delta-wire", since, until)
    assert (again.record.found, again.record.new) == (0, 0)
    assert "10 of 10 days were complete already" in (again.record.message or "")
    assert len(newsstand.stand.requests) == count
    stored = newsstand.ask("select count(*), count(distinct canonical_url) from mart.article")[0]
    assert stored[0] == stored[1] == first.record.new + first.record.duplicate + filled.record.new


async def test_a_backfill_that_is_cancelled_goes_on_at_the_day_it_was_in(newsstand: Trial) -> None:
    since, until = TEN_DAYS
    third_day = asyncio.Event()

    async def progress(stage: Stage) -> None:
        if (stage.number, stage.total) == (3, 10):
            third_day.set()

    async with newsstand.workshop() as shop:
        source = newsstand.sources["ban-mai"]
        running = asyncio.create_task(backfill.backfill_source(shop, source, since, until, progress=progress))
        await asyncio.wait_for(third_day.wait(), 60)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    assert newsstand.ask("select state, message from ops.run") == [("failed", "interrupted")]
    assert newsstand.ask("select count(*) from ops.lease") == [(0,)]
    rest = await newsstand.backfill("ban-mai", since, until)
    assert rest.record.state == "done"
    assert " of 10 days were complete already" in (rest.record.message or "")
    whole = newsstand.ask("select count(*), count(distinct article_id) from mart.article")[0]
    assert whole == (16, 16)


async def test_a_run_that_dies_between_batches_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with trial(tmp_path, batch_size=3) as newsstand:
        load, calls = harvest.settle_visits, 0

        def dies(*args: object, **kwargs: object) -> object:
            nonlocal calls
            calls += 1
            if calls == 3:
                raise RuntimeError("the power went out")
            return load(*args, **kwargs)  # type: ignore[arg-type]

        monkeypatch.setattr(harvest, "settle_visits", dies)
        broken = await newsstand.harvest("ban-mai")
        assert broken.record.state == "failed"
        assert "the power went out" in (broken.record.message or "")
        loaded = newsstand.ask("select count(*) from mart.article")[0][0]
        assert 0 < loaded == broken.record.new + broken.record.duplicate < 12
        monkeypatch.setattr(harvest, "settle_visits", load)
        mended = await newsstand.harvest("ban-mai")
        assert mended.record.new + mended.record.duplicate == 12 - loaded
        stored = newsstand.ask("select count(*), count(distinct article_id) from mart.article")[0]
        assert stored == (12, 12)


async def test_two_runs_of_a_source_do_not_overlap(newsstand: Trial) -> None:
    one, two = await asyncio.gather(newsstand.harvest("ban-mai"), newsstand.harvest("ban-mai"))
    assert sorted([one.record.state, two.record.state]) == ["done", "skipped"]
    skipped = one if one.record.state == "skipped" else two
    assert "another run of ban-mai is under way" in (skipped.record.message or "")


async def test_a_source_that_is_down_stops_no_other(tmp_path: Path) -> None:
    with trial(tmp_path) as newsstand:
        newsstand.stand.stop()
        down = await newsstand.harvest("delta-wire")
        assert down.record.state == "failed"
        assert "unreachable" in (down.record.message or "")


def test_interpret_rejects_what_is_no_article(tmp_path: Path) -> None:
    from flows.interpret import interpret
    from transforms.records import Page

    def page(body: bytes, content_type: str | None) -> Page:
        return Page("http://a.example/x", "http://a.example/x", "s", content_type, body, MORNING, "f")

    empty = interpret(page(b"", "text/html"), None)
    assert isinstance(empty, Reject)
    binary = interpret(page(bytes(range(256)) * 20, "image/png"), None)
    assert isinstance(binary, Reject)
    text = "<h1>A title of note</h1>" + "".join(f"<p>{'A sentence of news, with words. ' * 8}</p>" for _ in range(4))
    article = interpret(page(f"<html><body><article>{text}</article></body></html>".encode(), "text/html"), None)
    assert isinstance(article, Article)
    assert article.title == "A title of note"
