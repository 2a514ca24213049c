"""What can be wrong with the warehouse as a whole: somebody else has the file, or the file cannot be used."""

from __future__ import annotations


class WarehouseBusy(Exception):
    """Somebody else kept the warehouse file locked for longer than one may wait."""


class WarehouseBroken(Exception):
    """The warehouse file or its directory cannot be used; the message names it and says what to do."""
