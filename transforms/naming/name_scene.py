"""One passage as names of persons are read from it: its titles, offices, landmarks and the names found so far."""

from __future__ import annotations

from msgspec import Struct, field

from transforms.naming.landmarks import Landmarks
from transforms.naming.office_wording import Office
from transforms.naming.person_words import PersonWords, Title
from transforms.reading import Passage


class Naming(Struct):
    """One place where a person is named: token span, the rule, the offices beside it, and a country behind it.

    ``address`` is the form of address before it, in lower case. ``gloss`` says that it stands in brackets behind
    another form of the name, which is the naming before it.
    """

    passage: int
    start: int
    end: int
    rule: str
    text: str
    words: tuple[str, ...]
    offices: list[Office] = field(default_factory=list)
    country: str | None = None
    gloss: bool = False
    address: str = ""


class Scene(Struct):
    """One passage with its titles, offices and names; ``at_edge``: it is the first or the last of several."""

    passage: Passage
    language: str
    words: PersonWords
    marks: Landmarks
    titles: dict[int, Title]
    names: dict[int, Naming] = field(default_factory=dict)
    beginning: dict[int, Office] = field(default_factory=dict)
    ending: dict[int, Office] = field(default_factory=dict)
    covering: dict[int, Office] = field(default_factory=dict)
    addressed: dict[int, Title] = field(default_factory=dict)
    at_edge: bool = False
