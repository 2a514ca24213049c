"""The records of copies: what is known of an article's words, and what is found between two articles.

They are values, as all records are. Words and hashes are numpy arrays because whole articles are compared by the
thousand; nothing here computes anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from transforms.records import DuplicateKind

Words: TypeAlias = npt.NDArray[np.uint32]
"""An article's words in reading order, each as a number that is the same in every process (``wordnumbers``)."""


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What the index keeps of an article so that its copies are found.

    ``hashes`` are the smallest hashes of its word sequences, sorted, distinct: a sample that the hash itself takes,
    so that two articles sample the same ones. ``signature`` is one hash of its first half:
    articles that agree but for a little mostly share it. ``words`` is the number of words read.
    """

    hashes: Words
    signature: int
    words: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts share, from ``compare``: ``Match`` without the ids."""

    kind: DuplicateKind
    similarity: float
    share_a: float
    share_b: float
    part_a: int
    part_b: int


@dataclass(frozen=True, slots=True)
class Match:
    """Two articles that share a large part of their words; ``a`` sorts before ``b``.

    ``share_a`` and ``share_b`` are the shares (0 to 1) of each one's words that stand in sequences common to both, what
    is boilerplate left out; ``similarity`` is that of the shorter one. ``part_a`` and ``part_b`` say where these words
    stand: bit i (from the lowest) is set where the i-th 64th of the text is shared.
    """

    a: str
    b: str
    kind: DuplicateKind
    similarity: float
    share_a: float
    share_b: float
    part_a: int
    part_b: int


@dataclass(frozen=True, slots=True)
class Document:
    """What placing an article among its copies needs to know of it.

    ``order`` sorts by publication and then by arrival: ``(published, arrival)``, where ``published`` is an ISO 8601
    time in UTC (a bare day before its minutes) and ``UNDATED`` where it is unknown, and ``arrival`` is any number that
    is never given twice. ``content_key`` is that of ``shingles.content_key``.
    ``words`` is the number of words. ``agency`` is the code of the news agency that the article credits, and ``own``
    says that the agency itself published it. ``source`` names the outlet, None where it is unknown.
    """

    doc_id: str
    order: tuple[str, int]
    content_key: int | None
    words: int
    agency: str | None = None
    own: bool = False
    source: str | None = None


UNDATED = "~"
"""Stands for an unknown time of publication: sorts behind every digit."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article stands among copies: ``of`` is the original of its group, None where it is one itself.

    ``kind`` and ``similarity`` say how it is a copy of the original, through other copies where they do not share
    enough directly; both are None for the original.
    """

    doc_id: str
    of: str | None
    kind: DuplicateKind | None
    similarity: float | None
