"""Arrow tables of the index of copies: numpy arrays go into DuckDB and come back without a Python object per number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pyarrow as pa

from transforms.copies.records import Document, Match, Placement, Sketch, Words
from warehouse.copy_lookup import is_among

_TEXT, _WHOLE, _HASH, _SHARE, _PART = pa.string(), pa.int32(), pa.uint32(), pa.float64(), pa.uint64()
_DOCUMENT = pa.schema(
    [
        ("item", _WHOLE),
        ("doc", _WHOLE),
        ("rep", _WHOLE),
        ("article_id", _TEXT),
        ("published", _TEXT),
        ("arrival", pa.int64()),
        ("content_key", pa.int64()),
        ("words", _WHOLE),
        ("hashes", _WHOLE),
        ("reach", _HASH),
        ("signature", _HASH),
        ("agency", _TEXT),
        ("own", pa.bool_()),
        ("source", _TEXT),
    ]
)
_MATCH = pa.schema(
    [
        ("article_id", _TEXT),
        ("other_id", _TEXT),
        ("kind", _TEXT),
        ("similarity", _SHARE),
        ("share", _SHARE),
        ("other_share", _SHARE),
        ("part", _PART),
        ("other_part", _PART),
    ]
)


def numbers(docs: Iterable[int]) -> pa.Table:
    """Return the distinct numbers of articles as the table ``wanted_doc``."""
    found = docs if isinstance(docs, np.ndarray) else np.fromiter(docs, np.int32)
    return pa.table({"doc": np.unique(found)})


def values(texts: Iterable[str]) -> pa.Table:
    """Return distinct ids or keys as the table ``wanted``."""
    return pa.table({"value": pa.array(list(dict.fromkeys(texts)), _TEXT)})


def keys(found: Iterable[int]) -> pa.Table:
    """Return distinct content keys as the table ``wanted_key``."""
    return pa.table({"content_key": np.unique(np.fromiter(found, np.int64))})


def document_table(
    documents: Sequence[Document], sketches: Sequence[Sketch], docs: Sequence[int], reps: Sequence[int]
) -> pa.Table:
    """Return articles as the table ``incoming_copy``; ``item`` is the place in the sequence."""
    columns = {
        "item": range(len(documents)),
        "doc": docs,
        "rep": reps,
        "article_id": [one.doc_id for one in documents],
        "published": [one.order[0] for one in documents],
        "arrival": [one.order[1] for one in documents],
        "content_key": [one.content_key for one in documents],
        "words": [one.words for one in documents],
        "hashes": [one.hashes.size for one in sketches],
        "reach": [one.hashes[-1] if one.hashes.size else 0 for one in sketches],
        "signature": [one.signature for one in sketches],
        "agency": [one.agency for one in documents],
        "own": [one.own for one in documents],
        "source": [one.source for one in documents],
    }
    return pa.table([pa.array(list(columns[field.name]), field.type) for field in _DOCUMENT], schema=_DOCUMENT)


def sketch_table(docs: Sequence[int], sketches: Sequence[Sketch], common: Words) -> pa.Table:
    """Return the hashes of articles as the table ``incoming_sketch``, those in the sorted ``common`` left out."""
    hashes = np.concatenate([np.empty(0, np.uint32), *(one.hashes for one in sketches)])
    owners = np.repeat(np.array(docs, np.int32), [one.hashes.size for one in sketches])
    rare = ~is_among(hashes, common)
    return pa.table({"doc": owners[rare], "hash": hashes[rare]})


def words_table(docs: Sequence[int], texts: Sequence[Words]) -> pa.Table:
    """Return the words of articles as the table ``incoming_words``."""
    return pa.table({"doc": np.array(docs, np.int32), "words": _lists(texts)})


def _lists(arrays: Sequence[Words]) -> pa.ListArray:
    ends = np.cumsum([0, *(one.size for one in arrays)], dtype=np.int32)
    joined = np.concatenate(arrays) if arrays else np.empty(0, np.uint32)
    return pa.ListArray.from_arrays(pa.array(ends), joined)


def words_of(found: pa.Table) -> dict[int, Words]:
    """Return the words in a result with the columns doc and words, by number; the arrays share its memory."""
    texts: dict[int, Words] = {}
    for batch in found.to_batches():
        lists = batch.column(1)
        joined, ends = lists.values.to_numpy(), lists.offsets.to_numpy()
        docs = batch.column(0).to_pylist()
        texts.update((doc, joined[ends[at] : ends[at + 1]]) for at, doc in enumerate(docs))
    return texts


def match_table(matches: Iterable[Match]) -> pa.Table:
    """Return matches as the table ``incoming_match``; their ends alone are what ``removed`` reads."""
    rows = [(m.a, m.b, m.kind, m.similarity, m.share_a, m.share_b, m.part_a, m.part_b) for m in matches]
    columns = zip(*rows, strict=True) if rows else [[] for _ in _MATCH]
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, _MATCH, strict=True)], schema=_MATCH
    )


def placement_table(placed: Iterable[Placement], origin: Mapping[str, object]) -> pa.Table:
    """Return where articles are placed as the table ``incoming_placement``; ``origin`` says by which run and when."""
    rows = [
        {"article_id": p.doc_id, "of_article_id": p.of, "kind": p.kind, "similarity": p.similarity, **origin}
        for p in placed
    ]
    return pa.Table.from_pylist(rows)
