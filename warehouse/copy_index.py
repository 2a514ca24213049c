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
from typing import Any, NamedTuple, cast

import duckdb
import numpy as np
import pyarrow as pa

from transforms.copies.records import Document, Match, Placement, Sketch, Words
from warehouse import copy_tables as tables
from warehouse.copy_candidates import Candidates, CandidateSearch
from warehouse.copy_sketches import Sketches
from warehouse.registering import registered
from warehouse.sqlfiles import statement


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
        self._sketches = Sketches(connection)
        self._search = CandidateSearch(connection)

    def version(self) -> str | None:
        """Return which version of the sketches the index holds, None where it holds none."""
        found = self._rows("version")
        return cast("str", found[0][0]) if found else None

    def window(self) -> int | None:
        """Return how many days two articles that are compared may be apart, None where that does not matter."""
        found = self._rows("version")
        return cast("int | None", found[0][1]) if found else None

    def begin(self, version: str, window: int | None = None) -> None:
        """Empty the index, and remember which version of the sketches comes in, and the window of days."""
        self._run("clear")
        self._run("set_version", {"version": version, "window_days": window})

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
            (*heirs, *(doc for doc, _ in own), *self._dated_anew(docs, reps)),
            frozenset(documents[item].doc_id for item in fresh if item in known),
            frozenset(entry.article_id for entry in self.entries(exact).values()),
        )

    def remove(self, article_ids: Collection[str]) -> Added:
        """Take articles out for good; what is said of ``add`` holds for what comes back."""
        with registered(self._connection, {"wanted": tables.values(article_ids)}):
            docs = [doc for (doc,) in self._rows("numbers")]
        return Added(self._remove(docs), frozenset(article_ids), frozenset())

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
        """Take articles out; return those that are to be compared anew as they stand for others of their words.

        These are the exact copies that do so from now on, and under a window, where days count, the others too.
        """
        if not docs:
            return ()
        with registered(self._connection, {"wanted_doc": tables.numbers(docs)}):
            self._run("heirs")
            heirs = tuple(doc for (doc,) in self._rows("inherited"))
            kin = () if self.window() is None else tuple(doc for (doc,) in self._rows("kin"))
            if heirs:
                self._run("inherit")
            self._run("remove")
        return heirs + kin

    def _dated_anew(self, docs: Sequence[int], reps: Sequence[int]) -> set[int]:
        """Return the articles whose words were printed again: under a window that brings them nearer to others."""
        if self.window() is None:
            return set()
        return {rep for doc, rep in zip(docs, reps, strict=True) if doc != rep}

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
            "incoming_words": tables.words_table(docs, [texts[item] for _, item in own]),
        }
        with registered(self._connection, staged):
            for name in ("documents", "words"):
                self._run(f"add_{name}")
        self._sketches.add(tables.sketch_table(docs, [sketches[item] for _, item in own], self.common()))
        self._sketches.seal(min(docs, default=0) - 1)

    def common(self) -> Words:
        """Return the common hashes, sorted."""
        return self._sketches.common()

    def candidates(self, docs: Collection[int], *, share: float, signatures: int) -> Candidates:
        """Return the pairs that are worth comparing: of ``docs`` with each other and with all others.

        A pair needs ``share`` of the hashes that a copy of all of the shorter article would share. Hashes of ``docs``
        that now stand under more than so many signatures become common first; the articles that held one are judged
        again, and their pairs are among those returned. Pairs are no farther apart than the window says; which hashes
        are common does not depend on it, or else it would on what comes together in a batch.
        """
        return self._search.candidates(docs, share=share, signatures=signatures, window=self.window())

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
