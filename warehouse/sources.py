"""The configured sources as the warehouse keeps them: what an analyst wants to know of an outlet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of ``core.source``. ``country`` is ISO 3166-1 alpha-2, ``schedule`` a cron expression in ``timezone``.

    ``expected_*`` are the ``[expect]`` of its file, ``checks`` the tables of its ``[[checks]]``.
    """

    source_id: str
    name: str
    publisher: str | None
    homepage: str | None
    country: str | None
    language: str | None
    timezone: str | None
    schedule: str | None
    enabled: bool
    expected_per_day: int = 0
    expected_chars: int = 0
    expected_fields: tuple[str, ...] = ()
    checks: tuple[Mapping[str, Any], ...] = ()
