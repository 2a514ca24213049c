"""The steps of finding copies on a handful of texts in memory, as ``flows.placing`` takes them on the warehouse."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from transforms.copies.compare import compare_texts
from transforms.copies.groups import place
from transforms.copies.records import UNDATED, Document, Match, Placement
from transforms.copies.shingles import COMMON_AT, SHARED_AT_LEAST, content_key, sketch
from transforms.copies.texts import Text
from transforms.copies.wordnumbers import read_all


class News(NamedTuple):
    """One article of a test."""

    text: str
    title: str | None = None
    published: str = UNDATED
    agency: str | None = None
    own: bool = False
    source: str | None = None


class Found(NamedTuple):
    """What was found: where each article stands, by its number, and the matches."""

    placements: list[Placement]
    matches: list[Match]

    @property
    def groups(self) -> set[frozenset[int]]:
        """The groups of two articles or more, as numbers."""
        members = defaultdict(set)
        for one in self.placements:
            members[one.of or one.doc_id].add(int(one.doc_id))
        return {frozenset(group) for group in members.values() if len(group) > 1}


def shared_at_least(hashes: int, words: int, other_hashes: int, other_words: int) -> int:
    """Return how many hashes two sketches must share to be worth comparing their articles: as in candidates.sql."""
    if words > other_words:
        hashes, words, other_hashes, other_words = other_hashes, other_words, hashes, words
    expected = min(hashes, other_hashes * words / max(other_words, 1))
    return max(1, math.ceil(expected * SHARED_AT_LEAST))


def find_copies(news: Sequence[News | str]) -> Found:
    """Find the copies among some articles; their ids are their places, ``000`` and so on."""
    articles = [News(one) if isinstance(one, str) else one for one in news]
    words = read_all([(one.title, one.text) for one in articles])
    sketches = [sketch(one) for one in words]
    holders = defaultdict(list)
    for number, each in enumerate(sketches):
        for hash_ in each.hashes.tolist():
            holders[hash_].append(number)
    common = {hash_ for hash_, numbers in holders.items() if len({sketches[n].signature for n in numbers}) > COMMON_AT}
    shared = Counter(
        pair for hash_, numbers in holders.items() if hash_ not in common for pair in combinations(numbers, 2)
    )
    known = np.array(sorted(common), np.uint32)
    texts = [
        Text(one, known, int(each.hashes[-1]) if each.hashes.size else 0)
        for one, each in zip(words, sketches, strict=True)
    ]
    matches = []
    for (a, b), hashes in shared.items():
        sizes = (sketches[a].hashes.size, words[a].size, sketches[b].hashes.size, words[b].size)
        if hashes >= shared_at_least(*sizes) and (one := compare_texts(texts[a], texts[b])):
            ids = (f"{a:03}", f"{b:03}")
            matches.append(Match(*ids, one.kind, one.similarity, one.share_a, one.share_b, one.part_a, one.part_b))
    documents = [
        Document(f"{n:03}", (one.published, n), content_key(words[n]), words[n].size, one.agency, one.own, one.source)
        for n, one in enumerate(articles)
    ]
    placed = place(documents, matches)
    return Found([placed[one.doc_id] for one in documents], matches)
