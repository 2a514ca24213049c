"""When an article was published and changed, by every statement that the page makes.

Statements are collected in the order in which they deserve trust; the first that can be read and is plausible wins,
and a later one of the same day may add the time of day. All the others are kept as candidates, so that a disagreement
shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from scrapers.blocks import Sequence
from scrapers.generic import Main
from scrapers.metadata import Metadata
from scrapers.structured import strings
from scrapers.tree import text_of
from scrapers.vocabulary import NO_KINDS, kinds_of
from transforms.dates import local_day, plausible, read_date
from transforms.months import Order
from transforms.records import DateCandidate, DateValue

_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "dc.date.issued",
    "dcterms.issued", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date",
    "article_date_original", "displaydate", "ptime",
)  # fmt: skip
# Content systems make up names of their own for it.
_PUBLISHED_META = re.compile(
    r"publi(?:sh|cation|shed)?[-_:. ]?(?:date|time|on)|(?:date|time)[-_:. ]?publi|pub-?date", re.IGNORECASE
)
# Names that as often hold the day of a change or of the answer.
_VAGUE_METAS = ("date", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "datecreated", "citation_date")
_MODIFIED_METAS = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dc.date.modified",
    "dcterms.modified", "lastmod", "last-modified", "modified", "revised", "date-modified",
)  # fmt: skip
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_.-](\d{1,2})[/_.-](\d{1,2})(?=[/_.\-]|$)(?![_./-]?\d)")
_MAX_VISIBLE = 160
_REACH = 14
_SAME_INSTANT = timedelta(minutes=1)
_QUARTER = timedelta(minutes=15)
_LARGEST_OFFSET = timedelta(hours=14)
_FEW = 6
_MANY = 40
# How many ancestors tell what a date is, and how many whether it is another text's.
_NEAR, _FAR = 2, 4
_FIRST_WORDS = 60
_MAX_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """How numeric dates and times without zone are to be read on this page, and when it was fetched."""

    order: Order | None
    timezone: str | None
    language: str | None
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Statement:
    """One text that states a date, and the method that found it."""

    text: str
    method: str


def published_statements(
    meta: Metadata, page: Sequence, heading: int | None, main: Main, *, url: str, hint: str | None
) -> Iterator[Statement]:
    """Yield what the page says about its publication, the most trustworthy first."""
    for text in [
        *strings(meta.node.get("datePublished")),
        *strings(meta.node.get("uploadDate")),
        *strings(meta.node.get("dateCreated")),
    ]:
        yield Statement(text, "json-ld")
    for name in _PUBLISHED_METAS:
        for text in meta.metas.get(name, ())[:1]:
            yield Statement(text, f"meta:{name}")
    for name, texts in meta.metas.items():
        if name not in _PUBLISHED_METAS and _PUBLISHED_META.search(name):
            yield Statement(texts[0], f"meta:{name}")
    yield from _microdata(page, "datepublished")
    if hint:
        yield Statement(hint, "listing")
    yield from _times(page, changed=False)
    yield from _labelled(page)
    yield from _near_title(page, heading)
    for name in _VAGUE_METAS:
        for text in meta.metas.get(name, ())[:1]:
            yield Statement(text, f"meta:{name}")
    if match := _URL_DAY.search(urlsplit(url).path):
        yield Statement("-".join(match.groups()), "url")
    yield from _near_body(page, main)


def modified_statements(meta: Metadata, page: Sequence) -> Iterator[Statement]:
    """Yield what the page says about its last change, the most trustworthy first."""
    for text in strings(meta.node.get("dateModified")):
        yield Statement(text, "json-ld")
    for name in _MODIFIED_METAS:
        for text in meta.metas.get(name, ())[:1]:
            yield Statement(text, f"meta:{name}")
    yield from _microdata(page, "datemodified")
    yield from _times(page, changed=True)


def choose(statements: Iterable[Statement], reading: Reading) -> DateValue | None:
    """Return the first plausible date, made more precise by others of the same day, with all other candidates."""
    values: list[tuple[DateValue, Statement]] = []
    candidates: list[DateCandidate] = []
    for statement in statements:
        value = read_date(
            statement.text,
            order=reading.order,
            timezone=reading.timezone,
            language=reading.language,
            method=statement.method,
        )
        if value is None:
            continue
        candidates.append(DateCandidate(statement.text[:_MAX_VISIBLE], statement.method, value.edtf))
        if plausible(value, reading.fetched_at):
            values.append((value, statement))
    if not values:
        return None
    days = [pair for pair in values if pair[0].precision in {"day", "minute"}] or values
    best, source = next((pair for pair in days if _more_precise(pair[0], days[0][0])), days[0])
    best = localised(best, [value for value, _ in values])
    others = [c for c in dict.fromkeys(candidates) if (c.text, c.method) != (source.text[:_MAX_VISIBLE], source.method)]
    return replace(best, candidates=tuple(others[:_MAX_CANDIDATES]))


def localised(value: DateValue, others: Iterable[DateValue]) -> DateValue:
    """Write an instant that is stated in UTC as the page's readers see it, where the page shows that too.

    Content systems store UTC; the day of an article is that of its newsroom. Another statement of the same instant
    with an offset gives it, or a local time that differs from UTC by a whole number of quarter hours.
    """
    if value.datetime is None or value.timezone != "UTC":
        return value
    for other in others:
        if other.precision != "minute" or other.timezone == "UTC":
            continue
        local = datetime.fromisoformat(other.edtf)
        offset = local.utcoffset() or local.replace(tzinfo=UTC, second=0) - value.datetime.replace(second=0)
        same = other.datetime is None or abs(other.datetime - value.datetime) < _SAME_INSTANT
        if same and not offset % _QUARTER and abs(offset) <= _LARGEST_OFFSET:
            zoned = value.datetime.astimezone(timezone(offset))
            return replace(value, edtf=zoned.isoformat(), timezone=zoned.isoformat()[-6:])
    return value


def _more_precise(value: DateValue, first: DateValue) -> bool:
    """Say whether a value states the time of day for a first one that is only a day."""
    return first.precision == "day" and value.precision == "minute" and local_day(value) == local_day(first)


def _microdata(page: Sequence, name: str) -> Iterator[Statement]:
    named = (mark for mark in page.marks if name in (mark.element.get("itemprop") or "").lower())
    for mark in islice(named, _FEW):
        yield Statement(_date_text(mark.element), "microdata")


def _date_text(element: etree._Element) -> str:
    return (element.get("content") or element.get("datetime") or text_of(element, _MAX_VISIBLE))[:_MAX_VISIBLE]


def _times(page: Sequence, *, changed: bool) -> Iterator[Statement]:
    """The first ``time`` elements, those labelled as dates before others, those of changes apart."""
    found = islice((mark.element for mark in page.marks if mark.element.tag == "time"), _FEW)
    own = [(element, _says(element, _NEAR)) for element in found if not _is_foreign(element)]
    for element, says in sorted(own, key=lambda pair: "dated" not in pair[1]):
        if ("changed" in says) is changed and "invitation" not in says:
            yield Statement(_date_text(element), "time")


def _says(element: etree._Element, levels: int) -> frozenset[str]:
    """What the labels of an element and its nearest ancestors say."""
    nearest = [element, *islice(element.iterancestors(), levels)]
    names = [e.get(name) for e in nearest for name in ("class", "id", "itemprop")]
    return NO_KINDS.union(*(kinds_of(name) for name in names if name))


def _is_foreign(element: etree._Element) -> bool:
    """Say whether an element stands in a comment, or is an invitation to another article."""
    return "comments" in _says(element, _FAR) or "invitation" in _says(element, 0)


def _labelled(page: Sequence) -> Iterator[Statement]:
    """The first short elements whose label says that they hold the date."""
    labelled = (mark for mark in page.marks if "dated" in mark.kinds and "changed" not in mark.kinds)
    texts = (text_of(m.element, 2 * _MAX_VISIBLE) for m in islice(labelled, _MANY) if not _is_foreign(m.element))
    for text in islice((text for text in texts if 0 < len(text) <= _MAX_VISIBLE), _FEW):
        yield Statement(text, "markup")


def _near_title(page: Sequence, heading: int | None) -> Iterator[Statement]:
    """Short lines around the title."""
    if heading is None:
        return
    after = range(heading + 1, min(len(page.blocks), heading + _REACH))
    before = range(heading - 1, max(-1, heading - 5), -1)
    for i in (*after, *before):
        block = page.blocks[i]
        if len(block.text) <= _MAX_VISIBLE and not _is_foreign(block.element):
            yield Statement(block.text, "near-title")


def _near_body(page: Sequence, main: Main) -> Iterator[Statement]:
    """The lines just before and after the text, and its first words, where pages without metadata put the date."""
    for i in (*range(max(0, main.start - 4), main.start + 2), *range(main.end - 1, main.end + 3)):
        if 0 <= i < len(page.blocks) and not _is_foreign(page.blocks[i].element):
            yield Statement(page.blocks[i].text[:_FIRST_WORDS], "near-body")
