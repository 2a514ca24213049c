"""A length turns a start into a range: "two days from 3 May" is 3 to 4 May (tag contract, section 3)."""

from __future__ import annotations

import re

from msgspec.structs import replace

from transforms.dating.date_points import Found
from transforms.dating.date_words import DateLine

_LENGTH = re.compile(r"(?P<number>[Dw])-?(?P<unit>[dk])(?![Dho])")
_REACH = 14  # tokens between the length and the start
_BEHIND = 10
_NEAR = 5  # tokens from "for" to the length
_HEAD = 12  # tokens between "began" and the length
_LONGEST = 60  # days; what is longer is a term, not a stay
_WEEK = 7


def with_length(line: DateLine, found: Found, *, since: int) -> Found:
    """Return the day as the range that a length beside it makes of it, else as it is.

    The length stands before a date that begins something ("a two-day visit from 3 May", "began a two-day visit on
    3 May") or right behind it ("from 3 May for two days"). Both must be of one sentence, with no other date between
    them: ``since`` is the token behind the last one.
    """
    if found.day is None:
        return found
    days = _length_before(line, found.start, since) or _length_behind(line, found.end)
    if not days:
        return found
    return replace(found, edtf=f"{found.day.edtf}/{found.day.plus(days - 1).edtf}", day=None)


def _days(line: DateLine, match: re.Match[str]) -> int:
    number = line.value(match.start("number")) * (_WEEK if match["unit"] == "k" else 1)
    return number if 1 < number <= _LONGEST else 0


def _starts(line: DateLine, place: int) -> bool:
    """Whether the date at ``place`` begins something: a word for it stands before, "on" and the like passed over."""
    words = line.words
    while (word := line.fold(place - 1)) in words.on and word not in words.start:
        place -= 1
    return line.fold(place - 1) in words.start


def _length_before(line: DateLine, place: int, since: int) -> int:
    near = max(since, place - _REACH)
    if not _LENGTH.search(line.symbols, near, place):  # as for most dates: spares them the sentences
        return 0
    first, _ = line.passage.sentence_of(place)
    lengths = list(_LENGTH.finditer(line.symbols, max(first, near), place))
    if not lengths:
        return 0
    length = lengths[-1]
    begun = any(line.fold(at) in line.words.begin for at in range(max(first, length.start() - _HEAD), length.start()))
    return _days(line, length) if _starts(line, place) or begun else 0


def _length_behind(line: DateLine, place: int) -> int:
    if not _LENGTH.search(line.symbols, place, place + _BEHIND):
        return 0
    end = min(line.passage.sentence_of(place - 1)[1], place + _BEHIND)
    length = _LENGTH.search(line.symbols, place, end)
    if not length:
        return 0
    lasting = any(
        line.fold(at) in line.words.lasting for at in range(max(place, length.start() - _NEAR), length.start())
    )
    return _days(line, length) if lasting and not line.words.excluded("length_after", line.fold(length.end())) else 0
