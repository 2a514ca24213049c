"""The rules of a source file that types cannot say: each yields (dotted key, what is wrong and what was expected)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import soupsieve
from babel import Locale
from babel.core import UnknownLocaleError

from scrapers.json_items import path_problem
from scrapers.own_check_rules import check_problems
from scrapers.schedule import cron_problem
from scrapers.source import Discover, Layout, Source
from scrapers.templates import PAGE, has_date, template_problem

Problems = Iterator[tuple[str, str]]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SELECTORS = ("title", "summary", "body", "authors", "published")
ARTICLE_FIELDS = (
    "title", "summary", "body", "captions", "authors", "credit", "published_at", "modified_at", "publisher",
    "section", "keywords", "language", "images", "canonical_url",
)  # fmt: skip


def problems(source: Source, stem: str) -> Problems:
    """Yield everything that is wrong with a source read from ``<stem>.toml``."""
    yield from _identity(source, stem)
    yield from _place(source)
    yield from _schedule(source.schedule)
    yield from _numbers(source)
    if not source.discover:
        yield "discover", "empty; expected at least one [[discover]] table"
    for number, spec in enumerate(source.discover):
        for key, message in _discover(spec):
            yield f"discover[{number}].{key}", message
        same = [other.url for other in source.discover[:number]]
        if spec.url in same:
            yield f"discover[{number}].url", f"the same as discover[{same.index(spec.url)}].url; it would be read twice"
    yield from _patterns(source)
    for number, layout in enumerate(source.layouts):
        for key, message in _layout(layout):
            yield f"layouts[{number}]{key}", message
    yield from _fields(source)
    yield from check_problems(source)


def _identity(source: Source, stem: str) -> Problems:
    if not _ID.fullmatch(source.id):
        yield "id", f"{source.id!r} is not kebab case; expected small letters, digits and single hyphens"
    if source.id != stem:
        yield "id", f"{source.id!r} differs from the file's name; expected {stem!r}"
    for key in ("name", "publisher"):
        if not getattr(source, key).strip():
            yield key, "empty; expected a name"
    if not _is_web_url(source.homepage):
        yield "homepage", f"{source.homepage!r} is not an absolute http or https URL"


def _is_web_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


@cache
def _countries() -> frozenset[str]:
    # Of babel's territories only those of two letters are countries; these are groupings or placeholders.
    known = {code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code)}
    return frozenset(known - {"EU", "EZ", "UN", "ZZ"})


def _place(source: Source) -> Problems:
    if source.country not in _countries():
        yield "country", f"{source.country!r} is no ISO 3166-1 alpha-2 code; expected two capitals such as 'VN'"
    try:
        Locale.parse(source.language, sep="-")
    except (UnknownLocaleError, ValueError):
        yield "language", f"{source.language!r} is no known BCP 47 tag; expected one such as 'vi' or 'en-GB'"
    try:
        ZoneInfo(source.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield "timezone", f"{source.timezone!r} is no IANA time zone; expected one such as 'Asia/Ho_Chi_Minh'"


def _schedule(line: str) -> Problems:
    if problem := cron_problem(line):
        yield "schedule", problem


def _numbers(source: Source) -> Problems:
    politeness, expect = source.politeness, source.expect
    for key, value, least in (
        ("politeness.delay_seconds", politeness.delay_seconds, 0),
        ("politeness.max_concurrency", politeness.max_concurrency, 1),
        ("politeness.max_bytes", politeness.max_bytes, 1),
        ("expect.min_articles_per_day", expect.min_articles_per_day, 0),
        ("expect.min_body_chars", expect.min_body_chars, 0),
        ("retention.days", source.retention.days or 0, 0),
    ):
        if not least <= value < float("inf"):
            yield key, f"{value} is out of range; expected at least {least}"
    if not 0 < politeness.timeout_seconds < float("inf"):
        yield "politeness.timeout_seconds", f"{politeness.timeout_seconds} is out of range; expected more than 0"


def _discover(spec: Discover) -> Problems:
    if spec.kind == "folder":
        if not _is_folder(spec.url):
            yield "url", f"{spec.url!r} is no folder; expected a file: URL or an absolute path"
    else:
        yield from _listing_url(spec)
    yield from _links(spec)
    if spec.shards is not None:
        yield from _shards(spec)
    for name, least in (("first_page", 0), ("page_step", 1)):
        if getattr(spec, name) < least:
            yield name, f"{getattr(spec, name)} is out of range; expected at least {least}"
    if spec.pages is not None and (spec.pages < 1 or spec.kind in ("feed", "folder")):
        yield "pages", "expected at least 1, and only for section, archive, sitemap and news_sitemap"


def _links(spec: Discover) -> Problems:
    paged = spec.kind in ("section", "archive")
    if paged and spec.links is None and spec.items is None:
        yield "links", f"missing; {spec.kind} needs the CSS selector of its links, or items for a JSON answer"
    for name in ("links", "items"):
        if not paged and getattr(spec, name) is not None:
            yield name, f"{spec.kind} has no {name}; only section and archive have"
    if spec.links is not None:
        yield from _selector("links", spec.links)
    problem = path_problem(spec.items) if spec.items is not None else None
    if problem:
        yield "items", problem


def _shards(spec: Discover) -> Problems:
    if spec.kind != "sitemap":
        yield "shards", f"{spec.kind} has no shards; only a sitemap has"
        return
    try:
        names = set(re.compile(spec.shards or "").groupindex)
    except re.error as error:
        yield "shards", f"{spec.shards!r} is no regular expression: {error}"
        return
    if "year" not in names or names - {"year", "month", "day", "last_day", "week"}:
        yield "shards", f"groups {sorted(names)}; expected year, and of month, day, last_day and week what there is"


def _is_folder(url: str) -> bool:
    return urlsplit(url).scheme == "file" or PurePosixPath(url).is_absolute()


def _listing_url(spec: Discover) -> Problems:
    if not _is_web_url(spec.url):
        yield "url", f"{spec.url!r} is not an absolute http or https URL"
    problem = template_problem(spec.url)
    if problem:
        yield "url", problem
    if has_date(spec.url) != (spec.kind == "archive"):
        yield "url", "a date such as {date:%Y/%m/%d} belongs into the URL of an archive, and of nothing else"
    if PAGE in spec.url and spec.kind not in ("section", "archive"):
        yield "url", f"{PAGE} has no meaning for {spec.kind}; only section and archive have pages"
    if spec.kind == "section" and (spec.pages or 1) > 1 and PAGE not in spec.url:
        yield "pages", f"more than one page needs {PAGE} in the URL"


def _selector(key: str, selector: str) -> Problems:
    try:
        soupsieve.compile(selector)
    except soupsieve.SelectorSyntaxError as error:
        yield key, f"{selector!r} is no CSS selector: {str(error).splitlines()[0]}"


def _patterns(source: Source) -> Problems:
    for name, patterns in (("allow", source.urls.allow), ("deny", source.urls.deny)):
        for number, pattern in enumerate(patterns):
            try:
                re.compile(pattern)
            except re.error as error:
                yield f"urls.{name}[{number}]", f"{pattern!r} is no regular expression: {error}"


def _layout(layout: Layout) -> Problems:
    selectors = {name: getattr(layout, name) for name in _SELECTORS if getattr(layout, name) is not None}
    if not selectors and layout.date_order is None and not layout.remove:
        yield "", f"empty; expected at least one of {', '.join((*_SELECTORS, 'remove', 'date_order'))}"
    for name, selector in selectors.items():
        yield from _selector(f".{name}", selector)
    for number, selector in enumerate(layout.remove):
        yield from _selector(f".remove[{number}]", selector)


def _fields(source: Source) -> Problems:
    for number, name in enumerate(source.expect.fields):
        if name not in ARTICLE_FIELDS:
            near = difflib.get_close_matches(name, ARTICLE_FIELDS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"expected one of {', '.join(ARTICLE_FIELDS)}"
            yield f"expect.fields[{number}]", f"unknown field {name!r}; {hint}"
