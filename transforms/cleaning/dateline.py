"""The dateline that opens an agency story: "HANOI, April 1 (VNA) -".

It says where and when a story was filed and by whom. It leaves the body, since a city that is a dateline is no place
of the story, and its date helps to date a document that has no other.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from msgspec import Struct

from transforms import lexicons
from transforms.cleaning.agencies import agency_in
from transforms.records import Agency, Dateline
from transforms.text import has_letter_or_digit

# English, French and Dutch.
_MONTHS = (
    "jan(?:uar[yi]|v(?:ier)?)?", "f[eé]b(?:ruar[yi])?|f[eé]v(?:r(?:ier)?)?", "mar(?:ch|s)?|maart|mrt", "a[pv]r(?:il)?",
    "ma[yi]|mei", "june?|juni|juin", "july?|juli|juil(?:let)?", "aug(?:ust(?:us)?)?|ao[uû]t", "sept?(?:emb(?:er|re))?",
    "o[ck]t(?:ob(?:er|re))?", "nov(?:emb(?:er|re))?", "d[eé]c(?:emb(?:er|re))?",
)  # fmt: skip
_MONTH = rf"(?:{'|'.join(_MONTHS)})\.?"
_DATE = re.compile(
    rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})\b(?:,?\s*(?P<year>\d{{4}})\b)?"
    rf"|\b(?P<day2>\d{{1,2}})(?:er)?\s+(?P<month2>{_MONTH})(?!\w)(?:,?\s*(?P<year2>\d{{4}})\b)?"
    r"|\b(?P<day3>\d{1,2})(?:[/-]|\s+tháng\s+)(?P<month3>\d{1,2})\b(?:(?:[/-]|\s+năm\s+)(?P<year3>\d{4})\b)?",
    re.IGNORECASE,
)
_WORD = r"[^\W\d_][\w.'’-]*"
_DATELINE = re.compile(
    rf"^(?:(?P<place>{_WORD}(?:(?:, ?|[/ ]){_WORD}){{0,4}}?)\s*)??"
    r"(?:,\s*(?P<when>(?:ngày\s+)?[\w./-]{1,12}(?:,?\s[\w.]{1,9}){0,3})|\s(?P<day>\d{1,2}/\d{1,2}))??"
    r"\s*(?:(?:\((?P<agency>[^()]{2,40})\))?\s*(?:--|[-–—―=])+\s+|\((?P<dated>[^()]{2,20}\s\d{1,2}[/-]\d{1,2})\)\s+"
    r"|\.?\s/(?P<slashed>[A-Z]{2,12})/\.?\s+)(?=\S)"
)
_LONGEST = 120
_SIGNS = frozenset("-–—―=(/")  # no dateline without one of them


class Opening(Struct, frozen=True):
    """A first paragraph without its dateline; ``dateline`` None where an agency alone stood there."""

    rest: str
    dateline: Dateline | None
    agency: Agency | None


@cache
def _cities() -> dict[str, str]:
    tables = lexicons.load("cities")
    return {
        name.casefold(): iso3
        for table in ("city", "capital")
        for iso3, names in tables[table].items()
        for name in names
    }


def _month_number(word: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if re.fullmatch(rf"{name}\.?", word, re.IGNORECASE))


def _nearest_year(month: int, day: int, published: date) -> date | None:
    candidates = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:  # 29 February, or no date at all
            continue
    return min(candidates, key=lambda candidate: abs(candidate - published), default=None)


def _edtf(text: str, published: date | None) -> str | None:
    match = _DATE.search(text)
    if not match:
        return None
    suffix = next(suffix for suffix in ("", "2", "3") if match[f"day{suffix}"])
    month_word, day, year = match[f"month{suffix}"], int(match[f"day{suffix}"]), match[f"year{suffix}"]
    month = int(month_word) if month_word.isdecimal() else _month_number(month_word)
    try:
        date(2024, month, day)  # a leap year: is it a day at all?
        known = date(int(year), month, day) if year else published and _nearest_year(month, day, published)
    except ValueError:
        return None
    return known.isoformat() if known else f"XXXX-{month:02}-{day:02}"


def _country(place: str | None) -> str | None:
    return _cities().get(re.split("[,/]", place)[0].casefold()) if place else None


def _is_dateline(place: str | None, edtf: str | None, bracket: str | None) -> bool:
    """A dash after capitalised words is common; only a known agency, a date or a known city makes it a dateline."""
    if place and not place[0].isupper():
        return False
    if agency_in(bracket):
        return True
    if not place or agency_in(place):
        return False
    known = _country(place) is not None
    if edtf:
        return known or place.isupper()
    return known and (place.isupper() or bracket is not None)


def split_dateline(paragraph: str, published: date | None) -> Opening | None:
    """Take the dateline off ``paragraph``, or return None where there is none.

    A missing year is the one that puts the date nearest to ``published``; without that it stays unknown
    (``XXXX-04-01``), as the tag contract has it.
    """
    opening = paragraph[:_LONGEST]
    match = _DATELINE.match(opening) if _SIGNS.intersection(opening) else None
    rest = paragraph[match.end() :] if match else ""
    if not match or not has_letter_or_digit(rest):
        return None
    place, bracket = match["place"], match["agency"] or match["dated"] or match["slashed"]
    edtf = _edtf(f"{match['when'] or match['day'] or ''} ({bracket or ''})", published)
    dashless = match["dated"] or match["slashed"]
    if not _is_dateline(place, edtf, bracket) or (dashless and not agency_in(bracket)):
        return None
    dateline = Dateline(place, _country(place), edtf) if place or edtf else None
    return Opening(rest, dateline, agency_in(bracket))
