"""The coverage ledger: its counts, and its estimate of what no listing named, held against a known truth.

The simulations are those that the estimators' own papers make: a population of known size, lists that catch each
article with some probability, and then how far the estimate is from the truth and how often its interval holds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pytest

from transforms.records import Batch, Lead, Reject
from warehouse.sources import SourceRow
from warehouse.store import Session, Warehouse

NOW = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)
SOURCE = SourceRow("a", "A", None, None, "VN", "vi", "Asia/Ho_Chi_Minh", "0 * * * *", enabled=True)
ROUTES = {"f": "feed:F", "n": "news_sitemap:N", "s": "section:S", "a": "archive:A@2026-11-10"}
DAY = date(2026, 11, 10)
COLUMNS = "lists, largest, smallest, known, once, twice"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Warehouse(tmp_path).write() as opened:
        opened.upsert_sources([SOURCE])
        yield opened


def lead(name: str, routes: str, published: str | None = "2026-11-10T09:00:00+07:00") -> tuple[Lead, ...]:
    """Return the mentions of a URL by the listings whose letters are given."""
    return tuple(Lead(f"https://a.example/{name}", "a", ROUTES[route], published=published) for route in routes)


def ledger(session: Session) -> dict[date | None, dict[str, object]]:
    found = session.connection.execute("FROM mart.coverage_by_day WHERE source_id = 'a'")
    names = [column[0] for column in found.description]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return {row["day"]: row for row in rows}


def load(session: Session, leads: Sequence[Lead], **more: object) -> None:
    session.load(Batch("run-1", "a", NOW, leads=tuple(leads), **more))  # type: ignore[arg-type]  # fields of a batch


def test_a_link_counts_once_however_many_listings_of_a_kind_name_it(session: Session) -> None:
    load(
        session, (*lead("1", "fn"), *lead("2", "s"), Lead("https://a.example/1", "a", "feed:OTHER", published=str(DAY)))
    )
    row = ledger(session)[DAY]
    assert [row[name] for name in ("known", "in_feed", "in_news_sitemap", "in_section", "loaded")] == [2, 1, 1, 1, 0]


def test_what_is_not_loaded_says_why(session: Session) -> None:
    gone = Reject("fetch", "http-404", "https://a.example/1", "gone", "a")
    wall = Reject("parse", "not-an-article", "https://a.example/2", "consent-wall", "a")
    waiting = lead("3", "f")
    load(session, (*lead("1", "f"), *lead("2", "f"), *waiting), rejects=(gone, wall), pending=waiting)
    row = ledger(session)[DAY]
    assert (row["known"], row["rejected"], row["pending"]) == (3, 2, 1)
    assert row["reasons"] == "consent-wall 1, http-404 1"


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2026-11-09", date(2026, 11, 9)),
        ("Mon, 09 Nov 2026 20:00:00 GMT", DAY),  # already the next day in Hanoi
        ("Mon, 09 Nov 2026 20:00:00 -0500", DAY),
        ("hôm qua", date(2026, 11, 12)),
        (None, date(2026, 11, 12)),
    ],
)
def test_the_day_of_what_was_never_loaded(session: Session, published: str | None, day: date) -> None:
    load(session, lead("1", "f", published))
    assert set(ledger(session)) == {day}


@pytest.mark.parametrize(
    ("named", "basis"),
    [
        (("f", "f"), "one-list"),
        (("f", "s"), "no-overlap"),
        (("f", "fs", "fs"), "contained"),
        (("fs", "f", "s"), "small-overlap"),
        (("fs",) * 8 + ("f", "s"), "two-lists"),
        (("fns",) * 8 + ("fn", "f", "s", "n"), "several-lists"),
        (("fns",) * 8 + ("fn", "f", "s"), "dependent-lists"),
    ],
)
def test_an_estimate_says_what_it_rests_on(session: Session, named: Sequence[str], basis: str) -> None:
    load(session, [one for number, routes in enumerate(named) for one in lead(str(number), routes)])
    row = ledger(session)[DAY]
    assert row["basis"] == basis
    assert (row["missed"] is None) == (basis in ("one-list", "no-overlap", "contained"))


def test_two_lists_by_hand(session: Session) -> None:
    """Seber's formulas with 60 and 50 on the lists, 30 on both: 30 * 20 / 31 missed."""
    load(session, [one for n in range(80) for one in lead(str(n), "fs" if n < 30 else "f" if n < 60 else "s")])
    row = ledger(session)[DAY]
    assert (row["missed"], row["missed_low"], row["missed_high"]) == (19.4, 9.1, 41.4)


@dataclass(frozen=True)
class Simulated:
    """How estimates fare against the truth: their mean, and how often the interval holds it."""

    bias: float
    held: float


def simulate(probabilities: npt.NDArray[np.float64], *, times: int = 2000, seed: int = 1) -> Simulated:
    """Catch articles (rows) by lists (columns) with the given probabilities, again and again."""
    rng = np.random.default_rng(seed)
    caught = rng.random((times, *probabilities.shape)) < probabilities
    on = caught.sum(axis=2)
    sizes = caught.sum(axis=1)
    counts = {
        "lists": np.full(times, probabilities.shape[1]),
        "largest": sizes.max(axis=1),
        "smallest": sizes.min(axis=1),
        "known": (on > 0).sum(axis=1),
        "once": (on == 1).sum(axis=1),
        "twice": (on == 2).sum(axis=1),
    }
    missed, low, high = _estimates(counts)
    truth = len(probabilities) - counts["known"]
    usable = ~np.isnan(missed)
    held = (low <= truth) & (truth <= high)
    total = counts["known"] + missed
    return Simulated(float(np.mean(total[usable]) / len(probabilities) - 1), float(np.mean(held[usable])))


MACROS = Path(__file__).parents[2] / "warehouse/sql/views/39_missed_articles.sql"
ESTIMATES = f"""
WITH one AS (
    SELECT mart.missed_articles({COLUMNS}) AS missed, mart.missed_variance({COLUMNS}) AS variance
    FROM counted
)
SELECT missed, missed / mart.missed_factor(missed, variance), missed * mart.missed_factor(missed, variance)
FROM one
"""


def _estimates(counts: dict[str, npt.NDArray[np.int64]]) -> Sequence[npt.NDArray[np.float64]]:
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA mart")
        connection.execute(MACROS.read_text("utf-8"))
        connection.register("counted", pa.table(counts))
        found = connection.execute(ESTIMATES).to_arrow_table()
    return [column.to_numpy().astype(float) for column in found.columns]


def test_two_independent_lists_are_estimated_without_bias() -> None:
    fared = simulate(np.full((120, 2), 0.6))
    assert abs(fared.bias) < 0.01
    assert 0.93 <= fared.held <= 0.98


def test_two_independent_lists_of_unequal_reach() -> None:
    fared = simulate(np.tile([0.85, 0.3], (120, 1)))
    assert abs(fared.bias) < 0.01
    assert 0.92 <= fared.held <= 0.98


def test_three_independent_lists() -> None:
    fared = simulate(np.full((120, 3), 0.5))
    assert abs(fared.bias) < 0.02
    assert fared.held >= 0.9


def test_lists_that_like_the_same_articles_make_a_lower_bound() -> None:
    """Half of the articles are prominent, with 0.9 on each list, the others stand on each with 0.2."""
    likes = np.concatenate([np.full((60, 3), 0.9), np.full((60, 3), 0.2)])
    fared = simulate(likes)
    two = simulate(likes[:, :2])
    assert -0.3 < two.bias < fared.bias < 0
