"""Brings the full-text index up to date with the articles: what is new since the last time, and nothing else.

It is done when the snapshot is published, since only readers of that search. Whatever was loaded before there was an
index, or by a run that was killed, is caught up with then as well; articles that are withheld are left out. Every
``_COMMIT_AT`` articles are committed, so that what is in memory does not depend on how many there are.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pyarrow as pa

from transforms.search_words import MOST_WEIGHT, search_form, search_term, weighted_terms
from warehouse.registering import registered
from warehouse.schema import transaction
from warehouse.sqlfiles import statement

# Rows that gather before they are sorted: a scan of so many takes a millisecond or two.
MOVE_AT = 1_000_000
# Articles whose words are in memory at a time.
_AT_ONCE = 2000
# Articles after which what was done is committed, and moved if that is due.
_COMMIT_AT = 20_000
_STEPS = ("load/search_recent", "load/search_word")


class _Text(NamedTuple):
    article_id: str
    version: int
    title: str | None
    summary: str | None
    body: Sequence[str]


def update_index(connection: duckdb.DuckDBPyConnection) -> int:
    """Index every article version that is current and not indexed, drop those that are not; return how many were new.

    Opens transactions of its own; one that is killed is made up for by the next call.
    """
    indexed, more = 0, True
    while more:
        with transaction(connection):
            found = _catch_up(connection)
            _move(connection)
        indexed += found
        more = found == _COMMIT_AT
    return indexed


def _catch_up(connection: duckdb.DuckDBPyConnection) -> int:
    """Drop what is not current and index articles that are not indexed, ``_COMMIT_AT`` at most; return how many."""
    connection.execute(statement("load/search_changed")).fetchall()
    gone, missing = connection.execute(statement("queries/search_changes")).fetchall()[0]
    if gone:
        connection.execute(statement("load/search_gone")).fetchall()
    if not missing:
        return 0
    ((found,),) = connection.execute(statement("load/search_fresh"), {"most": _COMMIT_AT}).fetchall()
    for begin in range(0, found, _AT_ONCE):
        asked = {"most": _AT_ONCE, "begin": begin}
        _add(connection, [_Text(*row) for row in connection.execute(statement("queries/search_new"), asked).fetchall()])
    return int(found)


def _move(connection: duckdb.DuckDBPyConnection) -> None:
    (waiting,) = connection.execute(statement("queries/search_waiting")).fetchall()[0]
    if waiting >= MOVE_AT:
        connection.execute(statement("load/search_moved")).fetchall()


def _add(connection: duckdb.DuckDBPyConnection, texts: Iterable[_Text]) -> None:
    (is_lake,) = connection.execute(statement("ducklake/is_lake")).fetchall()[0]
    with registered(connection, _tables(texts)):
        for step in ("ducklake/search_document" if is_lake else "load/search_document", *_STEPS):
            connection.execute(statement(step)).fetchall()


def _tables(texts: Iterable[_Text]) -> dict[str, pa.Table]:
    """Return the articles with the number of their words, the words of each, and every word once."""
    sizes: list[dict[str, Any]] = []
    items, terms, weights = array("i"), array("Q"), array("I")
    words: set[str] = set()
    for item, text in enumerate(texts):
        weighted, said = weighted_terms(text.title, text.summary, text.body)
        sizes.append({"item": item, "article_id": text.article_id, "version": text.version, "words": len(said)})
        words.update(said)
        items.extend([item] * len(weighted))
        terms.extend(weighted.keys())
        weights.extend(weighted.values())
    postings = pa.table(
        {
            "item": pa.array(np.frombuffer(items, np.int32)),
            "term": pa.array(np.frombuffer(terms, np.uint64)),
            "weight": pa.array(np.frombuffer(weights, np.uint32).clip(max=MOST_WEIGHT).astype(np.uint16)),
        }
    )
    forms = {search_form(word): search_term(word) for word in words}
    return {
        "incoming_search_document": pa.Table.from_pylist(sizes),
        "incoming_search_posting": postings,
        "incoming_search_word": pa.table({"word": list(forms), "term": pa.array(forms.values(), pa.uint64())}),
    }
