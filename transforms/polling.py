"""Polling: when a listing is due, and how its request is made; pure functions of (poll state, now).

A listing that never changes need not be asked every quarter of an hour, and one that changes every minute must not be
asked once a day. What the listing says (``ttl``, ``skipHours``, ``updatePeriod``, ``Cache-Control``) is believed
within bounds; what it does counts for more.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from transforms.records import Cursor, Poll, Rhythm

# An answer without validators is asked for this often, whatever the server says of the others.
VERIFY_AFTER = timedelta(hours=24)


def due_at(cursor: Cursor | None) -> datetime | None:
    """Return when a listing is to be polled next; None for at once, because it never was."""
    return cursor.polled_at if cursor is not None else None


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
        distrust=poll.distrust or lied,
        rhythm=rhythm,
    )
