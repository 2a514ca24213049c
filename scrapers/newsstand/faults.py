"""The named faults: ways in which a whole site can be ill, given as ``NAME`` or, for one outlet, ``NAME@OUTLET``."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from scrapers.newsstand.hidden import CONSENT, NOT_FOUND, notice
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
}
SLOW_SECONDS = 2.0
_WALLS = {"consent-wall": CONSENT, "soft-404": NOT_FOUND}
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
        reply = self._ill(request) or self._walled(request, healthy) or healthy(request)
        if "truncated" in self._faults and request.path != "/robots.txt":
            return reply.truncate()
        return reply

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

    def _walled(self, request: Request, healthy: Callable[[Request], Reply]) -> Reply | None:
        """Return what stands in an article's place; None for what is no article, and where nothing does."""
        wall = next((page for fault, page in _WALLS.items() if fault in self._faults), None)
        if wall is None or _ARTICLE not in healthy(replace(request, headers={})).body:
            return None
        return page_reply(200, notice(*wall))


def _other_way(request: Request) -> str:
    return request.path if "again" in request.query else f"{request.path}?again=1"
