"""What a run leaves in Prefect's UI for a person to read: Markdown, and a bar that shows how far it has come.

Artifacts are windows, not records: the warehouse's ``ops`` tables count. So they cost little (a request each, the
bar at most one in ``PATIENCE`` seconds), and one that cannot be written fails nothing. Outside of a flow run they do
nothing, so that plain steps can be given a bar whether Prefect runs them or not.
"""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

from flows.markdown import escaped

if TYPE_CHECKING:
    from uuid import UUID

logger = logging.getLogger(__name__)

# Seconds between two writings of a bar: each costs the client 3 ms of CPU, as much as a tenth of an article.
PATIENCE = 10.0


class Progress(Protocol):
    """Receives how far a piece of work has come."""

    async def __call__(self, done: int, whole: int, words: str = "") -> None:
        """Note that ``done`` of ``whole`` parts are done; ``words`` tells a person what that means."""


async def unseen(done: int, whole: int, words: str = "") -> None:
    """Show nobody how far it has come."""


async def leave_markdown(key: str, markdown: str, description: str) -> None:
    """Leave Markdown with the flow run that is under way; ``key`` (kebab case) gathers those of later runs under it."""
    if not _within_a_flow_run():
        return
    from prefect.artifacts import acreate_markdown_artifact

    async with _unharmed(key):
        await acreate_markdown_artifact(markdown, key=key, description=escaped(description))


class ProgressBar:
    """A progress artifact of the flow run that is under way, made when there is something to show.

    ``key`` (kebab case) gathers those of later runs under it. ``clock`` tells seconds.
    """

    def __init__(self, key: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._key = key
        self._clock = clock
        self._id: UUID | None = None
        self._shown_at = float("-inf")

    async def __call__(self, done: int, whole: int, words: str = "") -> None:
        """Show that ``done`` of ``whole`` parts are done, unless that was shown just now; the end is always shown.

        ``words`` is the text beside the bar, such as ``37 of 200 articles``; it is shown as it is, without markup.
        """
        now = self._clock()
        if (done < whole and now - self._shown_at < PATIENCE) or not _within_a_flow_run():
            return
        self._shown_at = now
        percent = 100.0 * done / whole if whole else 100.0
        async with _unharmed(self._key):
            await self._write(min(100.0, percent), escaped(words or f"{done} of {whole}"))

    async def _write(self, percent: float, words: str) -> None:
        from prefect.artifacts import acreate_progress_artifact, aupdate_progress_artifact

        if self._id is None:
            self._id = await acreate_progress_artifact(percent, key=self._key, description=words)
        else:
            await aupdate_progress_artifact(self._id, percent, description=words)


def _within_a_flow_run() -> bool:
    from prefect.context import FlowRunContext

    return FlowRunContext.get() is not None


@asynccontextmanager
async def _unharmed(key: str) -> AsyncIterator[None]:
    """Go on where Prefect's server does not take an artifact, and log that."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever Prefect's client raises: no window is a reason to fail
        logger.warning("the artifact %s could not be written: %s", key, type(error).__name__)
