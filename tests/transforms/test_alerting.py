"""Who has to be told of what: each incident once, each recovery once, and of a quiet source never."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from transforms.alerting import Change, Told, due_changes
from transforms.symptoms.history import Kind, Severity, Verdict

NOW = datetime(2026, 11, 12, 5, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def verdict(severity: Severity, kind: Kind = "dead-feed", source_id: str = "a") -> Verdict:
    return Verdict(source_id, kind, severity, "cause")


def due(severity: Severity, told: Told | None = None, level: Severity = "broken") -> tuple[Change, ...]:
    return due_changes([(verdict(severity), NOW)], {"a": told} if told else {}, NOW, level=level)


BROKEN = Told("broken", "broken", "dead-feed", NOW - HOUR, NOW - HOUR)
IN_PART = Told("broken", "part", "dead-feed", NOW - HOUR, NOW - HOUR)
RECOVERED = Told("recovered", "ok", "healthy", NOW - HOUR, NOW - HOUR)


@pytest.mark.parametrize(
    ("severity", "told", "level", "expected"),
    [
        ("broken", None, "broken", "broken"),
        ("broken", BROKEN, "broken", None),
        ("broken", RECOVERED, "broken", "broken"),
        ("part", None, "broken", None),
        ("part", BROKEN, "broken", "recovered"),
        ("part", None, "part", "broken"),
        ("part", IN_PART, "part", None),
        ("broken", IN_PART, "part", "broken"),
        ("part", BROKEN, "part", None),
        ("ok", IN_PART, "part", "recovered"),
        ("ok", None, "broken", None),
        ("note", None, "part", None),
        ("note", BROKEN, "broken", "recovered"),
        ("ok", RECOVERED, "broken", None),
    ],
)
def test_what_is_due(severity: Severity, told: Told | None, level: Severity, expected: str | None) -> None:
    assert [change.event for change in due(severity, told, level)] == ([expected] if expected else [])


def test_an_incident_of_another_kind_is_the_same_incident() -> None:
    other = (verdict("broken", "blocked"), NOW)
    assert due_changes([other], {"a": BROKEN}, NOW) == ()


def test_patience_is_for_what_breaks_and_not_for_what_recovers() -> None:
    ill, well = verdict("broken"), verdict("ok", "healthy", "b")
    verdicts = [(well, NOW), (ill, NOW - HOUR)]
    told = {"b": BROKEN}
    assert [one.event for one in due_changes(verdicts, told, NOW, patience=2 * HOUR)] == ["recovered"]
    assert [one.event for one in due_changes(verdicts, told, NOW, patience=HOUR)] == ["broken", "recovered"]
