"""The authors of an article, as a list of names.

Pages state them in many places that do not always agree: there is the account of whoever entered the text, the site
itself, the author of the next article. ``byline_metadata``, ``byline_markup`` and ``byline_visible`` gather what a page
says, ``byline_names`` takes it apart into names. Here one statement is chosen: each has a weight by its source and by
what its names look like, and statements that agree strengthen one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from scrapers.blocks import Sequence
from scrapers.byline_kinds import is_collective, is_person
from scrapers.byline_markup import author_marks, labelled_at_head, labelled_below
from scrapers.byline_metadata import stated
from scrapers.byline_names import split_names
from scrapers.byline_place import Frame, Statement
from scrapers.byline_visible import at_foot, at_head, names_at_head, within
from scrapers.frame import folded
from scrapers.generic import Main
from scrapers.metadata import Metadata
from transforms.cleaning.agencies import is_agency

__all__ = ["find_authors", "split_names"]

# What a statement is worth, by source. The figures were set by hand and tried against a conditional logit model over
# the candidates of the annotated pages of the open sets (605 that had any), in five folds by domain: on domains that it
# had not seen the model chose as well as the hand (.863 against .864 of the pages right) and moved no figure by more
# than 0.7. Its greater moves were then taken over.
_WEIGHTS = {
    "ld": 3.3, "ld-creator": 2.2, "ld-page": 2.7, "meta": 1.8, "meta-other": 2.8, "twitter": 2.2,
    "itemprop-above": 2.6, "rel-above": 2.4, "class-above": 2.4,
    "itemprop-top": 3.0, "rel-top": 3.0, "class-top": 2.8, "line-top": 3.5, "words-top": 2.6, "link-top": 2.6,
    "bare": 1.8,
    "itemprop-body": 1.0, "rel-body": 1.0, "class-body": 0.8, "line-body": 1.6, "words-body": 0.2,
    "itemprop-end": 2.2, "rel-end": 2.0, "class-end": 1.6, "line-end": 2.4, "words-end": 1.2, "link-end": 1.6,
    "signature": 2.2, "itemprop-far": 0.8, "rel-far": 0.8, "class-far": 0.6,
}  # fmt: skip
# Sources that name all authors where they name more than another one does.
_COMPLETE = frozenset({"ld", "ld-creator", "meta", "meta-other", "itemprop-top", "rel-top", "class-top", "line-top"})
_SEPARATOR = re.compile(r"\s[|»·–—-]\s")
_AGREES = 0.3
_MOST_AGREEING = 2
# The places of the page, in this order, each with the weight of a statement that makes a look at it idle.
_STAGES = (
    (labelled_at_head, 9.0), (at_head, 3.3), (labelled_below, 2.6), (names_at_head, 2.6), (at_foot, 2.4), (within, 1.6),
)  # fmt: skip
_MAX_LINE = 140
_MAX_NAMES = 20


class NameKind(IntEnum):
    """What a name looks like, the better the greater."""

    AGENCY = 0  # "Reuters": the source of the text, unless the page has no other author
    OUTLET = 1  # the site itself, which pages often give for want of an author
    LOGIN = 2  # "jdoe42", "jane.doe"
    DESK = 3  # "Redaktion", "Harbour News Team"
    NICK = 4  # "Konstantin"
    PERSON = 5  # "Jane Doe"


_BY_KIND = {
    NameKind.PERSON: 0.0, NameKind.NICK: -0.8, NameKind.DESK: -1.2, NameKind.LOGIN: -1.8, NameKind.OUTLET: -2.2,
    NameKind.AGENCY: -2.4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A statement taken apart: its names, the same folded for comparison, and what the best of them looks like."""

    names: tuple[str, ...]
    keys: frozenset[str]
    method: str
    source: str
    kind: NameKind

    @property
    def weight(self) -> float:
        return _WEIGHTS[self.source] + _BY_KIND[self.kind]


