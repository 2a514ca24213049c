"""Times, spans and shares as the doctor says them."""

from __future__ import annotations

from datetime import datetime, timedelta

_HOUR = timedelta(hours=1)
_LONG = 2 * timedelta(days=1)
_TEN = 10


def moment(value: datetime) -> str:
    """Return an instant, such as ``2026-11-12 05:00 UTC``."""
    return f"{value:%Y-%m-%d %H:%M} UTC"


def span(value: timedelta) -> str:
    """Return a length of time in its natural unit, such as ``15 minutes``, ``36 hours`` or ``14 days``."""
    if value < 2 * _HOUR:
        return _units(round(value.total_seconds() / 60), "minute")
    if value < _LONG:
        return _units(round(value / _HOUR), "hour")
    return _units(value.days, "day")


def _units(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def number(value: float) -> str:
    """Return an average: with one decimal where it is small."""
    return f"{value:.1f}" if value < _TEN else f"{value:.0f}"


def per_window(value: float, window: timedelta) -> str:
    """Return an average over a window, such as ``42 in 3 days``."""
    return f"{number(value)} in {span(window)}"


def share(part: int, whole: int) -> str:
    """Return a share as counts, such as ``12 of 14``."""
    return f"{part} of {whole}"
