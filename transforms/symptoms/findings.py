"""The symptoms of a source one by one: each function looks at one thing and returns what it found, or None.

``transforms.health`` decides which of them is the verdict. Thresholds stand here, each with its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from transforms.symptoms.history import Failure, History, Kind, ListingState, PageCounts, Severity
from transforms.symptoms.refusals import Meaning, of_listing, of_page
from transforms.symptoms.wording import moment, share, span

# "Poor" is a time to the first byte above 1.8 s at the 75th percentile (web.dev/articles/ttfb); here the median of
# whole answers, so that a few slow pages do not count.
SLOW_MS = 1800.0
# So many answers at least, or one bad minute decides.
LEAST_ANSWERS = 5
# Most pages of a source are refused only where something is wrong with all of them; single ones are refused every day.
MOST_REFUSED = 0.5
LEAST_PAGES = 3
# A layout or a date that fails on more than half of what is read.
MOST_MISSED = 0.5
MOST_UNDATED = 0.5
# A schedule has stopped when the last run is so many of its longest gaps ago, and longer than a daily run by hand.
MISSED_GAPS = 3
SHORTEST_SILENCE = timedelta(hours=36)
# The reasons that say least: another listing of the same host tells why.
_VAGUE = ("host-resting", "asked-to-wait")
# Where only the listing is ill, another route of the same site is well.
_MENDED_BY_ANOTHER = ("dead-feed", "html-feed", "broken-feed")


@dataclass(frozen=True, slots=True)
class Finding:
    """One symptom: what ``Verdict`` says of it; ``since`` where its beginning is known."""

    kind: Kind
    severity: Severity
    cause: str
    advice: str | None = None
    evidence: tuple[str, ...] = ()
    url: str | None = None
    status: int | None = None
    since: datetime | None = None


def not_running(history: History, now: datetime) -> Finding | None:
    """Find a source that is not harvested at all: paused, never run, or run long ago."""
    run = f"run `khotin run {history.source_id}`"
    if not history.enabled:
        cause = "is not harvested: its source file says enabled = false, or is gone"
        return Finding("paused", "note", cause, f"set enabled = true in {history.source_id}.toml to harvest it")
    if history.last_run_at is None:
        return Finding("never-run", "note", "was never harvested", f"{run}, or let `khotin serve` run its schedule")
    silence = now - history.last_run_at
    if history.gap is None or silence < max(MISSED_GAPS * history.gap, SHORTEST_SILENCE):
        return None
    cause = f"was last harvested {span(silence)} ago, though its schedule has a run at least every {span(history.gap)}"
    evidence = (f"last run {moment(history.last_run_at)}: {history.last_state}",)
    return Finding("overdue", "broken", cause, f"start `khotin serve` again, or {run}", evidence)


def run_failed(history: History) -> Finding | None:
    """Find a run that did not end well and of which nothing else is known: a fault of ours, or older code ran it."""
    if history.last_state not in ("failed", "partial") or any(listing.failure for listing in history.listings):
        return None
    run = f"khotin run {history.source_id}"
    said = history.last_message or "no cause was recorded"
    if history.last_state == "partial":
        return Finding("run-failed", "part", f"its last run was done in part: {said}", f"`{run}` looks again")
    return Finding("run-failed", "broken", f"its last run failed: {said}", f"mend that, then `{run}`")


def failing_listings(history: History) -> Finding | None:
    """Find listings that cannot be read: all of them, or some while others bring articles."""
    failing = [(listing, listing.failure) for listing in history.listings if listing.failure is not None]
    if not failing:
        return None
    means = [(listing, failure, of_listing(failure)) for listing, failure in failing]
    listing, failure, meaning = _worst(means)
    others = len(history.listings) - len(failing)
    read_instead = not others and history.last_state == "partial"  # the run failed over to what it does not poll else
    severity: Severity = "part" if others or read_instead else "broken"
    evidence = tuple(_failure_line(one, bad) for one, bad, _ in means)
    if read_instead:
        evidence += (f"articles come by another route meanwhile: {history.last_message}",)
    cause = f"{listing.kind} {failure.url} {meaning.words}{_extent(len(failing), len(history.listings))}"
    advice = fill(meaning.advice, history)
    if severity == "broken" and meaning.kind in _MENDED_BY_ANOTHER:
        advice += "; a [[discover]] of kind news_sitemap, section or archive keeps articles coming meanwhile"
    since = failure.since if listing.read_at else None
    return Finding(meaning.kind, severity, cause, advice, evidence, failure.url, failure.status, since)


def _extent(failing: int, listings: int) -> str:
    """Say how many of the listings fail, where there are several."""
    if listings == 1:
        return ""
    return f"; {failing} of {listings} listings fail" if failing < listings else f"; all {listings} listings fail"


def fill(advice: str, history: History) -> str:
    """Put the source's id and homepage into an advice."""
    return advice.format(source=history.source_id, homepage=history.homepage or "URL")


def _worst(means: Sequence[tuple[ListingState, Failure, Meaning]]) -> tuple[ListingState, Failure, Meaning]:
    """Return the failure to name first: of the most frequent kind, and one that says why."""
    kinds = Counter(meaning.kind for _, failure, meaning in means if failure.reason not in _VAGUE)
    return max(means, key=lambda one: (one[1].reason not in _VAGUE, kinds[one[2].kind], one[1].count))


