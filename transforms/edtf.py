"""Reading dates that are already EDTF (ISO 8601-2): what our own output, and the tag filter's input, is written in."""

from __future__ import annotations

import re
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
