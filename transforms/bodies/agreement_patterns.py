"""Agreements by the pattern of their names: "Australia – UK security treaty", "Hiệp định Dẫn độ giữa Việt Nam và Lào".

In English the parties and the kind stand before the head, in the other languages behind it. A head alone names
nothing: there must be two parties, a proper name, or a subject ("on …", "về …") behind a head with a capital.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from transforms.bodies.agreement_words import Words
from transforms.reading import Passage

_DASHES = frozenset("-–—/")
_LONGEST = 16  # tokens on either side of a head
_PARTIES = 2


class Span(Struct, frozen=True):
    """Tokens that name an agreement, the head of the name, and the parties that the name gives."""

    start: int
    end: int
    head: str
    parties: tuple[str, ...]


class Scene(Struct, frozen=True, dict=True):
    """A passage with the countries and unions named in it: first token -> (token behind the last, code)."""

    passage: Passage
    starts: dict[int, tuple[int, str]]
    ends: dict[int, int]  # token behind the last -> first token
    bodies: dict[int, str | None]  # first token of any other organisation -> the code that it acts for

    def parties(self, start: int, end: int) -> tuple[str, ...]:
        """Return the codes of the parties named from token ``start`` to ``end``, sorted."""
        return tuple(sorted({code for place, (_, code) in self.starts.items() if start <= place < end}))

    def sides(self, start: int) -> tuple[str, ...]:
        """Return whom the bodies named from token ``start`` on act for: "between the ministries of …"."""
        end = min(self.passage.sentence_of(start)[1], start + 2 * _LONGEST)
        codes = {code for place, code in self.bodies.items() if code and start <= place < end}
        return tuple(sorted(codes)) if len(codes) == _PARTIES else ()


def _left(scene: Scene, words: Words, head: int) -> int:
    """The first token of a name whose head is given: capitals, kinds of agreement, and parties joined by dashes."""
    texts, folds = scene.passage.tokens.texts, scene.passage.tokens.folds
    start, first = head, max(scene.passage.sentence_of(head)[0], head - _LONGEST)
    while start > first:
        if start in scene.ends:
            start = scene.ends[start]
        elif texts[start - 1] in _DASHES and start - 1 > first:
            start -= 1
        elif folds[start - 1] in words["stops"]:
            break
        elif folds[start - 1] in words["kinds"] or texts[start - 1][0].isupper():
            start -= 1
        else:
            break
    while start < head and (texts[start] in _DASHES or folds[start] in words["stops"] | {"of", "and"}):
        start += 1
    return start


def _complement(scene: Scene, words: Words, head: int) -> int:
    """The token behind "on Mutual Legal Assistance", "between Vietnam and Laos" after a head."""
    texts, folds = scene.passage.tokens.texts, scene.passage.tokens.folds
    place = head + 1
    if place + 1 >= len(folds) or folds[place] not in words["complements"]:
        return head + 1
    between = folds[place] in words["between"]
    place = end = place + 1
    limit = head + (2 if between else 1) * _LONGEST  # names of states are long
    while place < min(len(folds), limit):
        if place in scene.starts:
            place = end = scene.starts[place][0]
        elif texts[place][0].isupper() and not between:
            place = end = place + 1
        elif between and (width := words["states"].at(folds, place)):
            place += width
        elif folds[place] in ("the", "of", "and", "for", "in", "-", "–", ",", "on", "against", "to"):
            between = between and folds[place] not in ("on", "for")
            place += 1
        else:
            break
    return end if end > head + 2 else head + 1


def _is_named(scene: Scene, words: Words, start: int, head: int, end: int) -> bool:
    """Whether a name says more than what kind of agreement it is."""
    texts, folds = scene.passage.tokens.texts, scene.passage.tokens.folds
    own = [place for place in range(start, head) if texts[place][0].isupper() and folds[place] not in words["generic"]]
    if folds[head] in words["memoranda"] and not own:
        subject = [place for place in range(head + 1, end) if folds[place] not in words["bare_subject"]]
        if not subject or folds[subject[0]] in words["between"]:
            return False
    if len(scene.parties(start, end)) >= _PARTIES:
        return True
    if not texts[head][0].isupper():
        return False
    follows = end < len(texts) and texts[end][0].isupper()
    return end > head + 1 if folds[head] == "partnership" or not own else not follows


def _backward(scene: Scene, words: Words) -> Iterator[Span]:
    """Yield names with their head at the end, as in English."""
    texts, folds = scene.passage.tokens.texts, scene.passage.tokens.folds
    for head in [place for place, fold in enumerate(folds) if fold in words.first]:
        capital = texts[head][0].isupper()
        if folds[head] not in words["heads" if capital else "small"]:
            continue
        start = _left(scene, words, head)
        if start == head and not capital:
            continue
        if start and folds[start - 1] in ("a", "an", "any", "no") and not capital:
            continue
        end = _complement(scene, words, head)
        if end - start > 1 and _is_named(scene, words, start, head, end):
            yield Span(start, end, folds[head], scene.parties(start, end))


def _right(scene: Scene, words: Words, start: int) -> tuple[int, bool]:
    """The token behind a name that goes on from ``start``, and whether it has a proper name in it.

    It never runs into the name of a body, and behind "between" it goes on with states alone.
    """
    texts, folds = scene.passage.tokens.texts, scene.passage.tokens.folds
    place = end = start
    proper = between = False
    while place < min(len(folds), start + 2 * _LONGEST):
        if place in scene.starts:
            place = end = scene.starts[place][0]
        elif between and (width := words["states"].at(folds, place)):
            place += width
        elif place in scene.bodies:
            break
        elif width := words["kinds"].at(folds, place):
            place += width
            between = between or folds[place - 1] in words["between"]
            end = place if folds[place - 1] not in words["links"] else end
        elif texts[place][0].isupper() and len(texts[place]) > 1 and not between:
            proper = True
            place = end = place + 1
        else:
            break
    return end, proper


def _forward(scene: Scene, words: Words) -> Iterator[Span]:
    """Yield names with their head in front, as in Vietnamese, French and Dutch."""
    texts, folds, done = scene.passage.tokens.texts, scene.passage.tokens.folds, 0
    for start in [place for place, fold in enumerate(folds) if fold in words.first]:
        width = words["heads"].at(folds, start)
        if start < done or not width:
            continue
        head = " ".join(folds[start : start + width])
        if head in words["memoranda"] and words["between"].at(folds, start + width):
            continue
        end, proper = _right(scene, words, start + width)
        parties = scene.parties(start, end)
        subject = folds[start + width : start + width + 1]
        titled = bool(subject) and subject[0] in words["complements"] and end > start + width + _PARTIES
        capital = texts[start][0].isupper()
        if len(parties) >= _PARTIES or (capital and end > start + width and (proper or titled)):
            done = end
            if not parties and words["between"].at(folds, end):
                parties = scene.sides(end)
            yield Span(start, end, head, parties)


def find_named(scene: Scene, words: Words, language: str) -> Iterator[Span]:
    """Yield the agreements that a passage names by a pattern; they may overlap."""
    yield from (_forward if language in ("vi", "fr", "nl") else _backward)(scene, words)
