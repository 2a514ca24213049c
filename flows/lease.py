"""The lease of a source: however a run was started, no two runs of one source overlap.

Prefect's own limit covers scheduled runs alone; the lease is a row that every run takes, renews with each batch and
gives back. A run that was killed on this machine holds nothing: its process is gone, and the lease is taken over at
once; one that died on another machine holds it until it expires.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import timedelta

from flows.workshop import Workshop, holder_is_alive, holder_name
from warehouse.store import Session

# No source id has a slash.
_BACKFILL = "/backfill"


class SourceBusy(Exception):
    """Another run of the source is under way, or it was forgotten and must not be collected again."""


def _holder(shop: Workshop) -> str:
    return f"{shop.run_id}@{holder_name()}"


def _is_alive(holder: str) -> bool:
    return holder_is_alive(holder.rpartition("@")[2])


def hold_leases(session: Session, shop: Workshop, source_ids: Collection[str]) -> dict[str, SourceBusy]:
    """Take or renew the leases of sources within the session's transaction; return those that another run holds.

    A source that was forgotten has no lease to take. A run that died with a lease is recorded as one that did not end.
    """
    ttl = timedelta(seconds=shop.settings.lease_seconds)
    forgotten = session.forgotten_sources({_source_of(one) for one in source_ids})
    wanted = [source_id for source_id in source_ids if _source_of(source_id) not in forgotten]
    answers = session.acquire_leases(wanted, _holder(shop), shop.clock(), ttl, _is_alive)
    for source_id, answer in answers.items():
        if answer.taken_from is not None:
            session.end_dead_run(answer.taken_from.partition("@")[0], _source_of(source_id), shop.clock())
    gone = [one for one in source_ids if _source_of(one) in forgotten]
    return {one: _forgotten(_source_of(one)) for one in gone} | {
        source_id: SourceBusy(f"another {_kind(source_id)} is under way ({answer.kept_by}); this one leaves it alone")
        for source_id, answer in answers.items()
        if answer.kept_by is not None
    }


def _forgotten(source_id: str) -> SourceBusy:
    return SourceBusy(f"{source_id} was forgotten; khotin forget {source_id} --allow lifts that")


def backfill_lease(source_id: str) -> str:
    """Return the name under which the backfill of a source holds a lease of its own, next to that of the source."""
    return f"{source_id}{_BACKFILL}"


def _source_of(lease: str) -> str:
    return lease.removesuffix(_BACKFILL)


def _kind(lease: str) -> str:
    return f"{'backfill' if lease.endswith(_BACKFILL) else 'run'} of {_source_of(lease)}"


def hold_lease(session: Session, shop: Workshop, source_id: str) -> None:
    """Take or renew the lease of one source within the session's transaction.

    Raises:
        SourceBusy: another run holds it.
    """
    for busy in hold_leases(session, shop, [source_id]).values():
        raise busy


def give_back_leases(session: Session, shop: Workshop, source_ids: Collection[str]) -> None:
    """Give the leases of sources back within the session's transaction; those of other runs are left alone."""
    session.release_leases(source_ids, _holder(shop))


@asynccontextmanager
async def leased(shop: Workshop, source_id: str) -> AsyncIterator[None]:
    """Hold the lease of a source for the length of the block.

    Raises:
        SourceBusy: another run holds it.
    """
    try:
        await shop.writer.write(lambda session: hold_lease(session, shop, source_id))
    except asyncio.CancelledError:
        await _give_back(shop, source_id)
        raise
    try:
        yield
    finally:
        await _give_back(shop, source_id)


async def _give_back(shop: Workshop, source_id: str) -> None:
    await shop.writer.write(lambda session: give_back_leases(session, shop, [source_id]))
