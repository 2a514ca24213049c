"""Phrases in every spelling: the command, SQL and the words themselves agree on where they stand."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest

from tests.warehouse.warehouse_samples import NOW, article, batch, item
from transforms.search_words import search_words
from warehouse.publish import publish
from warehouse.query import run_query, run_statement
from warehouse.search import search
from warehouse.store import Warehouse

TEXTS = (
    "Thủ tướng Việt Nam thăm Hà Nội",
    unicodedata.normalize("NFD", "Người dân Việt Nam, Đà Nẵng"),
    "VIỆT-NAM",
    "việt,\n nam",
    "Viet Cong. Nam",
    "viet nam中国",
    "中viet nam",
    "vietnam viet namese",
    "người đàn bà, nguời dần",
    "越南外交部发言人说",
    "中国越 南",
    "Президент России Путин",
    "президента России",
    "한국 대통령 방문",
    "ốn án ôn, nam",
    "án ôn",
    "the đó of, of the",
    "the of",
    "5,000 người; 5 000",
    "Covid-19: O’Brien’s state-of-the-art ward",
    "İstanbul Airport",
    "العَرَبِيَّة الفصحى",
    "हिन्दी समाचार",
    "naïve café, Ångström unit",
    "name@example.com https://example.com/a-b",
)
PHRASES = (
    "viet nam",
    "VIỆT NAM",
    unicodedata.normalize("NFD", "Việt Nam"),
    "da nang",
    "nguoi dan",
    "an on",
    "the of",
    "of the",
    "越南",
    "外交部 发言",
    "nam 中国",
    "президент россии",
    "한국 대통령",
    "5 000",
    "5,000 người",
    "covid 19",
    "o'brien",
    "state of the art",
    "istanbul airport",
    "İSTANBUL airport",
    "العربية الفصحى",
    "हिन्दी समाचार",
    "naive cafe",
    "angstrom unit",
    "example com",
    "name@example.com",
    "nothing here",
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    warehouse = Warehouse(folder)
    made = (
        article(f"t{number}", title="Title", summary=None, body=("Viet", text, "nam of."))
        for number, text in enumerate(TEXTS)
    )
    with warehouse.write() as session:
        session.load(batch(*(item(one) for one in made)))
    publish(warehouse, NOW + timedelta(days=1))
    return folder


def stands(phrase: str, text: str) -> bool:
    sought, words = search_words(phrase), search_words(text)
    return any(words[place : place + len(sought)] == sought for place in range(len(words)))


def by_sql(data: Path, words: str) -> set[str]:
    sql = "SELECT url FROM mart.search($words) JOIN mart.article USING (article_id)"
    return {str(url).rsplit("/", 1)[1] for (url,) in run_statement(data, sql, {"words": words}).rows()}


def by_command(data: Path, words: str) -> set[str]:
    found = search(data, words, 100)
    place = found.columns.index("url")
    return {str(row[place]).rsplit("/", 1)[1] for row in found.rows()}


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_is_found_where_its_words_stand_in_a_row(data: Path, phrase: str) -> None:
    expected = {f"t{number}" for number, text in enumerate(TEXTS) if stands(phrase, text)}
    assert by_sql(data, f'"{phrase}"') == expected
    assert by_command(data, f'"{phrase}"') == expected


def test_some_phrases_stand_somewhere() -> None:
    assert [phrase for phrase in PHRASES if not any(stands(phrase, text) for text in TEXTS)] == ["nothing here"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('"viet nam" "ha noi"', {"t0"}),
        ('"title" "viet nam" tuong', {"t0"}),
        ('"" "ha noi"', {"t0"}),
        ('"thu tuong" "nam viet"', set()),
        ('“hà nội"', {"t0"}),
    ],
)
def test_several_phrases_all_have_to_stand(data: Path, words: str, found: set[str]) -> None:
    assert by_sql(data, words) == by_command(data, words) == found


def test_a_quotation_mark_that_is_never_closed_makes_no_phrase(data: Path) -> None:
    words = 'nang "viet dan'
    assert by_sql(data, words) == by_command(data, words) == {"t1"}


def test_a_query_without_a_phrase_has_no_sieve(data: Path) -> None:
    assert list(run_query(data, "SELECT mart.search_sieve('viet nam')").rows()) == [("",)]
