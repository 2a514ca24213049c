"""Flags that the tags of a text raise (tag contract, section 6), each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from transforms import lexicons
from transforms.reading import Passage, Reading
from transforms.records import DateTag, Flag
from transforms.text import fold_tones

_ENDS_WELL = re.compile(r"[.!?…。:;][\"'”’»)\]]*$")
_CUT_BY_SITE = re.compile(r"(?:\[(?:…|\.\.\.)[^\]]{0,20}\]|\((?:…|\.\.\.)\))$")
_BRACKET = re.compile(r"\(([^()]{1,30})\)")
_LEAST_WORDS = 8  # of a paragraph that can be a broken sentence: a shorter one is a heading or a mark
_CAPTION_WORDS = 60
_LEAST_PARAGRAPHS = 3


def quality_flags(reading: Reading, dates: tuple[DateTag, ...], *, machine_translated: bool) -> tuple[Flag, ...]:
    """Return ``year_unresolved``, ``machine_translated``, ``truncated`` and the like, each with its reason."""
    body = [passage for passage in reading.passages if passage.part == "body"]
    flags = []
    unknown = [tag.text for tag in dates if "XXXX" in tag.edtf]
    if unknown:
        flags.append(Flag("year_unresolved", "; ".join(unknown)))
    if machine_translated:
        flags.append(Flag("machine_translated", "two or more different cues"))
    if reason := _truncation(reading, body):
        flags.append(Flag("truncated", reason))
    if caption := next(_captions_in(body), None):
        flags.append(Flag("caption_left_in_body", f"paragraph {caption.paragraph}"))
    if reason := _rank_conflict(reading, body):
        flags.append(Flag("title_body_conflict", reason))
    return tuple(flags)


def _truncation(reading: Reading, body: list[Passage]) -> str | None:
    """The text stops behind a word or sign with which no sentence ends, or at the mark of a site that cuts its texts.

    A last line without a full stop is not enough: authors' names and lists close native texts without one.
    """
    if not body:
        return None
    last = body[-1]
    if mark := _CUT_BY_SITE.search(last.text, max(0, len(last.text) - 40)):
        return f"ends in {mark.group()}"
    if len(last.tokens) < _LEAST_WORDS:
        return None
    word = last.tokens.texts[-1]
    return f"ends in {word!r}" if word == "," or word in _open_words(reading.language) else None


@cache
def _open_words(language: str) -> frozenset[str]:
    return frozenset(lexicons.load("quality")["open_words"].get(language, ()))


@cache
def _positions() -> frozenset[str]:
    return frozenset(lexicons.load("quality")["caption"]["positions"])


def _captions_in(body: list[Passage]) -> Iterator[Passage]:
    """Paragraphs that read like a caption without a credit: no full stop, and "(left)" or "Ảnh minh họa" in them."""
    openers = tuple(lexicons.load("quality")["caption"]["openers"])
    for passage in body:
        text = passage.text
        if _ENDS_WELL.search(text, max(0, len(text) - 10)) or len(passage.tokens) > _CAPTION_WORDS:
            continue
        if text.startswith(openers) or any(inner in _positions() for inner in _BRACKET.findall(text)):
            yield passage


class _Rank(Struct, frozen=True):
    """The words for a rank, and the pattern that finds them as whole words."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        """Find the first of them; most texts have none, which plain searches tell sooner than the pattern."""
        return self.pattern.search(text) if any(word in text for word in self.words) else None


@cache
def _ranks(language: str) -> tuple[_Rank, _Rank] | None:
    ranks = lexicons.load("quality")["rank"].get(language)
    if not ranks:
        return None
    full, deputy = (tuple(ranks[kind]) for kind in ("full", "deputy"))
    return _rank(full), _rank(deputy)


def _rank(words: tuple[str, ...]) -> _Rank:
    return _Rank(words, re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b"))


def _rank_conflict(reading: Reading, body: list[Passage]) -> str | None:
    """The title speaks of a minister and the text of deputies alone. Titles that say both are no conflict."""
    ranks, title = _ranks(reading.language), next((one for one in reading.passages if one.part == "title"), None)
    if ranks is None or title is None or reading.bare or len(body) < _LEAST_PARAGRAPHS:
        return None
    full, deputy = ranks
    head = fold_tones(title.text).lower()
    if deputy.search(head) or not full.search(head):
        return None
    text = fold_tones("\n".join(passage.text for passage in body)).lower()
    named = deputy.search(text)
    if named is None or full.search(deputy.pattern.sub("", text)):
        return None
    return f"the title names a minister, the text only: {named.group()}"
