"""Fetching: one URL in, one ``Exchange`` out, after every exchange on the way was archived.

A ``Fetcher`` is a guest: it asks robots.txt first, keeps each host's pace, tries again only what is transient, leaves
alone who is in trouble, and goes only where ``scrapers.address`` lets it. What a server can do wrong is a value (a
``Reject``); only what the user must put right is an exception.

Cookies are not kept. Some sites answer a first visit with a redirect to the very same URL that sets a cookie, and go on
only when it comes back; such a redirect is followed once with that cookie, within the one call, as any browser does.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self

import tenacity

from scrapers.address import Addresses, Lookup, PrivateAddressError, is_loopback_name, lookup
from scrapers.answer import Answer, Clock, Headers
from scrapers.archive import Kept
from scrapers.exchange import Request, exchange
from scrapers.folder import FolderError, read_file
from scrapers.hosts import Hosts
from scrapers.manners import Manners, cookie_of, user_agent
from scrapers.pace import Sleep
from scrapers.pool import Pool
from scrapers.redirects import misled
from scrapers.render import Renderer
from scrapers.rights import rights_of
from scrapers.rows import fetch_of_answer, fetch_of_document, page_of
from scrapers.sites import Sites
from scrapers.source import Source
from scrapers.target import BadURLError, Target, target_of
from scrapers.turns import Turns
from scrapers.verdict import Outcome, Verdict, judge
from scrapers.visit import Call, End, Exchange, exchange_of
from transforms.records import Fetch, Lead, Purpose, Rights, Validators

__all__ = ["ContactMissing", "Exchange", "Fetcher", "Keeps", "user_agent"]

MAX_REDIRECTS = 5
# Seconds before the second and the third attempt, doubled each time, with up to a second of jitter so that the pages
# that failed together are not asked for together again.
_BACKOFF = tenacity.wait_exponential_jitter(initial=1, max=10, jitter=1)


class ContactMissing(Exception):
    """Khotin was asked to fetch from another machine without saying who sends it."""


class Keeps(Protocol):
    """What the fetcher needs of an archive (``scrapers.archive.Archive``); both may raise OSError."""

    def write_response(self, answer: Answer, *, purpose: Purpose, via: str | None, robots: str | None) -> Kept | None:
        """Keep an exchange; return where, or None if it is not kept."""

    def write_document(self, uri: str, content_type: str | None, body: bytes) -> Kept | None:
        """Keep a document that came from no server; return where, or None if it is not kept."""


class Fetcher:
    """Fetches for one run; an async context manager, to be used in one event loop.

    Pace, robots.txt, resolved addresses and connections are shared by everything that one Fetcher fetches, whatever
    the source; the pace also by other processes with the same ``turns``. ``timer``, ``sleep`` and ``resolve`` are
    parameters for tests.
    """

    def __init__(
        self,
        *,
        contact: str | None,
        clock: Clock,
        archive: Keeps,
        run_id: str,
        sleep: Sleep = asyncio.sleep,
        timer: Callable[[], float] = time.monotonic,
        resolve: Lookup = lookup,
        turns: Turns | None = None,
    ) -> None:
        self.clock = clock
        self._contact, self._archive, self._run_id = contact, archive, run_id
        self._sleep = sleep
        self._manners = Manners(contact)
        self._hosts = Hosts(timer, sleep, turns)
        self._addresses = Addresses(resolve)
        self._pool = Pool(self._addresses)
        self._renderer = Renderer()
        self._sites = Sites(self._follow, timer)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()
        await self._renderer.close()

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
        return exchange_of(call, end, lead, self._rights(call, end))

    async def _follow(self, url: str, call: Call) -> End:
        """Go from redirect to redirect until something else comes."""
        seen: set[str] = set()
        for _ in range(MAX_REDIRECTS + 1):
            try:
                target = target_of(url)
            except BadURLError as error:
                return End(url, Verdict("refused", "bad-url", str(error)))
            if target.url in seen:
                return End(target.url, Verdict("refused", "redirect-loop", f"back at {target.url}"))
            seen.add(target.url)
            refusal = await self._refusal(target, call)
            if refusal is not None:
                return End(target.url, refusal)
            end = await self._attempts(target, call)
            location = end.verdict.location
            if location is None:
                return end
            if _wants_cookie(end, location, call):
                seen.discard(target.url)
            elif call.purpose == "article" and (wrong := misled(call.wanted, location)):
                return End(target.url, Verdict("refused", *wrong), target, end.answer, end.fetch)
            url = location
        return End(url, Verdict("refused", "redirect-loop", f"more than {MAX_REDIRECTS} redirects"))

    async def _refusal(self, target: Target, call: Call) -> Verdict | None:
        """Return why a target is not to be asked for, or None."""
        if self._contact is None and not is_loopback_name(target.host):
            raise ContactMissing(
                f"cannot fetch {target.url}: no contact is set, and a site must be able to tell who visits it; "
                "set KHOTIN_CONTACT to a mail address or URL"
            )
        politeness = call.source.politeness
        try:
            await self._addresses.of(target.host, private_allowed=politeness.allow_private_addresses)
        except PrivateAddressError as error:
            return Verdict("refused", "private-address", str(error))
        except OSError as error:
            return Verdict("failed", "unreachable", f"{target.host}: {error.strerror or error}")
        closed = self._hosts.closed(target)
        if closed is not None or call.purpose == "robots" or not politeness.respect_robots:
            return closed
        robots = await self._sites.robots(target, call)
        if robots.unknown is not None:
            unreachable = Verdict("failed", "robots-unreachable", f"{target.origin}/robots.txt: {robots.unknown}")
            return self._hosts.closed(target) or unreachable
        if not robots.allows(target.url):
            return Verdict("refused", "robots-disallowed", f"{target.origin}/robots.txt forbids it")
        if call.purpose == "article" and self._hosts.well(target):
            await self._sites.rights(target, call)
        return None

    async def _attempts(self, target: Target, call: Call) -> End:
        """Ask for a target, and again where the reason is transient and the host still to be asked."""
        end = await self._once(target, call)
        if not end.verdict.retries:  # as nearly always; the rest costs as much CPU as a small page
            return end
        ends = [end]

        def wants_more(state: tenacity.RetryCallState) -> bool:
            tried = state.attempt_number
            return tried <= ends[-1].verdict.retries and tried < call.tries and not self._hosts.closed(target)

        async def attempt() -> End:
            if retrying.statistics["attempt_number"] > 1:
                again = await self._once(target, call)
                # Where the host was closed meanwhile, the reason is what happened before.
                ends.append(again if again.fetch is not None else ends[-1])
            return ends[-1]

        stop = tenacity.stop_never  # wants_more has the last word
        retrying = tenacity.AsyncRetrying(retry=wants_more, wait=_wait, stop=stop, sleep=self._sleep)
        return await retrying(attempt)

    async def _once(self, target: Target, call: Call) -> End:
        """Ask for a target when it is the host's turn, and draw the conclusions for the next ones."""
        async with self._hosts.turn(target, self._sites.delay(target), call.source.politeness):
            closed = self._hosts.closed(target)
            if closed is not None:
                return End(target.url, closed)
            self._hosts.asking(target, call.source.politeness.timeout_seconds)
            answer = await self._answer(target, call)
            verdict = judge(answer, conditional=call.validators != Validators())
            self._hosts.heard(target, answer, verdict)
        fetch = self._record(call, target, answer)
        call.fetches.append(fetch)
        return End(target.url, verdict, target, answer, fetch)

    async def _answer(self, target: Target, call: Call) -> Answer:
        """Exchange one request for one answer."""
        cookie = call.cookie[1] if call.cookie and call.cookie[0] == target.url else None
        headers = self._manners.headers(target, call.purpose, call.source.language, call.validators, cookie)
        request = Request(target, headers, call.source.politeness.allow_private_addresses)
        answer = await exchange(self._pool, request, call.limits, self.clock)
        return await self._rendered(answer, call) if call.source.render and call.purpose == "article" else answer

    async def _rendered(self, answer: Answer, call: Call) -> Answer:
        """Return a page as its scripts leave it; what they ask for obeys the rules that the page itself obeyed."""
        politeness = call.source.politeness

        async def ask(target: Target, headers: Headers) -> Answer | None:
            if self._contact is None and not is_loopback_name(target.host):
                return None
            if politeness.respect_robots:
                robots = await self._sites.robots(target, call)
                if robots.unknown is not None or not robots.allows(target.url):
                    return None
            request = Request(target, headers, politeness.allow_private_addresses)
            return await exchange(self._pool, request, call.limits, self.clock)

        limits = call.limits
        return await self._renderer.render(answer, ask, seconds=limits.seconds, max_bytes=limits.max_bytes)

    def _rights(self, call: Call, end: End) -> Rights | None:
        """Return what the site said of the use of an article; None for what is none."""
        if call.purpose != "article" or end.target is None or end.fetch is None:
            return None
        asked = call.source.politeness.respect_robots
        robots = self._sites.verdict(end.target) if asked else "not-asked"
        return rights_of(end.target.url, robots, end.fetch.headers, self._sites.known_rights(end.target))

    def _record(self, call: Call, target: Target, answer: Answer) -> Fetch:
        """Archive an answer and return its row."""
        kept = None
        if answer.status:
            via = call.wanted if target.url != call.wanted else None
            robots = None if call.purpose == "robots" else self._sites.verdict(target)
            kept = self._archive.write_response(answer, purpose=call.purpose, via=via, robots=robots)
        return fetch_of_answer(
            answer,
            run_id=self._run_id,
            source_id=call.source.id,
            purpose=call.purpose,
            wanted=call.wanted,
            url=target.url,
            kept=kept,
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
            kept=self._archive.write_document(call.wanted, file.content_type, file.body),
            document_key=file.key,
        )
        page = page_of(fetch, file.body, lead=lead)
        return Exchange("ok", page, (fetch,), None, Validators(etag=file.etag))


def _wait(state: tenacity.RetryCallState) -> float:
    """Return the seconds before the next attempt: what the server asked for, else a growing time with jitter."""
    pause = state.outcome.result().verdict.pause if state.outcome else None
    return float(pause) if pause is not None else _BACKOFF(state)


def _wants_cookie(end: End, location: str, call: Call) -> bool:
    """Say whether a redirect leads to the URL itself and sets a cookie; note the cookie, for this URL, once a call."""
    cookie = cookie_of(end.answer.headers) if end.answer and call.cookie is None else None
    try:
        itself = target_of(location).url == end.url
    except BadURLError:
        return False
    if cookie is None or not itself:
        return False
    call.cookie = (end.url, cookie)
    return True
