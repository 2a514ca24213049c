"""Which articles a search or an export is limited to, in the words that ``mart.article`` has."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Selection:
    """Ids and codes as in ``mart.article``, days of publication inclusive; empty and None: all."""

    sources: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def given(self) -> dict[str, Any]:
        """Return every value by its name as SQL takes it: texts as a list, what selects nothing as None."""
        return {
            name: (list(value) if isinstance(value, tuple) else value) or None for name, value in asdict(self).items()
        }


ALL = Selection()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSelection(Selection):
    """A selection of the corpus as it stood at a moment (``mart.articles_asof``), which has fewer columns."""

    as_of: datetime
