"""How often a feed says that it changes: RSS's ``ttl``, ``skipHours`` and ``skipDays``, and the syndication module.

Sources: https://www.rssboard.org/rss-specification and https://web.resource.org/rss/1.0/modules/syndication/. What
cannot be meant (a ``ttl`` of nothing, a 25th hour, a week of silence) is as good as nothing said.
"""

from __future__ import annotations

from collections.abc import Iterable

from transforms.records import Rhythm

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_PERIODS = {"hourly": _HOUR, "daily": _DAY, "weekly": 7 * _DAY, "monthly": 30 * _DAY, "yearly": 365 * _DAY}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOURS_OF_DAY = 24


def rhythm_of(said: Iterable[tuple[str, str]]) -> Rhythm:
    """Return the rhythm that a feed's elements state.

    Args:
        said: element (``ttl``, ``hour``, ``day``, ``sy:updateperiod``, ``sy:updatefrequency``) and text, in any order.
    """
    values: dict[str, list[str]] = {}
    for key, text in said:
        values.setdefault(key, []).append(text.strip().lower())
    # Hour 24 is midnight: RSS 0.91 counted from 1, and feeds never changed.
    hours = {number % _HOURS_OF_DAY for text in values.get("hour", ()) if (number := _number(text, 0, 24)) is not None}
    days = {_WEEKDAYS.index(text) + 1 for text in values.get("day", ()) if text in _WEEKDAYS}
    return Rhythm(
        ttl_seconds=_ttl(values) or _period(values),
        skip_hours=tuple(sorted(hours)) if len(hours) < _HOURS_OF_DAY else (),
        skip_days=tuple(sorted(days)) if len(days) < len(_WEEKDAYS) else (),
    )


def _ttl(values: dict[str, list[str]]) -> int | None:
    minutes = _number(values.get("ttl", [""])[0], 1, _PERIODS["yearly"] // _MINUTE)
    return minutes * _MINUTE if minutes else None


def _period(values: dict[str, list[str]]) -> int | None:
    """Return ``updatePeriod`` (daily where only a frequency is given) over ``updateFrequency`` (1 where missing)."""
    if "sy:updateperiod" not in values and "sy:updatefrequency" not in values:
        return None
    period = _PERIODS.get(values.get("sy:updateperiod", ["daily"])[0])
    frequency = _number(values.get("sy:updatefrequency", ["1"])[0], 1, 1_000_000)
    if period is None or frequency is None or period // frequency < _MINUTE:
        return None
    return period // frequency


def _number(text: str, least: int, most: int) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) < len(str(most)) + 3):
        return None
    number = int(text)
    return number if least <= number <= most else None
