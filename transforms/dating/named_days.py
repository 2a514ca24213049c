"""Finding days that are written with the name of a month: 12 November 2026, November 12th, 2026, 2026. november 12.

The patterns take any word for a name and look it up afterwards, in all languages at once.
That costs the same for one language as for fifty, and a page in an undeclared language is read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from transforms.dating.month_names import AMBIGUOUS, NAMES
from transforms.dating.months import language_key

# Thailand counts years from the Buddha's death: 2569 is 2026.
BUDDHIST_YEARS = range(2400, 2700)
BUDDHIST_ERA = 543
_THAI = range(0x0E00, 0x0E80)


class NamedDay(NamedTuple):
    """A day found in a text: year, month, day as numbers, and the span in which it stands."""

    year: int
    month: int
    day: int
    start: int
    end: int


# The Levant's names have two words; no other calendar in use does but the Vietnamese one, which has its own pattern.
_NAME = r"(?P<name>[^\W\d_][^\s\d,;:/()|–—-]{1,20}(?:\s(?:الأول|الثاني))?)"
# Arabic papers give the name of the Levant and that of the Maghreb: نيسان / أبريل.
_TWIN = r"(?:\s?/\s?[^\W\d_]{3,10})?"
_ORDINAL = r"(?:st|nd|rd|th|er|re|ère|os|e|º|ª|°|η|-?го|-?е)?[.,]?"
_BEFORE_NAME = r"(?:of |de |del |d['’]|di |da |dne |ta')?"
_BEFORE_YEAR = r"(?:de |del |of |roku |år |m\. )?"
_YEAR = r"(?P<y>\d{4})(?!\d)"
_SHORT_YEAR = r"(?P<y>\d\d)(?=\s*(?:$|[)\],|]))"
_DAY = r"(?<!\d)(?<!\d:)(?P<d>\d{1,2})"
_PATTERNS = (
    re.compile(rf"{_DAY}{_ORDINAL}[\s/.-]{{0,2}}{_BEFORE_NAME}{_NAME}{_TWIN}[,،]?[\s/-]{{0,2}}{_BEFORE_YEAR}{_YEAR}"),
    re.compile(rf"\b{_NAME}\s?(?P<d>\d{{1,2}}){_ORDINAL}(?:,\s?|\s)(?:de )?{_YEAR}"),
    re.compile(rf"\b{_NAME}\s(?P<d>\d{{1,2}})\s\d\d:\d\d:\d\d\s(?:[A-Za-z]{{2,5}}\s)?{_YEAR}"),
    re.compile(rf"(?<!\d)(?P<y>\d{{4}})\.?[\s-](?:m\. |gada )?{_NAME}[\s-]?(?P<d>\d{{1,2}})(?!\d)"),
    re.compile(rf"{_DAY}{_ORDINAL}[\s/.-]{{0,2}}{_BEFORE_NAME}{_NAME}[\s/.-]{{0,2}}['’]?{_SHORT_YEAR}"),
)
# Vietnamese numbers its months, in figures and in words: ngày 5 tháng 10 năm 2026; 5 Tháng Mười, 2026; Thg 10 5, 2026.
_NUMBERS = (
    "một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai",
    "giêng", "bốn", "chạp",
)  # fmt: skip
_MONTH_OF_NUMBER = {word: number for number, word in enumerate(_NUMBERS[:12], 1)} | {"giêng": 1, "bốn": 4, "chạp": 12}
_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_VIETNAMESE = re.compile(
    rf"(?:(?<!\d)(?P<d>\d{{1,2}})\s)?(?:tháng|thg\.?)\s(?P<name>\d{{1,2}}|{_NUMBER})\b"
    r"[,\s]\s?(?:(?P<d2>\d{1,2}),\s?)?(?:năm\s)?(?P<y>\d{4})(?!\d)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _all_names() -> dict[str, int]:
    return {word.replace("_", " "): number for number, words in enumerate(NAMES, 1) for word in words.split()}


def month_number(name: str, language: str | None) -> int | None:
    """Return the number of the month of that name, in the language where it decides; None for other words."""
    folded = name.casefold().rstrip(".")
    if by_language := AMBIGUOUS.get(folded):
        return by_language.get(language_key(language), by_language[""])
    names = _all_names()
    # Hebrew writes "in November" as one word.
    return names.get(folded) or (names.get(folded[1:]) if folded.startswith("ב") else None)


def named_days(text: str, language: str | None) -> Iterator[NamedDay]:
    """Yield the days with a month's name; whether such a day exists is for the caller to check."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            month = month_number(match["name"], language)
            if month:
                yield NamedDay(_year(match["y"], match["name"]), month, int(match["d"]), match.start(), match.end())
    for match in _VIETNAMESE.finditer(text):
        day = match["d"] or match["d2"]
        name = match["name"].lower()
        month = _MONTH_OF_NUMBER.get(name) or (int(name) if name.isdecimal() else None)
        if day and month:
            yield NamedDay(int(match["y"]), month, int(day), match.start(), match.end())


def _year(digits: str, name: str) -> int:
    """The year of the common era; of two digits, the one within 1990 to 2089, or its Buddhist twin for a Thai name."""
    year = int(digits)
    if len(digits) == 2:  # noqa: PLR2004 - a year of two digits
        if ord(name[0]) in _THAI:
            return year + 2500 - BUDDHIST_ERA
        return year + (1900 if year >= 90 else 2000)  # noqa: PLR2004 - the web begins in 1990
    return year - BUDDHIST_ERA if year in BUDDHIST_YEARS else year
