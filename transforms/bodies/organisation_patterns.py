"""Bodies that go by what they are: "Ministry of …", "… Party", "University of …", in English.

A head noun with a capital is looked for; the name reaches as far to the left as capitals do, and to the right over
"of …". What is in front of it or behind it says whose body it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast, get_args

from transforms.bodies.organisation_spans import Candidate, Surroundings, country_name, word_list
from transforms.cleaning.agencies import is_agency
from transforms.naming.name_spans import NameSpan
from transforms.reading import Reading
from transforms.records import OrganisationType

_LONGEST = 9  # words on either side of the head
_JOINTS = frozenset("-–—&")
_APOSTROPHES = frozenset("'’")
_FOR_THEIR_COUNTRY = ("gov", "party", "armed")
_ABROAD = frozenset({"embassy", "consulate", "mission"})
_PAIR = 2
_BEFORE = {"the": ("of", "for", "on"), "and": (",",)}  # what stands before a joint's second word


def _list(key: str) -> frozenset[str]:
    return word_list("en", key)


@cache
def head_types() -> dict[str, OrganisationType]:
    """Return head noun -> type of the body that it names."""
    types = [kind for kind in get_args(OrganisationType) if kind not in ("igo", "bilateral")]
    return {word: cast(OrganisationType, kind) for kind in types for word in _list(kind)}


def _is_capital(text: str) -> bool:
    return text[0].isupper()


def _has_possessive(texts: list[str], start: int) -> int:
    """The number of tokens of a possessive before ``start`` that belongs to the name ("People's"), else 0."""
    width = 2 if texts[start - 1] == "s" and start > _PAIR and texts[start - 2] in _APOSTROPHES else 1
    if width == 1 and texts[start - 1] not in _APOSTROPHES:
        return 0
    owner = texts[start - width - 1] if start > width else ""
    return width + 1 if owner.lower() in _list("in_possessive") and _is_capital(owner) else 0


def _joined_by_and(around: Surroundings, start: int) -> bool:
    """Whether "and" is part of the name: "the Social Democratic and Labour Party", with "the" and a word or two."""
    texts, folds = around.passage.tokens.texts, around.passage.tokens.folds
    for width in (1, 2):
        first = start - 1 - width
        if first < 1 or not all(_is_capital(text) for text in texts[first : start - 1]):
            return False
        if folds[first - 1] in ("the", "a"):
            return first not in around.starts and not any(fold in head_types() for fold in folds[first : start - 1])
    return False


def _step_left(around: Surroundings, start: int) -> int:
    """How many tokens before ``start`` still belong to the name; 0 at its beginning."""
    texts, folds = around.passage.tokens.texts, around.passage.tokens.folds
    before = texts[start - 1]
    if before[0].isalnum() and folds[start - 1] != "s":
        if folds[start - 1] == "and":
            return _PAIR if _joined_by_and(around, start) else 0
        return 1 if _is_capital(before) and folds[start - 1] not in _list("not_in_front") else 0
    if before in _JOINTS and start >= _PAIR and _is_capital(texts[start - 2]):
        return _PAIR if folds[start - 2] not in _list("not_in_front") else 0
    initial = texts[start - 2] if start >= _PAIR else ""
    if before == "." and len(initial) == 1 and initial.isascii() and _is_capital(initial):
        return _PAIR  # U.S. Department, J. Smith Foundation
    return _has_possessive(texts, start)


def _left(around: Surroundings, head: int) -> int:
    start, first = head, around.passage.sentence_of(head)[0]
    while start > first and head - start < _LONGEST and (step := _step_left(around, start)):
        if start - step < first:
            break
        start -= step
    return start


def _run(around: Surroundings, start: int, *, lists: bool) -> int:
    """The token behind a row of words with capitals from ``start`` on; over "of the", and "and" and "," if allowed."""
    texts, folds = around.passage.tokens.texts, around.passage.tokens.folds
    end = place = start
    while place < min(len(texts), start + 2 * _LONGEST):
        text = texts[place]
        if _is_capital(text):
            if folds[place] in _list("not_in_front") and folds[place] != "general":
                break
            if end in around.ends and end == place:
                break  # "of Canada Fernand Viau"
            place = end = around.starts[place][0] if place in around.starts else place + 1
        elif folds[place] == "and" and _begins_another(around, place + 1):
            break
        elif _may_join(folds, place, lists=lists) if place == end else _goes_on(folds, place):
            place += 1
        else:
            break
    return end


def _may_join(folds: list[str], place: int, *, lists: bool) -> bool:
    fold = folds[place]
    if fold in _JOINTS or fold in ("of", "for"):
        return True
    if fold == "and":
        return lists
    return fold == "," and lists and "and" in folds[place + 1 : place + 6]


def _goes_on(folds: list[str], place: int) -> bool:
    """Whether the word behind a joint is part of it: "of the", ", and"."""
    return folds[place - 1] in _BEFORE.get(folds[place], ())


def _begins_another(around: Surroundings, place: int) -> bool:
    """Whether what follows "and" is a country or a body of its own: "of Vietnam and Belgian institutes"."""
    texts, folds = around.passage.tokens.texts, around.passage.tokens.folds
    if place in around.starts or place in around.bodies or folds[place : place + 1] == ["the"]:
        return True
    while place < len(texts) and _is_capital(texts[place]):
        if folds[place] in head_types():
            return True
        place += 1
    return False


def _right(around: Surroundings, start: int, head: int) -> int:
    """The token behind the name, over the complement of its head ("of Defence", "for the Liberation of Palestine")."""
    texts, folds = around.passage.tokens.texts, around.passage.tokens.folds
    if folds[head] not in _list("with_complement") or head + 2 >= len(texts):
        return head + 1
    link = folds[head + 1]
    if link not in _list("prepositions") and not (link == "in" and folds[head] in _ABROAD):
        return head + 1
    if link != "of" and folds[head] in _list("only_of") and start < head:
        return head + 1
    first = head + 3 if folds[head + 2] == "the" else head + 2
    end = _run(around, first, lists=folds[head] in _list("with_lists"))
    return end if end > first else head + 1


def _country(around: Surroundings, start: int, end: int) -> str | None:
    """The country named in the body's name, an embassy's owner first, or in the possessive before it."""
    inside = [key for place, (_, key) in around.starts.items() if start <= place < end]
    if owner := around.owner(start):
        return owner[1]
    return inside[0] if inside else None


def full_name(around: Surroundings, start: int, end: int, head: int) -> tuple[str, tuple[str, ...]]:
    """Return name and other forms: "Belgian Ministry of Defence" is the "Ministry of Defence of Belgium"."""
    passage = around.passage
    written = passage.words(start, end)
    if len({key for place, (_, key) in around.starts.items() if start <= place < end}) > 1:
        return written, ()  # of two countries
    owner = around.owner(start)
    if owner:
        bare, shown, iso3 = written, passage.words(owner[0], end), owner[1]
    elif start in around.starts and around.starts[start][0] <= head:
        bare, shown, iso3 = passage.words(around.starts[start][0], end), written, around.starts[start][1]
    else:
        return written, ()
    country = country_name(iso3, "en")
    if end > head + 1 and country and around.passage.tokens.folds[head] not in _ABROAD:
        return f"{bare} of {country}", (shown, bare)
    return shown, (bare,) if " " in bare else ()


def _is_body(around: Surroundings, start: int, end: int, head: int) -> bool:
    folds, texts = around.passage.tokens.folds, around.passage.tokens.texts
    if end - start < _PAIR or (end < len(folds) and folds[end] in _list("not_behind") and _is_capital(texts[end])):
        return False
    if " ".join(folds[start:end]) in _list("no_bodies"):
        return False
    if end == head + 1 and (folds[head] in _list("only_with_complement") or around.is_headline):
        return False
    if head - start >= _PAIR and texts[head - 1] in _JOINTS and folds[head - 2] in _list("prefixes"):
        return False  # Non-Party
    if folds[head] in _list("doubtful") and head > start and folds[head - 1] in head_types():
        return False  # "Labor Party Coalition"
    return not (end == head + 1 and head - start == 1 and folds[head] in _list("doubtful") and start in around.starts)


def _candidate(around: Surroundings, head: int) -> Candidate | None:
    start = _left(around, head)
    texts, folds = around.passage.tokens.texts, around.passage.tokens.folds
    while start < head and folds[start] in _list("not_in_front") and texts[start + 1] not in _APOSTROPHES:
        start += 1
    end = _right(around, start, head)
    if not _is_body(around, start, end, head):
        return None
    fold = folds[head]
    kind = head_types()[fold]
    name, forms = full_name(around, start, end, head) if kind == "gov" else (around.passage.words(start, end), ())
    country = _country(around, start, end)
    if len({key for place, (_, key) in around.starts.items() if start <= place <= head}) > 1:
        kind, country = "bilateral", None
    acts_for = country if kind in _FOR_THEIR_COUNTRY else None
    rule = f"organisation:{kind}:{fold}"
    return Candidate(around.passage.index, start, end, name, None, kind, country, acts_for, rule, forms=forms)


def _small_ministry(around: Surroundings, head: int) -> Candidate | None:
    """A country before a field of government: "China's foreign ministry", "the French interior ministry"."""
    folds = around.passage.tokens.folds
    for width in (1, _PAIR):
        start = head - width
        if start < 1 or " ".join(folds[start:head]) not in _list("fields"):
            continue
        owner = around.owner(start) or around.ends.get(start)
        if owner is None:
            return None
        name, bare = around.passage.words(owner[0], head + 1), around.passage.words(start, head + 1)
        first, rule = owner[0] if start in around.ends else start, "organisation:gov:ministry"
        return Candidate(
            around.passage.index, first, head + 1, name, None, "gov", owner[1], owner[1], rule, forms=(bare,)
        )
    return None


def find_bodies(around: Surroundings) -> Iterator[Candidate]:
    """Yield the bodies of a passage by the pattern of their names; they may overlap."""
    tokens = around.passage.tokens
    for place in tokens.capitals_of(head_types()):
        if found := _candidate(around, place):
            yield found
    if "ministry" in tokens.distinct:
        for place, text in enumerate(tokens.texts):
            if text == "ministry" and (found := _small_ministry(around, place)):
                yield found


def named_by_head(reading: Reading, name: NameSpan) -> Candidate:
    """Return a name of the text as a body, its type by the head noun in it, ``other`` where none says."""
    passage = reading.passages[name.passage]
    folds = passage.tokens.folds[name.start : name.end]
    types = [head_types()[fold] for fold in folds if fold in head_types()]
    written = passage.words(name.start, name.end)
    kind: OrganisationType = types[-1] if types else "media" if is_agency(written) else "other"
    return Candidate(name.passage, name.start, name.end, written, None, kind, None, None, name.rule)
