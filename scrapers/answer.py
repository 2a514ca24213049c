"""What came back from one request: the value that ``exchange`` makes, ``verdict`` judges and ``archive`` keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

Clock = Callable[[], datetime]
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an exchange did not end well: a kebab-case reason and a detail for people."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One request and what came back, whole or in part.

    ``status`` is 0 where no response came. ``protocol`` is ``HTTP/1.1`` or ``HTTP/2``. ``headers`` are those of the
    response as sent, ``body`` is decoded and, where ``problem`` says so, incomplete. ``address`` is the server's.
    """

    url: str
    request_headers: Headers
    started_at: datetime
    elapsed_ms: int
    status: int = 0
    phrase: str = ""
    protocol: str = "HTTP/1.1"
    headers: Headers = ()
    body: bytes = b""
    problem: Problem | None = None
    address: str | None = None

    def header(self, name: str) -> str | None:
        """Return the value of the response header ``name`` (lower case), or None."""
        return next((value for key, value in self.headers if key.lower() == name), None)
