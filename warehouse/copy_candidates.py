"""Which stored articles are worth comparing with new ones: those that share enough of the hashes that are rare.

One look-up serves a whole batch, since it reads every sketch whatever it asks for. Where it shows that hashes have
become common, the articles that hold one of these are judged again; what the first look-up did not ask for on their
behalf is asked by a second, and nothing twice.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeVar

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.copies.records import Words
from warehouse import copy_tables as tables
from warehouse.copy_lookup import is_among
from warehouse.copy_sketches import Sketches
from warehouse.registering import registered
from warehouse.sqlfiles import statement

HELD_AT_MOST = 1_000
"""A hash in the sketches of more articles than this is common whatever their signatures: what a look-up may cost."""

MOST_CANDIDATES = 50
"""Candidates of one article that are compared, those that share the most: of a family of pages that are alike all but
the number of the day each finds fifty, which is enough to hold the family together."""

_HALF = np.uint64(32)
_Number = TypeVar("_Number", np.uint32, np.uint64)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of articles to compare, and the numbers of all whose matches are to be what comes of it."""

    judged: frozenset[int]
    pairs: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _LookedUp:
    """Rows of doc and hash: the rare hashes of the articles asked for, and all rows of those that several hold."""

    asked: pa.Table
    held: pa.Table


class CandidateSearch:
    """Finds candidates behind an open connection, in the transaction that the caller opened."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._sketches = Sketches(connection)

    def candidates(
        self, docs: Collection[int], *, share: float, signatures: int, window: int | None = None
    ) -> Candidates:
        """Return the pairs that are worth comparing: of ``docs`` with each other and with all others.

        ``window`` is the number of days that they may be apart; see ``CopyIndex.candidates``.
        """
        judged = frozenset(docs)
        found = self._look_up(judged)
        again = self._make_common(found.held, signatures)
        if again:
            found = self._look_up(again - judged, found)
            judged |= again
        return Candidates(judged, self._pairs(found, share, window))

    def _look_up(self, docs: Collection[int], before: _LookedUp | None = None) -> _LookedUp:
        """Return the rare hashes that articles ask for, and all that hold one of these, with what ``before`` holds."""
        common = self._sketches.common()
        own = _rare(self._sketches.of(docs), common)
        hashes = _distinct(own)
        if before is None:
            return _LookedUp(own, _held_by_several(self._sketches.holding(hashes)))
        more = self._sketches.holding(np.setdiff1d(hashes, _distinct(before.asked), assume_unique=True))
        asked = pa.concat_tables([_rare(before.asked, common), own])
        return _LookedUp(asked, pa.concat_tables([before.held, _held_by_several(more)]))

    def _make_common(self, held: pa.Table, signatures: int) -> frozenset[int]:
        """Make common what stands under too many signatures; return who holds any of it."""
        held = _held_by_several(held, more_than=min(signatures, HELD_AT_MOST))
        if not held.num_rows:
            return frozenset()
        sizes = self._sizes(held)
        hashes, docs = held.column("hash").to_numpy(), held.column("doc").to_numpy()
        signature = sizes.column("signature").to_numpy()[sizes.column("doc").to_numpy().searchsorted(docs)]
        spread = np.union1d(
            _more_often(np.unique(hashes.astype(np.uint64) << _HALF | signature) >> _HALF, signatures),
            _more_often(hashes, HELD_AT_MOST),
        ).astype(np.uint32)
        if spread.size:
            with registered(self._connection, {"spread": pa.table({"hash": spread})}):
                self._connection.execute(statement("copies/add_common")).fetchall()
        return frozenset(docs[is_among(hashes, spread)].tolist())

    def _pairs(self, found: _LookedUp, share: float, window: int | None) -> list[tuple[int, int]]:
        sizes = self._sizes(found.held, "sizes" if window is None else "dated_sizes")
        limits = {"share": share, "most": MOST_CANDIDATES, "window": window}
        with registered(self._connection, {"asked": found.asked, "held": found.held, "sizes": sizes}):
            pairs = self._connection.execute(statement("copies/candidates"), limits).fetchnumpy()
        return list(zip(pairs["doc"].tolist(), pairs["other"].tolist(), strict=True))

    def _sizes(self, held: pa.Table, name: Literal["sizes", "dated_sizes"] = "sizes") -> pa.Table:
        with registered(self._connection, {"wanted_doc": tables.numbers(held.column("doc").to_numpy())}):
            return self._connection.execute(statement(f"copies/{name}")).to_arrow_table()


def _rare(rows: pa.Table, common: Words) -> pa.Table:
    """Return the rows whose hash is not among the sorted ``common``."""
    return rows.filter(pa.array(~is_among(rows.column("hash").to_numpy(), common)))


def _distinct(rows: pa.Table) -> Words:
    return np.unique(rows.column("hash").to_numpy())


def _held_by_several(rows: pa.Table, more_than: int = 1) -> pa.Table:
    """Return the rows whose hash more than so many articles hold: most hashes are held by one, and lead nowhere."""
    _, number, times = np.unique(rows.column("hash").to_numpy(), return_inverse=True, return_counts=True)
    return rows.filter(pa.array((times > more_than)[number]))


def _more_often(values: npt.NDArray[_Number], times: int) -> npt.NDArray[_Number]:
    """Return the distinct values that stand there more than so many times."""
    found, counts = np.unique(values, return_counts=True)
    often: npt.NDArray[_Number] = found[counts > times]
    return often
