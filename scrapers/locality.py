"""Who a site is and where: id, name, language, country and time zone, from what its host, pages and dates say.

Every answer names its evidence, and whether it is more than a guess: what goes into a source file as a guess is marked
there, for the user to confirm.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import UnknownLocaleError, get_global

from transforms.language import detect_language

# Domains of countries that are sold to everybody, and so say nothing (Google, "Geotargetable domains", 2024).
_GENERIC = frozenset("ad ai as bz cc cd co dj eu fm gg io me ms nu sc sr su tk tv ws".split())
_COUNTRIES_OF = {"uk": "GB"}
_SECOND_LEVEL = frozenset("ac co com edu gob gov gouv govt mil ne net or org".split())
_PLAIN = frozenset({"www", "m", "amp"})
_MAX_ID = 40
_TITLE_PARTS = re.compile(r"\s+[|–—\-·:]\s+")


@dataclass(frozen=True, slots=True)
class Guess:
    """A value and its evidence; ``sure`` where the evidence leaves little doubt."""

    value: str
    why: str
    sure: bool


def slug(text: str) -> str:
    """Return a text in kebab case, in ASCII; empty where nothing of it can be kept."""
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_MAX_ID].strip("-")


def source_id(host: str, name: str) -> str:
    """Return an id for the site of a host: its registered name, other labels behind it (``en.news.vn``: ``news-en``).

    A bare address has no name of its own and takes the site's.
    """
    if _is_address(host) or "." not in host:
        return slug(name) or slug(host) or "source"
    labels = [label for label in host.lower().rstrip(".").split(".") if label not in _PLAIN]
    labels = labels[:-1] or labels
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels = labels[:-1]
    return slug("-".join(reversed(labels))) or slug(name) or "source"


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def site_name(stated: Iterable[str | None], title: str | None, host: str) -> Guess:
    """Return the outlet's name: what its pages state most often, else the shortest part of the home page's title."""
    names = Counter(name.strip() for name in stated if name and name.strip())
    if names:
        return Guess(names.most_common(1)[0][0], "og:site_name", sure=True)
    parts = [part.strip() for part in _TITLE_PARTS.split(title or "") if part.strip()]
    if parts:
        return Guess(min(parts, key=len), "the home page's title", sure=False)
    return Guess(host, "the host", sure=False)


def language_of(declared: Iterable[str | None], texts: Iterable[str]) -> Guess:
    """Return the language that the articles' text shows, with what their pages declare of it."""
    found = detect_language(texts).code
    tags = Counter(tag for value in declared if (tag := _known_tag(value)))
    tag = tags.most_common(1)[0][0] if tags else None
    if tag and (found is None or tag.split("-")[0] == found):
        return Guess(tag, "html lang" + (" and the articles' text" if found else ""), sure=True)
    if found:
        said = f"; the pages declare {tag}" if tag else ""
        return Guess(found, f"the articles' text{said}", sure=tag is None)
    return Guess("en", "nothing says it", sure=False)


def _known_tag(value: str | None) -> str | None:
    try:
        locale = Locale.parse((value or "").strip(), sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return None
    return str(locale).replace("_", "-")


def country_of(host: str, language: str) -> Guess:
    """Return the country: of the host's top-level domain, of the language tag, else where the language is at home."""
    top = host.rsplit(".", 1)[-1].lower() if not _is_address(host) else ""
    code = _COUNTRIES_OF.get(top, top.upper())
    if len(code) == len("VN") and top not in _GENERIC and code in get_global("territory_zones"):
        return Guess(code, f"the domain .{top}", sure=True)
    locale = Locale.parse(language, sep="-")
    if locale.territory and locale.territory.isalpha():
        return Guess(locale.territory, f"the language tag {language}", sure=False)
    likely = get_global("likely_subtags").get(locale.language, "")
    territory = likely.rsplit("_", 1)[-1]
    known = territory if territory in get_global("territory_zones") else "US"
    return Guess(known, f"{locale.language} is at home there", sure=False)


def timezone_of(country: Guess, offsets: Counter[str], now: datetime) -> Guess:
    """Return the time zone: the country's zone that has the UTC offset of the articles' dates, or its only zone.

    Args:
        country: the country, as ``country_of`` gives it.
        offsets: how many of the articles' dates state an offset, such as ``+07:00``; UTC says nothing and is left out.
        now: the time at which zones are compared with offsets, since they change in summer.
    """
    zones = get_global("territory_zones").get(country.value, [])
    offset = offsets.most_common(1)[0][0] if offsets else None
    if offset is None:
        only = len(zones) == 1
        why = f"{country.value}'s only zone" if only else f"the first of {country.value}'s {len(zones)} zones"
        return Guess(zones[0] if zones else "UTC", f"{why}; no date states an offset", sure=country.sure and only)
    fitting = [zone for zone in zones if _offset(zone, now) == offset]
    if fitting:
        return Guess(fitting[0], f"dates with {offset}, a zone of {country.value}", sure=len(fitting) == 1)
    return Guess(_fixed_zone(offset), f"dates with {offset}, which no zone of {country.value} has now", sure=False)


def _offset(zone: str, now: datetime) -> str:
    text = now.astimezone(ZoneInfo(zone)).strftime("%z")
    return f"{text[:3]}:{text[3:]}"


def _fixed_zone(offset: str) -> str:
    """Return the IANA zone of whole hours from UTC; POSIX writes their signs the other way round."""
    sign, hours, minutes = offset[0], int(offset[1:3]), offset[4:6]
    if minutes != "00" or hours == 0:
        return "UTC"
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"
