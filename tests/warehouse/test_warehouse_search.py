from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.warehouse.warehouse_samples import NOW, article, batch, item
from transforms.records import DateValue
from warehouse import search_index
from warehouse.publish import publish
from warehouse.query import QueryError, SnapshotMissing, run_statement
from warehouse.search import search
from warehouse.selection import ALL, Selection
from warehouse.store import Warehouse


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    warehouse = Warehouse(folder)
    old = DateValue("2020-01-01", None, "day", None, "header")
    made = [
        article("road", title="Đường phố Hà Nội", summary=None, body=("Nhà vua Bỉ thăm Việt Nam.",)),
        article("sea", title="Biển Đông", summary="Tin vắn", body=("Sóng lớn ở ngoài khơi.",)),
        article("visit", title="State visit", summary=None, body=("The king of Belgium, in Hanoi on a state visit.",)),
        article("old", title="A visit", summary=None, body=("State of the roads.",), published=old),
        article("later", title="Weather", summary=None, body=("A visit to the state park. C++ & Q&A",)),
        article("signs", title=None, summary="ガイド Łódź", body=("Привет мир",)),
        article("withheld", title="State visit", body=("…",)),
    ]
    with warehouse.write() as session:
        session.load(batch(*(item(one) for one in made)))
    publish(warehouse, NOW + timedelta(days=1))
    return folder


def slugs(data: Path, words: str, limit: int = 20, only: Selection = ALL) -> list[str]:
    result = search(data, words, limit, only)
    place = result.columns.index("url")
    return [str(row[place]).rsplit("/", 1)[1] for row in result.rows()]


@pytest.mark.parametrize(
    "words", ["đường phố", "duong pho", "DUONG PHỐ", unicodedata.normalize("NFD", "đường phố"), '"hà nội"']
)
def test_case_and_diacritics_do_not_matter(data: Path, words: str) -> None:
    assert slugs(data, words) == ["road"]


def test_words_are_whole_words(data: Path) -> None:
    assert slugs(data, "bi") == ["road"]
    assert slugs(data, "bie") == []
    assert slugs(data, "ha no") == []


def test_all_words_must_occur_wherever_they_stand(data: Path) -> None:
    assert slugs(data, "duong vua") == ["road"]
    assert slugs(data, "duong song") == []


def test_more_words_in_the_title_come_first_and_then_the_newest(data: Path) -> None:
    assert slugs(data, "state visit") == ["visit", "old", "later"]
    assert slugs(data, "state visit", limit=1) == ["visit"]


def test_a_phrase_is_found_across_punctuation_but_not_apart(data: Path) -> None:
    assert slugs(data, '"state visit"') == ["visit"]
    assert slugs(data, "“belgium in hanoi”") == ["visit"]
    assert slugs(data, '"visit state"') == []


def test_other_scripts_and_marked_letters_are_found_as_they_are(data: Path) -> None:
    assert slugs(data, "ガイド") == ["signs"]
    assert slugs(data, "ПРИВЕТ") == ["signs"]
    assert slugs(data, "Łódź") == ["signs"]


def test_signs_cannot_break_the_search(data: Path) -> None:
    assert slugs(data, "C++ Q&A") == ["later"]
    assert slugs(data, "[a-z]* visit") == []
    assert slugs(data, "' OR 1=1 --") == []


@pytest.mark.parametrize("words", ["", "  ", '""', "+ & ?"])
def test_nothing_to_search_for_is_an_error(data: Path, words: str) -> None:
    with pytest.raises(QueryError, match="nothing to search for"):
        search(data, words)


def test_too_many_words_are_an_error(data: Path) -> None:
    with pytest.raises(QueryError, match="9 words are too many"):
        search(data, "a b c d e f g h i")


def test_searching_needs_a_snapshot(tmp_path: Path) -> None:
    with pytest.raises(SnapshotMissing):
        search(tmp_path, "word")


def test_an_asterisk_makes_a_word_a_beginning(data: Path) -> None:
    assert slugs(data, "wea*") == ["later"]
    assert sorted(slugs(data, "sta* vis*")) == ["later", "old", "visit"]
    assert slugs(data, "nosuchword*") == []


@pytest.mark.parametrize(
    ("only", "found"),
    [
        (Selection(since=date(2026, 1, 1)), ["visit", "later"]),
        (Selection(until=date(2020, 1, 1)), ["old"]),
        (Selection(sources=("example-en",)), ["visit", "old", "later"]),
        (Selection(sources=("other",)), []),
        (Selection(countries=("BEL",)), ["visit", "old", "later"]),
        (Selection(countries=("FRA",)), []),
        (Selection(languages=("xx",)), []),
        (Selection(topics=("medtop:1",)), []),
    ],
    ids=repr,
)
def test_hits_are_limited_to_what_is_asked_for(data: Path, only: Selection, found: list[str]) -> None:
    assert sorted(slugs(data, "state visit", only=only)) == sorted(found)


def test_the_words_are_marked_in_the_passage_that_has_most_of_them(data: Path) -> None:
    result = search(data, "vua viet", marks=("<", ">"))
    (row,) = result.rows()
    assert row[result.columns.index("snippet")] == "Nhà <vua> Bỉ thăm <Việt> Nam."


@pytest.mark.parametrize(
    "words",
    [
        "duong pho",
        "state visit",
        '"state visit"',
        "“belgium in hanoi”",
        '"visit state"',
        "ガイド",
        "wea*",
        "sta* vis*",
        "+",
    ],
)
def test_the_macro_finds_and_ranks_as_the_command_does(data: Path, words: str) -> None:
    found = run_statement(
        data,
        "SELECT article.url FROM mart.search($words) JOIN mart.article USING (article_id) "
        "ORDER BY score DESC, article.published_date DESC, article_id",
        {"words": words},
    )
    by_macro = [str(row[0]).rsplit("/", 1)[1] for row in found.rows()]
    by_command = slugs(data, words) if words != "+" else []
    assert sorted(by_macro) == sorted(by_command)
    assert by_macro[:1] == by_command[:1]


def test_the_index_follows_new_versions_and_moves_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse = Warehouse(tmp_path)
    first = article("a", title="Quokka", body=("A small kangaroo was seen.",))
    with warehouse.write() as session:
        session.load(batch(item(first)))
    publish(warehouse, NOW)
    assert slugs(tmp_path, "quokka kangaroo") == ["a"]
    changed = article("a", title="Wombat", body=("A small kangaroo was seen.",), fetched_at=NOW + timedelta(hours=1))
    monkeypatch.setattr(search_index, "MOVE_AT", 1)
    with warehouse.write() as session:
        session.load(batch(item(changed, action="updated", version=2), loaded_at=NOW + timedelta(hours=1)))
    publish(warehouse, NOW + timedelta(hours=2))
    assert slugs(tmp_path, "quokka") == []
    assert slugs(tmp_path, "wombat kangaroo") == ["a"]
    with warehouse.read() as session:
        counts = session.connection.execute(
            "SELECT (SELECT count(*) FROM ops.search_recent), (SELECT count(DISTINCT doc) FROM ops.search_posting), "
            "(SELECT count(*) FROM ops.search_document)"
        ).fetchall()
    assert counts == [(0, 1, 1)], "rows of the old version are left behind"


def test_publishing_again_indexes_nothing_twice(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    with warehouse.write() as session:
        session.load(batch(item(article("a"))))
    with warehouse.exclusive() as held:
        assert search_index.update_index(held.connection) == 1
        assert search_index.update_index(held.connection) == 0
