"""Dates in running text, resolved to EDTF against the publication date (tag contract, section 3).

Three steps: each token becomes a letter that says what kind of word it is (``date_words``), a grammar over these
letters finds what is built like a date (``date_grammar``), and a reader per kind says which date it is, or that it is
none (``date_readings``). Lengths ("two days from 3 May") are added last (``date_lengths``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from transforms.dating.calendar_points import anchor_of
from transforms.dating.date_grammar import BEGINNING, KINDS_AT
from transforms.dating.date_lengths import with_length
from transforms.dating.date_points import Found, Setting
from transforms.dating.date_readings import READERS
from transforms.dating.date_words import DateLine, date_line, date_words
from transforms.dating.months import Order, numeric_order
from transforms.reading import Mention, Reading
from transforms.records import DateTag

_RULE = "date"
_NUMERIC = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](?:19|20)\d\d(?!\d)")
_MONTHS_A_YEAR = 12


class Dates(Struct, frozen=True):
    """A tag per date (each EDTF value once), and every place that states one (``key`` is its EDTF string)."""

    tags: tuple[DateTag, ...] = ()
    mentions: tuple[Mention, ...] = ()


def find_dates(reading: Reading) -> Dates:
    """Return the dates of an article, in order of appearance."""
    words = date_words(reading.language, bare=reading.bare)
    setting = Setting(anchor_of(reading.published), partial(_order, reading))
    mentions = []
    for passage in reading.passages:
        line = date_line(passage, words)
        for kind, found in _find(line, setting):
            mentions.append(Mention(passage.index, found.start, found.end, found.edtf, f"{_RULE}:{kind}"))
    first = {mention.key: mention for mention in reversed(mentions)}
    tags = [
        DateTag(reading.words(mention), mention.key, reading.evidence(mention))
        for mention in mentions
        if first[mention.key] is mention
    ]
    return Dates(tuple(tags), tuple(mentions))


def _find(line: DateLine, setting: Setting) -> Iterator[tuple[str, Found]]:
    position = behind = 0
    while begin := BEGINNING.search(line.symbols, position):
        position = begin.start() + 1
        for kind, found in _read_at(line, begin.start(), setting):
            extended = with_length(line, found, since=behind)
            position, behind = max(position, extended.end), extended.end
            yield kind, extended


def _read_at(line: DateLine, place: int, setting: Setting) -> list[tuple[str, Found]]:
    """The dates that begin at a token, by the first kind that reads any."""
    for kind, pattern in KINDS_AT[line.symbols[place]]:
        match = pattern.match(line.symbols, place)
        if match and (found := READERS[kind](line, match, setting)):
            return [(kind, one) for one in found]
    return []


def _order(reading: Reading) -> Order | None:
    """The order of numeric dates: by the language, the page's declared one, or a date that can be read in one way."""
    if order := numeric_order(reading.language):
        return order
    if order := numeric_order(reading.article.declared_language):
        return order
    for passage in reading.passages:
        for first, second in _NUMERIC.findall(passage.text):
            if (int(first) > _MONTHS_A_YEAR) != (int(second) > _MONTHS_A_YEAR):
                return "DMY" if int(first) > _MONTHS_A_YEAR else "MDY"
    return None
