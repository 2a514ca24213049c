"""What can be wrong: somebody else has the warehouse, it cannot be used, nothing is published, or a query is no SQL."""

from __future__ import annotations


class WarehouseBusy(Exception):
    """Somebody else kept the warehouse file locked for longer than one may wait."""


class WarehouseBroken(Exception):
    """The warehouse file or its directory cannot be used; the message names it and says what to do."""


class WarehouseFull(WarehouseBroken):
    """The disk has no room for what was to be written; nothing half-written is kept, and room is all that it needs."""


class SnapshotMissing(Exception):
    """Nothing has been published yet."""


class QueryError(Exception):
    """A query that cannot be run; the message is DuckDB's, with the line and a mark under the position."""
