"""The vocabulary of versions (``transforms/lexicons/versions.toml``) as tables and patterns, made when first needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, reduce
from operator import getitem

from transforms.dating.month_names import NAMES
from transforms.lexicons import load
from transforms.records import NoticeKind
from transforms.text import strip_marks
from transforms.versions.typography import canonical

MOMENT = "@"  # what stands for a number, date or time in a shape
_SHAPED = re.compile(rf"{MOMENT}|[^\W_]+(?:'[^\W_]+)*")
KINDS: tuple[NoticeKind, ...] = ("withdrawal", "correction", "update")


def plain(text: str) -> str:
    """Return ``text`` as vocabularies are compared: one typography, lower case, no diacritics."""
    return strip_marks(canonical(text).lower())


@cache
def entries(*path: str) -> tuple[str, ...]:
    """Return the entries of a table of the vocabulary in all its languages, folded."""
    languages = reduce(getitem, path, load("versions"))
    return tuple(dict.fromkeys(plain(entry) for language in languages.values() for entry in language))


@cache
def notice_pattern(kind: NoticeKind) -> re.Pattern[str]:
    """Return what finds a notice of a kind in the ``sentence_shape`` of a sentence.

    The group ``lead`` is a bare word that opens the paragraph.
    """
    leads, phrases = _any(entries(kind, "leads")), _any(map(sentence_shape, entries(kind, "phrases")))
    lead = rf"\A(?:(?:{_any(entries(kind, 'openings'))})|\W*(?P<lead>{leads})\s*(?:[:.\-(/]|\d|\Z))"
    return re.compile(rf"{lead}|(?<!\w)(?:{phrases})(?!\w)")


@cache
def notice_cues() -> tuple[str, ...]:
    """Return pieces of which every text with a notice has one: looking for them is all that most articles cost."""
    found = {entry for kind in KINDS for part in ("leads", "openings") for entry in entries(kind, part)}
    for entry in (entry for kind in KINDS for entry in entries(kind, "phrases")):
        found.add(max((piece.strip() for piece in entry.split("~")), key=len))
    return tuple(cue for cue in found if not any(other in cue for other in found - {cue}))


def sentence_shape(text: str) -> str:
    """Return a plain text with ~ for what an outlet calls its own article."""
    return _article_names().sub("~", text)


@cache
def _article_names() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(entries('article', 'names'))})(?!\w)")


@cache
def noise_lines() -> re.Pattern[str]:
    """Return what the ``line_shape`` of a line that changes by itself consists of."""
    shapes = {line_shape(re.sub("[#@]", "5", entry)) for entry in entries("noise", "lines")} - {MOMENT}
    return re.compile(rf"(?:{_any(shapes)})(?: (?:{_any(shapes)}))*")


def line_shape(text: str) -> str:
    """Return the words of a plain text with @ for every number, date and time and the small words belonging to it."""
    return " ".join(_SHAPED.findall(_moment().sub(f" {MOMENT} ", text)))


@cache
def _moment() -> re.Pattern[str]:
    """Return what finds dates and times: at least one number, and words of dates on both sides of it.

    Every part of it is taken whole or not at all, so that no line can make it try one split after another.
    """
    months = (plain(name.replace("_", " ")) for month in NAMES for name in month.split())
    known = {*map(plain, load("versions")["noise"]["moments"]["words"]), *months, *entries("calendar")}
    gap = r"[\s,.:;/|()+\-]*+"
    word = rf"(?:{_any(word for word in known if word)})(?![^\W\d_]){gap}"
    number = rf"\d++(?:(?:k|m|tr)(?!\w))?+{gap}"
    return re.compile(rf"(?<![^\W_])(?:{word})*+{number}(?:{number}|{word})*+")


@cache
def numbers() -> Mapping[str, float]:
    """Return the value of each number word."""
    return {plain(word): value for table in load("versions")["numbers"].values() for word, value in table.items()}


@cache
def multipliers() -> Mapping[str, float]:
    """Return the value of each word that multiplies the number before it."""
    return {plain(word): value for table in load("versions")["multipliers"].values() for word, value in table.items()}


def _any(found: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(found, key=len, reverse=True)))
