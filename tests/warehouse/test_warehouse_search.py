from __future__ import annotations

import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest

from tests.warehouse.warehouse_samples import NOW, article, batch, item
from transforms.records import DateValue
from warehouse.publish import publish
from warehouse.query import QueryError, SnapshotMissing
from warehouse.search import search
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


def slugs(data: Path, words: str, limit: int = 20) -> list[str]:
    result = search(data, words, limit)
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
