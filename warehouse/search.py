"""Finds articles by words in the published snapshot: ranked, whatever the case and diacritics.

A query is words, all of which must occur; ``word*`` stands for every word that begins so, and words in quotation
marks for themselves in a row. Whether they stand in a row the index does not know: that is read in the articles that
have them all, best first, until there are enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from time import monotonic
from typing import Any

import pyarrow as pa

from transforms.search_words import search_term, search_words
from warehouse.backend import Place
from warehouse.query import QueryError, QueryResult, Statements, statements_on
from warehouse.snippet import Marks, snippet
from warehouse.sqlfiles import statement

MAX_TERMS = 8
MAX_FORMS = 200  # words that one ``word*`` may stand for
_TERM = re.compile(r'["“”„]([^"“”„]*)["“”„]|(\S+)')
# Where none of so many has it, the words stand together nowhere, or so rarely that SQL is the better tool.
_MOST_READ = 5000
_COLUMNS = ("article_id", "source_id", "published_edtf", "title", "snippet", "language", "duplicate_of", "url", "score")
_PLAIN: Marks = ("", "")


@dataclass(frozen=True, slots=True)
class Only:
    """What hits are limited to: ids and codes as in ``mart.article``, days inclusive; empty and None: everything."""

    sources: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class _Query:
    """The terms of a query: each a word, or the beginning of one; and the phrases, each its words in a row."""

    words: tuple[tuple[str, bool], ...]
    phrases: tuple[tuple[str, ...], ...]


def search(place: Place, words: str, limit: int = 20, only: Only | None = None, marks: Marks = _PLAIN) -> QueryResult:
    """Return the best ``limit`` articles in which every word, and every phrase in quotation marks, occurs.

    Title, summary and body are searched. ``hà nội``, ``ha noi`` and ``HA NOI`` find the same. ``snippet`` shows the
    first passage with the most of the words, which stand between the two texts of ``marks``.

    Raises QueryError when there is nothing to search for or too much at once (MAX_TERMS), SnapshotMissing when nothing
    is published.
    """
    began = monotonic()
    query = _parsed(words)
    with statements_on(place) as run:
        asked: dict[str, Any] = {f"t{place}": forms for place, forms in enumerate(_forms(run, query), 1)}
        asked |= _limits(only)
        hits = list(_hits(run, asked, query, limit))
    rows = [_row(hit, query, marks) for hit in hits]
    table = pa.Table.from_pylist(rows, schema=_SCHEMA)
    return QueryResult(_COLUMNS, _TYPES, table, monotonic() - began)


_SCHEMA = pa.schema([(name, pa.float64() if name == "score" else pa.string()) for name in _COLUMNS])
_TYPES = tuple("DOUBLE" if name == "score" else "VARCHAR" for name in _COLUMNS)


def _limits(only: Only | None) -> dict[str, Any]:
    """Return what hits are limited to as parameters; nothing where they are not, so that nothing of it is planned."""
    if only is None or only == Only():
        return {}
    return {name: (list(value) or None) if isinstance(value, tuple) else value for name, value in asdict(only).items()}


def _parsed(text: str) -> _Query:
    words: dict[tuple[str, bool], None] = {}
    phrases = []
    for phrase, word in _TERM.findall(text):
        found = search_words(phrase or word)
        begins = bool(word) and word.endswith("*")
        words |= dict.fromkeys((one, begins and place == len(found) - 1) for place, one in enumerate(found))
        if len(found) > 1:
            phrases.append(tuple(found))
    if not words:
        raise QueryError("there is nothing to search for: give at least one word")
    if len(words) > MAX_TERMS:
        raise QueryError(f"{len(words)} words are too many to search for at once: give {MAX_TERMS} at most")
    return _Query(tuple(words), tuple(phrases))


def _forms(run: Statements, query: _Query) -> Iterator[int | list[int]]:
    """Yield the number of each word, or those of the words that begin so."""
    for word, begins in query.words:
        if begins:
            found = run(statement("queries/search_prefix"), {"prefix": word, "most": MAX_FORMS})
            yield [row["term"] for row in found]
        else:
            yield search_term(word)


def _sql(query: _Query, *, limited: bool) -> str:
    """Return the statement with a scan for each term, and with the limits where there are some."""
    places = range(1, len(query.words) + 1)
    scans = (
        statement("queries/search_beginning" if begins else "queries/search_word").format(place=place)
        for place, (_, begins) in enumerate(query.words, 1)
    )

    def each(part: str, places: range) -> Iterator[str]:
        return (statement(f"queries/{part}").format(place=place) for place in places)

    return statement("queries/search").format(
        hits=",\n".join(scans),
        rarities=", ".join(each("search_rarity", places)),
        score=" + ".join(each("search_score", places)),
        both="".join(each("search_both", places[1:])),
        only=statement("queries/search_only") if limited else "",
    )


def _hits(run: Statements, asked: dict[str, Any], query: _Query, limit: int) -> Iterator[dict[str, Any]]:
    """Yield the best articles, those left out in which a phrase is not found."""
    sql = _sql(query, limited="sources" in asked)
    # With a phrase first so many, since one that is common stands in them; then all others at once.
    chunks = ((0, 2 * limit), (2 * limit, _MOST_READ)) if query.phrases else ((0, limit),)
    for skipped, reach in chunks:
        most = reach - skipped
        ranked = run(sql, asked | {"most": most, "skipped": skipped, "reach": reach}) if most > 0 else []
        found = _with_phrases(run, ranked, query.phrases)[:limit]
        yield from _shown(run, found)
        limit -= len(found)
        if not limit or len(ranked) < most:
            return


def _with_phrases(
    run: Statements, ranked: list[dict[str, Any]], phrases: Sequence[tuple[str, ...]]
) -> list[dict[str, Any]]:
    """Return the articles in which all phrases stand, each in a row within one paragraph."""
    if not phrases or not ranked:
        return ranked
    asked = {"ids": [row["article_id"] for row in ranked], "phrases": [f" {' '.join(one)} " for one in phrases]}
    found = {row["article_id"] for row in run(statement("queries/search_phrase"), asked) if row["stands"]}
    return [row for row in ranked if row["article_id"] in found]


def _shown(run: Statements, ranked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the articles with what is shown of them, in the order of the ranking."""
    if not ranked:
        return []
    ids = {f"id{place}": row["article_id"] for place, row in enumerate(ranked)}
    sql = statement("queries/search_rows").format(ids=", ".join(f"${name}" for name in ids))
    places = [row["place"] for row in run(sql, ids)]
    texts = {
        (row["article_id"], row["version"]): row for row in run(statement("queries/search_texts"), {"places": places})
    }
    shown = run(statement("queries/search_shown"), {"places": [row["place"] for row in ranked]})
    found = {row["article_id"]: row | texts[row["article_id"], row["version"]] for row in shown}
    return [found[row["article_id"]] | {"score": round(row["score"], 3)} for row in ranked]


def _row(hit: dict[str, Any], query: _Query, marks: Marks) -> dict[str, Any]:
    shown = snippet((hit["summary"], *hit["body"]), query.words, marks)
    return {**{name: hit.get(name) for name in _COLUMNS}, "snippet": shown}
