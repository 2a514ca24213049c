"""Proving a copy: how much of two articles' words stands in rows that both have, and whether that makes a copy.

Rows of three words count as far as they come in the same order in both texts: an edited copy keeps the order and, with
a fifth of its words changed, still two thirds of such rows, while two reporters who worked from one press release take
different sentences of it and put them in another order. A text whose sentences were only moved is a copy too, but
nearly all of it must then be there, in rows of five words, which two writers hardly share by chance.
"""

from __future__ import annotations

import numpy as np

from transforms.copies.forms import is_form
from transforms.copies.records import Likeness
from transforms.copies.shingles import SEQUENCE
from transforms.copies.texts import Mask, Places, Rows, Text, in_order, rows
from transforms.records import DuplicateKind

MATCH_AT = 0.2
"""Least share of the shorter article that is worth recording: a quarter of a story, give or take its edges."""

SAME_AT = 0.65
"""From this share of the shorter article on the two are copies. Of articles as published (bench nd_real) those that
share two fifths or less by full alignment stay below .54, and those that share three quarters are above .75; of copies
with a fifth of their words changed one in fifty is below .66."""

MOVED_AT = 0.85
"""Rows in any order count if this share of the shorter one of two articles of about one length stands in them."""

_LONG_ROW = 5  # words of a row that counts wherever it stands
_LENGTHS_APART = 1.5  # one article so many times as long as the other contains it
_LEAST_WORDS = 8  # of an article that is compared at all
_LEAST_SHARED = 16  # words, unless all of the shorter one
_REACH = 12  # words around a common sequence that are taken for the same boilerplate line
_ALL = (1 << 64) - 1
_MIDDLES = np.arange(1, 128, 2)


def compare_texts(a: Text, b: Text) -> Likeness | None:
    """Return what two articles share, or None where it is no large part of the shorter one.

    Words around common sequences count in neither article.
    """
    if a.size < b.size or (a.size == b.size and a.spelled <= b.spelled):
        return _compare(a, b)
    found = _compare(b, a)
    return found and Likeness(found.kind, found.similarity, found.share_b, found.share_a, found.part_b, found.part_a)


def _compare(short: Text, long: Text) -> Likeness | None:
    if short.size < _LEAST_WORDS:
        return None
    if short.size == long.size and short.spelled == long.spelled:
        return Likeness("exact", 1.0, 1.0, 1.0, _ALL, _ALL)
    # A row of five words has three seeds, so that the least share has at least three fifths as many.
    common = rows(short, long, MATCH_AT * short.size * (_LONG_ROW - 2) / _LONG_ROW)
    if common is None:
        return None
    long_rows = common.only(common.lengths >= _LONG_ROW)
    ordered = in_order(common)
    moved = long_rows.words >= MOVED_AT * short.size and long.size <= _LENGTHS_APART * short.size
    chosen = long_rows if moved and long_rows.words > ordered.words else ordered
    if not _is_large(short, long_rows, ordered) or is_form(short, long, chosen):
        return None
    return _likeness(short, long, chosen)


def _is_large(short: Text, long_rows: Rows, ordered: Rows) -> bool:
    return long_rows.words >= MATCH_AT * short.size or ordered.words >= SAME_AT * short.size


def _likeness(short: Text, long: Text, found: Rows) -> Likeness | None:
    covered = _covered(short.size, found.at, found.lengths)
    covered_long = _covered(long.size, found.to, found.lengths)
    limit = min(short.largest, long.largest)
    own, own_long = _own_words(short, limit), _own_words(long, limit)
    if _is_hardly_any(own) or _is_hardly_any(own_long):
        if not (_opens_in(covered) and _opens_in(covered_long)):
            return None
        own = own_long = None
    share, shared, size = _share(covered, own)
    share_long, _, _ = _share(covered_long, own_long)
    if share < MATCH_AT or shared < min(_LEAST_SHARED, size):
        return None
    apart = share < SAME_AT or long.size > _LENGTHS_APART * short.size
    kind: DuplicateKind = "contained" if apart else "near"
    return Likeness(kind, share, share, share_long, _part(covered), _part(covered_long))


def _share(covered: Mask, own: Mask | None) -> tuple[float, int, int]:
    """Return which share of an article's own words is covered, how many these are, and how many own words it has."""
    size = covered.size if own is None else int(np.count_nonzero(own))
    shared = int(np.count_nonzero(covered if own is None else covered & own))
    return shared / size, shared, size


def _own_words(text: Text, limit: int) -> Mask | None:
    """Tell which words are an article's own, not of a line that many have; None where all are."""
    places = [place for place, hash_ in text.common if hash_ <= limit]
    if not places:
        return None
    own = np.ones(text.size, np.bool_)
    for place in places:
        own[max(0, place - _REACH) : place + SEQUENCE + _REACH] = False
    return own


def _is_hardly_any(own: Mask | None) -> bool:
    """Tell whether next to nothing is an article's own: a short item full of offices, or one above closing lines."""
    return own is not None and int(np.count_nonzero(own)) < _LEAST_WORDS


def _opens_in(covered: Mask) -> bool:
    """Tell whether any of the first eighth of a text is covered."""
    return bool(covered[: covered.size // 8 + 1].any())


def _covered(size: int, begins: Places, lengths: Places) -> Mask:
    """Tell which of ``size`` words stand in rows."""
    covered = np.zeros(size, np.bool_)
    for begin, end in zip(begins.tolist(), (begins + lengths).tolist(), strict=True):
        covered[begin:end] = True
    return covered


def _part(covered: Mask) -> int:
    """Return as bits which 64ths of a text are covered, each by its middle word."""
    bits = np.packbits(covered[_MIDDLES * covered.size >> 7], bitorder="little")
    return int.from_bytes(bits.tobytes(), "little")
