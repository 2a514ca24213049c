"""The symptoms of a source in what arrives: too little, nothing at all, or as much as is usual."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from transforms.symptoms.findings import Finding, listing_line
from transforms.symptoms.history import History
from transforms.symptoms.holidays import is_holiday
from transforms.symptoms.wording import moment, number, per_window, span
from transforms.symptoms.yields import DAY, ENOUGH_DAYS, HORIZON, Arrivals, Drop, expected, find_drop

# A feed whose newest article is older than this, where the source's own history does not say what is usual.
STALE_WITHOUT_HISTORY = timedelta(days=30)
# So many articles in the quarter before make a silence of that length more than the pause of a monthly.
REGULAR = 6


def too_few(history: History, now: datetime) -> Finding | None:
    """Find a source that brings fewer articles than it is used to, or none at all."""
    past = Arrivals(history.arrivals, history.watched)
    if past.days < ENOUGH_DAYS:
        return _stale_from_the_start(history, now)
    drop = find_drop(past, partial(is_holiday, history.country), now)
    if drop is None:
        return _silent_for_long(history, past, now)
    counted = f"{drop.observed} new articles in {span(drop.span)}, {number(drop.expected)} expected"
    evidence = (
        f"{counted} by {drop.windows} earlier windows of the same weekdays; probability {drop.probability:.1g}",
        *(listing_line(listing) for listing in history.listings),
    )
    if drop.observed:
        return Finding("yield-drop", "broken", _drop_words(drop), _advice_on_yield(history), evidence)
    newest = past.newest(now)
    since = f" since {moment(newest)}" if newest else ""
    cause = f"its listings answer, but brought nothing new{since}; {per_window(drop.expected, drop.span)} is usual"
    return Finding("stale-feed", "broken", cause, _advice_on_yield(history), evidence, _address(history))


def _silent_for_long(history: History, past: Arrivals, now: datetime) -> Finding | None:
    """Find a source that fell silent where the test cannot say so, as after a holiday that left it no baseline."""
    newest = past.newest(now)
    regular = past.count(now - HORIZON, now) >= REGULAR
    if newest is None or not regular or now - newest < STALE_WITHOUT_HISTORY or not past.is_watched(newest, now):
        return None
    cause = f"its listings answer, but brought nothing new since {moment(newest)}, {span(now - newest)} ago"
    evidence = tuple(listing_line(listing) for listing in history.listings)
    return Finding("stale-feed", "broken", cause, _advice_on_yield(history), evidence, _address(history))


def unmet_expectation(history: History) -> Finding | None:
    """Find a source that brings fewer articles than its file expects; the data check of that name has counted them."""
    if history.unmet is None:
        return None
    cause = f"brings less than [expect] of its file says: {history.unmet}"
    return Finding("yield-drop", "note", cause, f"{_advice_on_yield(history)}; or lower min_articles_per_day")


def _drop_words(drop: Drop) -> str:
    less = f"{1 - drop.observed / drop.expected:.0%} less than the usual {number(drop.expected)}"
    return f"brought {drop.observed} new articles in {span(drop.span)}, {less}"


def _stale_from_the_start(history: History, now: datetime) -> Finding | None:
    """Find a feed that was given up long ago, at a source too young to have a rhythm."""
    if history.newest is None or now - history.newest < STALE_WITHOUT_HISTORY:
        return None
    age = span(now - history.newest)
    cause = f"its listings answer, but their newest article is of {history.newest:%Y-%m-%d}, {age} ago"
    evidence = tuple(listing_line(listing) for listing in history.listings)
    return Finding("stale-feed", "broken", cause, _advice_on_yield(history), evidence, _address(history))


def _advice_on_yield(history: History) -> str:
    return (
        f"see with a browser whether the site still publishes; if so, `khotin sources add {history.homepage or 'URL'}` "
        f"finds the listing that lives: put its [[discover]] into {history.source_id}.toml"
    )


def _address(history: History) -> str | None:
    return history.listings[0].key.partition(":")[2] if history.listings else None


def silence(history: History, now: datetime) -> Finding:
    """Return the verdict on a source that has no symptom: healthy, quiet, or too young to tell."""
    past = Arrivals(history.arrivals, history.watched)
    came = past.count(now - DAY, now + DAY)
    usual = expected(past, partial(is_holiday, history.country), now, DAY)
    if past.days < ENOUGH_DAYS:
        known = f"its rhythm is known after {ENOUGH_DAYS} days, and this is day {max(past.days, 1)}"
        return Finding("young", "ok", f"answers, and its pages can be read; {known}")
    rhythm = f"{number(usual)} usual at this time of the week" if usual is not None else "its usual number is not known"
    if came:
        return Finding("healthy", "ok", f"{came} new articles in 24 hours, {rhythm}")
    newest = past.newest(now)
    since = f"since {moment(newest)}" if newest else "yet"
    return Finding("quiet", "ok", f"nothing new {since}, which is normal for it ({rhythm})")
