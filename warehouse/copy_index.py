"""The index of copies as rows: what the articles so far have in common with the new ones.

It is the same in the warehouse and in the file of ``khotin dedup --index``, and nothing of it is built at start. What
decides is elsewhere (``transforms.copies``, joined in ``flows.placing``): this module writes sketches, says which pairs
are worth comparing, and keeps the matches and placements that came of it. Everything is a statement for a whole batch,
in the transaction that is open: a batch of ten articles and one of thousands take one pass over the sketches each.

Articles are numbers here (``doc``), given in the order in which they come. Exact copies are represented by the first of
them (``rep``): it alone has a sketch and words, so that a story printed word for word by a thousand outlets is compared
once and not half a million times.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple, cast

import duckdb
import numpy as np
import pyarrow as pa

from transforms.copies.records import Document, Match, Placement, Sketch, Words
from warehouse import copy_tables as tables
from warehouse.copy_lookup import ROWS_AT_ONCE, is_among, rows_with
from warehouse.registering import registered
from warehouse.sqlfiles import statement

HELD_AT_MOST = 1_000
"""A hash in the sketches of more articles than this is common whatever their signatures: what a look-up may cost."""

MOST_CANDIDATES = 50
"""Candidates of one article that are compared, those that share the most: of a family of pages that are alike all but
the number of the day each finds fifty, which is enough to hold the family together."""

LAST_DOC = (1 << 31) - 1
"""The largest number that an article can have."""


@dataclass(frozen=True, slots=True)
class Added:
    """What ``add`` did.

    ``docs`` are the numbers of the articles to compare with others, ``replaced`` the ids of those that stood here
    with other words, ``exact`` the ids of new exact copies and of what they repeat.
    """

    docs: tuple[int, ...]
    replaced: frozenset[str]
    exact: frozenset[str]


class Standing(NamedTuple):
    """An article, and the order of the first of all exact copies, itself included."""

    document: Document
    first: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of articles to compare, and the numbers of all whose matches are to be what comes of it."""

    judged: frozenset[int]
    pairs: list[tuple[int, int]]


class Entry(NamedTuple):
    """An article in the index: its id, and the largest hash of its sketch, below which the sketch holds every one."""

    article_id: str
    reach: int


