"""URL templates of a source file: the period and the page number of a listing.

``{date:%Y/%m/%d}`` is the first day of an archive page's period, ``{end:%Y/%m/%d}`` the last one, ``{page}`` the number
of the page. Only these fields exist, so a template is filled by plain replacement and never by ``str.format``, which
would let a template reach into objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, tzinfo

from scrapers.periods import DAY, Period, month_of, week_of, year_of

PAGE = "{page}"
_DATE = re.compile(r"\{(date|end):([^{}]*)\}")
_FIELD = re.compile(r"\{[^{}]*\}?|\}")
# Directives of strftime that do not depend on the locale; ``-`` leaves the padding out (glibc, musl, macOS). ``%s`` is
# replaced before strftime sees it: the platform's takes the machine's time zone, where it knows the directive at all.
_DIRECTIVE = re.compile(r"%-?[YymdjGVus]|%%")
_SECONDS = re.compile(r"(%%)|%-?s")
_DAYS, _WEEKS, _MONTHS = set("djus"), {"V"}, {"m"}


def template_problem(template: str) -> str | None:
    """Return what is wrong with a template, or None."""
    for field in _FIELD.findall(template):
        form = _DATE.fullmatch(field)
        if form is None and field != PAGE:
            return (
                f"unknown field {field!r} in the URL; expected {{page}} or a date such as {{date:%Y/%m/%d}} "
                "(first day) and {end:%Y/%m/%d} (last day)"
            )
        if form is not None and ("%" in _DIRECTIVE.sub("", form[2]) or not _DIRECTIVE.search(form[2])):
            return f"bad date template {field!r}; expected directives among %Y %y %m %d %j %G %V %u %s (%-d: unpadded)"
    if _DATE.search(template) and not any(form[1] == "date" for form in _DATE.finditer(template)):
        return "an {end:...} without a {date:...}, whose finest unit says how long the period is"
    return None


def has_date(template: str) -> bool:
    """Say whether the template asks for a period."""
    return _DATE.search(template) is not None


def periods(template: str, window: Period) -> Iterator[Period]:
    """Yield the periods of the template's unit that a window touches, newest first, each of them whole.

    The finest unit in ``{date:...}`` says how long they are: a day, an ISO week, a month or a year.
    """
    day = window.last
    while day >= window.first:
        period = _period(template, day)
        yield period
        day = period.first - DAY


def _period(template: str, day: date) -> Period:
    units = {unit for form in _DATE.finditer(template) if form[1] == "date" for unit in re.findall("%-?(.)", form[2])}
    if units & _DAYS:
        return Period(day, day)
    if units & _WEEKS:
        return week_of(day)
    return month_of(day) if units & _MONTHS else year_of(day)


def fill_period(template: str, period: Period, zone: tzinfo) -> str:
    """Return the template with every date field filled; ``{page}`` stays.

    ``%s`` is in ``{date:...}`` the first second of the period in the source's time zone, in ``{end:...}`` the last one,
    in seconds since 1970 (UTC).
    """

    def filled(form: re.Match[str]) -> str:
        first = form[1] == "date"
        seconds = str(_midnight(period.first, zone) if first else _midnight(period.last + DAY, zone) - 1)
        text = _SECONDS.sub(lambda found: found[1] or seconds, form[2])
        return (period.first if first else period.last).strftime(text)

    return _DATE.sub(filled, template)


def _midnight(day: date, zone: tzinfo) -> int:
    return int(datetime.combine(day, time.min, zone).timestamp())


def fill_page(template: str, page: int) -> str:
    """Return the template with ``{page}`` filled."""
    return template.replace(PAGE, str(page))
