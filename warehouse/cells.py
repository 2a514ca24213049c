"""Values of Arrow as plain Python: what tables on a screen, CSV, JSON and feeds are made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

# What DuckDB stores for infinity, and with a minus for minus infinity.
_INFINITE = {pa.date32(): 2**31 - 1}
_INFINITE_INSTANT = 2**63 - 1


def plain_rows(batch: pa.RecordBatch) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a batch as Python values; days and instants that Python has no words for are text."""
    yield from zip(*([cell(value) for value in _values(column)] for column in batch.columns), strict=True)


def cell(value: Any) -> Any:
    """Return a value that Arrow gave as plain Python: whole decimals (DuckDB's sums) as int, maps as dict."""
    match value:
        case pa.MonthDayNano():
            return _interval(value)
        case Decimal() if value.is_finite() and value.as_tuple().exponent == 0:
            return int(value)
        case list() if value and all(isinstance(part, tuple) for part in value):  # how Arrow gives a MAP
            return {str(key): cell(part) for key, part in value}
        case list():
            return [cell(part) for part in value]
        case dict():
            return {key: cell(part) for key, part in value.items()}
        case _:
            return value


def _interval(value: pa.MonthDayNano) -> str:
    """Return an interval as people write it, such as ``2 months 1 day, 3:20:00``."""
    rest = timedelta(days=value.days, microseconds=value.nanoseconds // 1000)
    return f"{value.months} months {rest}" if value.months else str(rest)


def _values(column: pa.Array) -> list[Any]:
    try:
        return list(column.to_pylist())
    except (OverflowError, ValueError):  # a day after 9999, before the year 1, infinite, or with nanoseconds
        return [_value(one) for one in column]


def _value(one: pa.Scalar) -> Any:
    """Return a value of any type as ``as_py`` does; where Python's dates and times cannot hold it, as text."""
    try:
        return one.as_py()
    except (OverflowError, ValueError):
        pass
    match one:
        case pa.StructScalar():
            return {name: _value(part) for name, part in one.items()}
        case pa.MapScalar():
            return [(_value(part["key"]), _value(part["value"])) for part in one.values]
        case pa.ListScalar() | pa.FixedSizeListScalar() | pa.LargeListScalar():
            return [_value(part) for part in one.values]
        case _:
            return _moment(one)


def _moment(one: pa.Scalar) -> str:
    """Return a day or an instant in ISO 8601, infinity as DuckDB writes it; the year before 1 is 0."""
    most = _INFINITE.get(one.type, _INFINITE_INSTANT)
    if abs(one.value) == most:
        return "infinity" if one.value > 0 else "-infinity"
    is_day = pa.types.is_date(one.type)
    text = str(np.datetime64(one.value, "D" if is_day else one.type.unit))
    year, rest = text[: text.index("-", 1)], text[text.index("-", 1) :]
    return f"{int(year):0{5 if int(year) < 0 else 4}}{rest}{'' if is_day or not one.type.tz else '+00:00'}"