class CopyIndex:
    """The index of copies behind an open connection, in the transaction that the caller opened.

    ``run_id`` and ``loaded_at`` are written with the placements that change.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, run_id: str, loaded_at: datetime) -> None:
        self._connection = connection
        self._origin = {"run_id": run_id, "loaded_at": loaded_at}

    def version(self) -> str | None:
        """Return which version of the sketches the index holds, None where it holds none."""
        found = self._rows("version")
        return cast("str", found[0][0]) if found else None

    def begin(self, version: str) -> None:
        """Empty the index, and remember which version of the sketches comes in."""
        self._run("clear")
        self._run("set_version", {"version": version})

    def add(self, documents: Sequence[Document], sketches: Sequence[Sketch], texts: Sequence[Words]) -> Added:
        """Write articles with distinct ids; one that is here already is replaced, unless nothing of it differs."""
        numbers = range(len(documents))
        known = self._known(documents, sketches, texts)
        fresh = [item for item in numbers if item not in known or not known[item][1]]
        heirs = self._remove([known[item][0] for item in fresh if item in known])
        docs, reps = self._number([documents[item] for item in fresh])
        added = tables.document_table([documents[i] for i in fresh], [sketches[i] for i in fresh], docs, reps)
        own = [(doc, item) for doc, rep, item in zip(docs, reps, fresh, strict=True) if doc == rep]
        self._insert(added, own, sketches, texts)
        exact = {end for pair in zip(docs, reps, strict=True) if pair[0] != pair[1] for end in pair}
        return Added(
            (*heirs, *(doc for doc, _ in own)),
            frozenset(documents[item].doc_id for item in fresh if item in known),
            frozenset(entry.article_id for entry in self.entries(exact).values()),
        )

    def _known(
        self, documents: Sequence[Document], sketches: Sequence[Sketch], texts: Sequence[Words]
    ) -> dict[int, tuple[int, bool]]:
        """Return number and sameness of the articles that are here, by their place in the sequence."""
        blank = [0] * len(documents)
        with registered(self._connection, {"incoming_copy": tables.document_table(documents, sketches, blank, blank)}):
            found = self._rows("known")
        keyless = [doc for item, doc, alike in found if alike and documents[item].content_key is None]
        stored = self.words(keyless)
        return {
            item: (doc, alike and (doc not in stored or np.array_equal(stored[doc], texts[item])))
            for item, doc, alike in found
        }

    def _remove(self, docs: Collection[int]) -> tuple[int, ...]:
        """Take articles out; return the exact copies that stand for the others of their kind now."""
        if not docs:
            return ()
        with registered(self._connection, {"wanted_doc": tables.numbers(docs)}):
            self._run("heirs")
            heirs = tuple(doc for (doc,) in self._rows("inherited"))
            if heirs:
                self._run("inherit")
            self._run("remove")
        return heirs

    def _number(self, documents: Sequence[Document]) -> tuple[list[int], list[int]]:
        """Return new numbers for articles and who represents each."""
        first = int(self._rows("next_doc")[0][0])
        keys = [one.content_key for one in documents]
        with registered(self._connection, {"wanted_key": tables.keys(key for key in keys if key is not None)}):
            standing: dict[int, int] = dict(self._rows("representatives"))
        docs = [first + place for place in range(len(documents))]
        reps = [doc if key is None else standing.setdefault(key, doc) for key, doc in zip(keys, docs, strict=True)]
        return docs, reps

    def _insert(
        self,
        added: pa.Table,
        own: Sequence[tuple[int, int]],
        sketches: Sequence[Sketch],
        texts: Sequence[Words],
    ) -> None:
        docs = [doc for doc, _ in own]
        staged = {
            "incoming_copy": added,
            "incoming_sketch": tables.sketch_table(docs, [sketches[item] for _, item in own], self.common()),
            "incoming_words": tables.words_table(docs, [texts[item] for _, item in own]),
        }
        with registered(self._connection, staged):
            for name in ("documents", "sketches", "words"):
                self._run(f"add_{name}")

    def common(self) -> Words:
        """Return the common hashes, sorted."""
        return cast("Words", self._connection.execute(statement("copies/common")).fetchnumpy()["hash"])

    def candidates(self, docs: Collection[int], *, share: float, signatures: int) -> Candidates:
        """Return the pairs that are worth comparing: of ``docs`` with each other and with all others.

        A pair needs ``share`` of the hashes that a copy of all of the shorter article would share. Hashes of ``docs``
        that now stand under more than so many signatures become common first; the articles that held one are judged
        again, and their pairs are among those returned.
        """
        judged = set(docs)
        looked_up = self._look_up(judged)
        again = self._make_common(looked_up, signatures)
        if again:
            judged |= again
            looked_up = self._look_up(judged)
        with registered(self._connection, looked_up):
            found = self._connection.execute(
                statement("copies/candidates"), {"share": share, "most": MOST_CANDIDATES}
            ).fetchnumpy()
        return Candidates(frozenset(judged), list(zip(found["doc"].tolist(), found["other"].tolist(), strict=True)))

    def _look_up(self, docs: Collection[int]) -> dict[str, pa.Table]:
        """Return the rare hashes that articles ask for, all that hold one of these, and the sizes of both."""
        wanted = np.unique(np.fromiter(docs, np.int32)).view(np.uint32)
        own = self._sketch_rows("doc", wanted, min(docs, default=0), max(docs, default=-1))
        asked = own.filter(pa.array(~is_among(own.column("hash").to_numpy(), self.common())))
        hashes = np.unique(asked.column("hash").to_numpy())
        held = self._sketch_rows("hash", hashes, 0, LAST_DOC if hashes.size else -1)
        with registered(self._connection, {"wanted_doc": tables.numbers(held.column("doc").to_numpy())}):
            sizes = self._arrow("sizes")
        return {"asked": asked, "held": held, "sizes": sizes}

    def _sketch_rows(self, column: Literal["doc", "hash"], wanted: Words, first: int, last: int) -> pa.Table:
        """Return the rows of sketches with the wanted values, of the articles ``first`` to ``last``."""
        found = self._connection.execute(statement("copies/sketches"), {"first": first, "last": last})
        return rows_with(found.to_arrow_reader(ROWS_AT_ONCE), column, wanted)

    def _make_common(self, looked_up: Mapping[str, pa.Table], signatures: int) -> set[int]:
        """Make common what stands under too many signatures; return who holds any of it."""
        with registered(self._connection, looked_up):
            self._run("spread", {"signatures": signatures, "documents": HELD_AT_MOST})
            found = {doc for (doc,) in self._rows("holders")}
        if found:
            self._run("add_common")
        return found

    def words(self, docs: Iterable[int]) -> dict[int, Words]:
        """Return the words of articles by their numbers; those that another represents are left out."""
        with registered(self._connection, {"wanted_doc": tables.numbers(docs)}):
            return tables.words_of(self._arrow("texts"))

    def entries(self, docs: Iterable[int]) -> dict[int, Entry]:
        """Return what is stored of articles besides their words, by their numbers."""
        with registered(self._connection, {"wanted_doc": tables.numbers(docs)}):
            return {doc: Entry(*others) for doc, *others in self._rows("entries")}

    def matches(self, article_ids: Iterable[str]) -> list[Match]:
        """Return the stored matches of articles."""
        with registered(self._connection, {"wanted": tables.values(article_ids)}):
            return [Match(*row) for row in self._rows("matches")]

    def write_matches(self, judged: Collection[str], matches: Iterable[Match]) -> set[str]:
        """Make ``matches`` all that is stored of the judged articles; return the ids of those that it changed."""
        before, after = set(self.matches(judged)), set(matches)
        gone, come = before - after, after - before
        if gone:
            with registered(self._connection, {"removed": tables.match_table(gone)}):
                self._run("remove_matches")
        if come:
            with registered(self._connection, {"incoming_match": tables.match_table(come)}):
                self._run("add_matches")
        return {end for match in gone | come for end in (match.a, match.b)}

    def ends(self, article_ids: Collection[str]) -> set[str]:
        """Return articles and the other ends of their matches."""
        return self._and_their("ends", article_ids)

    def groups(self, article_ids: Collection[str]) -> set[str]:
        """Return articles and all that stand in a group with one of them, as they are placed now."""
        return self._and_their("groups", article_ids)

    def _and_their(self, name: str, article_ids: Collection[str]) -> set[str]:
        with registered(self._connection, {"wanted": tables.values(article_ids)}):
            return {article_id for (article_id,) in self._rows(name)}.union(article_ids)

    def documents(self, article_ids: Iterable[str]) -> list[Standing]:
        """Return what placing needs to know of articles; ids that are not here are left out."""
        with registered(self._connection, {"wanted": tables.values(article_ids)}):
            return [
                Standing(Document(article_id, (published, arrival), *others), (first_published, first_arrival))
                for article_id, published, arrival, first_published, first_arrival, *others in self._rows("documents")
            ]

    def write_placements(self, placed: Mapping[str, Placement]) -> dict[str, Placement]:
        """Write where articles stand now; return those that stand elsewhere than before. Others are not touched."""
        if not placed:
            return {}
        with registered(self._connection, {"wanted": tables.values(placed)}):
            before = {row[0]: Placement(*row) for row in self._rows("placements")}
        changed = {key: one for key, one in placed.items() if before.get(key, Placement(key, None, None, None)) != one}
        if before.keys() & changed:
            with registered(self._connection, {"wanted": tables.values(before.keys() & changed)}):
                self._run("remove_placements")
        if copies := [one for one in changed.values() if one.of is not None]:
            with registered(self._connection, {"incoming_placement": tables.placement_table(copies, self._origin)}):
                self._run("add_placements")
        return changed

    def _run(self, name: str, parameters: Mapping[str, Any] | None = None) -> None:
        self._connection.execute(statement(f"copies/{name}"), parameters).fetchall()

    def _rows(self, name: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement(f"copies/{name}")).fetchall()

    def _arrow(self, name: str) -> pa.Table:
        return self._connection.execute(statement(f"copies/{name}")).to_arrow_table()
