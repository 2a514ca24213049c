"""URL templates of a source file: ``{date:%Y/%m/%d}`` for the day of an archive page, ``{page}`` for its number.

Only these two fields exist, so a template is filled by plain replacement and never by ``str.format``, which
would let a template reach into objects.
"""

from __future__ import annotations

import re
from datetime import date

PAGE = "{page}"
_DATE = re.compile(r"\{date:([^{}]*)\}")
_FIELD = re.compile(r"\{[^{}]*\}?|\}")
# Directives of strftime that do not depend on the locale; ``-`` leaves the padding out (glibc, musl, macOS).
_DIRECTIVE = re.compile(r"%-?[YymdjGVu]|%%")


def template_problem(template: str) -> str | None:
    """Return what is wrong with a template, or None."""
    for field in _FIELD.findall(template):
        form = _DATE.fullmatch(field)
        if form is None and field != PAGE:
            return f"unknown field {field!r} in the URL; expected {{page}} or a date such as {{date:%Y/%m/%d}}"
        if form is not None and ("%" in _DIRECTIVE.sub("", form[1]) or not _DIRECTIVE.search(form[1])):
            return f"bad date template {field!r}; expected directives among %Y %y %m %d %j %G %V %u (%-d: unpadded)"
    return None


def has_date(template: str) -> bool:
    """Say whether the template asks for a day."""
    return _DATE.search(template) is not None


def fill_date(template: str, day: date) -> str:
    """Return the template with every date field filled; ``{page}`` stays."""
    return _DATE.sub(lambda form: day.strftime(form[1]), template)


def fill_page(template: str, page: int) -> str:
    """Return the template with ``{page}`` filled."""
    return template.replace(PAGE, str(page))
