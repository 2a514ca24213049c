"""The step ``dedup``, its second half: which of the stored articles are copies, in the transaction of the articles.

A group of copies is a function of all stored articles, so that it does not matter which came first. Articles that were
loaded before copies were looked for, or whose sketches are those of an older version of Khotin, are placed with the
first batch after that, so that none is missing among the candidates.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from flows.placing import SKETCHES, place_copies, remove_copies
from transforms.cleaning.agencies import agency_in
from transforms.copies.lineage import lineage
from transforms.copies.order import arrival_order, published_order
from transforms.copies.records import Document, Words
from transforms.copies.shingles import content_key
from transforms.copies.wordnumbers import read_all
from transforms.records import Article, Batch, KnownArticle
from warehouse.copy_index import CopyIndex
from warehouse.copy_state import CopyPair, CopyState, PlacedText
from warehouse.rows import Row
from warehouse.store import Session

_CHUNK = 2_000  # old articles placed at once: some 20 MB of text


def place_written(
    session: Session, batch: Batch, articles: Sequence[Article], known: Mapping[str, KnownArticle]
) -> dict[str, tuple[str, ...]]:
    """Place the articles that a batch has written among all copies, and tell what each copy did with its original.

    ``known`` are those of them that were stored before. Returns the copies that each article stands among, the original
    first; nothing for one that stands alone.
    """
    if not articles:
        return {}
    state = CopyState(session.connection)
    index = CopyIndex(session.connection, run_id=batch.run_id, loaded_at=batch.loaded_at)
    if index.version() != SKETCHES:
        index.begin(SKETCHES, index.window())
    written = {article.article_id for article in articles}
    moved = _place_old(state, index, written - known.keys())
    publishers = state.publishers({article.source_id for article in articles})
    moved.update(place_copies(index, _read([_text(one, known, publishers) for one in articles])))
    _trace(state, moved | (written & known.keys()))
    return state.groups(written)


def release_copies(session: Session, article_ids: Collection[str], *, run_id: str, now: datetime) -> set[str]:
    """Take articles that are about to be deleted out of the index; return the ids of others that stand elsewhere now.

    Where the index is one of an older version, the next batch places all articles anew.
    """
    index = CopyIndex(session.connection, run_id=run_id, loaded_at=now)
    return set(remove_copies(index, article_ids)) if index.version() == SKETCHES else set()


def trace_copies(session: Session, article_ids: Collection[str]) -> None:
    """Store anew how articles whose place has changed go back to their originals."""
    _trace(CopyState(session.connection), article_ids)


def _place_old(state: CopyState, index: CopyIndex, new: Collection[str]) -> set[str]:
    """Place what is stored but was never placed, but for the new articles; return the ids of those that it concerns."""
    never_placed = state.never_placed(new)
    moved = set(never_placed)
    if moved:
        state.displace(moved)
    for start in range(0, len(never_placed), _CHUNK):
        moved.update(place_copies(index, _read(state.texts(never_placed[start : start + _CHUNK]))))
    return moved


def _text(article: Article, known: Mapping[str, KnownArticle], publishers: Mapping[str, str | None]) -> PlacedText:
    """Return of an article what the warehouse would give back of it."""
    before, published = known.get(article.article_id), article.published
    return PlacedText(
        article_id=article.article_id,
        title=article.title,
        body=article.body,
        published_at=published.datetime if published else None,
        published_edtf=published.edtf if published else None,
        first_seen_at=before.first_seen_at if before else article.fetched_at,
        agency=article.agency.code if article.agency else None,
        outlet=article.source_id if article.source_id in publishers else None,
        publisher=publishers.get(article.source_id),
    )


def _read(texts: Sequence[PlacedText]) -> list[tuple[Document, Words]]:
    """Return what placing articles needs, with their words."""
    read = read_all([(text.title, "\n".join(text.body)) for text in texts])
    return [(_document(text, words), words) for text, words in zip(texts, read, strict=True)]


def _document(text: PlacedText, words: Words) -> Document:
    """Return an article as placing sees it; what an agency's own outlet printed is the agency's, credited or not."""
    own = agency_in(text.publisher)
    return Document(
        doc_id=text.article_id,
        order=(
            published_order(text.published_at, text.published_edtf),
            arrival_order(text.first_seen_at, text.article_id),
        ),
        content_key=content_key(words),
        words=words.size,
        agency=text.agency or (own.code if own else None),
        own=own is not None and text.agency in (None, own.code),
        source=text.outlet,
    )


def _trace(state: CopyState, article_ids: Collection[str]) -> None:
    """Store how the copies among the articles go back to their originals, and those of the originals among them.

    These are the articles whose place or text has changed; of any other the lineage is stored, or there is none.
    """
    if not article_ids:
        return
    state.write_lineages(list(map(_lineage_row, state.untraced(article_ids))), article_ids)


def _lineage_row(pair: CopyPair) -> Row:
    found = lineage(pair.of_body, pair.body)
    return {
        "article_id": pair.article_id,
        "version": pair.version,
        "of_article_id": pair.of_article_id,
        "of_version": pair.of_version,
        "share_kept": found.share_kept,
        "share_of_copy": found.share_of_copy,
        "paragraphs": list(map(asdict, found.paragraphs)),
    }
