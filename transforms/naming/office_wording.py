"""An office as it is handed on: its role, whose it is, what it is an office of.

The role is the office as written without the state or union whose it is, or where it is posted: "Secretary General" of
NATO, "Ambassador" to Belgium. Organs and other bodies stay ("President of the European Council"), because they say
which office it is. The country is the one named in the office, or that of the body or place it is an office of.
"""

from __future__ import annotations

from msgspec import Struct

from transforms.naming.landmarks import Landmark, Landmarks
from transforms.naming.person_words import PersonWords, Title
from transforms.reading import Passage


class Office(Struct, frozen=True):
    """An office: its tokens, the role as written without the country, the head's words, whose it is by the text.

    ``of_body`` says that it is an office of an organisation or place; ``seat`` is the country of that where its name
    does not say it ("Chairman of the National Assembly"), and so no more than likely.
    """

    start: int
    end: int
    role: str
    head: str
    country: str | None
    of_body: bool
    seat: str | None


class Extent(Struct):
    """An office while its words are gathered; ``dropped`` are the tokens inside it that its role leaves out."""

    start: int
    end: int
    dropped: set[int]
    country: str | None = None
    body: Landmark | None = None

    def take(self, mark: Landmark) -> None:
        """Take a country as whose office it is, or a body or place as what it is an office of."""
        if mark.kind == "country":
            self.country = self.country or mark.country
        else:
            self.body = self.body or mark
        if mark.is_party:
            self.dropped.update(range(mark.start, mark.end))


def write_office(
    title: Title, extent: Extent, passage: Passage, words: PersonWords, marks: Landmarks, *, body_before: bool
) -> Office:
    """Return the office that hangs on ``title`` and has ``extent``.

    ``body_before`` says that a body before the head is no part of the role: Vietnamese has one there in word by word
    translations only.
    """
    body = extent.body
    named = [place for place in range(body.start, body.end) if place in marks.countries] if body else []
    seat = body.country if body and (body.kind != "place" or title.words in words.state) else None
    if body and body.of_state and named:
        extent.dropped.update(_with_joints(body, named, passage.tokens.folds, words))
    country = extent.country or (seat if named or (body and body.kind == "place") else None)
    start = title.start if body_before and body and body.end <= title.start else extent.start
    role = "" if title.words in words.silent else _role(passage, extent, start)  # a "counterpart" is no office
    return Office(extent.start, extent.end, role, title.words, country, body is not None, seat)


def _with_joints(body: Landmark, named: list[int], folds: list[str], words: PersonWords) -> range:
    """The tokens of a country's name in a body's, with what joins them: "Bank of Vietnam", "Vietnam's Assembly"."""
    first, end = named[0], named[-1] + 1
    while first > body.start + 1 and folds[first - 1] in words.links and folds[first - 1] not in words.domains:
        first -= 1
    return range(first, end + 2 * (folds[end : end + 2] == ["'", "s"]))


def _role(passage: Passage, extent: Extent, start: int) -> str:
    """The words of an office from ``start`` on without what is dropped."""
    if not extent.dropped:
        return passage.words(start, extent.end)
    pieces: list[str] = []
    first: int | None = None
    for place in range(start, extent.end + 1):
        if place < extent.end and place not in extent.dropped:
            first = place if first is None else first
        elif first is not None:
            pieces.append(passage.words(first, place))
            first = None
    return " ".join(pieces)
