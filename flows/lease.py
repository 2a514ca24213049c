"""The lease of a source: however a run was started, no two runs of one source overlap.

Prefect's own limit covers scheduled runs alone; the lease is a row that every run takes, renews with each batch and
gives back. A run that was killed on this machine holds nothing: its process is gone, and the lease is taken over at
once; one that died on another machine holds it until it expires.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from flows.threads import to_the_end
from flows.workshop import Workshop, holder_is_alive, holder_name
from warehouse.store import Session


class SourceBusy(Exception):
    """Another run of the source is under way."""


def _holder(shop: Workshop) -> str:
    return f"{shop.run_id}@{holder_name()}"


def _is_alive(holder: str) -> bool:
    return holder_is_alive(holder.rpartition("@")[2])


def hold_lease(session: Session, shop: Workshop, source_id: str) -> None:
    """Take or renew the lease of a source within the session's transaction.

    Raises:
        SourceBusy: another run holds it.
    """
    ttl = timedelta(seconds=shop.settings.lease_seconds)
    other = session.acquire_lease(source_id, _holder(shop), shop.clock(), ttl, _is_alive)
    if other is not None:
        raise SourceBusy(f"another run of {source_id} is under way ({other}); this one leaves it alone")


@asynccontextmanager
async def leased(shop: Workshop, source_id: str) -> AsyncIterator[None]:
    """Hold the lease of a source for the length of the block.

    The warehouse is waited for in a thread, so that other sources go on meanwhile.

    Raises:
        SourceBusy: another run holds it.
    """
    try:
        await to_the_end(lambda: _take(shop, source_id))
    except asyncio.CancelledError:
        await to_the_end(lambda: _give_back(shop, source_id))
        raise
    try:
        yield
    finally:
        await to_the_end(lambda: _give_back(shop, source_id))


def _take(shop: Workshop, source_id: str) -> None:
    with shop.warehouse.write() as session:
        hold_lease(session, shop, source_id)


def _give_back(shop: Workshop, source_id: str) -> None:
    with shop.warehouse.write() as session:
        session.release_lease(source_id, _holder(shop))
