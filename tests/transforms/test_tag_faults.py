"""No text makes a tagger raise; and if one did, the article would still be loaded."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.transforms_makers import cleaned, parsed
from transforms import tag as tagging
from transforms.reading import parts_of
from transforms.records import Article, Tags

WORDS = st.sampled_from(
    [
        *("Vietnam", "Belgium", "the EU", "Bỉ", "Việt Nam", "hai bên", "President", "Bộ trưởng", "Ngoại giao", "của"),
        *("Macron", "Bùi Thanh Sơn", "Dirk Aton (Dirk Achten)", "U.S.", "Ministry of", "Bộ", "NATO", "(EVFTA)", "Jan"),
        *("said", "met", "will visit", "hội đàm", "không", "từ ngày 3 đến 5/5", "March 31", "on Monday", "to", "2025"),
        *("and", "và", ",", ".", "(", ")", "“", "–", "-", "’s", "!", "/", "\u200b", "\U0001f600", "İ", "ß", "中国"),
    ]
)
TEXT = st.lists(WORDS | st.text(max_size=4), max_size=40).map(" ".join)
HOSTILE = {
    "brackets": "(" * 20_000 + "Vietnam" + ")" * 20_000,
    "capitals": "Minh Anh Van Thi " * 5_000,
    "one word": "Viet" * 20_000,
    "commas": "Belgium, " * 8_000,
    "ministries": "Ministry of Foreign Affairs of " * 4_000,
    "acts": "Belgium accused Vietnam and " * 4_000,
    "hai bên": "hai bên nhất trí " * 5_000,
    "dates": "from March 31 to " * 5_000,
    "acts in Vietnamese": "Bỉ cáo buộc Việt Nam và " * 4_000,
    "names in Vietnamese": "Bộ trưởng Bộ Ngoại giao Nguyễn Văn " * 3_000,
    "signs": "Vietnam " + "./-–—“”’" * 8_000,
}


def spans_quote(article: Article, tags: Tags) -> None:
    parts = {(part, paragraph): text for part, paragraph, text in parts_of(article)}
    groups = (tags.countries, tags.places, tags.persons, tags.organisations, tags.agreements, tags.topics, tags.dates)
    for tag in (one for group in (*groups, tags.events) for one in group):
        evidence = tag.evidence
        quote = parts[evidence.part, evidence.paragraph][evidence.start : evidence.end]
        assert quote.strip() == quote
        assert quote
    for event in tags.events:
        assert (
            event.quote
            == parts[event.evidence.part, event.evidence.paragraph][event.evidence.start : event.evidence.end]
        )


@settings(deadline=None)
@given(TEXT, TEXT, st.sampled_from(["en", "vi", "fr", "nl", "de", None]))
def test_any_row_of_words_is_tagged_with_spans_that_quote_it(title: str, body: str, language: str | None) -> None:
    article = cleaned(parsed(title=title or None, body=("One paragraph.", body or "x"), language=language))
    spans_quote(article, tagging.read_tags(article))


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_hostile_texts_are_tagged(name: str, language: str) -> None:
    article = cleaned(parsed(body=(HOSTILE[name],), language=language))
    spans_quote(article, tagging.read_tags(article))


def test_tags_are_the_same_every_time() -> None:
    body = ("Belgium and Vietnam agreed on Monday to open talks in Hanoi, said Maxime Prevot.", "Hai bên nhất trí.")
    article = cleaned(parsed(body=body))
    assert tagging.read_tags(article) == tagging.read_tags(article)


def test_a_fault_costs_the_tags_of_one_article_and_says_so() -> None:
    article = cleaned(parsed(body=("Belgium thanked Vietnam.",)))
    with patch.object(tagging, "find_entities", side_effect=IndexError("out of range")):
        tags = tagging.tag(article)
    assert [(flag.flag, flag.detail) for flag in tags.flags] == [("tagger_fault", "IndexError: out of range")]
    assert (tags.article_id, tags.countries) == (article.article_id, ())
