from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.warehouse.warehouse_samples import article, batch, copied, item
from transforms.copies.lineage import lineage
from transforms.records import Article, DateValue
from warehouse.copy_state import CopyState
from warehouse.store import Session, SourceRow, Warehouse

FIRST = ("Ships waited.", "The lock was closed for a day.", "Farmers were worried about their beet.")
SECOND = ("Our reporter saw it.", "Ships waited.", "The lock was closed for two days.")


def at(hour: int) -> DateValue:
    moment = datetime(2026, 3, 1, hour, tzinfo=UTC)
    return DateValue(moment.isoformat(), moment, "minute", "UTC", "given")


ORIGINAL = article("original", body=FIRST, published=at(8), source_id="wire", title="Lock closed")
COPY = article("copy", body=SECOND, published=at(11), source_id="paper", title="Ships wait at the lock", agency=None)
DAY = article("day", body=FIRST, published=DateValue("2026-03-03", None, "day", None, "given"), title="Lock closed")


def placed(session: Session, *copies: Article) -> None:
    """Store that articles are copies of the original, with their lineage."""
    for copy in copies:
        copied(session, copy, ORIGINAL)
    state = CopyState(session.connection)
    traced = [
        {
            "article_id": pair.article_id,
            "version": pair.version,
            "of_article_id": pair.of_article_id,
            "of_version": pair.of_version,
        }
        | asdict(lineage(pair.of_body, pair.body))
        for pair in state.untraced([copy.article_id for copy in copies])
    ]
    state.write_lineages(traced, [copy.article_id for copy in copies])


def rows(warehouse: Warehouse, sql: str) -> list[tuple[Any, ...]]:
    with warehouse.read() as session:
        return session.connection.execute(sql).fetchall()


def test_wire_lineage_says_who_when_and_what_became_of_it(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        session.load(batch(item(ORIGINAL), item(COPY), item(DAY)))
        placed(session, COPY, DAY)
    found = rows(
        warehouse,
        """SELECT source_id, of_source_id, agency, later, days_later, retitled, cut, added, changed, paragraphs_kept
        FROM mart.wire_lineage ORDER BY published_date""",
    )
    changed = {"share_kept": 5 / 7, "before": FIRST[1], "after": SECOND[2]}
    assert found == [
        ("paper", "wire", "VNA", timedelta(hours=3), 0, True, [FIRST[2]], [SECOND[0]], [changed], 1),
        ("example-en", "wire", "VNA", None, 2, False, [], [], [], 3),
    ]


def test_a_group_lists_its_copies_in_the_order_of_publication(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        session.load(batch(item(DAY), item(COPY), item(ORIGINAL)))
        placed(session, DAY, COPY)
    (found,) = rows(
        warehouse,
        """SELECT article_id, source_id, copies, copy_article_ids, copy_source_ids,
            list_transform(lineage, lambda one: [one.source_id, one.later::VARCHAR, one.share_kept::VARCHAR])
        FROM mart.duplicate_group""",
    )
    assert found[:5] == (
        ORIGINAL.article_id,
        "wire",
        2,
        [COPY.article_id, DAY.article_id],
        ["example-en", "paper"],
    )
    assert [one[:2] for one in found[5]] == [["paper", "03:00:00"], ["example-en", None]]


def test_a_copy_without_lineage_is_shown_all_the_same(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        session.load(batch(item(ORIGINAL), item(COPY)))
        copied(session, COPY, ORIGINAL)
    assert rows(warehouse, "SELECT kind, share_kept, cut FROM mart.wire_lineage") == [("exact", None, None)]


def test_lineage_is_traced_once_and_goes_with_the_copy(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        session.load(batch(item(ORIGINAL), item(COPY)))
        placed(session, COPY)
        state = CopyState(session.connection)
        assert state.untraced([ORIGINAL.article_id, COPY.article_id]) == []
        assert state.groups([COPY.article_id, "other"]) == {COPY.article_id: (ORIGINAL.article_id, COPY.article_id)}
        session.connection.execute("DELETE FROM core.duplicate").fetchall()
        state.write_lineages([], [COPY.article_id])
    assert rows(warehouse, "SELECT count(*) FROM core.copy_lineage") == [(0,)]


def test_what_was_never_placed_is_found_with_its_words(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        session.load(batch(item(ORIGINAL), item(COPY)))
        state = CopyState(session.connection)
        assert state.never_placed({ORIGINAL.article_id, COPY.article_id}) == []
        assert state.never_placed({COPY.article_id}) == [ORIGINAL.article_id]
        (text,) = state.texts([ORIGINAL.article_id])
    assert (text.title, tuple(text.body), text.published_at, text.agency, text.outlet) == (
        "Lock closed",
        FIRST,
        datetime(2026, 3, 1, 8, tzinfo=UTC),
        "VNA",
        None,
    )


def test_an_outlet_has_a_publisher_and_a_collection_of_documents_has_none(warehouse: Warehouse) -> None:
    rest: dict[str, Any] = dict.fromkeys(("country", "language", "timezone", "schedule"))
    outlet = SourceRow("wire", "Wire", "VNA", "https://wire.example/", **rest, enabled=True)
    folder = SourceRow("documents", "documents", None, None, **rest, enabled=False)
    with warehouse.write() as session:
        session.upsert_sources([outlet, folder])
        session.load(batch(item(ORIGINAL)))
        state = CopyState(session.connection)
        assert state.publishers(["wire", "documents", "other"]) == {"wire": "VNA"}
        (text,) = state.texts([ORIGINAL.article_id])
    assert (text.outlet, text.publisher) == ("wire", "VNA")


def test_matches_name_the_earlier_article_first(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        session.load(batch(item(ORIGINAL), item(COPY)))
        for number, one in enumerate((COPY, ORIGINAL)):
            session.connection.execute(
                "INSERT INTO ops.copy_document BY NAME SELECT $1 AS doc, $2 AS article_id, $1 AS rep, $3 AS published, "
                "$1 AS arrival, 9 AS words, 1 AS hashes, 1 AS reach, 1 AS signature, false AS own",
                [number, one.article_id, "2026-03-01T11" if one is COPY else "2026-03-01T08"],
            ).fetchall()
        ends = sorted([ORIGINAL.article_id, COPY.article_id])
        shares = [0.9, 0.5] if ends[0] == ORIGINAL.article_id else [0.5, 0.9]
        session.connection.execute(
            "INSERT INTO core.match VALUES (?, ?, 'contained', 0.9, ?, ?, 1, 1)", [*ends, *shares]
        ).fetchall()
    found = rows(warehouse, "SELECT source_id, later_source_id, share, later_share, one_group FROM mart.match")
    assert found == [("wire", "paper", 0.9, 0.5, False)]
