"""Reading dates that are already EDTF (ISO 8601-2): what our own output, and the tag filter's input, is written in."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime

from transforms.records import DateValue, Precision

_FORMS: tuple[tuple[re.Pattern[str], Precision], ...] = (
    (re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?"), "minute"),
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "day"),
    (re.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}"), "day"),
    (re.compile(r"[\dX]{4}-[\dX]{2}"), "month"),
    (re.compile(r"[\dX]{4}"), "year"),
)


def _precision(edtf: str) -> Precision:
    for form, precision in _FORMS:
        if form.fullmatch(edtf):
            return precision
    raise ValueError(f"published: expected an EDTF date such as 2025-04-01, got {edtf!r}")


def _instant(edtf: str) -> datetime | None:
    """Return the aware instant in UTC; None for a time without an offset, which is no instant."""
    value = datetime.fromisoformat(edtf)
    return value.astimezone(UTC) if value.tzinfo else None


def date_value(value: object) -> DateValue | None:
    """Return the date of an EDTF string, or of the object ``{edtf, datetime?, timezone?, method?}``; None for None.

    Raises ValueError for anything else and for days that are not in the calendar.
    """
    if value is None:
        return None
    fields: Mapping[str, object] = value if isinstance(value, Mapping) else {"edtf": value}
    edtf = str(fields.get("edtf")).strip()
    precision = _precision(edtf)
    if "X" not in edtf and precision in ("day", "minute"):
        date.fromisoformat(edtf[:10])
    timezone, method = fields.get("timezone"), fields.get("method")
    return DateValue(
        edtf,
        _instant(edtf) if precision == "minute" else None,
        precision,
        timezone if isinstance(timezone, str) else None,
        method if isinstance(method, str) else "given",
    )


def day_range(edtf: str) -> tuple[date | None, date | None]:
    """Return the first and last day that an EDTF date or interval covers; (None, None) where that is not known.

    A decade or century (``199X``) is a range too; an unknown year (``XXXX-10-15``) is none.
    """
    ends = edtf.split("/")
    try:
        first, last = _days_of(ends[0])[0], _days_of(ends[-1])[1]
    except ValueError:
        return None, None
    return (first, last) if first <= last else (None, None)


def _days_of(edtf: str) -> tuple[date, date]:
    """The first and last day of a date to the day, month, year or decade; ValueError where there is none."""
    parts = edtf.split("T", maxsplit=1)[0].split("-")
    year, rest = parts[0], [int(part) for part in parts[1:3]]
    if not rest:
        return date(int(year.replace("X", "0")), 1, 1), date(int(year.replace("X", "9")), 12, 31)
    if len(rest) == 1:
        return date(int(year), rest[0], 1), date(int(year), rest[0], monthrange(int(year), rest[0])[1])
    return date(int(year), *rest), date(int(year), *rest)
