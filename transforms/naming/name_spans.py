"""Capitalised names in running text, and what each is likely to name.

Vocabularies know the names that are known; the names of people and of bodies are without end. Here each run of
capitalised words is judged by the words it is made of (lists of given names and surnames, heads such as "Party") and by
what stands around it ("…, 19, said", "members of …"): a multinomial logit over plain notes, whose weights
``bench/fit_names.py`` fits. The weights are data, the notes are words, and the strongest note is a name's reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from operator import add
from typing import Literal, Protocol, get_args

from msgspec import Struct
from msgspec.structs import replace

from transforms import lexicons
from transforms.geography.countries import Countries
from transforms.geography.places import Places
from transforms.naming.name_notes import notes_around, notes_inside
from transforms.naming.name_pages import NAMES, OR_WORDS, Page, page_of
from transforms.naming.name_parts import Candidate, candidates
from transforms.naming.name_words import NameWords, name_words
from transforms.naming.office_holders import names_holder
from transforms.reading import Reading

NameKind = Literal["person", "organisation", "place", "other"]
_NAME_LIKE = NAMES | OR_WORDS | {"word", "noname", "abbreviation"}  # kinds of the words of a person's name
_PERSON, _ORGANISATION, _OTHER = 0, 1, 3  # indexes into KINDS
_ABBREVIATION = ("abbreviation",)
_PERSONAL = 3  # words
_LEAD = 2.0  # logits
_NOTHING: frozenset[int] = frozenset()
_NO_REASON = (0.0, "name:no note")
KINDS: tuple[NameKind, ...] = get_args(NameKind)


class Span(Protocol):
    """Tokens of a passage that another finder has taken."""

    @property
    def passage(self) -> int:
        """The index of the passage."""

    @property
    def start(self) -> int:
        """The first token."""

    @property
    def end(self) -> int:
        """The token behind the last."""


class NameSpan(Struct, frozen=True):
    """A name: token span of a passage, its likely kind, and the rule that says so."""

    passage: int
    start: int
    end: int
    kind: NameKind
    rule: str


class Verdict(Struct, frozen=True):
    """What notes say for each of ``KINDS``, in logits, and for each the note that speaks most for it, and how much."""

    sums: tuple[float, ...]
    reasons: tuple[tuple[float, str], ...]


@cache
def _weights() -> dict[str, tuple[float, ...]]:
    """Note to its weight for each of ``KINDS``."""
    return {note: tuple(float(value) for value in values) for note, *values in lexicons.rows("name_weights")}


def weighed(notes: Sequence[str]) -> Verdict:
    """Return what notes say together; those that are not among the weights say nothing."""
    weights = _weights()
    known = [(note, weights[note]) for note in notes if note in weights]
    places = range(len(KINDS))
    sums = tuple(sum(row[place] for _, row in known) for place in places)
    reasons = (max(((row[place], f"name:{note}") for note, row in known), default=_NO_REASON) for place in places)
    return Verdict(sums, tuple(reasons))


# The same kinds of words and the same surroundings come again and again.
_inside = lru_cache(maxsize=4096)(lambda *run: weighed(notes_inside(*run)))
_around = lru_cache(maxsize=4096)(weighed)


def pages_of(
    reading: Reading, countries: Countries, places: Places, organisations: Sequence[Span]
) -> Iterator[tuple[Page, list[Candidate]]]:
    """Yield every passage with the candidates in it; what is known already cuts them or is left out."""
    words = name_words(reading.language)
    known = [_covered(mentions) for mentions in (countries.mentions, places.mentions, organisations)]
    for passage in reading.passages:
        if passage.tokens.capitals:
            page = page_of(passage, words, *[covered.get(passage.index, _NOTHING) for covered in known])
            yield page, list(candidates(page, words))


def _covered(mentions: Sequence[Span]) -> dict[int, set[int]]:
    """Passage to the indexes of the tokens that mentions cover."""
    found: dict[int, set[int]] = {}
    for mention in mentions:
        if (taken := found.get(mention.passage)) is None:
            taken = found[mention.passage] = set()
        taken.update(range(mention.start, mention.end))
    return found


def find_names(
    reading: Reading, countries: Countries, places: Places, organisations: Sequence[Span]
) -> tuple[NameSpan, ...]:
    """Return the names of persons, organisations and others that no vocabulary has given yet, in order.

    Vietnamese texts have none: there a capital begins every syllable of a name, and ``persons`` reads them.
    """
    if reading.language == "vi":
        return ()
    words = name_words(reading.language)
    found = [
        _judged(page, candidate, words)
        for page, listed in pages_of(reading, countries, places, organisations)
        for candidate in listed
    ]
    return _settled(found, _agreed(found))


class _Judged(Struct, frozen=True):
    """A candidate with its folded words, what its notes say (of itself, of its surroundings, together), and a check.

    ``initials`` tells whether it is, in brackets, the first letters of the words before it.
    """

    passage: int
    candidate: Candidate
    words: tuple[str, ...]
    inside: Verdict
    around: Verdict
    sums: tuple[float, ...]
    initials: bool


def _judged(page: Page, candidate: Candidate, words: NameWords) -> _Judged:
    start, kinds = candidate.start, candidate.kinds
    inside = _inside(kinds, candidate.office, candidate.bearer, candidate.joined)
    around = _around(notes_around(page, candidate, words))
    sums = tuple(map(add, inside.sums, around.sums))
    return _Judged(
        page.passage.index,
        candidate,
        tuple(page.folds[start : candidate.end]),
        inside,
        around,
        sums,
        kinds == _ABBREVIATION and _are_initials(page, start),
    )


def _agreed(found: Sequence[_Judged]) -> list[NameSpan]:
    """Give every candidate its kind; the same words are of one kind in all of an article, by all that is said."""
    sums: dict[tuple[str, ...], tuple[float, ...]] = {}
    kinds: dict[tuple[str, ...], tuple[str, ...]] = {}
    for one in found:
        words = one.words
        before = sums.get(words)
        sums[words] = tuple(map(add, before, one.sums)) if before else one.sums
        kinds[words] = one.candidate.kinds
    best = {words: _best(kinds[words], total) for words, total in sums.items()}
    return [_span(one, best[one.words]) for one in found]


def _best(kinds: tuple[str, ...], total: tuple[float, ...]) -> int:
    """The kind with the most evidence; what has no word of a body's in it is an organisation only by a clear lead.

    One word alone is most often none of the three, and two or three words that may be names are most often a person.
    """
    best = total.index(max(total))
    if best != _ORGANISATION or total[best] >= sorted(total)[-2] + _LEAD:
        return best
    if len(kinds) == 1:
        return _OTHER
    return _PERSON if len(kinds) <= _PERSONAL and NAMES.issuperset(kinds) else best


def _span(one: _Judged, kind: int) -> NameSpan:
    reason = max(one.inside.reasons[kind], one.around.reasons[kind])[1]
    return NameSpan(one.passage, one.candidate.start, one.candidate.end, KINDS[kind], reason)


def _settled(found: Sequence[_Judged], spans: Sequence[NameSpan]) -> tuple[NameSpan, ...]:
    """Let the rest of the article and what is known of names overrule what the notes say."""
    families = {one.words[-1] for one, span in zip(found, spans, strict=True) if _is_full_name(one, span)}
    things = {
        one.words
        for place, one in enumerate(found)
        if one.initials and not (place and _is_body_before(spans[place - 1], spans[place]))
    }
    return tuple(
        [
            span if span.kind == "person" else _overruled(one, span, families, things)
            for one, span in zip(found, spans, strict=True)
        ]
    )


def _overruled(one: _Judged, span: NameSpan, families: set[str], things: set[tuple[str, ...]]) -> NameSpan:
    """Return what a span names by the other names in the article.

    A word alone that ends the name of a person is that person: "Prévot" after "Maxime Prévot". Initials in brackets
    name what stands before them: "foreign direct investment (FDI)" is no organisation, here and further on.
    """
    if len(one.words) == 1 and one.words[0] in families:
        return replace(span, kind="person", rule="name:ends a person's name")
    if one.words in things:
        return replace(span, kind="other", rule="name:initials of words that are no body's name")
    if len(one.words) > 1 and _NAME_LIKE.issuperset(one.candidate.kinds) and names_holder(one.words):
        return replace(span, kind="person", rule="name:holder of an office")
    return span


def _is_full_name(one: _Judged, span: NameSpan) -> bool:
    return span.kind == "person" and len(one.words) > 1


def _is_body_before(before: NameSpan, span: NameSpan) -> bool:
    """Tell whether ``before`` is an organisation and stands directly before the bracket of ``span``."""
    return before.kind == "organisation" and (before.passage, before.end + 1) == (span.passage, span.start)


def _are_initials(page: Page, start: int) -> bool:
    """Tell whether an abbreviation in brackets has the first letters of just the words before it."""
    folds = page.folds
    if start < 1 or folds[start - 1] != "(":
        return False
    letters = folds[start]
    return letters == "".join(word[0] for word in folds[max(0, start - 1 - len(letters)) : start - 1])
