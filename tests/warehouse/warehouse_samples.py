"""Articles, batches and dumps for the warehouse's tests."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from transforms.records import (
    Action,
    Agency,
    Article,
    Batch,
    Caption,
    CountryTag,
    Cursor,
    DateCandidate,
    DateValue,
    Decision,
    Evidence,
    Fetch,
    Flag,
    Item,
    Lead,
    Tags,
    WarcRef,
)
from transforms.urls import article_id, url_key
from warehouse.store import Session, Warehouse
from warehouse.story_index import StoryIndex

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def article(slug: str, **changes: Any) -> Article:
    url = f"https://news.example/{slug}"
    body = changes.pop("body", (f"First paragraph of {slug}.", "Second paragraph, somewhat longer."))
    published = NOW - timedelta(days=1)
    made = Article(
        article_id=article_id("example-en", url_key(url)),
        source_id="example-en",
        url_key=url_key(url),
        url=url,
        canonical_url=url,
        title=f"Title of {slug}",
        summary=f"Summary of {slug}.",
        body=body,
        captions=(Caption("A picture", "VNA"),),
        authors=("An Nguyen",),
        credit="VNA",
        agency=Agency("VNA", "Vietnam News Agency", "VNM"),
        dateline=None,
        published=DateValue(
            "2026-03-01T15:00:00+07:00", published, "minute", "+07:00", "json-ld", (DateCandidate("1 March", "meta"),)
        ),
        modified=None,
        publisher=None,
        section="politics",
        keywords=("trade",),
        declared_language="en",
        images=(),
        paywall=False,
        live_blog=False,
        flags=(Flag("unicode_normalised"),),
        word_count=9,
        content_hash="",
        content_key=None,
        fetch_id=f"fetch-{slug}",
        fetched_at=NOW,
        from_file=False,
        listing_date=None,
        how=(("title", "json-ld"),),
    )
    made = replace(made, **changes)
    visible = repr((made.title, made.summary, made.body, made.published)).encode("utf-8", "surrogatepass")
    key = repr(made.body).encode("utf-8", "surrogatepass")
    return replace(
        made,
        content_hash=made.content_hash or hashlib.sha256(visible).hexdigest(),
        content_key=made.content_key or hashlib.sha256(key).hexdigest()[:16],
    )


def item(made: Article, action: Action = "new", version: int = 1) -> Item:
    evidence = Evidence("body", 0, 0, 5, "name")
    tags = Tags(
        made.article_id,
        "en",
        "cld2",
        (
            CountryTag("VNM", "principal", 2, evidence),
            CountryTag("BEL", "mentioned", 1, Evidence("title", None, 0, 7, "name")),
        ),
        (Flag("language_uncertain", "short"),),
    )
    return Item(made, Decision(made.article_id, action, version), tags)


def copied(session: Session, copy: Article, original: Article) -> None:
    """Store that an article is a copy of another, as placing it would."""
    row = [copy.article_id, original.article_id, NOW]
    session.connection.execute("INSERT INTO core.duplicate VALUES (?, ?, 'exact', 1, 'run-1', ?)", row).fetchall()


def told(session: Session, *members: Article) -> None:
    """Store that articles are of one story, which the first founds."""
    story = f"story-{members[0].article_id}"
    index = StoryIndex(session.connection, run_id="run-1", loaded_at=NOW + timedelta(minutes=1))
    index.place({one.article_id: story for one in members}, {story: members[0].article_id})


def fetch(made: Article, **changes: Any) -> Fetch:
    return replace(
        Fetch(
            fetch_id=made.fetch_id,
            run_id="run-1",
            source_id=made.source_id,
            purpose="article",
            url=made.url,
            final_url=made.url,
            status=200,
            headers=(("etag", f'"{made.fetch_id}"'), ("last-modified", "Sun, 01 Mar 2026 08:00:00 GMT")),
            bytes=2000,
            sha256="ab" * 32,
            fetched_at=made.fetched_at,
            elapsed_ms=80,
            warc=WarcRef("2026/03/run-1-1.warc.gz", 0, 700),
            article_id=made.article_id,
        ),
        **changes,
    )


def batch(*items: Item, **changes: Any) -> Batch:
    """A batch of the items with their fetches, mentions and a cursor."""
    made = Batch(
        run_id="run-1",
        source_id="example-en",
        loaded_at=NOW + timedelta(minutes=1),
        items=items,
        fetches=tuple(fetch(one.article) for one in items),
        cursors=(Cursor("example-en", "feed", "feed", NOW, etag='"f1"', items=len(items)),),
        leads=tuple(Lead(one.article.url, "example-en", "feed", title=one.article.title) for one in items),
    )
    return replace(made, **changes)


def later(made: Batch, run_id: str, hours: int) -> Batch:
    """The same articles brought by another run: other exchanges, other times."""
    gap = timedelta(hours=hours)
    return replace(
        made,
        run_id=run_id,
        loaded_at=made.loaded_at + gap,
        fetches=tuple(
            replace(one, fetch_id=f"{one.fetch_id}-{run_id}", run_id=run_id, fetched_at=one.fetched_at + gap)
            for one in made.fetches
        ),
    )


Dump = dict[str, list[tuple[Any, ...]]]


def dump(warehouse: Warehouse, *schemas: str) -> Dump:
    """Every committed row of the schemas' tables with its row id, which changes when a row is written anew."""
    with warehouse.read() as session:
        names = session.connection.execute(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE schema_name IN ? ORDER BY ALL",
            [schemas],
        ).fetchall()
        return {
            name: session.connection.execute(f"SELECT rowid, * FROM {name} ORDER BY rowid").fetchall()
            for (name,) in names
        }
