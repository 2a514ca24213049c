"""What a run counts, added up batch by batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus

from transforms.records import Article, Decision, Fetch, Reject

# The flag of an article that none of its source's layouts fitted: the generic road has read it.
LAYOUT_MISS = "layout_miss"
_ROAD = "read by the generic road"


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one run or of a part of it; ``reasons`` counts the rejects by reason.

    ``found`` are the URLs that listings named, ``fetched`` the pages that came back, ``not_modified`` the answers 304,
    ``unchanged`` what the warehouse already had as it is. ``read`` are the pages that gave an article,
    ``layout_missed`` those of them that none of the source's layouts fitted. ``left_alone`` are the pages that were not
    even asked for, because their site had stopped answering or asked for a pause.
    """

    found: int = 0
    fetched: int = 0
    not_modified: int = 0
    unchanged: int = 0
    new: int = 0
    updated: int = 0
    duplicate: int = 0
    read: int = 0
    layout_missed: int = 0
    left_alone: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def rejected(self) -> int:
        """Return the number of rejects of every reason."""
        return sum(self.reasons.values())

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.found + other.found,
            self.fetched + other.fetched,
            self.not_modified + other.not_modified,
            self.unchanged + other.unchanged,
            self.new + other.new,
            self.updated + other.updated,
            self.duplicate + other.duplicate,
            self.read + other.read,
            self.layout_missed + other.layout_missed,
            self.left_alone + other.left_alone,
            self.reasons + other.reasons,
        )


class Count:
    """The running total of a run: what was committed counts, also when the run then dies."""

    def __init__(self) -> None:
        self.total = Tally()

    def add(self, tally: Tally) -> None:
        """Add what one batch came to."""
        self.total += tally


def tally_decisions(decisions: Iterable[Decision], copies: Collection[str]) -> Tally:
    """Count what became of the articles of a batch; a new one that is among ``copies`` (ids) is a duplicate."""
    outcomes = Counter(
        "duplicate" if one.action == "new" and one.article_id in copies else one.action for one in decisions
    )
    return Tally(
        unchanged=outcomes["unchanged"],
        new=outcomes["new"],
        updated=outcomes["updated"],
        duplicate=outcomes["duplicate"],
    )


def tally_fetches(fetches: Iterable[Fetch]) -> Tally:
    """Count the pages that came back and the answers 304, listings included."""
    rows = tuple(fetches)
    pages = sum(1 for row in rows if row.status == HTTPStatus.OK and row.purpose in ("article", "document"))
    return Tally(fetched=pages, not_modified=sum(1 for row in rows if row.status == HTTPStatus.NOT_MODIFIED))


def tally_articles(articles: Iterable[Article]) -> Tally:
    """Count the pages that gave an article, and on how many of them the source's layout did not fit."""
    rows = tuple(articles)
    missed = sum(any(flag.flag == LAYOUT_MISS for flag in article.flags) for article in rows)
    return Tally(read=len(rows), layout_missed=missed)


def tally_rejects(rejects: Iterable[Reject]) -> Tally:
    """Count the rejects by reason."""
    return Tally(reasons=Counter(reject.reason for reject in rejects))


def rejects_by_reason(tally: Tally) -> str:
    """Return the rejects as text, such as ``http-404 2, robots-disallowed 1``."""
    return ", ".join(f"{reason} {count}" for reason, count in tally.reasons.most_common())


def layout_note(tally: Tally) -> str | None:
    """Say that a source's layout did not fit all pages: nearly all are a redesign, a few another kind of article."""
    if not tally.layout_missed:
        return None
    if tally.layout_missed < tally.read or tally.read == 1:
        return f"layout-miss: its layout does not fit {tally.layout_missed} of {tally.read} pages; {_ROAD}"
    return f"layout-miss: its layout fits none of {tally.read} pages (a redesign?); {_ROAD}"
