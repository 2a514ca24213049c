"""The doctor: a source's verdict, a pure function of its history and the time.

The symptoms are looked for one by one (``transforms.symptoms``), from the outside in: is it harvested at all, can its
listings be read, its pages, their layout and dates, do as many articles come as usual, is it slow. The first one that
says that nothing comes is the verdict; what is only partly broken waits for that, and what is merely worth knowing for
both, so that the first line always names the cause and not a consequence of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from transforms.symptoms import arriving, findings
from transforms.symptoms.findings import Finding
from transforms.symptoms.history import History, Severity, Verdict
from transforms.symptoms.yields import SPANS

# What decides: the gravest finding, of equals what concerns every article, and then what was looked for first.
_GRAVITY: dict[Severity, int] = {"broken": 0, "part": 1, "note": 2, "ok": 3}
_OF_EVERY_ARTICLE = ("layout-broken", "dates-broken")
# Lines of evidence: a source may have fifty listings.
_MOST_LINES = 8
# Findings that make everything else moot.
_FINAL = ("paused", "never-run")


def judge(history: History, now: datetime) -> Verdict:
    """Return the verdict on a source at a time (aware)."""
    found = _explained(list(_findings(history, now)), now)
    first = min(found, key=lambda finding: (_GRAVITY[finding.severity], finding.kind not in _OF_EVERY_ARTICLE))
    others = tuple(f"also: {one.cause}" for one in found if one is not first and one.severity != "ok")
    return Verdict(
        source_id=history.source_id,
        kind=first.kind,
        severity=first.severity,
        cause=first.cause,
        advice=first.advice,
        evidence=_shortened(first.evidence) + others,
        url=first.url,
        status=first.status,
        last_good_at=max((one.read_at for one in history.listings if one.read_at), default=None),
    )


def _shortened(lines: tuple[str, ...]) -> tuple[str, ...]:
    more = len(lines) - _MOST_LINES
    return (*lines[:_MOST_LINES], f"and {more} more") if more > 0 else lines


def _findings(history: History, now: datetime) -> Iterator[Finding]:
    stopped = findings.not_running(history, now)
    if stopped is not None:
        yield stopped
        if stopped.kind in _FINAL:
            return
    looked = (
        findings.failing_listings(history),
        findings.run_failed(history),
        findings.empty_listings(history),
        findings.refused_pages(history),
        findings.missed_layout(history),
        findings.broken_dates(history),
        arriving.too_few(history, now),
        arriving.unmet_expectation(history),
        findings.slow(history),
    )
    yield from (finding for finding in looked if finding is not None)
    yield arriving.silence(history, now)


def _explained(found: list[Finding], now: datetime) -> list[Finding]:
    """Name the cause before its consequence: too few articles come because a listing failed not long before."""
    few = next((one for one in found if one.kind in ("stale-feed", "yield-drop")), None)
    failing = next((one for one in found if one.severity == "part" and one.since), None)
    if few is None or failing is None or failing.since is None or now - failing.since > SPANS[-1]:
        return found
    return [replace(one, severity="broken") if one is failing else one for one in found]
