"""Countries, capitals and large cities by their names in the text's language, as codes that all languages share.

CLDR names the territories and the cities that stand for time zones (nearly every capital, and what is as large) in
some hundred languages. This is coarser than ``transforms.geography``, which decides what an article is about: here a
name only has to be the same in two reports, so that no context is asked, any ending counts that a language of
inflection may add (``Россия``, ``России``, ``российский``), and a rare mistake weighs little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from transforms import lexicons
from transforms.language import is_vietnamese_syllable
from transforms.text import has_vietnamese_letter, letter_words, strip_marks

_FIRST = 2  # letters of a name's first word by which it is looked up
_SAFE = 5  # letters of a stem behind which any short ending may follow, as hardly another word begins so
_DOUBTFUL = 4  # letters of a stem behind which an ending of a demonym or a case may follow, but no other
_LONGEST_ENDING = 4
_SHORT_ENDING = 3
_STRIPPED = 2  # letters at most that a name's stem is shorter than the name
_REMEMBERED = 1 << 16  # words of a language, after which remembering begins anew
_ENDINGS = frozenset("aeiouyjmаеиоуыэюяйьмхіїєαειουωηςايةهى")
_DEMONYM_ENDINGS = _ENDINGS | frozenset("snr")
_INFLECTED = frozenset("ar ru uk be bg sr mk hr bs sl sk cs pl lt lv et fi hu tr el ro sq".split())
_UNINFLECTED = frozenset("vi id ms".split())
_UNSPACED = frozenset("zh ja ko th lo km my".split())  # Korean writes particles together with the name
_WITH_LEXICON = ("en", "vi", "fr", "nl")  # languages with a table of countries of their own, beyond CLDR
_LEXICON_TABLES = ("plain", "names", "traps", "syllables", "demonyms")
_JOINED_IN_ARABIC = re.compile(r"(?<!\w)و?[بلفك]?(?:ال|لل)(?=\w{3})|(?<!\w)[وبلفك](?=\w{4})")
_BRACKETED = re.compile(r" ?[(（]")
_OTHER_SCRIPT = re.compile(r"[^\W\d_a-zA-Z]")


class _Name(NamedTuple):
    """A name: its folded words, the stem of the last one where endings may follow it, what it stands for, its case."""

    words: tuple[str, ...]
    stem: str
    key: str
    upper: bool


def _cldr(language: str) -> Iterator[tuple[str, str]]:
    for code, name in lexicons.territory_names(language).items():
        for spelling in _BRACKETED.split(name.replace(")", "").replace("）", "")):
            yield spelling, code
    names = lexicons.city_names(language)
    foreign = any(_OTHER_SCRIPT.match(name) and not strip_marks(name).isascii() for name in names.values())
    for city in lexicons.city_names(
        "ru"
    ):  # which names nearly all: what a language does not name, it writes as English
        if city in names:
            yield names[city], city
        if not foreign:
            yield city.replace("_", " ").title(), city


def _own(language: str) -> Iterator[tuple[str, str]]:
    if language not in _WITH_LEXICON:
        return
    alpha2 = {three: two for two, three in lexicons.iso3_codes().items()}
    tables = lexicons.load(f"countries_{language}")
    for table in _LEXICON_TABLES:
        for iso3, names in tables.get(table, {}).items():
            for name in [names] if isinstance(names, str) else names:
                yield from ((name, alpha2[code]) for code in iso3.split() if code in alpha2)


def _shared() -> Iterator[tuple[str, str]]:
    for table in ("bodies", "cities"):
        for key, spellings in lexicons.load("shared_names")[table].items():
            yield from ((spelling, {"us": "US", "uk": "GB"}.get(key, key)) for spelling in spellings.split("|"))


def _named(language: str) -> Iterator[tuple[str, str]]:
    """Yield all names that are looked for in a text of a language, with what each stands for."""
    yield from _shared()
    yield from _own(language)
    yield from _cldr(language)


def _folded(text: str, *, marks: bool) -> str:
    return (text if marks else strip_marks(text)).lower()


def _stem(word: str) -> str:
    kept = max(len(word) - _STRIPPED, _FIRST + 1)
    return word[:kept] + word[kept:].rstrip("".join(_ENDINGS))


@cache
def _spelled(language: str, *, marks: bool) -> Mapping[str, Sequence[_Name]]:
    """The names of a language that parts words by spaces, by the first letters of their first word, longest first."""
    found: dict[str, dict[tuple[str, ...], _Name]] = {}
    for name, key in _named(language):
        plain = _JOINED_IN_ARABIC.sub("", name) if language == "ar" else name
        words = tuple(letter_words(_folded(plain, marks=marks)))
        words = words[1:] if words[:1] == ("the",) else words  # "The Hague": a look-up at each article would be dear
        if words:
            upper = name.isupper() and len(words[0]) > 1
            stem = "" if upper or language in _UNINFLECTED or len(words[-1]) <= _FIRST else _stem(words[-1])
            found.setdefault(words[0][:_FIRST], {}).setdefault(words, _Name(words, stem, key, upper))
    return {first: sorted(names.values(), key=_longest_first) for first, names in found.items()}


def _longest_first(name: _Name) -> tuple[int, int]:
    return -len(name.words), -len(name.stem)


def _fits(name: _Name, word: str, *, inflected: bool) -> bool:
    """Tell whether ``word`` is the last word of a name, or that with an ending."""
    if word == name.words[-1]:
        return True
    if not name.stem or not word.startswith(name.stem):
        return False
    ending = word[len(name.stem) :]
    if len(name.stem) >= _SAFE:
        return len(ending) <= _LONGEST_ENDING
    if len(ending) > _SHORT_ENDING or name.stem == name.words[-1]:
        return False
    return set(ending) <= (_DEMONYM_ENDINGS if len(name.stem) == _DOUBTFUL else _ENDINGS if inflected else set())


class _Begun:
    """The names of a language by the words that may begin them; words that begin none are remembered too.

    Words come again and again: those of a text are looked up as one set.
    """

    def __init__(self, language: str, *, marks: bool) -> None:
        self.inflected = language in _INFLECTED
        self.names = _spelled(language, marks=marks)
        self.seen: set[str] = set()
        self.found: dict[str, Sequence[_Name]] = {}

    def of(self, words: set[str]) -> dict[str, Sequence[_Name]]:
        """Return those of ``words`` that may begin a name, each with these names."""
        if len(self.seen) > _REMEMBERED:
            self.seen.clear()
            self.found.clear()
        new = words - self.seen
        self.seen |= new
        for word in new:
            candidates = self.names.get(word[:_FIRST], ())
            if names := tuple(name for name in candidates if self._may_begin(name, word)):
                self.found[word] = names
        return {word: self.found[word] for word in words if word in self.found}

    def _may_begin(self, name: _Name, word: str) -> bool:
        return name.words[0] == word if len(name.words) > 1 else _fits(name, word, inflected=self.inflected)


@cache
def _begun(language: str, *, marks: bool) -> _Begun:
    return _Begun(language, marks=marks)


def _at(names: Iterable[_Name], folds: Sequence[str], text: str, place: int, *, inflected: bool) -> _Name | None:
    """Return the first of the names that stands at a place; ``text`` is its first word as written."""
    for name in names:
        end = place + len(name.words)
        if len(name.words) > 1:
            if end > len(folds) or tuple(folds[place : end - 1]) != name.words[:-1]:
                continue
            if not _fits(name, folds[end - 1], inflected=inflected):
                continue
        if text.isupper() if name.upper else _may_be_small(name, folds[end - 1]) or not text[0].islower():
            return name
    return None


def _may_be_small(name: _Name, last: str) -> bool:
    """Demonyms stand in lower case in many languages; of a short name the name itself may not ("turkey")."""
    return len(name.stem or last) >= _SAFE or last != name.words[-1]


def _in_words(text: str, language: str) -> Iterator[tuple[str, str]]:
    if language == "ar":
        text = _JOINED_IN_ARABIC.sub("", text)
    marks = language == "vi" and has_vietnamese_letter(text)
    texts = letter_words(text)
    folds = letter_words(_folded(text, marks=marks))
    if len(folds) != len(texts):  # a letter that folds to something else than one letter, in a word or between
        folds = [_folded(word, marks=marks) for word in texts]
    begun, done = _begun(language, marks=marks).of(set(folds)), 0
    for place in [place for place, word in enumerate(folds) if word in begun]:
        if place < done or (language == "vi" and _in_a_name(texts, folds, place, begun)):
            continue
        if name := _at(begun[folds[place]], folds, texts[place], place, inflected=language in _INFLECTED):
            done = place + len(name.words)
            yield f"c:{name.key}", " ".join(texts[place:done])


def _in_a_name(texts: Sequence[str], folds: Sequence[str], place: int, begun: Mapping[str, Sequence[_Name]]) -> bool:
    """Tell whether a syllable that is a country's name belongs to a person's: the Anh and Đức of Vietnamese names."""
    if not _is_named(begun[folds[place]], folds[place]):
        return False
    around = [at for at in (place - 1, place + 1) if 0 <= at < len(texts) and texts[at][0].isupper()]
    return any(_is_syllable(folds[at]) and not _is_named(begun.get(folds[at], ()), folds[at]) for at in around)


@lru_cache(maxsize=1 << 14)
def _is_syllable(word: str) -> bool:
    return is_vietnamese_syllable(word)


def _is_named(names: Sequence[_Name], word: str) -> bool:
    """Tell whether a word alone is a name among those that it begins."""
    return any(name.words == (word,) for name in names)


@cache
def _unspaced(language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    names = {name: key for name, key in reversed(list(_named(language))) if not name.isascii() and len(name) > 1}
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), names


def territories(text: str, language: str | None) -> Iterator[tuple[str, str]]:
    """Yield the places that ``text`` names, each as its key and as the name that stands there.

    Keys are ``c:RU`` (ISO 3166-1 alpha-2), ``c:moscow`` or ``c:nato``. ``language`` is the primary subtag of the text's
    language; None, or one that CLDR does not know, finds the names that are the same in most languages.
    """
    code = language or "en"
    if code not in _UNSPACED:
        yield from _in_words(text, code)
        return
    pattern, names = _unspaced(code)
    yield from ((f"c:{names[name]}", name) for name in pattern.findall(text))
