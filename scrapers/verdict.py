"""What an answer means: a pure function from an answer to an outcome, a reason and what to do about it.

``failed`` may be tried again at another run, ``refused`` is final. Whether to try again at once is a matter of the
reason: what is transient gets another chance or two, nothing else does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Literal
from urllib.parse import urljoin, urlsplit

from scrapers.answer import Answer

Outcome = Literal["ok", "not_modified", "failed", "refused"]

# A server may ask for a pause; a longer one than this ends the attempt, and the next run tries again.
MAX_RETRY_AFTER = 30.0
_OK = frozenset({200, 203})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED = 304
# RFC 9110 and RFC 6585: of the 4xx these speak of the moment, not of the page.
_PASSING = frozenset({408, 425, 429})
_SERVER_ERROR = range(500, 600)
_RETRIED_STATUSES = frozenset({500, 502, 503, 504})
_RETRIES = {"unreachable": 2, "truncated": 1, "timeout": 1}
# What is wrong with a body says nothing about the page where the status already says that this is not the page.
_OF_CONTENT = frozenset({"too-large", "bad-encoding"})
_REFUSED = _OF_CONTENT | {"private-address", "headers-too-large"}
# Of the ways in which no answer comes, these are ours and not the host's.
_OURS = frozenset({"private-address", "headers-too-large"})
_TOO_MANY_REQUESTS = 429


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer means.

    ``location`` is set for a redirect that can be followed, and nothing else then counts. ``retries`` is how often
    to try again at once, ``pause`` the seconds the server asked to be left alone.
    """

    outcome: Outcome
    reason: str = ""
    detail: str = ""
    location: str | None = None
    retries: int = 0
    pause: float | None = None


def judge(answer: Answer, *, conditional: bool) -> Verdict:
    """Say what an answer means; ``conditional`` tells whether the request carried validators."""
    if answer.problem is not None and not (answer.problem.reason in _OF_CONTENT and answer.status not in _OK):
        reason = answer.problem.reason
        outcome: Outcome = "refused" if reason in _REFUSED else "failed"
        return Verdict(outcome, reason, answer.problem.detail, retries=_RETRIES.get(reason, 0))
    if answer.status in _OK:
        return Verdict("ok") if answer.body else Verdict("failed", "empty-body", "the answer has no content")
    if answer.status == _NOT_MODIFIED and conditional:
        return Verdict("not_modified")
    location = answer.header("location")
    if answer.status in _REDIRECTS and location:
        return _redirect(answer, location)
    return _by_status(answer)


def host_is_well(answer: Answer) -> bool | None:
    """Say what an answer tells of the host: that it works, that it does not, or (None) neither."""
    reason = answer.problem.reason if answer.problem else None
    if reason in _OURS or answer.status == _TOO_MANY_REQUESTS:
        return None
    if answer.status == 0 or reason in _RETRIES:
        return False
    return answer.status not in _SERVER_ERROR


def _redirect(answer: Answer, location: str) -> Verdict:
    try:
        target = urljoin(answer.url, location.strip())
        urlsplit(target)
    except ValueError as error:
        return Verdict("refused", "bad-redirect", f"to {location!r}: {error}")
    return Verdict("ok", location=target)


def _by_status(answer: Answer) -> Verdict:
    status = answer.status
    pause = retry_after(answer.header("retry-after"), answer.started_at)
    reason, detail = f"http-{status}", f"HTTP status {status} {answer.phrase}".rstrip()
    if pause is not None:
        detail += f", try again after {pause:.0f} s"
    passing = status in _SERVER_ERROR or status in _PASSING or status == _NOT_MODIFIED
    retries = 2 if status in _RETRIED_STATUSES else 0
    if not passing:
        return Verdict("refused", reason, detail)
    if pause is not None:
        retries = 1 if pause <= MAX_RETRY_AFTER else 0
    return Verdict("failed", reason, detail, retries=retries, pause=pause)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Read a ``Retry-After`` header, seconds or an HTTP date, as seconds from now; None if absent or unreadable."""
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or now.tzinfo) - now).total_seconds())
