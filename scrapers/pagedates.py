"""When an article was published and changed, by every statement that the page makes.

This module gathers the statements: those for machines (``datedata``), those for readers (``datelines``) and the
page's address. ``datechoice`` weighs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from scrapers.blocks import Sequence
from scrapers.datechoice import Reading, choose, following
from scrapers.datedata import changed_data, data_statements, script_statements
from scrapers.datelines import Layout, shown_dates
from scrapers.datewords import spans_days
from scrapers.generic import Main
from scrapers.metadata import Metadata
from scrapers.statements import BY_HAND, Statement

__all__ = ["BY_HAND", "Reading", "Statement", "Statements", "choose", "following", "read_statements"]

_FEW, _MANY = 6, 60
# Many a newsroom shows one date beside the title and calls it "updated", also of what never changed. It is trusted less
# than a day in the address, and more than what stands unlabelled elsewhere.
_NEAR, _AT_HEAD = 6.0, 3.8
_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_.-](\d{1,2}|[a-z]{3,9})[/_.-](\d{1,2})(?=[/_.\-]|$)(?![_./-]?\d)", re.IGNORECASE
)
_URL_DAY_FIRST = re.compile(r"(?<![\d.-])(\d{1,2})([._-])(\d{1,2})\2((?:19|20)\d\d)(?![\d])")
# A day behind the last bar or dash of a page's title, or in front of the first.
_TITLE_END = re.compile(r"(?:[|(–—-]|\s{2})\s?([^|(–—]{6,30}\d{4})\)?\s*$")
_TITLE_START = re.compile(r"(\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d_]{3,12})\s?\d{4})\s?[|:–—-]")


@dataclass(frozen=True, slots=True)
class Statements:
    """What a page says about the dates of its article: of its publication, and of its last change."""

    published: list[Statement]
    changed: list[Statement]


def read_statements(
    meta: Metadata,
    page: Sequence,
    heading: int | None,
    main: Main,
    *,
    url: str,
    title: str | None = None,
    hint: str | None = None,
    markup: str = "",
) -> Statements:
    """Gather what a page says about its dates.

    Args:
        meta: the statements of its head.
        page: its visible blocks.
        heading: the number of the block that shows the title.
        main: the place of the text.
        url: its address.
        title: the article's title.
        hint: the date that a listing gave with the link to it.
        markup: the whole page as text, for the data of its scripts.
    """
    layout = Layout(page, _place_of(page, title) if heading is None else heading, main)
    shown = shown_dates(layout, title)
    changed = [*changed_data(meta, page), *(date.statement for date in shown if date.said == "changed")][:_MANY]
    published = list(data_statements(meta, page))
    if not published:
        published += script_statements(markup)
    published += [Statement(hint, "listing", "hint", 8.0)] if hint else []
    published += [*_of_address(url), *_of_title(meta.title or "")]
    published += [date.statement for date in shown if date.said != "changed"][:_MANY]
    published += [replace(statement, method="changed", kind="change") for statement in changed[:_FEW]]
    published += [
        replace(s, method="changed", trust=_AT_HEAD) for s in changed if s.kind == "shown" and s.trust > _NEAR
    ]
    return Statements(published, changed)


def _place_of(page: Sequence, title: str | None) -> int | None:
    """The first block that shows the title, where no text was found that it could stand above."""
    return next((i for i, block in enumerate(page.blocks) if block.text == title), None)


def _of_address(url: str) -> Iterator[Statement]:
    """The day in the path, year first or day first; figures without separators are an id."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return
    if match := _URL_DAY.search(path):
        yield Statement("-".join(match.groups()), "url", "address", 4.0)
    if match := _URL_DAY_FIRST.search(path):
        yield Statement(f"{match[1]}-{match[3]}-{match[4]}", "url", "address", 3.0)


def _of_title(title: str) -> Iterator[Statement]:
    for pattern in (_TITLE_END, _TITLE_START):
        if (match := pattern.search(title[:300])) and not spans_days(title[:300]):
            yield Statement(match[1], "title", "address", 2.0)
