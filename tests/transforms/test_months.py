"""The names of months and days do not depend on what was asked of Babel before."""

from __future__ import annotations

from babel import Locale, localedata

from transforms.dating.months import day_names, month_table
from transforms.lexicons.cldr import locale_tables

LANGUAGES = ("en", "en_GB", "vi", "de", "fr", "nl", "es", "pl", "ru", "zh_Hant")


def names() -> list[object]:
    locale_tables.cache_clear()
    month_table.cache_clear()
    return [(month_table(code)[1], day_names(code, "wide", "abbreviated", "short")) for code in LANGUAGES]


def test_names_are_the_same_after_every_locale_was_asked_for_its_own() -> None:
    before = names()
    for code in sorted(localedata.locale_identifiers(), reverse=True)[::7]:
        for table in (Locale.parse(code).months, Locale.parse(code).days):
            for context in ("stand-alone", "format"):
                for width in ("short", "abbreviated", "narrow", "wide"):
                    dict(table.get(context, {}).get(width, {}))
    assert names() == before


def test_months_and_days_are_named_in_the_pages_language_and_the_usual_ones() -> None:
    table = month_table("pl")[1]
    assert (table["października"], table["october"], table["oktober"]) == (10, 10, 10)
    assert {"lundi", "dimanche"} <= set(day_names("fr", "wide"))
