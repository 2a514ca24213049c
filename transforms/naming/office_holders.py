"""Who held which office of which state when: the country of a person whose office the text does not ascribe.

The table is dated, because a name says whose office it is only while it is held. A name in one word stands in it only
where it means one person to every reader of news (Putin, Macron).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from transforms import lexicons
from transforms.text import strip_marks

_OPEN = ".."  # an end that is not known yet
_EVER = "9999"


class Holding(NamedTuple):
    """An office held: the state's alpha-3 code (empty for an office of a union), and from when to when (EDTF dates)."""

    country: str
    start: str
    end: str


def name_key(words: Iterable[str]) -> tuple[str, ...]:
    """Return what two spellings of a name share: words without case, marks, hyphens and initials, in any order."""
    plain = strip_marks(" ".join(words)).lower().replace("-", " ").replace("'", " ").replace(".", " ")
    return tuple(sorted(plain.split()))


@cache
def _holdings() -> Mapping[tuple[str, ...], tuple[Holding, ...]]:
    table: dict[tuple[str, ...], tuple[Holding, ...]] = {}
    for country, _, start, end, names in lexicons.rows("office_holders"):
        holding = Holding("" if country == "-" else country, start, _EVER if end == _OPEN else end)
        for name in names.split("|"):
            key = name_key([name])
            table[key] = (*table.get(key, ()), holding)
    return table


def names_holder(words: Sequence[str]) -> bool:
    """Tell whether ``words``, in lower case, are a full name of the table, whoever holds office now."""
    known = _words_of_names()
    if len(words) < 2:  # noqa: PLR2004 - a full name
        return False
    for word in words:
        if word not in known and word.isascii():
            return False
    return name_key(words) in _holdings()


@cache
def _words_of_names() -> frozenset[str]:
    return frozenset(word for key in _holdings() for word in key) | {"-", "'", "."}


@cache
def _single_names() -> Mapping[str, tuple[Holding, ...]]:
    return {key[0]: holdings for key, holdings in _holdings().items() if len(key) == 1}


@cache
def surnames_of_holders(published: str | None) -> frozenset[str]:
    """Return the single names, without marks, of those in office on ``published``; all of the table where unknown."""
    table = _single_names()
    if published is None:
        return frozenset(table)
    return frozenset(name for name, held in table.items() if any(_on(holding, published) for holding in held))


def _on(holding: Holding, published: str) -> bool:
    """Whether the office was held when the text was published; by as many digits as both dates have."""
    start, end = holding.start, holding.end
    return start[: len(published)] <= published[: len(start)] and published[: len(end)] <= end[: len(published)]


def country_of_holder(names: Iterable[str], published: str | None, *, in_office: bool) -> str | None:
    """Return the state whose office the bearer of one of ``names`` holds, None where the table does not tell.

    ``published`` is the date of the text (EDTF). With ``in_office`` the text itself gives the person an office, which
    may be a former one: then the dates decide only between states.
    """
    holdings = _holdings()
    found = [holding for name in dict.fromkeys(names) for holding in holdings.get(name_key([name]), ())]
    if not found:
        return None
    if published:
        current = [holding for holding in found if _on(holding, published)]
        found = current or (found if in_office else [])
    countries = {holding.country for holding in found}
    return next(iter(countries)) or None if len(countries) == 1 else None
