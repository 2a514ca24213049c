"""Names in a text of any language, without knowing them: what crosses languages best, and changes least.

In scripts with capitals a name is a row of capitalised words; Chinese, Japanese, Korean and Arabic have other signs.
Names are taken widely here: a word that is wrongly taken for one weighs little, since nothing in other texts answers
it. Each word of a name gives up to three keys: ``n:``, its letters folded, where it is in Latin script; and ``k:``, its
skeletons, which other scripts share (``transforms.stories.skeleton``). Vietnamese names count in pairs of syllables,
since a few syllables make up all of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from transforms import lexicons
from transforms.function_words import function_words
from transforms.language import is_vietnamese_syllable
from transforms.stories.skeleton import skeletons
from transforms.stories.transcription import transcribed
from transforms.text import strip_marks

_SHORTEST_SKELETON = 3  # classes: shorter ones are shared by too many names
_SHORTEST_UNCASED = 4  # classes, in a long text where every word has to be taken for a name
_HEADLINE = 200  # characters of a text that is a headline or little more
_SHORTEST_WORD = 3  # letters
_HEADLINE_SHARE = 0.6  # of the words, capitalised: then capitals say nothing, as in English headlines
_HEADLINE_WORDS = 4
_TOKEN = re.compile(r"[^\W\d_]+|[.!?:…;•“”«»\"(\n]|\d")
_ASCII = 128
_STOPS = frozenset(b'.!?:;"(\n')
_SIGNS = bytes(
    code if code >= _ASCII or chr(code).isalnum() else ord(".") if code in _STOPS else ord(" ") for code in range(256)
)
_OTHER_STOPS = "…•“”«»"
_OTHER_SIGNS = "’‘–—£€°"
_KATAKANA = re.compile(r"[ァ-ヺー]{3,}")
_HANGUL = re.compile(r"[가-힣]{2,}")
_KOREAN_PARTICLE = re.compile(r"(?<=..)(?:에서|에게|으로|까지|부터|은|는|이|가|을|를|의|와|과|도|로|에|씨)$")
_ARABIC = re.compile(r"[\u0620-\u065f\u0671-\u06d3\u05d0-\u05ea]{4,}")
_ARABIC_ARTICLE = ("ال", "وال", "بال", "لل")
_UNCASED = re.compile(r"[\u0590-\u06ff\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_GERMAN_DETERMINERS = frozenset(
    """der die das den dem des ein eine einen einem einer eines kein keine keinen im am zum zur vom beim ins ans seine
    seinen seinem seiner ihre ihren ihrem ihrer diese dieser diesem diesen dieses jede jeder viele einige mehr mehrere
    alle aller zwei drei vier unser unsere""".split()
)


@cache
def _little_words() -> frozenset[str]:
    """The commonest words of all languages but Vietnamese, whose bare syllables are names too."""
    return frozenset[str]().union(*(words for language, words in function_words().items() if language != "vi"))


class _Word(NamedTuple):
    """What a capitalised word may be: a Vietnamese syllable, a common word; its keys as (part of) a name."""

    plain: str
    syllable: bool
    common: bool
    keys: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def _word(word: str) -> _Word:
    folded = word.lower()
    plain = strip_marks(folded)
    written = len(plain) >= _SHORTEST_WORD or (len(word) > 1 and word.isupper())
    keys = [f"n:{plain}"] if plain.isascii() and written else []
    keys += [f"k:{each}" for each in skeletons(word) if len(each) >= _SHORTEST_SKELETON]
    common = folded in _little_words() or folded in lexicons.words("common_words_en")
    return _Word(plain, is_vietnamese_syllable(folded), common, tuple(keys))


def _tokens(text: str) -> list[str]:
    """Return the words of a text, a full stop standing for each sign that ends a sentence or opens a quotation."""
    plain = text.encode("utf-8", "surrogatepass").translate(_SIGNS).decode("utf-8", "surrogatepass")
    if not plain.isascii():
        for sign in _OTHER_STOPS:
            plain = plain.replace(sign, ".")
        for sign in _OTHER_SIGNS:
            plain = plain.replace(sign, " ")
    tokens = plain.replace(".", " . ").split()
    return tokens if "".join(tokens).replace(".", "").isalnum() else _TOKEN.findall(text)


def _rows(tokens: Sequence[str], language: str | None, known: Collection[str]) -> Iterator[list[_Word]]:
    """Yield the rows of capitalised words, without those of ``known`` and what is capitalised for its place alone."""
    capitals = [place for place, token in enumerate(tokens) if token[0].isupper()]
    enough = len(tokens) >= _HEADLINE_WORDS and len(capitals) >= _HEADLINE_SHARE * len(tokens)
    headline = enough and language != "vi"
    lower = set(tokens)
    row: list[_Word] = []
    last = -1
    for place in capitals:
        token, before = tokens[place], tokens[place - 1] if place else "."
        word = _word(token)
        if word.plain in known or (language == "de" and before.lower() in _GERMAN_DETERMINERS):
            continue
        if headline or len(token) == 1 or not token.isupper():
            again = token.lower() in lower  # in small letters: no name, unless in Vietnamese, where it may be both
            if ((headline or before == ".") and (again or word.common)) or (again and language != "vi"):
                continue
        if row and place != last + 1:
            yield row
            row = []
        row.append(word)
        last = place
    if row:
        yield row


def _row_keys(row: Sequence[_Word], language: str | None) -> Iterator[str]:
    """Yield the keys of a row of words; Vietnamese syllables that follow each other give their pairs."""
    for place, word in enumerate(row):
        if not word.syllable:
            yield from word.keys
            continue
        behind = place + 1 < len(row) and row[place + 1].syllable
        if behind:
            yield f"n:{word.plain} {row[place + 1].plain}"
        elif not (place and row[place - 1].syllable) and (language != "vi" or len(row) > 1):
            yield from word.keys


def _uncased(text: str) -> Iterator[str]:
    """Yield the keys of names in scripts without capitals."""
    for skeleton in transcribed(text):
        if len(skeleton) >= _SHORTEST_SKELETON:
            yield f"k:{skeleton}"
    for name in _KATAKANA.findall(text):
        yield from (f"k:{each}" for each in skeletons(name) if len(each) >= _SHORTEST_SKELETON)
    least = _SHORTEST_SKELETON if len(text) <= _HEADLINE else _SHORTEST_UNCASED
    words = [_KOREAN_PARTICLE.sub("", word) for word in _HANGUL.findall(text)]
    words += [word for word in _ARABIC.findall(text) if not word.startswith(_ARABIC_ARTICLE)]
    for word in words:
        yield from (f"k:{each}" for each in skeletons(word) if len(each) >= least)


def name_keys(text: str, language: str | None, places: Collection[str] = ()) -> Iterator[str]:
    """Yield the keys of the names in ``text``, but for ``places``, which are known by more than their letters.

    ``language`` is the primary subtag of the text's language where known: German capitalises its nouns, Vietnamese
    has names of syllables that are words too.
    """
    known = {strip_marks(word).lower() for place in places for word in place.split()}
    for row in _rows(_tokens(text), language, known):
        yield from _row_keys(row, language)
    if not text.isascii() and _UNCASED.search(text):
        for place in places:
            text = text.replace(place, " ")
        yield from _uncased(text)
