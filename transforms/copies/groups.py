"""Groups of copies: which articles go back to one original, from the matches between them.

A group is what matches connect, with one exception. An article made of two others, one story extended by the opening
of another or a roundup of several, shares a part of itself with each; were it a copy of all, their groups would be one.
So of the parts that an article has from different sources only one makes it a copy: the first whose source is there
(nearly) as a whole, since news opens with what it is about, or else the largest. What an older article has given away
in parts to later ones is no such case.

Which matches an article gives up follows from its own matches alone (``cut``), and the groups from what is left
(``gather``): a function of the set of articles, never of the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from transforms.copies.compare import SAME_AT
from transforms.copies.records import UNDATED, Document, Match, Placement

_WHOLE_AT = 0.75  # share of a source from which on it counts as reproduced
_OPENING, _FIRST_WORDS = (1 << 8) - 1, (1 << 4) - 1  # the first eighth and sixteenth of an article
_HOUSE_LINES = 120  # words; closing lines are hardly longer
_TWINS_AT = 0.9  # two articles that share so much of both are one text: their sources are the same


class _End(NamedTuple):
    """A match as seen from one of its articles: the other one, the shares of both, and which part of this one it is."""

    match: Match
    other: Document
    share: float
    other_share: float
    part: int
    other_part: int


def place(documents: Iterable[Document], matches: Collection[Match]) -> dict[str, Placement]:
    """Return where each of ``documents`` stands; ``matches`` are all that they have among each other, in any order."""
    known = {one.doc_id: one for one in documents}
    own: defaultdict[str, list[Match]] = defaultdict(list)
    for match in matches:
        own[match.a].append(match)
        own[match.b].append(match)
    given_up = {pair for doc_id, its in own.items() for pair in cut(known[doc_id], its, known)}
    return gather(
        known.values(), [one for one in matches if one.similarity >= SAME_AT and (one.a, one.b) not in given_up]
    )


def cut(document: Document, matches: Iterable[Match], others: Mapping[str, Document]) -> set[tuple[str, str]]:
    """Return the matches (``a``, ``b``) of an article that make it no copy: lesser sources, parts that are too small.

    ``matches`` are all that it has, ``others`` holds the articles at their other ends. Two articles are copies where
    neither cuts their match.
    """
    every = [_end(document, match, others) for match in matches]
    ends = [end for end in every if not _is_furniture(document, end)]
    parts = _parts([end for end in ends if min(end.share, end.other_share) < _TWINS_AT])
    taken = [part for part in parts if not all(_is_later(end.other, document) for end in part)]
    lesser = sorted(taken, key=_rank)[1:]
    small = [end for end in every if end.match.similarity < SAME_AT or end not in ends]
    return {(end.match.a, end.match.b) for part in (small, *lesser) for end in part}


def _is_furniture(document: Document, end: _End) -> bool:
    """Tell whether two articles of one outlet share lines of the house alone, or background: neither one's opening.

    A newsroom that prints an article again prints its beginning again: the first words where no more is shared than
    closing lines may have, else some of the lead.
    """
    if document.source is None or document.source != end.other.source:
        return False
    opening = _FIRST_WORDS if end.share * document.words <= _HOUSE_LINES else _OPENING
    return not (end.part & opening or end.other_part & opening)


def _end(document: Document, match: Match, others: Mapping[str, Document]) -> _End:
    if match.a == document.doc_id:
        return _End(match, others[match.b], match.share_a, match.share_b, match.part_a, match.part_b)
    return _End(match, others[match.a], match.share_b, match.share_a, match.part_b, match.part_a)


def _parts(ends: Iterable[_End]) -> list[list[_End]]:
    """Sort matches by the part of the article that they cover: each to the first larger one that covers half of it."""
    parts: list[list[_End]] = []
    for end in sorted(ends, key=lambda one: (-one.part.bit_count(), _order(one.other))):
        for part in parts:
            if 2 * (end.part & _closed(part[0].part)).bit_count() >= end.part.bit_count():
                part.append(end)
                break
        else:
            parts.append([end])
    return parts


def _closed(part: int) -> int:
    """Return a part without the gaps of up to four 64ths that edits leave in it (a morphological closing)."""
    wide = part << 2
    wide = wide | wide << 1 | wide << 2 | wide >> 1 | wide >> 2
    return (wide & wide << 1 & wide << 2 & wide >> 1 & wide >> 2) >> 2


def _is_later(other: Document, document: Document) -> bool:
    """Tell whether an article is known to be younger than ``document``."""
    return UNDATED not in (other.order[0], document.order[0]) and other.order > document.order


def _rank(part: Collection[_End]) -> tuple[bool, int, int]:
    """Sort parts: first those whose source is whole, by where they begin; then fragments, the largest first."""
    whole = max(end.other_share for end in part) >= _WHOLE_AT
    size = max(end.part.bit_count() for end in part)
    begin = min((end.part & -end.part).bit_length() for end in part)
    return not whole, begin if whole else -size, begin


def gather(documents: Iterable[Document], joining: Iterable[Match]) -> dict[str, Placement]:
    """Return where each article stands, given the matches that make copies; the others' ends must be among them."""
    known = {one.doc_id: one for one in documents}
    parents = {doc_id: doc_id for doc_id in known}
    matches: defaultdict[str, list[Match]] = defaultdict(list)
    for match in joining:
        parents[_root(parents, match.a)] = _root(parents, match.b)
        matches[match.a].append(match)
        matches[match.b].append(match)
    groups: defaultdict[str, list[Document]] = defaultdict(list)
    for document in _exact_first(known.values(), parents):
        groups[_root(parents, document.doc_id)].append(document)
    return {one.doc_id: one for group in groups.values() for one in _placements(group, matches)}


