"""Finds articles by words in the published snapshot: ranked, whatever the case and diacritics.

A query is words, all of which must occur; ``word*`` stands for every word that begins so, and words in quotation
marks for themselves in a row. Whether they stand in a row the index does not know: that is read in the articles that
have them all, best first, until there are enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

import pyarrow as pa

from transforms.search_words import search_term, search_words
from warehouse.backend import Place
from warehouse.phrases import sieve
from warehouse.query import QueryError, QueryResult, Tables, tables_on
from warehouse.search_ranking import Postings, Ranked, rank, summed
from warehouse.selection import ALL, Selection
from warehouse.snippet import Marks, snippet
from warehouse.sqlfiles import statement

MAX_TERMS = 8
MAX_FORMS = 200  # words that one ``word*`` may stand for
_TERM = re.compile(r'["“”„]([^"“”„]*)["“”„]|(\S+)')
# Articles that are looked through for a phrase, some seconds of work; SQL looks through all.
_MOST_READ = 100_000
_AT_ONCE = 5000
_COLUMNS = ("article_id", "source_id", "published_edtf", "title", "snippet", "language", "duplicate_of", "url", "score")
_PLAIN: Marks = ("", "")


@dataclass(frozen=True, slots=True)
class _Query:
    """The terms of a query: each a word, or the beginning of one; and the phrases, each its words in a row."""

    words: tuple[tuple[str, bool], ...]
    phrases: tuple[tuple[str, ...], ...]


def search(place: Place, words: str, limit: int = 20, only: Selection = ALL, marks: Marks = _PLAIN) -> QueryResult:
    """Return the best ``limit`` articles in which every word, and every phrase in quotation marks, occurs.

    Title, summary and body are searched. ``hà nội``, ``ha noi`` and ``HA NOI`` find the same. ``snippet`` shows the
    first passage with the most of the words, which stand between the two texts of ``marks``.

    Raises QueryError when there is nothing to search for or too much at once (MAX_TERMS), SnapshotMissing when nothing
    is published.
    """
    began = monotonic()
    query = _parsed(words)
    with tables_on(place) as ask:
        hits = list(_hits(ask, _rank(ask, query, only), query, limit))
    rows = [_row(hit, query, marks) for hit in hits]
    table = pa.Table.from_pylist(rows, schema=_SCHEMA)
    return QueryResult(_COLUMNS, _TYPES, table, monotonic() - began)


_SCHEMA = pa.schema([(name, pa.float64() if name == "score" else pa.string()) for name in _COLUMNS])
_TYPES = tuple("DOUBLE" if name == "score" else "VARCHAR" for name in _COLUMNS)


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


def _rank(ask: Tables, query: _Query, only: Selection) -> Ranked:
    """Return the documents that hold every word, with their scores."""
    found = ask(statement("queries/search_documents"), {})
    documents = Postings(found["doc"].to_numpy(), found["words"].to_numpy())
    words = [_postings(ask, word, begins=begins) for word, begins in query.words]
    if only == ALL:
        return rank(documents, words)
    return rank(documents, words, ask(statement("queries/search_only"), only.given())["doc"].to_numpy())


def _postings(ask: Tables, word: str, *, begins: bool) -> Postings:
    """Return what holds a word, or any of the words that begin so."""
    if not begins:
        found = ask(statement("queries/search_word"), {"term": search_term(word)})
        return Postings(found["doc"].to_numpy(), found["weight"].to_numpy())
    terms = ask(statement("queries/search_prefix"), {"prefix": word, "most": MAX_FORMS})["term"].to_pylist()
    found = ask(statement("queries/search_beginning"), {"terms": terms})
    return summed(found["doc"].to_numpy(), found["weight"].to_numpy())


def _hits(ask: Tables, ranked: Ranked, query: _Query, limit: int) -> Iterator[dict[str, Any]]:
    """Yield the best articles, those left out in which a phrase is not found."""
    if not query.phrases:
        yield from _shown(ask, _articles(ask, ranked.best(limit))[:limit])
        return
    for some in _best_first(ask, ranked, 2 * limit):
        found = _with_phrases(ask, some, query.phrases)[:limit]
        yield from _shown(ask, found)
        limit -= len(found)
        if not limit:
            return


def _best_first(ask: Tables, ranked: Ranked, first: int) -> Iterator[list[dict[str, Any]]]:
    """Yield the best articles, ``first`` and then ever more at a time: a phrase that is common stands in those."""
    yield _articles(ask, ranked.best(first))[:first]
    others = _articles(ask, ranked.best(_MOST_READ))[first:]
    begin, size = 0, 10 * first
    while begin < len(others):
        yield others[begin : begin + size]
        begin, size = begin + size, _AT_ONCE


def _articles(ask: Tables, ranked: Ranked) -> list[dict[str, Any]]:
    """Return the articles of documents, best first; of those that are equally good the newest, then by id."""
    if not len(ranked.docs):
        return []
    scores = dict(zip(ranked.docs.tolist(), ranked.scores.tolist(), strict=True))
    found = ask(statement("queries/search_hits"), {"docs": list(scores)}).to_pylist()
    hits = [row | {"score": scores[row["doc"]]} for row in found]
    return sorted(hits, key=lambda row: (-row["score"], -row["published"], row["article_id"]))


def _with_phrases(
    ask: Tables, ranked: list[dict[str, Any]], phrases: Sequence[tuple[str, ...]]
) -> list[dict[str, Any]]:
    """Return the articles in which all phrases stand, each in a row within one paragraph."""
    if not phrases or not ranked:
        return ranked
    spoken = [" ".join(one) for one in phrases]
    asked = {
        "ids": [row["article_id"] for row in ranked],
        "phrases": [f" {one} " for one in spoken],
        "sieve": sieve(spoken[0]),
    }
    found = {row["article_id"] for row in ask(statement("queries/search_phrase"), asked).to_pylist() if row["stands"]}
    return [row for row in ranked if row["article_id"] in found]


def _shown(ask: Tables, ranked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the articles with what is shown of them, in the order of the ranking."""
    if not ranked:
        return []
    ids = {f"id{place}": row["article_id"] for place, row in enumerate(ranked)}
    sql = statement("queries/search_rows").format(ids=", ".join(f"${name}" for name in ids))
    places = ask(sql, ids)["place"].to_pylist()
    stored = ask(statement("queries/search_texts"), {"places": places}).to_pylist()
    texts = {(row["article_id"], row["version"]): row for row in stored}
    shown = ask(statement("queries/search_shown"), {"places": [row["place"] for row in ranked]}).to_pylist()
    found = {row["article_id"]: row | texts[row["article_id"], row["version"]] for row in shown}
    return [found[row["article_id"]] | {"score": round(row["score"], 3)} for row in ranked]


def _row(hit: dict[str, Any], query: _Query, marks: Marks) -> dict[str, Any]:
    shown = snippet((hit["summary"], *hit["body"]), query.words, marks)
    return {**{name: hit.get(name) for name in _COLUMNS}, "snippet": shown}
