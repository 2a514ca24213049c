"""Signs of machine translation (tag contract, section 6).

Each cue is a fault that translators' programs make and native writers hardly ever do. One alone says nothing, since
typing errors make one, too; two different ones make a text machine-translated (``transforms.tag``). The cues are
those of one document: they stand with the verdict so that a reader can judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from transforms import lexicons
from transforms.reading import Passage, Reading
from transforms.records import Cue
from transforms.text import has_letter_or_digit

_RANGE_ORDER = re.compile(r"\b\d{1,2}\s?[-–]\s?ngày\s\d{1,2}\b(?:\s[Tt]háng\s\d{1,2})?")
_RANGE_SIGNS = ("-ngày", "- ngày", "–ngày", "– ngày")  # what the pattern needs, for speed
_MONTH_CAPITAL = re.compile(r"\b\d{1,2}\sTháng\s\d{1,2}\b")
_LAST_TWO_WORDS = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]+\s)?[^\W\d_]+$")
_LONGEST_WORDS = 40  # characters
_LONGEST_END = 60
_CLASH = ") và có"
_ACCESS = re.compile(r"quyền truy cập (?:vào|tới|đến)\s(?=[^\W\d_])")
_LAST_WORDS = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]+\s){2}[^\W\d_]+\.$")
_LINES_WITH_SPACE = 2  # one may be a slip of the keyboard
_EMPTY_OPENERS = 2
_NAME_WORDS = 4
_LONGEST_HEAD = 80  # characters
_HEAD_SPACES = 2  # a head of three words: a shorter one is repeated in lists of places, too


@cache
def _words(language: str) -> Mapping[str, Any]:
    return lexicons.load(f"machine_translation_{language}")


@cache
def _country_names() -> frozenset[str]:
    return frozenset(lexicons.territory_names("vi").values())


def find_cues(reading: Reading) -> tuple[Cue, ...]:
    """Return every cue with its text; two different ones make a text machine-translated.

    Empty openers are looked for in English and Vietnamese, lone punctuation in any language, all others in Vietnamese
    with its diacritics alone.
    """
    texts = [passage.text for passage in reading.passages]
    body = [passage for passage in reading.passages if passage.part in ("summary", "body")]
    marked = reading.language == "vi" and not reading.bare
    cues: list[Cue] = []
    if marked:
        cues += [*_range_order(texts), *_spaces_before_stop(body)]
    if reading.language in ("en", "vi"):
        cues += _empty_openers(body, _words(reading.language)["openers"])
    if marked:
        cues += [*_conjunction_clash(body), *_repeated_heads(reading.text), *_month_capital(texts)]
        cues += _access_for_visit(reading.text)
    cues += _lone_punctuation(reading, body)
    if marked:
        cues += _cut_sentences(body)
    return tuple(dict.fromkeys(cues))


def _range_order(texts: list[str]) -> Iterator[Cue]:
    """Find "13-ngày 17 Tháng 10": the day's word inside the range."""
    for text in texts:
        if "ngày" in text and any(sign in text for sign in _RANGE_SIGNS):
            yield from (Cue("date_range_order", match.group()) for match in _RANGE_ORDER.finditer(text))


def _month_capital(texts: list[str]) -> Iterator[Cue]:
    """Find "17 Tháng 10": the month's word with a capital, as English writes its months."""
    for text in texts:
        if " Tháng " in text:
            yield from (Cue("month_capital", match.group()) for match in _MONTH_CAPITAL.finditer(text))


def _spaces_before_stop(body: list[Passage]) -> list[Cue]:
    """Find "tăng cường ." in two paragraphs or more."""
    found = [words for passage in body if (words := _before_lone_stop(passage.text))]
    return [Cue("space_before_stop", f"{words} .") for words in found] if len(found) >= _LINES_WITH_SPACE else []


def _before_lone_stop(text: str) -> str | None:
    """The last word or two, a compound, before the first full stop that stands apart."""
    place = text.find(" .")
    while place >= 0 and text[place + 2 : place + 3] not in ("", " "):  # the dots of an omission, ".vn"
        place = text.find(" .", place + 1)
    match = _LAST_TWO_WORDS.search(text, max(0, place - _LONGEST_WORDS), place) if place > 0 else None
    return match.group() if match else None


def _conjunction_clash(body: list[Passage]) -> Iterator[Cue]:
    """Find ") và có" ("and has") behind a subject that has had no verb yet."""
    for passage in body:
        place = passage.text.find(_CLASH)
        if place >= 0 and not _has_verb(passage.text[:place]):
            yield Cue("conjunction_clash", _CLASH)


def _has_verb(text: str) -> bool:
    sentence = re.split(r"[.!?;:]\s", text)[-1]
    return not set(_words("vi")["verbs"]).isdisjoint(sentence.lower().split())


def _repeated_heads(text: str) -> Iterator[Cue]:
    """Find "Bộ Ngoại giao Bỉ, Bộ Ngoại giao Bỉ Thứ trưởng": named again, as a modifier before the office."""
    for title in _words("vi")["titles"]:
        place = text.find(" " + title)
        while place >= 0:
            comma = text.rfind(", ", max(0, place - _LONGEST_HEAD), place)
            head = text[comma + 2 : place] if comma >= 0 else ""
            if head.count(" ") >= _HEAD_SPACES and text.endswith(head, 0, comma):
                yield Cue("repeated_head", f"{head}, {head} {title}")
            place = text.find(" " + title, place + 1)


def _access_for_visit(text: str) -> Iterator[Cue]:
    """Find "có quyền truy cập vào Việt Nam": "access" for a visit, which only a country can be given."""
    if "quyền truy cập" not in text:
        return
    names = _country_names()
    for match in _ACCESS.finditer(text):
        words = text[match.end() : match.end() + 60].split()[:_NAME_WORDS]
        candidates = (" ".join(words[:count]).rstrip(",.;:)") for count in range(1, len(words) + 1))
        if name := next((name for name in candidates if name in names), None):
            yield Cue("access_for_visit", match.group() + name)


def _cut_sentences(body: list[Passage]) -> Iterator[Cue]:
    """Find "hợp tác kinh.": a full stop behind half a word or behind a word that must go on."""
    endings = _cut_endings()
    for passage in body:
        last = passage.text[-_LONGEST_END:]
        if last.lower().endswith(endings) and (match := _LAST_WORDS.search(last)):
            yield Cue("cut_sentence", match.group())


@cache
def _cut_endings() -> tuple[str, ...]:
    words = _words("vi")
    return tuple(f"{end}." for end in (*(f" {word}" for word in words["open_words"]), *words["halves"]))


def _empty_openers(body: list[Passage], openers: list[str]) -> list[Cue]:
    """Find "For example," opening two paragraphs or more that give none: one sentence without a figure."""
    starts = tuple(f"{opener}," for opener in openers)
    texts = [
        passage.text[: passage.text.index(",") + 1]
        for passage in body
        if passage.text.startswith(starts) and len(passage.sentences) == 1 and not any(map(str.isdigit, passage.text))
    ]
    return [Cue("empty_opener", text) for text in texts] if len(texts) >= _EMPTY_OPENERS else []


def _lone_punctuation(reading: Reading, body: list[Passage]) -> Iterator[Cue]:
    """A line of signs alone, whether cleaning has taken it out or a body given as it is still has it."""
    for flag in reading.article.flags:
        if flag.flag == "lone_punctuation_line_stripped":
            yield Cue("lone_punctuation_line", flag.detail or ".")
    for passage in body:
        if not has_letter_or_digit(passage.text[:40]):
            yield Cue("lone_punctuation_line", passage.text[:40])
