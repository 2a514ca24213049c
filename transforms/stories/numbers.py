"""Numbers in a text, in a form that is the same in every language.

``12.000``, ``12,000``, ``12 000``, ``12 nghìn`` and ``1,2万`` are one number; ``2,5 %`` and ``2.5 percent`` too. A mark
between a number's digits groups thousands where three digits follow each of it, else it is the decimal mark, whatever
the language: reports follow the habit of the agency as often as that of their language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from transforms import lexicons

_SMALLEST = 10  # smaller numbers are in every text
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 12  # digits and marks: longer rows are telephone numbers, identifiers and tables
_NO_UNIT = (False, 0)
_STOPS = ".,;:)"
_FIRST_OF_TWO = frozenset("per phần phan pour por في".split())  # words of "per cent" and its like
_WIDEST_UNIT = 24  # characters behind a number that are looked at for its unit
_THAI = "\u0e00"  # the first letter of the scripts that part no words
_SPACES = " \u00a0\u202f"
_BEFORE_A_UNIT = frozenset((*_SPACES, "-"))
_ROW = re.compile(rf"\d+(?:[.,'’{_SPACES}]\d+)*")
_RESULT = re.compile(r"(?<![\d:.,/–-])(\d{1,3})(?:[-–](?=\d)|:(?=\d(?!\d)))(\d{1,3})(?![\d:.,/–-]?\d|[-–]\w)")
_GROUPED = re.compile(rf"\d{{1,3}}(?:([.,'’{_SPACES}])\d{{3}})(?:\1\d{{3}})*")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_THOUSANDS_MARKS = str.maketrans("", "", f".,'’{_SPACES}")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９๐๑๒๓๔๕๖๗๘๙", "0123456789" * 4)
_OTHER_DIGIT = re.compile(r"[٠-٩۰-۹０-９๐-๙]")


@cache
def _scales() -> Mapping[str, int]:
    tables = lexicons.load("number_words")["scales"]
    return {word: int(power) for power, words in tables.items() for word in words.split()}


@cache
def _percent() -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in lexicons.load("number_words")["percent"].split())


@cache
def _unspaced() -> re.Pattern[str]:
    """The scales of Thai, Chinese, Japanese and Korean, which write no space behind them."""
    found = sorted((word for word in _scales() if word > _THAI), key=len, reverse=True)
    return re.compile("|".join(found))


def _unit(behind: str) -> tuple[bool, int]:
    """Return whether the text behind a number says that it counts hundredths, and the power of ten that it says."""
    scales, percent = _scales(), _percent()
    words = behind[1:] if behind[:1] in _BEFORE_A_UNIT else behind
    if words[:1] in percent:
        return True, 0
    if words[:1] > _THAI and (match := _unspaced().match(words)):
        return False, scales[match.group()]
    first, second = (*words.lower().split(maxsplit=2), "", "")[:2]
    first = first.rstrip(_STOPS)
    if power := scales.get(first, 0):
        return False, power + scales.get(second.rstrip(_STOPS), 0)
    return first in percent or (first in _FIRST_OF_TWO and f"{first} {second.rstrip(_STOPS)}" in percent), 0


def _values(row: str) -> Iterator[tuple[Decimal, str]]:
    """Yield the numbers in a row of digits and marks, with the digits of each: one where the marks group thousands."""
    if _GROUPED.fullmatch(row):
        yield Decimal(row.translate(_THOUSANDS_MARKS)), row
        return
    for match in _PLAIN.finditer(row):
        yield Decimal(match.group().replace(",", ".")), match.group()


def _key(value: Decimal, digits: str, unit: tuple[bool, int]) -> str | None:
    percent, power = unit
    if percent or power:
        return f"#:{value.scaleb(power).normalize():f}" + ("%" if percent else "")
    if _YEAR.fullmatch(digits):
        return f"y:{digits}"
    return f"#:{value.normalize():f}" if value >= _SMALLEST or value % 1 else None


def _keys(row: str, behind: str) -> Iterator[str]:
    """Yield the keys of a row of digits and marks; the unit behind it is that of its last number."""
    unit = _unit(behind)
    if unit == _NO_UNIT and row.isdecimal() and row[0] != "0":  # as most are; the rest gives the same, more slowly
        if _YEAR.fullmatch(row):
            yield f"y:{row}"
        elif len(row) > 1:
            yield f"#:{row}"
        return
    values = list(_values(row))
    for place, (value, digits) in enumerate(values, start=1):
        if key := _key(value, digits, unit if place == len(values) else _NO_UNIT):
            yield key


def number_keys(text: str) -> Iterator[str]:
    """Yield the numbers of ``text`` as ``#:12000`` and ``#:2.5%``, years as ``y:2014``.

    Numbers below ten count only with a fraction or a unit of a thousand and more, or of a hundredth; results of matches
    as ``#:2-1``, whatever sign parts them.
    """
    if not text.isascii() and _OTHER_DIGIT.search(text):
        text = text.translate(_DIGITS)
    yield from (f"#:{own}-{other}" for own, other in _RESULT.findall(text))
    for match in _ROW.finditer(text):
        if len(match.group()) <= _LONGEST:
            yield from _keys(match.group(), text[match.end() : match.end() + _WIDEST_UNIT])
