"""Posts JSON to an address of the operator's own: how alerts leave (``flows.alert_channels``).

This is no visit to a site: none of the rules for those holds (pace, robots.txt, archive, no private networks). The
address is a secret. Nothing that is raised or logged here has any part of it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import httpx
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

ATTEMPTS = 3
TIMEOUT = 15.0


class PostFailed(Exception):
    """What was posted was not taken; the text says why: ``answers HTTP 404; expected 2xx``."""


class _Passing(PostFailed):
    """What may be over at the next try."""


def post_json(address: str, body: Mapping[str, Any], *, pause: float = 1.0) -> None:
    """Post a body as JSON; what answers 2xx has taken it. Redirects are not followed.

    Where no answer comes within ``TIMEOUT`` seconds, and where the server is in trouble (5xx, 429), it is posted up to
    three times, after pauses that grow at random from ``pause`` seconds.

    Raises:
        PostFailed: no answer, or another one than 2xx.
    """
    attempts = Retrying(
        retry=retry_if_exception_type(_Passing),
        stop=stop_after_attempt(ATTEMPTS),
        wait=wait_random_exponential(multiplier=pause),
        reraise=True,
    )
    attempts(_post, address, body)


def _post(address: str, body: Mapping[str, Any]) -> None:
    logging.getLogger("httpx").setLevel(logging.WARNING)  # below, it logs the whole address of every request
    try:
        with httpx.Client(timeout=TIMEOUT) as client, client.stream("POST", address, json=body) as answer:
            status = answer.status_code  # what it says besides is not read: it may be without end
    except httpx.TransportError as error:
        raise _Passing(f"does not answer ({type(error).__name__})") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise PostFailed(f"cannot be asked ({type(error).__name__})") from None
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
        raise _Passing(f"answers HTTP {status}")
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        raise PostFailed(f"answers HTTP {status}; expected 2xx")
