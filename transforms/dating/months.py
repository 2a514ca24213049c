"""The names of the months and the order of numeric dates, per language, from Unicode CLDR by way of Babel.

Babel is imported where it is asked: most texts are in languages whose order is known here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel import Locale

Order = Literal["DMY", "MDY", "YMD"]

# Read whatever the page's language: the languages of most sources, and the one that pages slip into.
CORE_LANGUAGES = ("en", "en_GB", "vi", "de", "fr", "nl", "es")
# What CLDR says of the languages that most texts are in; reading a locale takes twenty milliseconds.
_ORDERS: dict[str | None, Order | None] = {None: None, "en": None, "vi": "DMY", "fr": "DMY", "nl": "DMY"}


@lru_cache(maxsize=64)
def numeric_order(language: str | None) -> Order | None:
    """Return the order of day, month and year in numeric dates of a BCP 47 language, by CLDR's short pattern.

    None for English without a territory, which writes both, and for a language that CLDR does not know.
    """
    return _ORDERS[language] if language in _ORDERS else cldr_order(language)


def cldr_order(language: str | None) -> Order | None:
    """Return what ``numeric_order`` does, asked of CLDR."""
    locale = _locale(language)
    if locale is None or (locale.language == "en" and locale.territory is None):
        return None
    short = locale.date_formats.get("short")  # Babel knows languages without any
    pattern = "" if short is None else str(short.pattern)
    letters = [letter for letter in dict.fromkeys(pattern.upper()) if letter in "DMY"]
    orders: dict[str, Order] = {"DMY": "DMY", "MDY": "MDY", "YMD": "YMD"}
    return orders.get("".join(letters))


def _locale(language: str | None) -> Locale | None:
    if not language:
        return None
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError, TypeError):
        return None


def language_key(language: str | None) -> str:
    """Return the language part of a BCP 47 tag in lower case, the empty string for None."""
    return (language or "").replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=64)
def month_table(language: str) -> tuple[str, dict[str, int]]:
    """Return a pattern that matches any name of a month and the month per name; the given language goes first."""
    from babel import Locale

    months: dict[str, int] = {}
    for code in (language, *CORE_LANGUAGES):
        locale = Locale.parse(code) if code in CORE_LANGUAGES else _locale(code)
        for name, number in _month_names(str(locale)) if locale else ():
            months.setdefault(name, number)
    names = sorted(months, key=len, reverse=True)
    return "|".join(re.escape(name) for name in names), months


def day_names(code: str, *widths: str) -> list[str]:
    """Return the names of the days of the week in a locale, in the given widths (wide, abbreviated, short)."""
    from transforms.lexicons.cldr import locale_tables

    tables = locale_tables(code)["days"]["format"]
    return [name for width in widths for name in tables.get(width, {}).values()]


def _month_names(code: str) -> list[tuple[str, int]]:
    """All names and abbreviations of the months in a locale, folded, without stops; numerals alone are no names."""
    from transforms.lexicons.cldr import locale_tables

    pairs = []
    tables = locale_tables(code)["months"]
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in tables.get(context, {}).get(width, {}).items():
                folded = unicodedata.normalize("NFC", str(name)).casefold().rstrip(".")
                if len(folded) > 2 and not folded.isdigit():  # noqa: PLR2004 - "1月" is read by a pattern of its own
                    pairs.append((folded, int(number)))
    return pairs
