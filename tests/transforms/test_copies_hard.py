"""Hard cases of copies, as newsrooms make them: what must be one group, what must not, each on texts of our own."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest

from tests.transforms.copies_makers import News, find_copies
from transforms.text import strip_marks

CASES = tomllib.loads((Path(__file__).parent / "copies_cases.toml").read_text(encoding="utf-8"))
TEXTS, FORMS = CASES["texts"], CASES["forms"]
WIRE, MORE, OTHER, VIETNAMESE, CLOSING = (TEXTS[name] for name in ("wire", "more", "other", "vietnamese", "closing"))


@pytest.mark.parametrize("name", FORMS)
def test_filled_in_forms_are_no_copies(name: str) -> None:
    assert not find_copies(FORMS[name]).groups


def sentences(text: str) -> list[str]:
    return [f"{one.strip(' .')}." for one in " ".join(text.split()).split(". ")]


def changed(text: str, every: int, by: str = "wholly") -> str:
    words = text.split()
    return " ".join(by if number % every == every - 1 else word for number, word in enumerate(words))


WIRE_SENTENCES = sentences(WIRE)
COPIES = {
    "as it is": WIRE,
    "other signs and case": WIRE.upper().replace("'", "’").replace("-", "–"),
    "one figure corrected": WIRE.replace("320 million", "340 million"),
    "three figures updated": WIRE.replace("320", "340")
    .replace("41 shipping", "44 shipping")
    .replace("55 hours", "52 hours"),
    "every eighth word replaced": changed(WIRE, 8),
    "every fifth word replaced": changed(WIRE, 5),
    "the first half": " ".join(WIRE_SENTENCES[:5]),
    "the first quarter": " ".join(WIRE_SENTENCES[:2]),
    "cut in the middle": " ".join(WIRE_SENTENCES[:3] + WIRE_SENTENCES[7:]),
    "the lead alone": WIRE_SENTENCES[0],
    "a new lead": f"The mayor of Haiphong thanked the dockers in a speech. {' '.join(WIRE_SENTENCES[1:])}",
    "sentences in another order": " ".join(WIRE_SENTENCES[1::2] + WIRE_SENTENCES[::2]),
    "extended": f"{WIRE} {MORE}",
    "with closing lines": f"{WIRE} {CLOSING}",
    "a live blog's next state": f"16:40 {MORE} {WIRE}",
}


@pytest.mark.parametrize("name", COPIES)
def test_edited_copies_are_found(name: str) -> None:
    assert find_copies([WIRE, OTHER, COPIES[name]]).groups == {frozenset({0, 2})}


@pytest.mark.parametrize(
    "copy",
    [
        strip_marks(VIETNAMESE),
        unicodedata.normalize("NFD", VIETNAMESE),
        VIETNAMESE.upper(),
        strip_marks(" ".join(sentences(VIETNAMESE)[:2])),
        unicodedata.normalize("NFD", changed(VIETNAMESE, 6, "đều")),
    ],
    ids=["bare", "NFD", "capitals", "bare and cut", "NFD and changed"],
)
def test_vietnamese_copies_are_found_in_every_spelling(copy: str) -> None:
    assert find_copies([VIETNAMESE, WIRE, copy]).groups == {frozenset({0, 2})}


def test_two_reporters_who_quote_one_speaker_are_no_copies() -> None:
    assert not find_copies([TEXTS["reporter"], TEXTS["rival"]]).groups


def test_a_release_printed_by_two_is_one_group_and_quoted_by_a_third_is_not() -> None:
    release = f"{MORE} {OTHER}"
    quoting = TEXTS["quoting"].format(quote=" ".join(sentences(MORE)[:2]))
    assert find_copies([release, f"(Advertisement) {release}", quoting]).groups == {frozenset({0, 1})}


def test_a_quarter_of_a_story_inside_another_article_is_a_match_and_no_copy() -> None:
    quarter = " ".join(WIRE_SENTENCES[3:6])
    found = find_copies([WIRE, f"{OTHER} {quarter} {MORE}"])
    assert not found.groups
    (match,) = found.matches
    assert match.kind == "contained"
    assert 0.2 <= match.similarity < 0.6


def test_stories_with_the_same_background_are_no_copies() -> None:
    background = " ".join(WIRE_SENTENCES[6:])
    assert not find_copies([f"{OTHER} {background}", f"{MORE} {background}"]).groups


def test_an_article_extended_by_another_joins_the_first_alone() -> None:
    extended = f"{WIRE} {' '.join(sentences(MORE)[:4])}"
    brief = " ".join(sentences(MORE)[:2])
    assert find_copies([WIRE, MORE, brief, extended]).groups == {frozenset({0, 3}), frozenset({1, 2})}
    assert find_copies([extended, brief, MORE, WIRE]).groups == {frozenset({0, 3}), frozenset({1, 2})}


def test_a_roundup_joins_no_two_groups() -> None:
    roundup = "\n".join([OTHER, MORE, " ".join(WIRE_SENTENCES[:4])])
    groups = find_copies([WIRE, MORE, OTHER, roundup, f"{WIRE} {CLOSING}", f"{MORE} {CLOSING}"]).groups
    assert {frozenset({0, 4}), frozenset({1, 5})} <= groups
    assert len(groups) == 3


def test_two_cuts_of_one_story_are_its_copies_where_it_came_first() -> None:
    story = News(WIRE, published="2025-10-05T06:00:00+00:00")
    halves = [
        News(" ".join(part), published=f"2025-10-05T0{hour}:00:00+00:00")
        for hour, part in enumerate((WIRE_SENTENCES[:5], WIRE_SENTENCES[5:]), 7)
    ]
    assert find_copies([*halves, story]).groups == {frozenset({0, 1, 2})}


def test_closing_lines_make_no_copies() -> None:
    words = f"{WIRE} {OTHER} {MORE} {VIETNAMESE}".split()
    briefs = [" ".join(row[begin : begin + 20]) for row in (words, words[::-1]) for begin in range(0, 600, 20)]
    assert not find_copies([f"{brief}. {CLOSING}" for brief in briefs]).groups


def test_a_story_that_many_print_stays_one_group() -> None:
    words = f"{OTHER} {VIETNAMESE} {MORE}".split()
    prints = []
    for number in range(80):
        own = words[number * 2 : number * 2 + 25]
        lead = f"{' '.join(own[:9])} {number}: " if number % 3 == 0 else ""
        edited = changed(WIRE, 60 + number, own[3])
        prints.append(f"{lead}{edited} {' '.join(own)} {number}")
    assert find_copies([WIRE, *prints]).groups == {frozenset(range(81))}


def test_the_same_headline_alone_is_a_copy_and_so_is_one_with_a_source_behind_it() -> None:
    headline = "Vietnam opens large container terminal in northern port city of Haiphong"
    news = [
        News("", headline),
        News("", headline.upper()),
        News("", f"{headline} - Example News"),
        News("", "Haiphong port"),
    ]
    assert find_copies(news).groups == {frozenset({0, 1, 2})}


@pytest.mark.parametrize(
    ("change", "is_copy"),
    [
        (("opened", "inaugurated"), True),
        (("capacity", "capacity there"), True),
        (("Haiphong", "Quang Ninh"), False),
        (("320", "410"), False),
    ],
    ids=["a word", "an addition", "a name", "a number"],
)
def test_what_may_change_in_a_short_summary(change: tuple[str, str], *, is_copy: bool) -> None:
    summary = (
        "Vietnam opened a new container terminal for 320 million dollars in the northern port city of Haiphong and will"
        " double the handling capacity by the end of this decade"
    )
    assert bool(find_copies([summary, summary.replace(*change)]).groups) == is_copy


def test_texts_without_spaces_are_compared_too() -> None:
    chinese, other = TEXTS["chinese"], TEXTS["other_chinese"]
    assert find_copies([chinese, other, f"据本报消息，{chinese}"]).groups == {frozenset({0, 2})}


@pytest.mark.parametrize("text", ["", "!", "word", "word " * 5000, "\ud800 x", "a b c d e f g h", "1 2 3 4 5 6 7 8 9"])
def test_anything_can_be_compared(text: str) -> None:
    found = find_copies([text, WIRE, text + " more", WIRE])
    assert frozenset({1, 3}) in found.groups
    assert not any(1 in group and (0 in group or 2 in group) for group in found.groups)


def test_the_agency_that_is_credited_is_the_original() -> None:
    news = [
        News(WIRE, published="2025-10-05T06:00:00+00:00", agency="VNA"),
        News(f"{WIRE} {CLOSING}", published="2025-10-05T07:00:00+00:00", agency="VNA", own=True),
    ]
    first, second = find_copies(news).placements
    assert (first.of, second.of) == ("001", None)


def test_the_earliest_is_the_original_and_an_undated_one_never() -> None:
    news = [News(WIRE), News(f"{WIRE} {CLOSING}", published="2025-10-06"), News(WIRE.upper(), published="2025-10-05")]
    assert [one.of for one in find_copies(news).placements] == ["002", "002", None]
    assert [one.kind for one in find_copies(news).placements] == ["exact", "near", None]


def test_the_first_short_items_of_an_outlet_are_no_copies_for_their_closing_lines() -> None:
    words = OTHER.split()
    for size in (6, 12, 20):
        items = [News(f"{' '.join(words[n * size : (n + 1) * size])}. {CLOSING}", source="a") for n in range(4)]
        assert not find_copies(items).groups


def test_an_outlet_that_prints_a_story_again_has_printed_a_copy() -> None:
    news = [News(WIRE, source="a"), News(f"{WIRE} {MORE}", source="a")]
    assert find_copies(news).groups == {frozenset({0, 1})}
