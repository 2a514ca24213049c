"""Inflection of English verbs: every form of a lemma, regular ones by rule, the others from a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from transforms import lexicons

Tense = Literal["base", "present", "past", "participle", "ing"]
_VOWELS = frozenset("aeiou")
_SIBILANTS = ("s", "x", "z", "ch", "sh", "o")


class Inflection(NamedTuple):
    """A form of a verb."""

    form: str
    tense: Tense


@cache
def _table() -> Mapping[str, tuple[str, str]]:
    return MappingProxyType({lemma: (past, participle) for lemma, past, participle in lexicons.rows("verb_forms_en")})


def _present(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(_SIBILANTS) else f"{lemma}s"


def _regular_past(lemma: str) -> str:
    if lemma.endswith("e"):
        return f"{lemma}d"
    return f"{lemma[:-1]}ied" if lemma.endswith("y") and lemma[-2] not in _VOWELS else f"{lemma}ed"


def _ings(lemma: str, past: str) -> Iterator[str]:
    """The -ing forms; a verb that doubles its letter in the past does here too, a short irregular one as it sounds."""
    if lemma.endswith("ie"):
        yield f"{lemma[:-2]}ying"
    elif lemma.endswith("e") and not lemma.endswith(("ee", "oe", "be")):
        yield f"{lemma[:-1]}ing"
    else:
        yield f"{lemma}ing"
        if past == "+" or (lemma in _table() and lemma[-1] not in "aeiouwyx" and lemma[-2] in _VOWELS):
            yield f"{lemma}{lemma[-1]}ing"


def inflections(lemma: str) -> Iterator[Inflection]:
    """Yield all forms of a lemma; where spellings differ ("cancelled", "canceled") both."""
    past, participle = _table().get(lemma, ("", ""))
    yield Inflection(lemma, "base")
    for form in ("is", "are", "am") if lemma == "be" else ("has",) if lemma == "have" else (_present(lemma),):
        yield Inflection(form, "present")
    for form in _ings(lemma, past):
        yield Inflection(form, "ing")
    regular = [f"{lemma}{lemma[-1]}ed", f"{lemma}ed"] if past == "+" else [_regular_past(lemma)]
    for form in regular if past in ("", "+") else past.split("|"):
        yield Inflection(form, "past")
    for form in regular if past in ("", "+") else participle.split("|"):
        yield Inflection(form, "participle")
