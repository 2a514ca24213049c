"""The state of reading one listing: what it is, what has come of it so far, and what the next run has to know."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scrapers.fetch import Exchange
from scrapers.mentions import Mention, leads_of
from scrapers.periods import DAY, Period, can_belong
from scrapers.source import Discover, DiscoverKind, Source
from transforms.polling import after_poll
from transforms.records import Cursor, Fetch, Lead, Reject, Rhythm, Validators

# A sitemap may hold twenty years. A poll takes what is of the last days; the rest is for backfills.
POLLED = timedelta(days=7)

AllKnown = Callable[[Collection[str]], Awaitable[bool]]


class Claims:
    """Which addresses the listings of one run have taken, so that none is asked for twice."""

    def __init__(self, taken: Collection[str] = ()) -> None:
        self._taken = set(taken)

    def take(self, url: str) -> bool:
        """Take an address; return whether nobody had it."""
        if url in self._taken:
            return False
        self._taken.add(url)
        return True


@dataclass(slots=True)
class Reading:
    """The state of reading one listing: what it is, and what has come of it so far.

    ``day`` and ``period`` are those of ``discover.Listing``, ``exchange`` its first answer where that was asked for
    already. The sitemaps of an index are readings of their own, made by ``child`` and taken in by ``absorb``;
    ``cursors`` are what is stored of them by listing key, ``shards`` their new states. ``dated_only`` says that
    mentions without a date are left out: a poll takes them only of sitemaps that begin within the polled days, since
    the others hold mostly what is older.
    """

    source: Source
    key: str
    kind: DiscoverKind
    url: str
    day: date | None
    period: Period | None
    spec: Discover
    cursor: Cursor | None
    polled_at: datetime
    exchange: Exchange | None = None
    claims: Claims = field(default_factory=Claims)
    all_known: AllKnown | None = None
    cursors: Mapping[str, Cursor] = field(default_factory=dict)
    shards: list[Cursor] = field(default_factory=list)
    leads: dict[str, Lead] = field(default_factory=dict)
    fetches: list[Fetch] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    outside: set[str] = field(default_factory=set)
    whole: bool = True
    not_modified: bool = False
    unconditional: bool = True
    validators: Validators = field(default_factory=Validators)
    digest: str | None = None
    dated_only: bool = False
    sitemaps: int = 0
    rhythm: Rhythm = field(default_factory=Rhythm)

    @property
    def zone(self) -> ZoneInfo:
        """The source's time zone."""
        return ZoneInfo(self.source.timezone)

    @property
    def today(self) -> date:
        """The day of the poll in the source's time zone."""
        return self.polled_at.astimezone(self.zone).date()

    @property
    def window(self) -> Period | None:
        """The days of which mentions are kept, None for all.

        An archive page of one day says by itself of which day its links are. A poll of a sitemap goes back a week, and
        further where the last poll was longer ago.
        """
        if self.day is not None or (self.period is None and self.kind != "sitemap"):
            return None
        if self.period is not None:
            return self.period
        before = min(self.cursor.polled_at if self.cursor else self.polled_at, self.polled_at)
        return Period(before.astimezone(self.zone).date() - POLLED, self.today + DAY)

    def add(self, mentions: tuple[Mention, ...], base: str) -> frozenset[str]:
        """Take in the mentions of a page; return the URL keys (or URLs, if left out) that no earlier page had."""
        found, left_out = leads_of(
            mentions,
            base=base,
            source_id=self.source.id,
            listing=self.key,
            day=self.day,
            urls=self.source.urls,
        )
        fresh = {key: lead for key, lead in found.items() if key not in self.leads and key not in self.outside}
        new = frozenset(fresh) | (left_out - self.left_out)
        self.left_out |= left_out
        window = self.window
        for key, lead in fresh.items():
            if window is None or can_belong(lead, window, self.zone, dated_only=self.dated_only):
                self.leads[key] = lead
            else:
                self.outside.add(key)
        return new

    def stored(self, url: str) -> Cursor | None:
        """Return what is stored of a sitemap of this index; None in a window, which is read once."""
        return self.cursors.get(_shard_key(url)) if self.period is None else None

    def child(self, url: str, covers: Period | None) -> Reading:
        """Return the reading of a sitemap of this index; at a poll it has a cursor of its own, for a 304."""
        polled = self.window if self.period is None else None
        return replace(
            self,
            key=_shard_key(url) if self.period is None else self.key,
            url=url,
            cursor=self.stored(url),
            exchange=None,
            shards=[],
            leads={},
            fetches=[],
            rejects=[],
            left_out=set(),
            outside=set(),
            whole=True,
            not_modified=False,
            validators=Validators(),
            digest=None,
            dated_only=bool(polled and covers and covers.first < polled.first),
            rhythm=Rhythm(),
        )

    def absorb(self, child: Reading) -> None:
        """Take in what the reading of a sitemap of this index brought."""
        self.leads |= {key: lead for key, lead in child.leads.items() if key not in self.leads}
        self.fetches += child.fetches
        self.rejects += child.rejects
        self.left_out |= child.left_out
        self.outside |= child.outside
        self.sitemaps = child.sitemaps
        self.whole = self.whole and child.whole
        self.not_modified = self.not_modified and child.not_modified
        cursor = child.new_cursor()
        self.shards += child.shards
        if cursor is not None and self.period is None:
            self.shards.append(cursor)

    def note(self, reason: str, detail: str, url: str | None = None, fetch_id: str | None = None) -> None:
        """Note that something was left out."""
        self.rejects.append(
            Reject("discover", reason, url or self.url, detail, self.source.id, fetch_id, listing=self.key)
        )

    def fail(self, reason: str, detail: str, url: str | None = None, fetch_id: str | None = None) -> None:
        """Note that something could not be read, so that the listing is read again at the next run."""
        self.note(reason, detail, url, fetch_id)
        self.whole = False

    def remember(self, mentions: Iterable[Mention]) -> bool:
        """Note what the listing says now; return whether that is what it said at the last poll.

        Its mentions count and not the answer's bytes: those often hold a time of day or a token that differs each time.
        """
        digest = hashlib.sha256()
        for one in mentions:
            text = "\x1f".join((one.url, one.title or "", one.published or "", one.modified or "", ""))
            digest.update(text.encode("utf-8", "surrogatepass"))
        self.digest = digest.hexdigest()
        self.not_modified = self.cursor is not None and self.cursor.body_sha256 == self.digest
        return self.not_modified

    def new_cursor(self) -> Cursor | None:
        """Return the state to store, None if the listing was not read whole."""
        if not self.whole:
            return None
        poll = after_poll(
            self.cursor,
            self.polled_at,
            changed=not self.not_modified,
            unconditional=self.unconditional,
            same_validators=self._same_validators(),
            rhythm=self.rhythm,
        )
        if self.not_modified and self.cursor is not None:
            return replace(
                self.cursor,
                polled_at=self.polled_at,
                etag=self.validators.etag,
                last_modified=self.validators.last_modified,
                complete=self._complete(),
                poll=poll,
            )
        return Cursor(
            source_id=self.source.id,
            listing=self.key,
            kind=self.kind,
            polled_at=self.polled_at,
            etag=self.validators.etag,
            last_modified=self.validators.last_modified,
            body_sha256=self.digest,
            items=len(self.leads),
            complete=self._complete(),
            poll=poll,
        )

    def _same_validators(self) -> bool:
        """Say whether a conditional request would have got a 304; the ETag counts first (RFC 9110, 13.2.2)."""
        before = self.cursor
        if before is None:
            return False
        if before.etag is not None:
            return before.etag == self.validators.etag
        return before.last_modified is not None and before.last_modified == self.validators.last_modified

    def _complete(self) -> bool:
        """Say whether the days that the listing covers had ended when it was read."""
        return self.period is not None and self.period.last < self.today


def _shard_key(url: str) -> str:
    return f"sitemap:{url}"
