"""The offices of one person as one list: each once, in its fullest wording."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from transforms.naming.office_wording import Office
from transforms.text import strip_marks

# Words that tell no two offices apart: "Minister of Foreign Affairs" is "Foreign Minister", "Bộ trưởng Bộ Ngoại giao"
# "Bộ trưởng Ngoại giao".
_EMPTY = frozenset("of for the and in to affairs bộ bo de des du la le l van voor vị vi".split())

_IN_FULL = {"pm": ("prime", "minister"), "dpm": ("deputy", "prime", "minister"), "fm": ("foreign", "minister")}


@lru_cache(maxsize=4096)
def _content(role: str) -> tuple[str, ...]:
    words = strip_marks(role).lower().replace(",", " ").replace("-", " ").replace("'", " ").split()
    return tuple(part for word in words if word not in _EMPTY for part in _IN_FULL.get(word, (word,)))


def _is_covered(short: tuple[str, ...], full: tuple[str, ...], head: frozenset[str]) -> bool:
    """Whether the shorter wording is the fuller one left unsaid: its head alone, or the beginning of it."""
    if set(short) == set(full):
        return True
    if len(short) >= len(full):
        return False
    return full[: len(short)] == short or (full[-len(short) :] == short and set(short) <= head and len(short) == 1)


def roles_of(offices: Iterable[Office], others: Iterable[Office] = ()) -> tuple[str, ...]:
    """Return the roles as written, in order of appearance.

    ``others`` are offices of the text without a name that are surely this person's: they only replace a shorter wording
    of the same office.
    """
    kept: list[tuple[tuple[str, ...], Office]] = []
    for office in offices:
        if office.role:
            _merge(kept, office)
    if not kept:
        return ()
    for office in others:
        content = _content(office.role)
        if any(_is_covered(known, content, frozenset(one.head.split())) for known, one in kept):
            _merge(kept, office)
    return tuple(office.role for _, office in kept)


def _merge(kept: list[tuple[tuple[str, ...], Office]], office: Office) -> None:
    content = _content(office.role)
    head = frozenset(strip_marks(office.head).split())
    for place, (known, other) in enumerate(kept):
        if _is_covered(content, known, head):
            if set(content) == set(known) and other.role.isupper():  # "PM" in the headline
                kept[place] = (content, office)
            return
    covered = [place for place, (known, _) in enumerate(kept) if _is_covered(known, content, head)]
    if covered:
        kept[covered[0]] = (content, office)
        for place in reversed(covered[1:]):
            del kept[place]
    else:
        kept.append((content, office))
