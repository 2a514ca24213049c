"""Compares the versions that were stored before versions were compared: a file of older code, or one brought back.

Done a part at a time before each publishing, so that opening such a file takes no longer than it did; a version is
compared once, and a file that is up to date costs one look.
"""

from __future__ import annotations

from transforms.versions.compare import changes
from warehouse.store import Warehouse

# Versions of one transaction, half a second's work. All that wait are done: a snapshot in which some edits are missing
# would mislead whoever counts them.
_PART = 200


def compare_stored(warehouse: Warehouse) -> int:
    """Compare every version that waits for it; return how many there were.

    Raises WarehouseBusy when the file stays locked, WarehouseBroken when it cannot be used.
    """
    done = 0
    while True:
        with warehouse.write() as session:
            waiting = session.uncompared(_PART)
            session.write_changes([(one, changes(one.before, one.after)) for one in waiting])
        done += len(waiting)
        if not waiting:
            return done
