"""The vocabulary of names: which kind of word each capitalised word is, and what the words around a name say.

Words are compared in lower case without diacritics. The lists overlap (``Bush``, ``Mark``, ``Bank``): the closed lists
come first, in the order of ``_LISTS``; a word that is both a name and a common word is of a kind of its own ("given or
word"), which the weights judge.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache, lru_cache, partial
from typing import Any

import msgspec

from transforms import lexicons
from transforms.text import strip_marks

_LANGUAGES = ("en", "fr", "nl")  # those with a file of words around names; the common words of English are a table
_KEPT = 16_384  # words whose kind is kept: those of some hundred articles

# Kinds of the words of closed lists, and the list of each; the first wins where a word is in two.
_LISTS = {
    "function": "function",
    "role": "roles",
    "firm": "firms",
    "head": "body_heads",
    "members": "body_members",
    "part": "body_parts",
    "thing": "thing_heads",
    "place head": "place_heads",
    "noname": "no_names",
    "suffix": "suffixes",
    "place too": "places_too",
    "particle": "particles",
}
# Notes on the words before and after a name, and the list of each.
_BEFORE = {
    "behind a person's office": "person_before",
    "behind a kind of body": "body_before",
    "behind a word of place": "place_before",
    "behind a verb of speech": "speech",
}
_AFTER = {
    "followed by a verb of speech": "speech",
    "followed by what a body has": "body_after",
    "followed by what a person does": "person_verbs",
    "followed by a word of place": "place_after",
    "followed by a small word": "function",
}
_Lists = tuple[Collection[str], ...]  # of the tables, and of the additions to them
_BEHIND_SIGNS = {sign: f"behind '{sign}'" for sign in ",-.("}
_FOLLOWED_BY_SIGNS = {".": "followed by '.'"}


class NameWords(msgspec.Struct, frozen=True):
    """What is known of the words of one language; ``kind_of`` gives the kind of a word as written.

    ``before`` and ``after`` hold the note on a word that stands there; the other members are lists of the lexicon.
    """

    kind_of: Callable[[str], str]
    before: Mapping[str, str]
    after: Mapping[str, str]
    roles: frozenset[str]
    role_parts: frozenset[str]
    honorifics: frozenset[str]
    joiners: frozenset[str]
    owners: frozenset[str]
    relatives: frozenset[str]
    determiners: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    like_words: frozenset[str]
    no_bodies: frozenset[str]


class _Names(msgspec.Struct, frozen=True):
    """The lists of names, and the common words of a language."""

    given: _Lists
    surnames: _Lists
    endings: tuple[str, ...]
    common: Collection[str]
    word_endings: tuple[str, ...]


@cache
def name_words(language: str) -> NameWords:
    """Return the vocabulary for texts of ``language``; where it has no file, the English one."""
    code = language if language in _LANGUAGES else "en"
    lists = dict(lexicons.load(f"name_words_{code}")) | dict(lexicons.load("name_words"))
    kind_of = partial(_kind_of, kinds=_kinds(lists), names=_names(lists, code))
    return NameWords(
        kind_of=lru_cache(maxsize=_KEPT)(kind_of),
        before=_around(lists, _BEFORE) | _small(lists, "behind") | _BEHIND_SIGNS,
        after=_around(lists, _AFTER) | _small(lists, "followed by") | _FOLLOWED_BY_SIGNS,
        roles=_list(lists, "roles"),
        role_parts=_list(lists, "role_parts"),
        honorifics=_list(lists, "honorifics"),
        joiners=_list(lists, "joiners"),
        owners=_list(lists, "owners"),
        relatives=_list(lists, "relatives"),
        determiners=_list(lists, "determiners"),
        particles=_list(lists, "particles"),
        articles=_list(lists, "articles"),
        like_words=_list(lists, "like_words"),
        no_bodies=_list(lists, "no_bodies"),
    )


def _kind_of(text: str, *, kinds: Mapping[str, str], names: _Names) -> str:
    """Return the kind of a capitalised word: "given", "family", "head", "word", "unknown" and so on."""
    word = strip_marks(text).lower()
    if kind := kinds.get(word):
        return kind
    if len(text) == 1:
        return "initial"
    return _kind_of_name(word, names) if text[1:].islower() else _kind_by_case(text)


def _kind_by_case(text: str) -> str:
    """A word with capitals or digits inside: an abbreviation, ``McDonald`` or ``FdL``."""
    if text.isupper():
        return "abbreviation"
    if text[:-1].isupper() and text[-1] == "s":  # PCs, MPs
        return "noname"
    return "family" if text.startswith(("Mc", "Mac", "De", "La", "Le", "Di", "Du", "Fitz")) else "mixed case"


def _kind_of_name(word: str, names: _Names) -> str:
    doubt = " or word" if word in names.common else ""
    is_surname = any(word in listed for listed in names.surnames)
    if any(word in listed for listed in names.given):
        return ("either" if is_surname else "given") + doubt
    if is_surname:
        return "family" + doubt
    if doubt or word.endswith(names.word_endings):
        return "word"
    return "family by ending" if word.endswith(names.endings) else "unknown"


def _list(lists: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(str(lists.get(name, "")).split())


def _names(lists: Mapping[str, Any], code: str) -> _Names:
    return _Names(
        given=(lexicons.words("given_names"), _list(lists, "given")),
        surnames=(lexicons.words("surnames"), _list(lists, "surnames")),
        endings=tuple(sorted(_list(lists, "surname_endings"))),
        common=lexicons.words("common_words_en") if code == "en" else _list(lists, "common"),
        word_endings=tuple(sorted(_list(lists, "word_endings"))),
    )


def _kinds(lists: Mapping[str, Any]) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for kind, name in _LISTS.items():
        for word in _list(lists, name):
            kinds.setdefault(word, kind)
    return kinds


def _around(lists: Mapping[str, Any], notes: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for note, name in notes.items():
        for word in _list(lists, name):
            found.setdefault(word, note)
    return found


def _small(lists: Mapping[str, Any], side: str) -> dict[str, str]:
    """The prepositions, articles and conjunctions that say something, by the English one that they stand for."""
    return {word: f"{side} '{english}'" for english, listed in lists["small"].items() for word in listed.split()}
