"""Places articles among their copies: index, candidates, proof, groups, in the transaction of the articles.

Used by ``khotin dedup`` and by every load of the warehouse alike. What comes of it depends on the articles alone, not
on the order of batches: a batch is decided against everything stored; where it makes a word sequence common, every
pair whose articles held that sequence is judged again; and where matches change, the groups around them are
placed again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from transforms.copies.compare import compare_texts
from transforms.copies.groups import cut, gather
from transforms.copies.records import Document, Likeness, Match, Placement, Words
from transforms.copies.shingles import COMMON_AT, SHARED_AT_LEAST, sketch
from transforms.copies.texts import Text
from warehouse.copy_index import Added, CopyIndex, Entry

SKETCHES = "2"
"""Version of the words and sketches that an index holds: an index of another version cannot be added to."""

_PREPARED = 500
"""Texts that are kept prepared, some 10 MB: pairs come in order of their articles, which share few others."""


def place_copies(index: CopyIndex, found: Sequence[tuple[Document, Words]]) -> dict[str, Placement]:
    """Add articles to the index; return every placement that this changed, of whatever article.

    An id that the index has is replaced; an equal article changes nothing. ``of`` is None where an article is
    no copy (any more).
    """
    latest = {document.doc_id: (document, words) for document, words in found}
    documents = [document for document, _ in latest.values()]
    texts = [words for _, words in latest.values()]
    added = index.add(documents, [sketch(words) for words in texts], texts)
    changed = added.replaced | added.exact | _judge(index, added)
    return index.write_placements(_placed(index, changed)) if changed else {}


def remove_copies(index: CopyIndex, article_ids: Collection[str]) -> dict[str, Placement]:
    """Take articles out of the index; return every placement of another article that this changed.

    The rows that place the articles themselves are left to the caller: by them their groups are found here.
    """
    removed = index.remove(article_ids)
    placed = _placed(index, removed.replaced | _judge(index, removed))
    return index.write_placements({key: one for key, one in placed.items() if key not in removed.replaced})


def _judge(index: CopyIndex, added: Added) -> set[str]:
    """Compare articles with all that may be their copies, and store the matches; return whose matches changed.

    Of the common hashes a comparison counts only those that the sketches of both articles reach (``Text``): if one of
    these becomes common later, one of the two holds it there, and the pair is judged again.
    """
    candidates = index.candidates(added.docs, share=SHARED_AT_LEAST, signatures=COMMON_AT)
    ends = {end for pair in candidates.pairs for end in pair}
    entries = index.entries(candidates.judged | ends)
    prepared = lru_cache(_PREPARED)(partial(_text, index.words(ends), entries, index.common()))
    matches = []
    for pair in candidates.pairs:
        a, b = sorted(pair, key=lambda doc: entries[doc].article_id)
        likeness = compare_texts(prepared(a), prepared(b))
        if likeness is not None:
            matches.append(_match(entries[a].article_id, entries[b].article_id, likeness))
    return index.write_matches({*added.replaced, *(entries[doc].article_id for doc in candidates.judged)}, matches)


def _text(words: Mapping[int, Words], entries: Mapping[int, Entry], common: Words, doc: int) -> Text:
    return Text(words[doc], common, entries[doc].reach)


def _match(a: str, b: str, found: Likeness) -> Match:
    return Match(a, b, found.kind, found.similarity, found.share_a, found.share_b, found.part_a, found.part_b)


def _placed(index: CopyIndex, changed: Collection[str]) -> dict[str, Placement]:
    """Return where the articles around those with changed matches stand now.

    A changed match concerns the groups of both its ends, and may make hold, or not, another match of these that was set
    aside: so the groups at the ends of theirs are placed again too, with what matches these as context.
    """
    members = index.groups(index.ends(index.groups(index.ends(changed))))
    around = index.ends(members)
    matches = index.matches(around)
    known = {one.document.doc_id: one for one in index.documents(index.ends(around))}
    given_up = _given_up(around, matches, {key: replace(one.document, order=one.first) for key, one in known.items()})
    joining = [match for match in matches if (match.a, match.b) not in given_up]
    placed = gather((one.document for one in known.values()), joining)
    return {key: one for key, one in placed.items() if key in members}


def _given_up(
    around: Collection[str], matches: Iterable[Match], documents: Mapping[str, Document]
) -> set[tuple[str, str]]:
    """Return the matches that an article at one of their ends gives up.

    ``documents`` are as old as their first exact copy: which of them the index compares is a matter of arrival.
    """
    own: defaultdict[str, list[Match]] = defaultdict(list)
    for match in matches:
        own[match.a].append(match)
        own[match.b].append(match)
    return {pair for key in around if key in own for pair in cut(documents[key], own[key], documents)}
