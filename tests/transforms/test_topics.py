"""Topics: the main one, further ones, evidence, and what is no topic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.transforms_makers import cleaned, parsed
from transforms import lexicons
from transforms.reading import Reading, read
from transforms.records import TopicTag
from transforms.subjects.topic_terms import media_topics, vocabulary
from transforms.subjects.topics import DIPLOMACY, find_topics
from transforms.text import fold_tones, strip_marks
from transforms.tokens import Tokens

LANGUAGES = ("en", "vi", "fr", "nl")


def reading(title: str | None, *body: str, language: str = "en") -> Reading:
    return read(cleaned(parsed(title=title, body=body), as_given=True), language)


def topics(title: str | None, *body: str, language: str = "en", diplomatic: bool = False) -> tuple[TopicTag, ...]:
    return find_topics(reading(title, *body, language=language), diplomatic=diplomatic)


def main_code(title: str, language: str) -> str | None:
    found = topics(title, language=language)
    return found[0].code.removeprefix("medtop:") if found else None


@pytest.mark.parametrize(
    ("title", "language", "code"),
    [
        ("Interest rates go up again as lenders wait", "en", "20000371"),
        ("Quake of magnitude 6.1 shakes northern Japan", "en", "20000153"),
        ("EU slaps sanctions on Belarus", "en", "20000642"),
        ("Soldiers seized power in the capital", "en", "20000070"),
        ("Thousands protest in the capital", "en", "20000066"),
        ("UN peacekeepers leave Mali", "en", "20000059"),
        ("Les agriculteurs bloquent la récolte", "fr", "20000210"),
        ("Grève générale en Belgique", "fr", "20000530"),
        ("La ministre des Affaires étrangères reçoit son homologue", "fr", "20000639"),
        ("Vakbonden kondigen algemene staking aan", "nl", "20000530"),
        ("Aardbeving treft Turkije", "nl", "20000153"),
        ("Minister van Buitenlandse Zaken ontvangt ambassadeur", "nl", "20000639"),
        ("Đại sứ trình quốc thư", "vi", "20000639"),
        ("Biểu tình lan rộng ở thủ đô", "vi", "20000066"),
        ("Mũ nồi xanh lên đường", "vi", "20000059"),
        ("Lãi suất huy động tăng trở lại", "vi", "20000371"),
        ("Động đất 6,1 độ rung chuyển miền bắc Nhật Bản", "vi", "20000153"),
        ("EU áp đặt trừng phạt Belarus", "vi", "20000642"),
    ],
)
def test_the_main_topic_is_the_most_specific_that_fits(title: str, language: str, code: str) -> None:
    assert main_code(title, language) == code


@pytest.mark.parametrize("title", ["Động đất mạnh rung chuyển Nhật Bản", "Bộ trưởng Ngoại giao hội đàm tại Hà Nội"])
def test_vietnamese_without_diacritics_has_the_same_topics(title: str) -> None:
    assert main_code(strip_marks(title), "vi") == main_code(title, "vi") is not None


def test_there_is_one_main_topic_and_no_ancestor_beside_it() -> None:
    found = topics(
        "Trade war: tariffs hit exports",
        "The trade dispute over steel tariffs grew. Retaliatory tariffs and anti-dumping duties followed.",
        "Exporters said exports of steel fell as the tariffs began; imports rose.",
    )
    assert [tag.main for tag in found].count(True) == 1
    assert found[0].main
    codes = {tag.code for tag in found}
    assert all(codes.isdisjoint(tag.path[:-1]) for tag in found)


def test_dealings_between_governments_carry_diplomacy() -> None:
    text = "The ministers signed a free trade agreement. Tariffs on imports and exports will fall under the trade deal."
    found = topics("Vietnam and Chile sign free trade agreement", text, language="en", diplomatic=True)
    assert found[0].code == "medtop:20000374"
    assert f"medtop:{DIPLOMACY}" in {tag.code for tag in found}


def test_who_deals_with_another_government_is_not_what_the_text_is_about() -> None:
    title = "President to see Hanoi in May"
    assert [tag.code for tag in topics(title)] == ["medtop:20000610"]
    assert [tag.code for tag in topics(title, diplomatic=True)] == [f"medtop:{DIPLOMACY}"]


def test_dealings_that_no_term_names_are_shown_by_the_first_passage() -> None:
    (tag,) = topics("Oslo and Riga", diplomatic=True)
    assert tag.code == f"medtop:{DIPLOMACY}"
    assert (tag.evidence.start, tag.evidence.end, tag.evidence.rule) == (0, 13, "events between governments")


def test_a_passing_word_is_no_further_topic() -> None:
    body = (
        "Rescuers dug through the rubble after the earthquake.",
        "A hospital and a school stood near the quake's path.",
    )
    found = topics("Earthquake shakes the north", *body)
    assert [tag.code for tag in found] == ["medtop:20000153"]


def test_evidence_is_the_strongest_term_and_says_where_it_stands() -> None:
    text = reading(None, "A strong earthquake shook the town; the earthquake was felt far away.")
    tag = find_topics(text, diplomatic=False)[0]
    evidence = tag.evidence
    assert (evidence.part, evidence.paragraph) == ("body", 0)
    assert text.passages[0].text[evidence.start : evidence.end] == "earthquake"
    assert evidence.rule == "topics_en: earthquake"


@pytest.mark.parametrize(
    ("title", "language", "wrong"),
    [
        ("He said we should go and that is all", "en", None),
        ("The apple tree in our garden", "en", "20000763"),
        ("Trade war hits soybean growers", "en", "20000062"),
        ("They look at the sun over java beans", "en", "20000763"),
        ("Giữ mối quan hệ với hàng xóm", "vi", "07000000"),
        ("Đối tượng và hiện tượng", "vi", "20000031"),
        ("Cẩn thận khi sang đường", "vi", "20000446"),
    ],
)
def test_words_in_another_sense_name_no_topic(title: str, language: str, wrong: str | None) -> None:
    codes = {tag.code.removeprefix("medtop:") for tag in topics(title, language=language)}
    assert codes.isdisjoint({wrong}) if wrong else not codes


def test_a_language_without_vocabulary_has_no_topics() -> None:
    assert topics("Das Erdbeben in Japan", language="de") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_speak_for_topics_that_are_in_use_under_their_right_name(language: str) -> None:
    for lexicon in (f"topics_{language}", "topics_names"):
        for column, weight, _ in lexicons.rows(lexicon):
            code, _, name = column.partition(" ")
            assert code == "-" or media_topics()[code].name == name
            assert weight in "1234"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_finds_itself(language: str) -> None:
    terms = vocabulary(language)
    assert terms
    rows = lexicons.rows(f"topics_{language}")[::7]
    for name in (name for _, _, names in rows for name in names.split(", ")):
        found = list(terms.find(Tokens(name, fold_tones)))
        assert [term.name for _, _, term in found] == [name]


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_nothing_raises_and_evidence_quotes_the_text(text: str, language: str) -> None:
    body = reading(None, f"War {text}", language=language)
    for tag in find_topics(body, diplomatic=True):
        assert 0 <= tag.evidence.start < tag.evidence.end <= len(body.passages[0].text)
