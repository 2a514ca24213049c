"""Abbreviations that an article explains: "Italian Democratic Socialists (SDI)" binds SDI for the whole article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from transforms.bodies.organisation_spans import Candidate
from transforms.reading import Passage, Reading
from transforms.tokens import Tokens

_LONGEST = 12  # characters of an abbreviation
_TOKENS = 3  # of an abbreviation: PFLP-GC
_CAPITALS = 2


def looks_abbreviated(text: str) -> bool:
    """Tell whether ``text`` is one word, of capitals mostly: SDI, MpS, PML-F, SPÖ."""
    letters = [char for char in text if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return (
        capitals >= _CAPITALS
        and 2 * capitals >= len(letters)
        and len(text) <= _LONGEST
        and not any(char.isspace() for char in text)
    )


def abbreviation_behind(passage: Passage, end: int) -> tuple[int, int] | None:
    """Return the token span of an abbreviation in the brackets that open at token ``end``."""
    texts = passage.tokens.texts
    if end >= len(texts) or texts[end] != "(":
        return None
    for last in range(end + 2, min(end + 2 + _TOKENS, len(texts))):
        if texts[last] in (")", ",", ";"):
            return (end + 1, last) if looks_abbreviated(passage.words(end + 1, last)) else None
    return None


def _before_brackets(reading: Reading, one: Candidate) -> tuple[int, int] | None:
    """The span of an abbreviation that the name in brackets behind it explains: "FPT (Tập đoàn FPT)"."""
    passage = reading.passages[one.passage]
    texts = passage.tokens.texts
    if one.start < 2 or texts[one.start - 1] != "(" or one.end >= len(texts) or texts[one.end] != ")":  # noqa: PLR2004
        return None
    return (one.start - 2, one.start - 1) if looks_abbreviated(texts[one.start - 2]) else None


def _explained(candidates: Sequence[Candidate], reading: Reading) -> dict[str, Candidate]:
    """Abbreviation as written -> the body that the article explains it by."""
    bound: dict[str, Candidate] = {}
    for one in (one for one in candidates if one.sureness == "sure"):
        passage = reading.passages[one.passage]
        span = abbreviation_behind(passage, one.end) or _before_brackets(reading, one)
        if span and not looks_abbreviated(passage.words(one.start, one.end)):
            abbr = passage.words(*span)
            bound.setdefault(abbr, replace(one, abbr=one.abbr or abbr, forms=(), sureness="sure"))
    return bound


def identify(candidates: Sequence[Candidate], reading: Reading) -> list[Candidate]:
    """Return the candidates, translated names with a known abbreviation in brackets behind them as that body.

    "Cơ quan An ninh quốc gia (NSA)" is the NSA, whatever the pattern of the name says of it.
    """
    known = {(one.passage, one.start): one for one in candidates if one.rule.startswith("organisations:")}
    same = []
    for one in candidates:
        span = abbreviation_behind(reading.passages[one.passage], one.end)
        body = known.get((one.passage, span[0])) if span and one.rule.startswith("organisation:") else None
        if body and one.country in (None, body.country):
            same.append(replace(body, start=one.start, end=one.end, rule=one.rule, forms=()))
        else:
            same.append(one)
    return same


def _places(reading: Reading, abbrs: Iterable[str]) -> Iterator[tuple[str, int, int, int]]:
    """Yield an abbreviation, passage, first token and token behind the last wherever one of them stands."""
    by_first: dict[str, list[tuple[list[str], str]]] = {}
    for abbr in abbrs:
        tokens = Tokens(abbr).texts
        by_first.setdefault(tokens[0], []).append((tokens, abbr))
    for passage in reading.passages:
        texts = passage.tokens.texts
        for start in [place for place, text in enumerate(texts) if text in by_first]:
            for tokens, abbr in by_first[texts[start]]:
                if texts[start : start + len(tokens)] == tokens:
                    yield abbr, passage.index, start, start + len(tokens)


def bind_abbreviations(candidates: Sequence[Candidate], reading: Reading) -> list[Candidate]:
    """Return the candidates with every place of an explained abbreviation, in order of appearance.

    Where the article explains an abbreviation, that is what it means there, whatever the vocabulary says.
    """
    bound = _explained(candidates, reading)
    if not bound:
        return list(candidates)
    found = {
        (passage, start, end): replace(bound[abbr], passage=passage, start=start, end=end)
        for abbr, passage, start, end in _places(reading, bound)
    }
    taken = {(passage, place) for passage, start, end in found for place in range(start, end)}
    named = {one.key: one.abbr for one in bound.values()}
    kept = [
        replace(one, abbr=one.abbr or named[one.key], sureness="sure") if one.key in named else one
        for one in candidates
        if (one.passage, one.start) not in taken
        or (one.end - one.start > 1 and (one.passage, one.start, one.end) not in found)
    ]
    return sorted([*kept, *found.values()], key=lambda one: (one.passage, one.start))