def find_authors(
    meta: Metadata, page: Sequence, main: Main, heading: int | None, outlet: set[str]
) -> tuple[tuple[str, ...], str]:
    """Return the authors' names in order, and the method that found them (empty if none).

    Args:
        meta: what the head of the page says.
        page: the blocks of the page.
        main: the article's place among them.
        heading: the number of the block that shows the title, if one does.
        outlet: the folded names of the site. It is an author only where the page states no better one.
    """
    frame = Frame(page, main, heading, author_marks(page))
    outlet = outlet | _named_in_title(meta.title)
    found = _candidates(stated(meta), outlet, agencies=True)
    best: _Candidate | None = None
    for gather, ceiling in _STAGES:
        best = max(found, key=lambda candidate: _total(candidate, found), default=None)
        if best and best.kind is NameKind.PERSON and _total(best, found) >= ceiling:
            break
        found += _candidates(gather(frame), outlet)
    best = max(found, key=lambda candidate: _total(candidate, found), default=None)
    if best is None:
        return (), ""
    best = _fuller(best, found, outlet)
    names = [name for name in best.names if folded(name) not in outlet] or best.names
    return _spelled(names, found), best.method


def _named_in_title(title: str | None) -> set[str]:
    """What the page's title element ends with, behind a bar or a dash: as a rule the site's name, folded."""
    parts = _SEPARATOR.split(title or "")
    return {folded(parts[-1])} - {""} if len(parts) > 1 else set()


def _candidates(statements: Iterable[Statement], outlet: set[str], *, agencies: bool = False) -> list[_Candidate]:
    found = []
    for texts, method, source in statements:
        split = dict.fromkeys(name for text in texts for name in _split(text, outlet, agencies=agencies))
        if split:
            names = tuple(split)[:_MAX_NAMES]
            kind = max(kind_of(name, outlet) for name in names)
            found.append(_Candidate(names, frozenset(map(folded, names)), method, source, kind))
    return found


def _split(text: str, outlet: set[str], *, agencies: bool) -> list[str]:
    """The names in a text; that of the site ("Wind & Wellen") is one, whatever it looks like."""
    return [text] if len(text) <= _MAX_LINE and folded(text) in outlet else split_names(text, agencies=agencies)


def kind_of(name: str, outlet: set[str]) -> NameKind:
    """Say what a name looks like; ``outlet`` holds the folded names of the site."""
    if folded(name) in outlet:
        return NameKind.OUTLET
    if is_agency(name):
        return NameKind.AGENCY
    if is_person(name):
        return NameKind.PERSON
    if is_collective(name):
        return NameKind.DESK
    login = " " not in name and (name.islower() or any(character in "._0123456789" for character in name))
    return NameKind.LOGIN if login else NameKind.NICK


def _total(candidate: _Candidate, found: list[_Candidate]) -> float:
    agreeing = {other.source for other in found if other is not candidate and other.keys == candidate.keys}
    return candidate.weight + _AGREES * min(len(agreeing), _MOST_AGREEING)


def _fuller(best: _Candidate, found: list[_Candidate], outlet: set[str]) -> _Candidate:
    """Return the statement that names the same authors and more persons or agencies, if one does."""
    for other in found:
        if best.keys < other.keys and other.source in _COMPLETE:
            more = {kind_of(name, outlet) for name in other.names if folded(name) not in best.keys}
            if more <= {NameKind.PERSON, NameKind.AGENCY}:
                return other
    return best


def _spelled(names: Iterable[str], found: list[_Candidate]) -> tuple[str, ...]:
    """Write each name as the page writes it best, once: "Jane Doe" rather than "janedoe", "JANE DOE" or "Jane"."""
    every = dict.fromkeys(name for candidate in found for name in candidate.names)
    return tuple(dict.fromkeys(max([name, *_same(name, every)], key=_form) for name in names))


def _same(name: str, every: Iterable[str]) -> list[str]:
    key = folded(name)
    longer = [other for other in every if " " not in name and is_person(other) and key in map(folded, other.split())]
    return [other for other in every if folded(other) == key] + longer


def _form(name: str) -> tuple[int, bool, int]:
    """How near a spelling is to that of a name: spaces, capitals but not all capitals, length."""
    return name.count(" "), not (name.isupper() or name.islower()), len(name)
