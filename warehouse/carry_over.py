"""What must not be collected again, from a warehouse that is about to be replaced to the one that takes its place."""

from __future__ import annotations

from warehouse import forgetting, tombstones
from warehouse.errors import WarehouseBroken
from warehouse.store import Warehouse


def carry_over(old: Warehouse, new: Warehouse) -> None:
    """Add the tombstones of one warehouse, and the removals that it tells of, to another; a damaged one has none.

    Raises WarehouseBusy and, for the new one, WarehouseBroken as ``Warehouse.write`` does.
    """
    try:
        with old.read() as session:
            stones = tombstones.tombstones(session.connection)
            removals = tombstones.removals(session.connection)
    except WarehouseBroken:
        return
    if not removals:
        return
    with new.write() as session:
        known = {one.removal_id for one in tombstones.removals(session.connection)}
        tombstones.add(session.connection, stones)
        for one in removals:
            if one.removal_id not in known:
                counted = {"articles": one.articles, "exchanges": one.exchanges}
                forgetting.record(session.connection, one.removal_id, one.kind, one.removed_at, counted)
