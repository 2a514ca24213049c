"""Inflection of English verbs: every form of a lemma, regular ones by rule, the others from a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

from transforms import lexicons

Tense = Literal["base", "present", "past", "participle", "ing"]
_VOWELS = frozenset("aeiou")
_SIBILANTS = ("s", "x", "z", "ch", "sh", "o")


_NONE: frozenset[Tense] = frozenset()
_BASE: frozenset[Tense] = frozenset(("base",))
_PRESENT: frozenset[Tense] = frozenset(("present",))
_PAST: frozenset[Tense] = frozenset(("past",))
_PARTICIPLE: frozenset[Tense] = frozenset(("participle",))
_BOTH = _PAST | _PARTICIPLE
_ING: frozenset[Tense] = frozenset(("ing",))
_PRESENTS = {"be": ("is", "are", "am"), "have": ("has",)}


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


def inflections(lemma: str) -> dict[str, frozenset[Tense]]:
    """Return all forms of a lemma, each with what it may be; where spellings differ ("cancelled", "canceled") both."""
    past, participle = _table().get(lemma, ("", ""))
    forms = {lemma: _BASE}
    for form in _PRESENTS.get(lemma) or (_present(lemma),):
        forms[form] = _PRESENT | forms.get(form, _NONE)
    for form in _ings(lemma, past):
        forms[form] = _ING
    if past in ("", "+"):
        regular = (f"{lemma}{lemma[-1]}ed", f"{lemma}ed") if past else (_regular_past(lemma),)
        forms.update(dict.fromkeys(regular, _BOTH))
        return forms
    for form in past.split("|"):
        forms[form] = _PAST | forms.get(form, _NONE)
    for form in participle.split("|"):
        forms[form] = _PARTICIPLE | forms.get(form, _NONE)
    return forms
