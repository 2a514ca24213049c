"""What is staged: rows are made of what is written and of nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.warehouse.warehouse_samples import NOW, article, batch, item
from transforms.records import Batch, Caption
from transforms.tag import tag
from warehouse import loader
from warehouse.shapes import SHAPES
from warehouse.staging import Fresh, Staged, candidates, decided, incoming, numbered
from warehouse.store import Warehouse
from warehouse.tag_rows import BRIDGES, bridges


def staged_by(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, offered: Batch) -> Staged:
    """Load a batch; return what was staged of it."""
    found: list[Staged] = []

    def spy(batch: Batch, staged: Staged) -> object:
        found.append(staged)
        return incoming(batch, staged)

    monkeypatch.setattr(loader, "incoming", spy)
    with warehouse.write() as session:
        session.load(offered)
    return found[0]


def test_articles_that_are_stored_are_compared_by_hash_and_have_no_rows(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = batch(item(article("a")), item(article("b")))
    assert staged_by(warehouse, monkeypatch, first).written == [0, 1]
    again = replace(first, run_id="run-2")
    staged = staged_by(warehouse, monkeypatch, again)
    assert (staged.written, staged.new, staged.updated) == ([], 0, 0)
    assert not {"incoming_article", "incoming_version", "incoming_article_country"} & incoming(again, staged).keys()


def test_of_two_versions_in_a_batch_both_have_words_and_the_last_describes_the_article(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = batch(item(article("a")), item(article("a", body=("Other words altogether.",))))
    staged = staged_by(warehouse, monkeypatch, both)
    assert (staged.written, staged.current, staged.new, staged.updated) == ([0, 1], [1], 1, 0)
    tables = incoming(both, staged)
    assert tables["incoming_version"].column("item").to_pylist() == [0, 1]
    assert tables["incoming_article"].column("item").to_pylist() == [1]
    assert tables["incoming_article_country"].num_rows == 2, "those of the last alone"


def test_versions_follow_the_stored_one_in_the_order_of_items_and_of_two_alike_the_first_counts() -> None:
    texts = ("One.", "Two.", "One.", "Three.")
    offered = batch(*(item(article("a", body=(text,))) for text in texts), item(article("b")))
    fresh = [*(Fresh(number, 4, NOW) for number in range(4)), Fresh(4, None, None)]
    staged = numbered(offered, fresh)
    assert staged.table is not None
    kept = staged.table.select(["item", "version", "is_current"]).to_pylist()
    assert [tuple(row.values()) for row in kept] == [(0, 5, False), (1, 6, False), (3, 7, True), (4, 1, True)]
    assert staged.table.column("first_seen_at").to_pylist() == [NOW] * 3 + [article("b").fetched_at]
    assert (staged.new, staged.updated) == (1, 1)


def test_an_article_that_comes_twice_was_first_seen_when_it_was_first_fetched() -> None:
    late = article("a", body=("Other words.",))
    early = replace(article("a"), fetched_at=late.fetched_at - timedelta(hours=3))
    staged = numbered(batch(item(late), item(early)), [Fresh(0, None, None), Fresh(1, None, None)])
    made = decided(incoming(batch(item(late), item(early)), staged), staged)
    assert made["incoming_article"].select(["version", "first_seen_at"]).to_pylist() == [
        {"version": 2, "first_seen_at": early.fetched_at}
    ]
    assert made["incoming_version"].column("version").to_pylist() == [1, 2]


def test_what_cannot_be_stored_is_mended_within_pairs_too() -> None:
    made = article("a", captions=(Caption("nul \x00 byte", "half \ud800"),), how=(("title", "by \x00 rule"),))
    offered = batch(item(made))
    version = incoming(offered, numbered(offered, [Fresh(0, None, None)]))["incoming_version"].to_pylist()[0]
    assert version["captions"] == [{"text": "nul \ufffd byte", "credit": "half \ufffd"}]
    assert version["how"] == [{"field": "title", "method": "by \ufffd rule"}]


def test_an_item_that_is_known_to_be_unchanged_is_no_candidate() -> None:
    offered = batch(item(article("a"), action="unchanged"), item(article("b")))
    assert candidates(offered).column("item").to_pylist() == [1]


def test_every_bridge_has_a_value_for_every_column_of_its_shape() -> None:
    body = (
        "Vietnamese Prime Minister Pham Minh Chinh met Indian Prime Minister Narendra Modi on 3 March 2026.",
        "The European Union and Vietnam signed the EU-Vietnam Free Trade Agreement (EVFTA) on 30 June 2019.",
        "The World Health Organization warned of dengue fever in Jakarta, Manila and Ho Chi Minh City.",
    )
    made = article("a", body=body)
    found = bridges([(0, replace(item(made), tags=tag(made)))])
    assert tuple(found) == BRIDGES
    assert {name: found[name].keys() for name in BRIDGES} == {name: set(SHAPES[name].names) for name in BRIDGES}
    assert all(len({len(column) for column in found[name].values()}) == 1 for name in BRIDGES)


def test_a_tag_that_recurs_in_an_article_is_one_row_and_the_first_of_them_counts() -> None:
    said = item(article("a"))
    assert said.tags
    (first, second), other = said.tags.countries, item(article("b"))
    twice = replace(said, tags=replace(said.tags, countries=(first, second, replace(first, mentions=9))))
    rows = bridges([(0, twice), (1, other)])["article_country"]
    assert rows["article_id"] == [said.article.article_id] * 2 + [other.article.article_id] * 2
    assert rows["iso3"] == ["VNM", "BEL"] * 2
    assert rows["mentions"] == [2, 1, 2, 1]


def test_events_are_numbered_within_their_article() -> None:
    body = ("Vietnam and Belgium signed a treaty in Hanoi. Belgium praised Vietnam. France visited Laos.",)
    made = [article(slug, body=body) for slug in "ab"]
    rows = bridges([(number, replace(item(one), tags=tag(one))) for number, one in enumerate(made)])["article_event"]
    count = len(rows["position"]) // 2
    assert count > 1
    assert rows["position"] == [*range(count), *range(count)]
