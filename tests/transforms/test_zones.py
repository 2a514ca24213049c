from __future__ import annotations

import re

import pytest
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from transforms.dating.zones import country_of_host, country_of_language, order_of_country, zone_of_country


@pytest.mark.parametrize(
    ("host", "country", "zone"),
    [
        ("news.example.vn", "VN", "Asia/Ho_Chi_Minh"),
        ("example.com.ar", "AR", "America/Argentina/Buenos_Aires"),
        ("example.co.uk", "GB", "Europe/London"),
        ("example.de.", "DE", "Europe/Berlin"),
        ("example.us", "US", None),
        ("example.com", None, None),
        ("example.tv", None, None),
        ("localhost", None, None),
        ("192.0.2.1", None, None),
        ("", None, None),
    ],
)
def test_a_country_has_a_zone_where_its_clocks_agree(host: str, country: str | None, zone: str | None) -> None:
    assert country_of_host(host) == country
    assert zone_of_country(country) == zone


def test_the_order_of_a_country() -> None:
    assert [order_of_country(code) for code in ("VN", "US", "PH", "JP", "CA", None)] == [
        "DMY", "MDY", "MDY", None, None, None,
    ]  # fmt: skip


def test_the_orders_are_those_of_cldr() -> None:
    """A country that is said to begin with the day does so in CLDR, in the language that CLDR thinks likely there."""
    for country in get_global("territory_zones"):
        try:
            locale = Locale.parse(f"und_{country}")
        except (ValueError, UnknownLocaleError):
            continue
        short = locale.date_formats.get("short")
        letters = re.sub(r"[^dMy]", "", str(short.pattern)).lower() if short else ""
        order = order_of_country(country)
        if letters and locale.territory == country and order is not None:
            assert letters.startswith("d" if order == "DMY" else "m"), (country, letters)


def test_the_territory_of_a_language_tag() -> None:
    assert [country_of_language(tag) for tag in ("de-AT", "zh-Hant-TW", "en_gb", "fr", None, "")] == [
        "AT", "TW", "GB", None, None, None,
    ]  # fmt: skip
