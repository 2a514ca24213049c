"""Brings the full-text index up to date with the articles: what is new since the last time, and nothing else.

It is done when the snapshot is published, since only readers of that search. Whatever was loaded before there was an
index, or by a run that was killed, is caught up with then as well; articles that are withheld are left out. Every
``_COMMIT_AT`` articles are committed, so that what is in memory does not depend on how many there are.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from transforms.search_words import search_term, weighted_words
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
    with transaction(connection):
        connection.execute(statement("load/search_gone")).fetchall()
    indexed, more = 0, True
    while more:
        with transaction(connection):
            found = _add_new(connection)
            _move(connection)
        indexed += found
        more = found == _COMMIT_AT
    return indexed


def _add_new(connection: duckdb.DuckDBPyConnection) -> int:
    """Index articles that are not indexed, ``_COMMIT_AT`` at most; return how many."""
    for begin in range(0, _COMMIT_AT, _AT_ONCE):
        texts = [_Text(*row) for row in connection.execute(statement("queries/search_new"), [_AT_ONCE]).fetchall()]
        if texts:
            _add(connection, texts)
        if len(texts) < _AT_ONCE:  # looking once more costs 25 ms at 100,000 articles
            return begin + len(texts)
    return _COMMIT_AT


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
    items, terms, weights = array("i"), array("Q"), array("H")
    words: dict[str, int] = {}
    for item, text in enumerate(texts):
        weighted, size = weighted_words(text.title, text.summary, text.body)
        sizes.append({"item": item, "article_id": text.article_id, "version": text.version, "words": size})
        found = {word: search_term(word) for word in weighted}
        words |= found
        items.extend([item] * len(found))
        terms.extend(found.values())
        weights.extend(weighted.values())
    return {
        "incoming_search_document": pa.Table.from_pylist(sizes),
        "incoming_search_posting": pa.table(dict(_columns(item=items, term=terms, weight=weights))),
        "incoming_search_word": pa.table({"word": list(words), "term": pa.array(words.values(), pa.uint64())}),
    }


def _columns(**columns: array[int]) -> Iterator[tuple[str, pa.Array]]:
    types = {"i": pa.int32(), "Q": pa.uint64(), "H": pa.uint16()}
    for name, values in columns.items():
        yield name, pa.Array.from_buffers(types[values.typecode], len(values), [None, pa.py_buffer(values)])
