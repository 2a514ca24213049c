"""Endpoints of endless lists that answer with JSON: where the URLs of articles lie, and the hints beside them.

A path such as ``data.articles[].url`` says where: names of members separated by dots, ``[]`` for each element of a
list, ``[0]`` for one of them. What lies at its end is a URL, or a piece of HTML with links in it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from scrapers.decode import decode
from scrapers.listing_kind import root_of
from scrapers.mentions import MAX_MENTIONS, ListingError, Mention, plain

_STEP = re.compile(r"([^.\[\]]+)|\[(\d{0,4})\]")
_PATH = re.compile(r"(?:[^.\[\]]+|\[\d{0,4}\])(?:\.[^.\[\]]+|\[\d{0,4}\])*")
# The members' names, without regard to capitals, underscores and hyphens. Those of schema.org and of the common
# serialisations of CMSs (WordPress's REST API, JSON Feed, JSON:API); the first that holds something counts.
_TITLES = ("title", "headline", "name")
_PUBLISHED = (
    "datepublished", "publishedat", "publisheddate", "publishdate", "publishedtime", "publishtime", "publishedon",
    "published", "pubdate", "distributiondate", "dategmt", "date", "createdat", "time",
)  # fmt: skip
_MODIFIED = ("datemodified", "modifiedat", "modifiedgmt", "modified", "updatedat", "updated", "lastmodified")
_SECTIONS = ("section", "articlesection", "categoryname", "category", "zonename")
_SUMMARIES = ("description", "summary", "excerpt", "standfirst", "sapo")
# WordPress puts text into {"rendered": ...}, others into {"name": ...} or {"title": ...}.
_INNER = ("rendered", "name", "title")
# Seconds since 1970 from 2001 on, and the same in milliseconds.
_SECONDS, _MILLISECONDS = range(10**9, 10**10), range(10**12, 10**13)

_DIGITS = re.compile(r"\d{1,13}")

_Found = tuple[str, Mapping[str, Any]]


def path_problem(path: str) -> str | None:
    """Return what is wrong with a path, or None."""
    return None if _PATH.fullmatch(path) else f"{path!r} is no path; expected one such as 'data.articles[].url'"


def strings_at(body: bytes, content_type: str | None, path: str) -> list[_Found]:
    """Return the strings at the end of a path, each with the object that it is a member of (empty if there is none).

    Raises:
        ListingError: ``html-instead-of-json`` or ``malformed-json`` with line and column.
    """
    text = decode(body, content_type).text
    try:
        document = json.loads(text)
    except ValueError as error:
        if root_of(body) == "html":
            raise ListingError("html-instead-of-json", "the answer is an HTML page; expected JSON") from None
        raise ListingError("malformed-json", str(error)[:200]) from None
    except RecursionError:
        raise ListingError("malformed-json", "nested too deep to be read") from None
    steps = [name or int(index or -1) for name, index in _STEP.findall(path)]
    found = _walk(document, steps, {})
    return [each for each, _ in zip(found, range(MAX_MENTIONS), strict=False)]


def _walk(value: Any, steps: Sequence[str | int], owner: Mapping[str, Any]) -> Iterator[_Found]:
    if not steps:
        if isinstance(value, str) and value.strip():
            yield value, owner
        return
    step, rest = steps[0], steps[1:]
    if isinstance(value, dict) and isinstance(step, str) and step in value:
        yield from _walk(value[step], rest, value)
    elif isinstance(value, list) and isinstance(step, int):
        for element in value if step < 0 else value[step : step + 1]:
            yield from _walk(element, rest, {})


def mention_of(url: str, owner: Mapping[str, Any]) -> Mention:
    """Return the mention of a URL with the hints of the object beside it."""
    members = {re.sub("[_-]", "", name).lower(): value for name, value in owner.items()}
    return Mention(
        url=url.strip(),
        title=_first(members, _TITLES),
        published=_first(members, _PUBLISHED),
        modified=_first(members, _MODIFIED),
        section=_first(members, _SECTIONS),
        summary=_first(members, _SUMMARIES),
    )


def _first(members: Mapping[str, Any], names: Sequence[str]) -> str | None:
    return next((text for name in names if (text := _text(members.get(name)))), None)


def _text(value: Any) -> str | None:
    """Return a hint as text; a number in the range of seconds or milliseconds since 1970 as a W3C date."""
    if isinstance(value, dict):
        return next(
            (text for name in _INNER if isinstance(value.get(name), str) and (text := plain(value[name]))), None
        )
    if isinstance(value, str) and not _DIGITS.fullmatch(value):
        return plain(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    number = int(value)
    if number in _MILLISECONDS:
        number //= 1000
    return datetime.fromtimestamp(number, UTC).isoformat() if number in _SECONDS else None
