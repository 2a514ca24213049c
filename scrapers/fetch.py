"""Fetching: one URL in, one ``Exchange`` out, after every exchange on the way was archived.

A ``Fetcher`` is a guest: it asks robots.txt first, keeps each host's pace, tries again only what is transient, and
goes only where ``scrapers.address`` lets it. What a server can do wrong is a value (a ``Reject``); only what the
user must put right is an exception.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self
from urllib.parse import urldefrag, urlsplit

import httpx
import tenacity

from scrapers.address import Addresses, Lookup, PrivateAddressError, is_loopback_name, lookup
from scrapers.answer import Answer, Clock
from scrapers.archive import Archive
from scrapers.clients import Clients
from scrapers.codings import ACCEPT_ENCODING
from scrapers.exchange import exchange
from scrapers.folder import FolderError, read_file
from scrapers.pace import Pace, Sleep
from scrapers.robots import PRODUCT, Robots, read_robots, robots_url
from scrapers.rows import fetch_of_answer, fetch_of_document, page_of
from scrapers.source import Source
from scrapers.verdict import MAX_RETRY_AFTER, Outcome, Verdict, judge
from scrapers.visit import Call, End, Exchange, exchange_of
from transforms import __version__
from transforms.records import Fetch, Lead, Purpose, Validators

__all__ = ["ContactMissing", "Exchange", "Fetcher", "user_agent"]

MAX_REDIRECTS = 5
_ACCEPT = {
    "robots": "text/plain, */*;q=0.5",
    "listing": "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5",
}
_ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"
_BACKOFF = tenacity.wait_exponential_jitter(initial=1, max=10, jitter=1)
_MAX_ATTEMPTS = 3


class ContactMissing(Exception):
    """Khotin was asked to fetch from another machine without saying who sends it."""


def user_agent(contact: str | None) -> str:
    """Return the User-Agent: product, version and, unless only this machine is asked, whom to write to."""
    return f"{PRODUCT}/{__version__} (+{contact})" if contact else f"{PRODUCT}/{__version__}"


class Fetcher:
    """Fetches for one run; an async context manager, to be used in one event loop.

    Pace, robots.txt, resolved addresses and connections are shared by everything that one Fetcher fetches, whatever
    the source. ``timer``, ``sleep`` and ``resolve`` are parameters for tests.
    """

    def __init__(
        self,
        *,
        contact: str | None,
        clock: Clock,
        archive: Archive,
        run_id: str,
        sleep: Sleep = asyncio.sleep,
        timer: Callable[[], float] = time.monotonic,
        resolve: Lookup = lookup,
    ) -> None:
        self.clock = clock
        self._contact, self._archive, self._run_id, self._sleep = contact, archive, run_id, sleep
        self._pace = Pace(timer, sleep)
        self._addresses = Addresses(resolve)
        self._clients = Clients(self._addresses)
        self._robots: dict[str, Robots] = {}
        self._robots_locks: dict[str, asyncio.Lock] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._clients.aclose()

    async def get(
        self,
        url: str,
        source: Source,
        purpose: Purpose,
        *,
        validators: Validators | None = None,
        lead: Lead | None = None,
    ) -> Exchange:
        """Fetch a URL for a source.

        Args:
            url: absolute ``http`` or ``https`` URL, or a ``file:`` URL below a folder of the source.
            source: whose politeness counts and in whose name the exchanges are recorded.
            purpose: what the URL is.
            validators: those of the stored answer, for a conditional request.
            lead: what mentioned the URL; handed on with the page.

        Raises:
            ContactMissing: the host is not this machine and no contact is known.
            OSError: the archive cannot be written.
        """
        call = Call(url, source, purpose, validators or Validators())
        if url.startswith("file:"):
            return self._get_file(call, lead)
        end = await self._follow(url, call)
        return exchange_of(call, end, lead)

    async def _follow(self, url: str, call: Call) -> End:
        """Go from redirect to redirect until something else comes."""
        seen: set[str] = set()
        for _ in range(MAX_REDIRECTS + 1):
            url = urldefrag(url).url
            if url in seen:
                return End(url, Verdict("refused", "redirect-loop", f"back at {url}"))
            seen.add(url)
            refusal = await self._refusal(url, call)
            if refusal is not None:
                return End(url, refusal)
            end = await self._attempts(url, call)
            if end.verdict.location is None:
                return end
            url = end.verdict.location
        return End(url, Verdict("refused", "redirect-loop", f"more than {MAX_REDIRECTS} redirects"))

    async def _refusal(self, url: str, call: Call) -> Verdict | None:
        """Return why a URL is not to be asked for, or None."""
        host = _host_of(url)
        if host is None:
            return Verdict("refused", "bad-url", f"{url!r} is not an absolute http or https URL without a user name")
        if self._contact is None and not is_loopback_name(host):
            raise ContactMissing(
                f"cannot fetch {url}: no contact is set, and a site must be able to tell who visits it; "
                "set KHOTIN_CONTACT to a mail address or URL"
            )
        try:
            await self._addresses.of(host, private_allowed=call.source.politeness.allow_private_addresses)
        except PrivateAddressError as error:
            return Verdict("refused", "private-address", str(error))
        except OSError as error:
            return Verdict("failed", "unreachable", f"{host}: {error.strerror or error}")
        paused = self._pace.paused(_authority(url))
        if paused > MAX_RETRY_AFTER:
            return Verdict("failed", "asked-to-wait", f"{host} asked to be left alone for {paused:.0f} s more")
        return await self._robots_refusal(url, call)

    async def _robots_refusal(self, url: str, call: Call) -> Verdict | None:
        """Return what robots.txt has against a URL, or None."""
        if call.purpose == "robots" or not call.source.politeness.respect_robots:
            return None
        robots = await self._robots_for(url, call)
        if robots.unknown is not None:
            return Verdict("failed", "robots-unreachable", f"{robots_url(url)}: {robots.unknown}")
        return None if robots.allows(url) else Verdict("refused", "robots-disallowed", f"{robots_url(url)} forbids it")

    async def _robots_for(self, url: str, call: Call) -> Robots:
        """Return the robots.txt that speaks for a URL, fetched once per run and recorded with the call that did."""
        address = robots_url(url)
        async with self._robots_locks.setdefault(address, asyncio.Lock()):
            if address not in self._robots:
                visit = Call(address, call.source, "robots", fetches=call.fetches)
                end = await self._follow(address, visit)
                usable = end.verdict.outcome == "ok" or end.verdict.reason in ("too-large", "empty-body")
                failure = None if usable else f"{end.verdict.reason}: {end.verdict.detail}"
                status, body = (end.answer.status, end.answer.body) if end.answer else (0, b"")
                self._robots[address] = read_robots(status, body, failure)
        return self._robots[address]

    async def _attempts(self, url: str, call: Call) -> End:
        """Ask for a URL, and again where the reason is transient."""

        def again(state: tenacity.RetryCallState) -> bool:
            outcome = state.outcome
            return bool(outcome and not outcome.failed and state.attempt_number <= outcome.result().verdict.retries)

        retrying = tenacity.AsyncRetrying(
            retry=again, wait=_wait, stop=tenacity.stop_after_attempt(_MAX_ATTEMPTS), sleep=self._sleep
        )
        return await retrying(self._once, url, call)

    async def _once(self, url: str, call: Call) -> End:
        politeness = call.source.politeness
        host = _authority(url)
        robots = self._robots.get(robots_url(url))
        delay = max(politeness.delay_seconds, robots.delay if robots else 0.0)
        private_allowed = politeness.allow_private_addresses
        async with self._pace.turn(host, delay, politeness.max_concurrency):
            with self._clients.lend(url, private_allowed=private_allowed) as client:
                try:
                    request = client.build_request("GET", url, headers=self._headers(call))
                except (httpx.InvalidURL, UnicodeError) as error:
                    return End(url, Verdict("refused", "bad-url", f"{url!r}: {error}"))
                answer = await exchange(client, request, call.limits, self.clock)
        verdict = judge(answer, conditional=call.validators != Validators())
        if verdict.pause is not None:
            self._pace.pause(host, verdict.pause)
        fetch = self._record(call, url, answer)
        call.fetches.append(fetch)
        return End(url, verdict, answer, fetch)

    def _headers(self, call: Call) -> dict[str, str]:
        headers = {
            "User-Agent": user_agent(self._contact),
            "Accept": _ACCEPT.get(call.purpose, _ACCEPT_PAGE),
            "Accept-Encoding": ACCEPT_ENCODING,
            "Accept-Language": f"{call.source.language}, *;q=0.5",
        }
        if call.validators.etag:
            headers["If-None-Match"] = call.validators.etag
        if call.validators.last_modified:
            headers["If-Modified-Since"] = call.validators.last_modified
        return headers

    def _record(self, call: Call, url: str, answer: Answer) -> Fetch:
        """Archive an answer and return its row."""
        warc = self._archive.write_response(answer) if answer.status else None
        return fetch_of_answer(
            answer,
            run_id=self._run_id,
            source_id=call.source.id,
            purpose=call.purpose,
            wanted=call.wanted,
            url=url,
            warc=warc,
        )

    def _get_file(self, call: Call, lead: Lead | None) -> Exchange:
        """Serve a file of a folder source."""
        try:
            file = read_file(call.wanted, call.source, call.validators.etag)
        except FolderError as error:
            outcome: Outcome = "failed" if error.passing else "refused"
            return Exchange(outcome, None, (), call.reject(error.reason, error.detail), call.validators)
        if file is None:
            return Exchange("not_modified", None, (), None, call.validators)
        fetch = fetch_of_document(
            file.body,
            run_id=self._run_id,
            source_id=call.source.id,
            purpose=call.purpose,
            url=call.wanted,
            headers=(("content-type", file.content_type), ("etag", file.etag)),
            fetched_at=self.clock(),
            warc=self._archive.write_document(call.wanted, file.content_type, file.body),
        )
        page = page_of(fetch, file.body, lead=lead, document_key=file.key)
        return Exchange("ok", page, (fetch,), None, Validators(etag=file.etag))


def _wait(state: tenacity.RetryCallState) -> float:
    """Return the seconds before the next attempt: what the server asked for, else a growing time with jitter."""
    pause = state.outcome.result().verdict.pause if state.outcome else None
    return float(pause) if pause is not None else _BACKOFF(state)


def _host_of(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and "@" not in parts.netloc and (parts.port or 1) > 0
    except ValueError:
        return None
    return parts.hostname if fine else None


def _authority(url: str) -> str:
    return urlsplit(url).netloc.lower()
