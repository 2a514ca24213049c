"""One call of the fetcher from beginning to end: what was wanted, where it ended, and the ``Exchange`` made of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from scrapers.answer import Answer
from scrapers.exchange import Limits
from scrapers.robots import MAX_BYTES as ROBOTS_BYTES
from scrapers.rows import page_of
from scrapers.source import Source
from scrapers.target import Target
from scrapers.verdict import Outcome, Verdict
from transforms.records import Fetch, Lead, Page, Purpose, Reject, Rights, Validators

_MAX_TRIES = 3


@dataclass(frozen=True, slots=True)
class Exchange:
    """What became of one URL.

    ``failed`` may be tried again at another run, ``refused`` is final; both have a ``reject``. ``page`` is there for
    ``ok`` alone. ``fetches`` are all exchanges of the call in order: robots.txt, redirects, retries, the answer.
    ``validators`` are those of the answer, or after a 304 those that were sent.
    """

    outcome: Outcome
    page: Page | None
    fetches: tuple[Fetch, ...]
    reject: Reject | None
    validators: Validators


@dataclass(slots=True)
class Call:
    """One URL that is wanted for a source, with the exchanges made so far on the way to it.

    ``tries`` is how often one URL may be asked for. ``cookie`` is what a URL asked to be sent when it redirected to
    itself: URL and header value.
    """

    wanted: str
    source: Source
    purpose: Purpose
    validators: Validators = field(default_factory=Validators)
    fetches: list[Fetch] = field(default_factory=list)
    tries: int = _MAX_TRIES
    cookie: tuple[str, str] | None = None

    def aside(self, url: str, tries: int = _MAX_TRIES) -> Call:
        """Return a call for a file about robots that this call needs; its exchanges count as this one's."""
        return Call(url, self.source, "robots", fetches=self.fetches, tries=tries)

    @property
    def limits(self) -> Limits:
        """The bounds of each answer."""
        politeness = self.source.politeness
        if self.purpose == "robots":
            return Limits(ROBOTS_BYTES, politeness.timeout_seconds, beginning=True)
        return Limits(politeness.max_bytes, politeness.timeout_seconds)

    def reject(self, reason: str, detail: str, fetch: Fetch | None = None) -> Reject:
        """Return the reject of this call."""
        return Reject("fetch", reason, self.wanted, detail, self.source.id, fetch.fetch_id if fetch else None)


@dataclass(frozen=True, slots=True)
class End:
    """Where a call ended: the URL, the verdict, and target, answer and fetch where there was an exchange."""

    url: str
    verdict: Verdict
    target: Target | None = None
    answer: Answer | None = None
    fetch: Fetch | None = None


def exchange_of(call: Call, end: End, lead: Lead | None, rights: Rights | None) -> Exchange:
    """Return what became of a call."""
    verdict, answer, fetch = end.verdict, end.answer, end.fetch
    fetches = tuple(call.fetches)
    if verdict.outcome == "ok" and answer and fetch:
        validators = Validators(answer.header("etag"), answer.header("last-modified"))
        page = page_of(fetch, answer.body, lead=lead, rights=rights)
        return Exchange("ok", page, fetches, None, validators)
    reject = None
    if verdict.outcome in ("failed", "refused"):
        detail = verdict.detail if end.url == call.wanted else f"{verdict.detail} (at {end.url})"
        reject = call.reject(verdict.reason, detail, fetch)
    return Exchange(verdict.outcome, None, fetches, reject, call.validators)
