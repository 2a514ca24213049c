"""The words of agreements in one language, from ``lexicons/agreement_words.toml``."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from transforms import lexicons
from transforms.bodies.phrases import Phrases

LANGUAGES = ("en", "vi", "fr", "nl")


class Words(Struct, frozen=True, dict=True):
    """``lists``: phrases by list. ``cues``: all phrases that say a status; ``status``: which one each says.

    ``first`` are the words that a head begins with: where none of them stands, no agreement is looked for.
    """

    lists: dict[str, Phrases]
    first: frozenset[str]
    cues: Phrases
    status: dict[str, str]

    def __getitem__(self, key: str) -> Phrases:
        return self.lists[key]


@cache
def words_of(language: str, *, bare: bool = False) -> Words:
    """Return the words of a language, English ones where it has none; ``bare``: without diacritics."""
    lexicon = lexicons.load("agreement_words")[language if language in LANGUAGES else "en"]
    lists = {key: Phrases.read(text, bare=bare) for key, text in lexicon.items() if isinstance(text, str)}
    said = {name: Phrases.read(text, bare=bare) for name, text in lexicon["status"].items()}
    status = {phrase: name for name, phrases in said.items() for phrase in phrases}
    first = frozenset([*lists["heads"].widths, *lists["small"].widths])
    return Words(lists, first, Phrases.read("|".join(status)), status)