def _failure_line(listing: ListingState, failure: Failure) -> str:
    good = f"last good {moment(listing.read_at)}" if listing.read_at else "never good"
    times = "1 run" if failure.count == 1 else f"{failure.count} runs in a row"
    return f"{listing.kind} {failure.url}: {failure.reason} since {moment(failure.since)} ({times}); {good}"


def refused_pages(history: History) -> Finding | None:
    """Find a source whose listings are well, but most of whose pages cannot be used."""
    refused = sum(failure.count for failure in history.bad_visits)
    visits = refused + history.good_visits
    if refused < LEAST_PAGES or refused <= MOST_REFUSED * visits:
        return None
    first = max(history.bad_visits, key=lambda failure: (failure.reason not in _VAGUE, failure.count))
    meaning = of_page(first)
    cause = f"{refused} of the latest {visits} article pages cannot be used: {first.url} {meaning.words}"
    evidence = tuple(f"{failure.reason}: {failure.count}, such as {failure.url}" for failure in history.bad_visits)
    severity: Severity = "part" if history.good_visits >= LEAST_PAGES else "broken"
    return Finding(meaning.kind, severity, cause, fill(meaning.advice, history), evidence, first.url, first.status)


def empty_listings(history: History) -> Finding | None:
    """Find listings that answer, while nothing in them passes for an article: all of them, or a feed or section.

    A sitemap of the latest news may well be empty after a weekend.
    """
    read = [listing for listing in history.listings if listing.failure is None]
    empty = [listing for listing in read if not listing.items]
    told = empty if len(empty) == len(read) else [one for one in empty if one.kind in ("feed", "section")]
    if not told:
        return None
    extent = "" if len(read) == 1 else f"; {len(empty)} of {len(read)} listings are empty"
    cause = f"{_named(told[0])} answers, but nothing in it passes for an article{extent}"
    advice = (
        f"see by `khotin sources check {history.source_id} --live` what it holds, and correct [urls] allow and deny, "
        f"or `links`, in {history.source_id}.toml"
    )
    severity: Severity = "broken" if told is empty else "note"
    return Finding("empty-listings", severity, cause, advice, tuple(listing_line(one) for one in read))


def _named(listing: ListingState) -> str:
    """Return a listing's kind and address, which are what its key is made of."""
    return listing.key.replace(":", " ", 1)


def listing_line(listing: ListingState) -> str:
    """Return a listing as a line of evidence: its links, and when it was read."""
    read = moment(listing.read_at) if listing.read_at else "never"
    return f"{_named(listing)}: {listing.items} links, read {read}"


def missed_layout(history: History) -> Finding | None:
    """Find a layout that no longer fits: the pages were read by the generic road, or not at all."""
    pages, before = history.pages, history.pages_before
    if pages.read < LEAST_PAGES or pages.layout_missed <= MOST_MISSED * pages.read:
        return None
    was = f"; before that {share(before.layout_missed, before.read)}" if before.read else ""
    missed = share(pages.layout_missed, pages.read)
    cause = f"its [[layouts]] do not fit {missed} of the latest articles{was}: a redesign, probably"
    advice = (
        f"look at {pages.layout_url} and write a new [[layouts]] above the old one in {history.source_id}.toml "
        f"(the old one with valid_until), then `khotin reparse {history.source_id}`"
    )
    return Finding(
        "layout-broken", "part", cause, advice, ("the generic road read the text meanwhile",), pages.layout_url
    )


def broken_dates(history: History) -> Finding | None:
    """Find pages without a date, or with one that lies in the future, where most had a good one before."""
    pages, before = history.pages, history.pages_before
    bad, bad_before = _ill_dated(pages), _ill_dated(before)
    if pages.read < LEAST_PAGES or bad <= MOST_UNDATED * pages.read:
        return None
    if before.read >= LEAST_PAGES and bad_before > MOST_UNDATED * before.read:
        return None  # as it has always been: a site that dates nothing
    was = f"; before that {share(bad_before, before.read)}" if before.read else ""
    cause = f"{share(bad, pages.read)} of the latest articles have no date, or one that cannot be{was}"
    advice = (
        f"look at {pages.date_url} and correct `published` and `date_order` of [[layouts]] in "
        f"{history.source_id}.toml, then `khotin reparse {history.source_id}`"
    )
    return Finding("dates-broken", "part", cause, advice, (), pages.date_url)


def _ill_dated(pages: PageCounts) -> int:
    return pages.undated + pages.future


def slow(history: History) -> Finding | None:
    """Find a site that is well and slow."""
    if history.answer_ms is None or history.answers < LEAST_ANSWERS or history.answer_ms <= SLOW_MS:
        return None
    seconds, limit = history.answer_ms / 1000, SLOW_MS / 1000
    cause = f"is slow: half of its {history.answers} answers took more than {seconds:.1f} s (slow is above {limit:g} s)"
    advice = f"raise delay_seconds or lower max_concurrency under [politeness] in {history.source_id}.toml"
    return Finding("slow", "note", cause, f"{advice}; raise timeout_seconds if pages are lost")
