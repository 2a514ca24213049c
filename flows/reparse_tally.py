"""What a reparse counts: pages, what became of them, and which fields of how many versions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from transforms.records import Reject

T = TypeVar("T")
SHOWN = 5  # pages of a kind that are named

# Everything that can differ, as sql/reparse/differences.sql names it; evidence is how, where and how often, not what.
FIELDS = (
    "title summary body captions authors credit published modified keywords images canonical_url agency dateline "
    "publisher section language paywall live_blog machine_translated boilerplate_profile countries places persons "
    "organisations agreements topics events dates flags evidence"
).split()


class Example(NamedTuple):
    """A value that changes: of which page, and both values as text."""

    url: str
    was: str | None
    becomes: str | None


@dataclass(slots=True)
class Changes:
    """The running count of one source.

    ``pages`` were read, of ``total``. Of those from which versions were made ``same`` gave what is stored,
    ``corrected`` something else (``fields``: how many have another value of each), ``refused`` are no article any more
    (``reasons``). Of the others ``accepted`` are articles now, ``later`` show a known article again, ``still_refused``
    are the rest. ``missing`` cannot be had from the archive. ``examples`` are changed values by field; ``refusals``
    (URL, reason), ``taken`` (URL, title) and ``missed`` (URL, reason) are the first few pages of their kind.
    """

    total: int = 0
    pages: int = 0
    same: int = 0
    corrected: int = 0
    refused: int = 0
    accepted: int = 0
    later: int = 0
    still_refused: int = 0
    missing: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Example]] = field(default_factory=dict)
    refusals: list[tuple[str, str]] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)

    def show(self, name: str, example: Example, most: int) -> None:
        """Keep an example of a field, unless there are ``most``."""
        _keep(self.examples.setdefault(name, []), example, most)

    def refuse(self, url: str, reject: Reject) -> None:
        """Count a page that is no article any more."""
        self.refused += 1
        self.reasons[reject.reason] += 1
        _keep(self.refusals, (url, f"{reject.reason}: {reject.detail}"))

    def take(self, url: str, title: str | None, *, known: bool) -> None:
        """Count a page that is an article now, or shows a known one again."""
        if known:
            self.later += 1
        else:
            self.accepted += 1
            _keep(self.taken, (url, title or "(no title)"))

    def miss(self, url: str, detail: str) -> None:
        """Count a page that the archive does not give back."""
        self.missing += 1
        _keep(self.missed, (url, detail))


def _keep(kept: list[T], one: T, most: int = SHOWN) -> None:
    if len(kept) < most:
        kept.append(one)
