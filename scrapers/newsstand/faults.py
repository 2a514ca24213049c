"""The named faults: ways in which a whole site can be ill, given as ``NAME`` or, for one outlet, ``NAME@OUTLET``."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from scrapers.newsstand.altered import ALTERATIONS
from scrapers.newsstand.hidden import BOT_CHECK, CONSENT, EMPTY, NOT_FOUND, notice
from scrapers.newsstand.reply import Reply, Request, page_reply

FAULTS = {
    "dead-feed": "every feed and sitemap answers 404",
    "html-feed": "every feed and sitemap answers 200 with a web page",
    "forbidden": "everything answers 403, robots.txt too",
    "slow": "each answer comes two seconds late",
    "hang": "no request is ever answered; the connection stays open until the newsstand stops",
    "server-error": "everything answers 500, robots.txt too",
    "redirect-loop": "everything but robots.txt redirects to and fro between two addresses",
    "truncated": "everything but robots.txt announces more bytes than it sends",
    "robots-500": "robots.txt answers 500, everything else is well",
    "reset": "the connection is closed without an answer",
    "consent-wall": "every article answers 200 with a consent dialogue in its place",
    "soft-404": "every article answers 200 with a page that says that it was not found",
    "bot-check": "every article answers 200 with a check for robots in its place",
    "empty-pages": "every article answers 200 with a page that holds nothing without JavaScript",
    "rate-limit": "everything but robots.txt answers 429 and asks for an hour's pause",
    "geo-block": "everything but robots.txt answers 451",
    "robots-closed": "robots.txt forbids everything",
    "bad-tls": "everything but robots.txt redirects to https, where no TLS is spoken",
    "empty-feed": "every feed and sitemap is whole and lists nothing",
    "stale": "feeds, pages and archive are those of a hundred days ago",
    "ahead": "everything is dated a hundred days ahead",
    "undated": "no page, feed or sitemap says when anything was published",
    "redesign": "every element has another class, on all pages",
}
# By how much the site's calendar is wrong.
DRIFT = {"stale": -timedelta(days=100), "ahead": timedelta(days=100)}
SLOW_SECONDS = 2.0
_WALLS = {"consent-wall": CONSENT, "soft-404": NOT_FOUND, "bot-check": BOT_CHECK, "empty-pages": EMPTY}
_STATUSES = {"rate-limit": "429 Too Many Requests", "geo-block": "451 Unavailable For Legal Reasons"}
_CLOSED = Reply(200, b"User-agent: *\nDisallow: /\n", {"Content-Type": "text/plain; charset=utf-8"})
_ARTICLE = b'<meta property="og:type" content="article">'

_PAGE = "<!doctype html><html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"


def faults_of(outlet: str, names: Sequence[str], outlets: Sequence[str]) -> frozenset[str]:
    """Return the faults among ``names`` that concern an outlet. Raises ValueError for an unknown fault or outlet."""
    found = set()
    for name in names:
        fault, _, place = name.partition("@")
        if fault not in FAULTS:
            raise ValueError(f"unknown fault {fault!r}: expected one of {', '.join(FAULTS)}")
        if place and place not in outlets:
            raise ValueError(f"unknown outlet {place!r} in fault {name!r}: expected one of {', '.join(outlets)}")
        if place in {"", outlet}:
            found.add(fault)
    return frozenset(found)


class Patient:
    """One outlet with its faults: answers requests as they make it, or hands them on to the healthy site."""

    def __init__(self, faults: frozenset[str], feeds: frozenset[str], stopping: threading.Event) -> None:
        self._faults = faults
        self._feeds = feeds
        self._stopping = stopping

    def answer(self, request: Request, healthy: Callable[[Request], Reply]) -> Reply | None:
        """Return the answer, None for a connection to be closed without one. Waits where the fault is to be late."""
        if "hang" in self._faults:
            self._stopping.wait()
            return None
        if "slow" in self._faults:
            self._stopping.wait(SLOW_SECONDS)
        if "reset" in self._faults:
            return None
        reply = self._ill(request) or self._barred(request) or self._walled(request, healthy) or healthy(request)
        if "truncated" in self._faults and request.path != "/robots.txt":
            return reply.truncate()
        return reply

    def altered(self, request: Request, reply: Reply) -> Reply:
        """Return what the site itself answers, changed as the faults want it, before it is packed."""
        for fault, change in ALTERATIONS.items():
            if fault in self._faults and (fault != "empty-feed" or request.path in self._feeds):
                reply = replace(reply, body=change(reply.body))
        return reply

    @property
    def drift(self) -> timedelta:
        """By how much the site's calendar is wrong."""
        return sum((DRIFT[fault] for fault in self._faults if fault in DRIFT), timedelta())

    def _ill(self, request: Request) -> Reply | None:
        robots = request.path == "/robots.txt"
        if "server-error" in self._faults or (robots and "robots-500" in self._faults):
            return page_reply(500, _PAGE.format("500 Internal Server Error"))
        if "forbidden" in self._faults:
            return page_reply(403, _PAGE.format("403 Forbidden"))
        if "redirect-loop" in self._faults and not robots:
            return page_reply(302, _PAGE.format("302 Found"), location=_other_way(request))
        if request.path in self._feeds:
            if "dead-feed" in self._faults:
                return page_reply(404, _PAGE.format("404 Not Found"))
            if "html-feed" in self._faults:
                return page_reply(200, _PAGE.format("Our feeds have moved"))
        return None

    def _barred(self, request: Request) -> Reply | None:
        """Return what a site answers that does not want this visitor."""
        if request.path == "/robots.txt":
            return _CLOSED if "robots-closed" in self._faults else None
        for fault, status in _STATUSES.items():
            if fault in self._faults:
                reply = page_reply(int(status[:3]), _PAGE.format(status))
                return replace(reply, headers={**reply.headers, "Retry-After": "3600"})
        if "bad-tls" in self._faults:
            secure = f"https://{request.headers.get('host', 'localhost')}{request.path}"
            return page_reply(301, _PAGE.format("301 Moved Permanently"), location=secure)
        return None

    def _walled(self, request: Request, healthy: Callable[[Request], Reply]) -> Reply | None:
        """Return what stands in an article's place; None for what is no article, and where nothing does."""
        wall = next((page for fault, page in _WALLS.items() if fault in self._faults), None)
        if wall is None or _ARTICLE not in healthy(replace(request, headers={})).body:
            return None
        return page_reply(200, notice(*wall))


def _other_way(request: Request) -> str:
    return request.path if "again" in request.query else f"{request.path}?again=1"
