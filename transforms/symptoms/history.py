"""The records of the doctor: what the warehouse knows of a source's past, and the verdict on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

# ok: all is well. note: worth knowing, nothing is lost. part: one route is broken, others still bring articles.
# broken: nothing comes, or what comes cannot be used.
Severity = Literal["ok", "note", "part", "broken"]
Kind = Literal[
    "healthy",
    "young",
    "quiet",
    "paused",
    "never-run",
    "overdue",
    "run-failed",
    "dead-feed",
    "html-feed",
    "broken-feed",
    "stale-feed",
    "empty-listings",
    "blocked",
    "robots-disallowed",
    "robots-unreadable",
    "redirect-loop",
    "server-error",
    "no-answer",
    "tls",
    "pages-missing",
    "layout-broken",
    "dates-broken",
    "yield-drop",
    "slow",
]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something could not be read: ``reason`` as in ``ops.reject``, its detail, and the address.

    ``status`` is the HTTP status, 0 where no answer came, None where nothing was asked for. ``count`` says how often
    in a row (runs of a listing, visits of pages), ``since`` when it began.
    """

    reason: str
    detail: str
    url: str
    status: int | None
    since: datetime
    count: int


@dataclass(frozen=True, slots=True)
class ListingState:
    """One listing: when it was last read whole and had changed, how many links it had, and why it fails at present."""

    key: str
    kind: str
    read_at: datetime | None = None
    changed_at: datetime | None = None
    items: int = 0
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class PageCounts:
    """What was read of article pages: how many, how many of them no layout fitted, and whose dates cannot be.

    ``undated`` have no day of publication, ``future`` one that lies more than a day after the fetch. ``url`` is an
    example of those.
    """

    read: int = 0
    layout_missed: int = 0
    undated: int = 0
    future: int = 0
    layout_url: str | None = None
    date_url: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a source's past.

    Attributes:
        source_id: the source.
        enabled: whether it is harvested on schedule.
        country: where it is published, ISO 3166-1 alpha-2; its holidays count.
        homepage: its front page.
        gap: the longest time between two moments of its schedule, None if it has none.
        first_run_at: when it was first harvested, None if never.
        last_run_at: when it was last harvested.
        last_state: how that run ended.
        last_message: why it did not end as done.
        listings: its listings that were ever read or tried.
        good_visits: how many of the latest article pages could be used, unchanged ones included.
        bad_visits: those that could not, by reason, the most frequent first.
        pages: the latest articles that were loaded.
        pages_before: those of the weeks before.
        arrivals: hours (their beginnings) in which harvests saw articles for the first time, and how many.
        watched: periods, first and last run, without a long pause between runs that read a listing.
        unmet: what the check ``fewer-than-expected`` says of ``[expect]`` of its file, None where that is met.
        newest: the latest day of publication of its articles, at midnight UTC.
        answer_ms: how long its answers take, in the median of the last day; None without an answer.
        answers: how many answers that are.
    """

    source_id: str
    enabled: bool = True
    country: str | None = None
    homepage: str | None = None
    gap: timedelta | None = None
    first_run_at: datetime | None = None
    last_run_at: datetime | None = None
    last_state: str | None = None
    last_message: str | None = None
    listings: tuple[ListingState, ...] = ()
    good_visits: int = 0
    bad_visits: tuple[Failure, ...] = ()
    pages: PageCounts = PageCounts()
    pages_before: PageCounts = PageCounts()
    arrivals: tuple[tuple[datetime, int], ...] = ()
    watched: tuple[tuple[datetime, datetime], ...] = ()
    unmet: str | None = None
    newest: datetime | None = None
    answer_ms: float | None = None
    answers: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a source fares: the cause in one line, the figures behind it, and what to do."""

    source_id: str
    kind: Kind
    severity: Severity
    cause: str
    advice: str | None = None
    evidence: tuple[str, ...] = ()
    url: str | None = None
    status: int | None = None
    last_good_at: datetime | None = None
