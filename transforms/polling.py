"""Polling: when a listing is due, and how its request is made; pure functions of (poll state, now).

A listing that never changes need not be asked every quarter of an hour, and one that changes every minute must not be
asked once a day. What the listing says (``ttl``, ``skipHours``, ``updatePeriod``, ``Cache-Control``) is believed
within bounds; what it does counts for more: a feed that says ``ttl`` 1440 and changes hourly is polled as one that
changes hourly.

The rule in one line: wait half the learned time between changes, a quarter longer after each poll that brought nothing,
never less than a minute and never more than an hour. By the quarter, the wait stays a quarter of the time that the
listing has been silent, so that what comes after a silence of n hours is seen at most n/4 hours late, and never more
than an hour.

A simulated month (tests/transforms/test_polling.py) on a schedule of 5 minutes, which alone would be 8,640 polls: a
wire with a story every 20 minutes, day and night, 4,211 polls and nothing seen more than 30 minutes late (10 once its
rhythm is learned); an office-hours ministry with a notice every two hours, and a weekly magazine, 864 polls each and
nothing seen more than 43 minutes late.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from transforms.records import Cursor, Poll, Rhythm

# An answer without validators is asked for this often, whatever the server says of the others.
VERIFY_AFTER = timedelta(hours=24)

FLOOR = timedelta(minutes=1)
# A conditional request an hour costs a server next to nothing, and news that is seen hours late costs its readers much.
LONGEST_WAIT = timedelta(hours=1)
# Hours and days in which a listing says that nothing is published are believed up to here.
CEILING = timedelta(hours=6)
# What is believed of Cache-Control and, as long as nothing has been learned, of ttl: some sites send a year.
BELIEVED = timedelta(hours=1)
BACK_OFF = 1.25
# The back-off of so many polls reaches from the floor to the ceiling; more would only overflow.
MOST_UNCHANGED = 32
# A run starts some seconds after its tick, and so does the poll: without slack, every second tick would come too early.
SLACK = 0.2
# A shorter gap between changes counts for more than a longer one, so that a burst is followed at once and one quiet
# night does not make a busy listing a slow one; no gap counts as longer than two ceilings.
WEIGHT_SHORTER, WEIGHT_LONGER = 0.5, 0.2
LONGEST_GAP = 2 * CEILING


def due_at(cursor: Cursor | None) -> datetime | None:
    """Return when a listing is to be polled next; None for at once, because it never was.

    Between ``FLOOR`` and ``LONGEST_WAIT`` after the last poll; the more polls brought nothing, the later. A time that
    the listing itself excludes (``skipHours``, ``skipDays``) is put off hour by hour, up to ``CEILING``.
    """
    if cursor is None:
        return None
    due, latest = cursor.polled_at + _wait(cursor.poll), cursor.polled_at + CEILING
    while due < latest and _is_skipped(due, cursor.poll.rhythm):
        due = due.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return min(due, latest)


def is_due(cursor: Cursor | None, now: datetime) -> bool:
    """Say whether a listing is to be polled at this tick of its schedule: it is due, or nearly so.

    One that was polled at a time to come was so by a clock that has been set back since; it does not rest until then.
    """
    due = due_at(cursor)
    if cursor is None or due is None or now < cursor.polled_at - FLOOR:
        return True
    return now >= due - SLACK * (due - cursor.polled_at)


def _wait(poll: Poll) -> timedelta:
    """Return how long to wait after the last poll, what the listing excludes aside."""
    wait = _own_rhythm(poll) * BACK_OFF ** min(poll.unchanged, MOST_UNCHANGED)
    fresh = min(timedelta(seconds=max(0, poll.rhythm.max_age_seconds or 0)), BELIEVED)
    return min(max(wait, fresh, FLOOR), LONGEST_WAIT)


def _own_rhythm(poll: Poll) -> timedelta:
    """Return the wait after a change: half the learned interval, else what the listing says, else the floor."""
    if poll.interval_seconds > 0:
        return max(timedelta(seconds=poll.interval_seconds / 2), FLOOR)
    return max(min(timedelta(seconds=poll.rhythm.ttl_seconds or 0), BELIEVED), FLOOR)


def _is_skipped(moment: datetime, rhythm: Rhythm) -> bool:
    return moment.hour in rhythm.skip_hours or moment.isoweekday() in rhythm.skip_days


def wants_whole_answer(cursor: Cursor | None, now: datetime) -> bool:
    """Say whether the next request must be unconditional: to find out whether the server's 304 can be believed."""
    if cursor is None or cursor.poll.distrust:
        return True
    verified = cursor.poll.verified_at
    return verified is None or now - verified >= VERIFY_AFTER


def after_poll(
    before: Cursor | None, now: datetime, *, changed: bool, unconditional: bool, same_validators: bool, rhythm: Rhythm
) -> Poll:
    """Return the poll state after a poll that succeeded.

    Args:
        before: the cursor before it, None at the first poll.
        now: the time of the poll.
        changed: whether the content differs from that of ``before``.
        unconditional: whether a whole answer was asked for.
        same_validators: whether the answer had the ETag or Last-Modified of ``before``, so that a conditional request
            would have got a 304.
        rhythm: what the answer says of its rhythm; after a 304 that of ``before``.
    """
    poll = before.poll if before is not None else Poll()
    lied = before is not None and unconditional and changed and same_validators
    return replace(
        poll,
        changed_at=now if changed else poll.changed_at,
        verified_at=now if unconditional else poll.verified_at,
        unchanged=0 if changed else poll.unchanged + 1,
        interval_seconds=_learned(poll, now) if changed else poll.interval_seconds,
        distrust=poll.distrust or lied,
        rhythm=rhythm,
    )


def _learned(poll: Poll, now: datetime) -> float:
    """Return the time between changes, in seconds, after another one: an exponentially weighted mean of the gaps."""
    if poll.changed_at is None:
        return poll.interval_seconds
    gap = min(max(now - poll.changed_at, timedelta()), LONGEST_GAP).total_seconds()
    if poll.interval_seconds <= 0:
        return gap
    weight = WEIGHT_SHORTER if gap < poll.interval_seconds else WEIGHT_LONGER
    return poll.interval_seconds + weight * (gap - poll.interval_seconds)