def _exact_first(documents: Iterable[Document], parents: dict[str, str]) -> Iterator[Document]:
    """Join all articles of one content key; yield the articles in order."""
    ordered = sorted(documents, key=_order)
    firsts: dict[int, str] = {}
    for one in ordered:
        if one.content_key is not None:
            first = firsts.setdefault(one.content_key, one.doc_id)
            parents[_root(parents, one.doc_id)] = _root(parents, first)
    yield from ordered


def _root(parents: dict[str, str], doc_id: str) -> str:
    """Return the article that stands for the group of ``doc_id``, halving the way there."""
    while parents[doc_id] != doc_id:
        parents[doc_id] = doc_id = parents[parents[doc_id]]
    return doc_id


def _order(document: Document) -> tuple[tuple[str, int], str]:
    return document.order, document.doc_id


def _placements(group: Collection[Document], matches: Mapping[str, list[Match]]) -> Iterator[Placement]:
    original = _original(group)
    nearest = _nearest(group, original, matches)
    for one in group:
        if one is original:
            yield Placement(one.doc_id, None, None, None)
        elif one.content_key is not None and one.content_key == original.content_key:
            yield Placement(one.doc_id, original.doc_id, "exact", 1.0)
        else:
            match = nearest[one.content_key if one.content_key is not None else one.doc_id]
            kind = "near" if match.kind == "exact" else match.kind
            yield Placement(one.doc_id, original.doc_id, kind, match.similarity)


def _nearest(
    group: Collection[Document], original: Document, matches: Mapping[str, list[Match]]
) -> dict[int | str, Match]:
    """Return, by content key or else id, the match with the original or a copy of it, or else the strongest one."""
    keys = {one.doc_id: one.content_key if one.content_key is not None else one.doc_id for one in group}
    goal = keys[original.doc_id]
    best: dict[int | str, tuple[bool, float, bool, float, Match]] = {}
    for doc_id, key in keys.items():
        for match in matches[doc_id]:
            other = keys[match.b if match.a == doc_id else match.a]
            shares = match.share_a + match.share_b
            rank = (other == goal, match.similarity, match.kind == "near", shares, match)
            if other != key and (key not in best or rank[:4] > best[key][:4]):
                best[key] = rank
    return {key: rank[4] for key, rank in best.items()}


def _original(group: Collection[Document]) -> Document:
    """Return the earliest article, or that agency's own which the earliest one credits."""
    earliest = min(group, key=_order)
    own = [one for one in group if one.own and one.agency is not None and one.agency == earliest.agency]
    return min(own, key=_order) if own else earliest
