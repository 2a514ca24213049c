"""The newsstand's web archive: what a Wayback Machine would have of its sites, in the Wayback Machine's own formats.

Every story was captured two hours after it went online; as in real life some first captures are of no use: of each five
stories one's first capture leads to the front page, and one's is the site's "not found" under status 200; one was
captured twice, before and after a change, and one's page is answered from the capture a minute later. Beside them the
index has what an archive of a site is full of: front pages, sections, pictures, dead links and redirects.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from scrapers.newsstand import pages
from scrapers.newsstand.pages import Paper
from scrapers.newsstand.press import Printed
from scrapers.newsstand.reply import HTML, Reply, Request, page_reply
from scrapers.newsstand.site import article_reply

Papers = Callable[[], Sequence[Paper]]
Kind = Literal["page", "away", "soft-404", "neighbour", "other"]

_STAMP = "%Y%m%d%H%M%S"
_PLAYBACK = re.compile(r"/web/(\d{14})id_/(https?:/{1,2}.+)", re.DOTALL)
_FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
_LATER = timedelta(hours=2)
_KINDS: tuple[Kind, ...] = ("page", "away", "soft-404", "page", "neighbour")
_CAPTURED_TWICE = 3
_MOST = 150_000


class Captured(NamedTuple):
    """One capture: a row of the index, and what is played back."""

    url: str
    at: datetime
    kind: Kind
    paper: Paper
    story: Printed | None = None
    mimetype: str = "text/html"
    status: str = "200"

    @property
    def row(self) -> dict[str, str]:
        """The fields of the index."""
        parts = urlsplit(self.url)
        stamp = self.at.astimezone(UTC).strftime(_STAMP)
        values = (
            f"{parts.netloc})",
            stamp,
            self.url,
            self.mimetype,
            self.status,
            f"{self.kind}{stamp}".upper(),
            "9000",
        )
        row = dict(zip(_FIELDS, values, strict=True))
        return row | {"urlkey": row["urlkey"] + (parts.path or "/").lower()}


class WebArchive:
    """Answers the index's questions and plays captures back."""

    def __init__(self, papers: Papers) -> None:
        self._papers = papers

    def answer(self, request: Request) -> Reply:
        """Return the archive's answer."""
        captures = sorted(
            (one for paper in self._papers() for one in _captures(paper)), key=lambda one: (one.row["urlkey"], one.at)
        )
        if request.path == "/cdx/search/cdx":
            return _index(captures, parse_qsl(urlsplit(request.target).query))
        found = _PLAYBACK.fullmatch(urlsplit(request.target).path)
        return _played(captures, found[1], found[2]) if found else page_reply(404, "<h1>Not in Archive</h1>")


def _captures(paper: Paper) -> Iterator[Captured]:
    for place, story in enumerate(paper.stories):
        url, at = paper.origin + story.path, story.published + _LATER
        kind = _KINDS[place % len(_KINDS)]
        yield Captured(url, at, kind, paper, story)
        if kind != "page" or place % len(_KINDS) == _CAPTURED_TWICE:
            wait = timedelta(minutes=1) if kind == "neighbour" else timedelta(hours=3)
            yield Captured(url, at + wait, "page", paper, story)
    moment = min((story.published for story in paper.stories), default=paper.changed) + _LATER
    paths = ("/", *(f"/{section}" for section in paper.outlet.sections))
    yield from (Captured(paper.origin + path, moment, "other", paper) for path in paths)
    yield Captured(f"{paper.origin}/images/lighthouse.svg", moment, "other", paper, mimetype="image/svg+xml")
    for mention in paper.outlet.mentions:
        yield Captured(paper.origin + mention.path, moment, "other", paper, status="404")
    yield Captured(f"{paper.origin}/old", moment, "other", paper, status="301")


def _index(captures: Sequence[Captured], asked: Sequence[tuple[str, str]]) -> Reply:
    """Answer a question to the index: the fields that are wanted, in JSON, a page at a time."""
    wanted = dict(asked)
    rows = [row for row in (one.row for one in captures) if _matches(row, wanted)]
    for rule in (value for name, value in asked if name == "filter"):
        rows = [row for row in rows if _passes(row, rule)]
    if "collapse" in wanted:
        rows = _collapsed(rows, wanted["collapse"])
    after = wanted.get("resumeKey")
    rows = [row for row in rows if after is None or _resume_key(row) > after]
    limit = int(wanted.get("limit", _MOST))
    fields = wanted["fl"].split(",") if "fl" in wanted else list(_FIELDS)
    answer = [fields, *([row[name] for name in fields] for row in rows[:limit])] if rows else []
    if len(rows) > limit and wanted.get("showResumeKey") == "true":
        answer += [[], [_resume_key(rows[limit - 1])]]
    return page_reply(200, json.dumps(answer), content_type="application/json")


def _matches(row: dict[str, str], wanted: dict[str, str]) -> bool:
    address, url = row["original"].partition("://")[2], wanted.get("url", "").partition("://")
    of = url[2] or url[0]
    near = address == of if wanted.get("matchType", "exact") == "exact" else address.startswith(of)
    stamp, first, last = row["timestamp"], wanted.get("from", ""), wanted.get("to", "9")
    return near and stamp >= first and stamp[: len(last)] <= last


def _passes(row: dict[str, str], rule: str) -> bool:
    name, _, pattern = rule.removeprefix("!").partition(":")
    return (re.fullmatch(pattern, row[name]) is not None) != rule.startswith("!")


def _collapsed(rows: Sequence[dict[str, str]], name: str) -> list[dict[str, str]]:
    return [row for place, row in enumerate(rows) if not place or rows[place - 1][name] != row[name]]


def _resume_key(row: dict[str, str]) -> str:
    return f"{row['urlkey']} {row['timestamp']}"


def _played(captures: Sequence[Captured], stamp: str, url: str) -> Reply:
    """Play back a capture, or lead to the nearest of the same address."""
    at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    same = [one for one in captures if one.url == url and one.status == "200"]
    if not same:
        return page_reply(404, "<h1>Not in Archive</h1>")
    nearest = min(same, key=lambda one: abs(one.at - at))
    if nearest.row["timestamp"] != stamp or nearest.kind == "neighbour":
        other = next((one for one in same if one.kind == "page"), nearest)
        return _led(other.row["timestamp"], url)
    if nearest.kind == "away":
        return _led(stamp, f"{nearest.paper.origin}/")
    return _page(nearest)


def _led(stamp: str, url: str) -> Reply:
    return page_reply(302, "", location=f"/web/{stamp}id_/{url}")


def _page(one: Captured) -> Reply:
    paper, path = one.paper, urlsplit(one.url).path
    if one.kind == "soft-404":
        return page_reply(200, pages.notice(paper, path, paper.outlet.labels.missing))
    if one.story is not None:
        return article_reply(paper, one.story)
    text = pages.listing(paper, heading=paper.outlet.labels.front, path=path, stories=paper.stories)
    return Reply(200, text.encode(), {"Content-Type": HTML})
