"""The message that tells of sources that broke and recovered: one for all of them, as text for people and as JSON.

What a site said (causes, addresses) is shown as text: control characters are gone, and angle brackets, by which chats
write links and mentions, are replaced by others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flows.tables import printable
from transforms.alerting import Change

# Changes that are told at length; of the others the names suffice.
MOST = 40
# Sources that break at once without an answer: then it is rather this machine that is cut off.
_MANY = 3
_BRACKETS = str.maketrans("<>", "‹›")
VERSION = 1


@dataclass(frozen=True, slots=True)
class Message:
    """A message: subject, text, and the body of a webhook. ``id`` is the same for the same changes, told once more."""

    id: str
    subject: str
    text: str
    body: dict[str, Any] = field(default_factory=dict)


def message_of(changes: Sequence[Change], host: str, now: datetime) -> Message:
    """Return the message that tells of changes, at least one; ``host`` is the machine that tells."""
    broken = [change for change in changes if change.event == "broken"]
    recovered = [change for change in changes if change.event == "recovered"]
    blocks = [_told(change) for change in changes[:MOST]]
    if len(changes) > MOST:
        blocks.append("and " + ", ".join(change.verdict.source_id for change in changes[MOST:]))
    if len(broken) >= _MANY and all(change.verdict.kind == "no-answer" for change in broken):
        blocks.insert(0, "None of them answers, since about the same time: see first whether this machine is online.")
    text = "\n\n".join([*blocks, f"The figures behind it: khotin doctor (on {host})"])
    facts = {"broken": [_facts(one) for one in broken], "recovered": [_facts(one) for one in recovered]}
    head = {"event": "alert", "id": _identity(changes), "sent_at": now.isoformat(), "host": host}
    return _message(head, _subject(broken, recovered), text, facts)


def trial_message(host: str, now: datetime) -> Message:
    """Return a message that shows that a channel works."""
    text = f"This is a test from {host}: alerts of sources that break, or recover, will come this way."
    facts: dict[str, Any] = {"broken": [], "recovered": []}
    moment = now.isoformat()
    head = {"event": "test", "id": _digest(f"test {moment}"), "sent_at": moment, "host": host}
    return _message(head, "Khotin: test of alerts", text, facts)


def _message(head: dict[str, str], subject: str, text: str, facts: dict[str, Any]) -> Message:
    body = {"version": VERSION} | head | {"subject": subject, "text": f"{subject}\n\n{text}"} | facts
    return Message(head["id"], subject, text, body)


def _subject(broken: Sequence[Change], recovered: Sequence[Change]) -> str:
    if len(broken) + len(recovered) == 1:
        (change,) = (*broken, *recovered)
        return f"Khotin: {change.verdict.source_id} {_state(change)}"
    counted = [f"{len(broken)} {'is' if len(broken) == 1 else 'are'} broken"] if broken else []
    counted += [f"{len(recovered)} recovered"] if recovered else []
    return f"Khotin: of the sources {', '.join(counted)}"


def _state(change: Change) -> str:
    verdict = change.verdict
    if change.event == "broken":
        partly = " in part" if verdict.severity == "part" else ""
        return f"is broken{partly} ({verdict.kind})"
    return "is paused" if verdict.kind == "paused" else f"has recovered ({verdict.kind})"


def _told(change: Change) -> str:
    verdict, before = change.verdict, change.before
    lines = [f"{verdict.source_id} {_state(change)} since {_minute(change.since)}"]
    if change.event == "recovered" and before is not None:
        lines.append(f"  it was: {before.kind} since {_minute(before.since)}")
    lines.append(f"  {'now' if change.event == 'recovered' else 'cause'}: {_plain(verdict.cause)}")
    if change.event == "broken":
        lines += [f"  last good: {_minute(verdict.last_good_at)}"] if verdict.last_good_at else []
        lines += [f"  what to do: {_plain(verdict.advice)}"] if verdict.advice else []
    return "\n".join(lines)


def _facts(change: Change) -> dict[str, Any]:
    verdict, before = change.verdict, change.before
    return {
        "source": verdict.source_id,
        "verdict": verdict.kind,
        "severity": verdict.severity,
        "since": change.since.isoformat(),
        "cause": _plain(verdict.cause),
        "advice": _plain(verdict.advice) if verdict.advice else None,
        "url": _plain(verdict.url) if verdict.url else None,
        "status": verdict.status,
        "last_good_at": verdict.last_good_at.isoformat() if verdict.last_good_at else None,
        "before": {"verdict": before.kind, "since": before.since.isoformat()} if before else None,
    }


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _plain(text: str) -> str:
    return " ".join(printable(text).split()).translate(_BRACKETS)


def _identity(changes: Sequence[Change]) -> str:
    told = sorted(f"{one.event} {one.verdict.source_id} {one.since.isoformat()}" for one in changes)
    return _digest("\n".join(told))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
