"""Sees that the index of copies has the window of the settings, before a command begins."""

from __future__ import annotations

from pathlib import Path

from warehouse.copy_window import move, stands
from warehouse.store import Warehouse


def agree_on_window(warehouse: Warehouse, window: int | None) -> None:
    """Have articles compared within so many days, or whatever the days between them; nothing is opened for nothing.

    Where that is a change, all articles are placed anew with the next batch.
    """
    if window is None and isinstance(warehouse.place, Path) and not warehouse.path.exists():
        return
    with warehouse.read() as session:
        agreed = stands(session.connection, window)
    if not agreed:
        with warehouse.write() as session:
            move(session.connection, window)
