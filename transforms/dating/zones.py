"""What the country of a host's top-level domain tells about its dates: the time zone, the order of day and month.

It is evidence of the second rank, for pages that state neither. A country counts only where it leaves no doubt: one
whose clocks all agree has a zone, one of several zones has none; a top-level domain that is sold all over the world
(``.tv``, ``.io``) is no country.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from transforms.dating.months import Order

_COUNTRY_CODE = 2
# Country codes whose registries sell to everybody, as far as known (IANA's root zone and the registries' own pages).
_SOLD = frozenset(
    "ac ag ai am as bz cc cd co cx dj fm gg gl gs im io is ly la li me ms mu nu pw sc sh st sx tk to tv vc ws".split()
)
_NOT_ISO = {"uk": "GB"}
# Countries that CLDR gives several zones because of history or of one small place, whose outlets keep one clock.
_ONE_CLOCK = {
    "DE": "Europe/Berlin",
    "ES": "Europe/Madrid",
    "PT": "Europe/Lisbon",
    "AR": "America/Argentina/Buenos_Aires",
    "UA": "Europe/Kyiv",
    "CN": "Asia/Shanghai",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "CL": "America/Santiago",
    "EC": "America/Guayaquil",
    "CY": "Asia/Nicosia",
    "UZ": "Asia/Tashkent",
}

# CLDR's short pattern in these begins with the month: the United States, what they administer, the Philippines.
_MONTH_FIRST = frozenset("AS GU MH MP PH PR UM US VI".split())
# In these it begins with the year, beside which people write either order, or with the month against common use; the
# page's language decides there.
_MIXED = frozenset("AF AX BT CA CN ER GH GL HK HU IR JP KE KP KR LK LS LT MG MN MO NA NP PA PY RW SE TW ZA ZW".split())


@cache
def _zones() -> Mapping[str, Sequence[str]]:
    """Return the time zones of each country by CLDR."""
    from babel.core import get_global  # it takes its time, and texts alone ask for no zone

    return get_global("territory_zones")


def country_of_host(host: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a host's country-code top-level domain; None for others."""
    label = host.rstrip(".").rsplit(".", 1)[-1].lower()
    if len(label) != _COUNTRY_CODE or not label.isascii() or not label.isalpha() or label in _SOLD:
        return None
    country = _NOT_ISO.get(label, label.upper())
    return country if country in _zones() else None


def zone_of_country(country: str | None) -> str | None:
    """Return the IANA name of the zone that all of a country's clocks keep; None where they keep several."""
    if country is None:
        return None
    zones = _zones().get(country, ())
    return _ONE_CLOCK.get(country) or (str(zones[0]) if len(zones) == 1 else None)


def order_of_country(country: str | None) -> Order | None:
    """Return the order of day and month in a country's numeric dates; None where both orders are common.

    By the short patterns of Unicode CLDR 46; a test compares them.
    """
    if country is None or country in _MIXED:
        return None
    return "MDY" if country in _MONTH_FIRST else "DMY"


def country_of_language(language: str | None) -> str | None:
    """Return the territory that a BCP 47 tag names (``de-AT``: ``AT``); None where it names none."""
    parts = (language or "").replace("_", "-").split("-")
    return next((part.upper() for part in parts[1:] if len(part) == _COUNTRY_CODE and part.isalpha()), None)
