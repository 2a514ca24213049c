"""The configured sources as the warehouse keeps them: what an analyst wants to know of an outlet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of ``core.source``. ``country`` is ISO 3166-1 alpha-2, ``schedule`` a cron expression in ``timezone``."""

    source_id: str
    name: str
    publisher: str | None
    homepage: str | None
    country: str | None
    language: str | None
    timezone: str | None
    schedule: str | None
    enabled: bool
