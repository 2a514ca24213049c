"""The records of story finding: what is read from an article, what is known, and what was decided.

A story is kept as its articles with their features, not as a centre that drifts: an article's weights follow the
rarity of words as it is today, and what was decided can be looked at again, merged or split.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Hashes: TypeAlias = NDArray[np.uint32]
Counts: TypeAlias = NDArray[np.float32]
Kinds: TypeAlias = NDArray[np.uint8]
EventKind = Literal["merge", "split"]

WORD, NAME, SKELETON, NUMBER, CONTEXT, COUNTRY = range(6)
"""Kinds of features: words of one language; then what crosses languages, as ``transforms.stories.anchors`` gives it.

``CONTEXT`` is what supports the others but tells no event: years, and what sort of event it is.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What tells the event of an article: hashes of words and word pairs of its language, names, numbers, countries.

    Parallel arrays of one length: distinct 32-bit hashes, the same in every process; how often each occurs, titles
    counting more; and its kind (``WORD`` to ``COUNTRY``). The hash of a word is another one in each language.
    """

    language: str | None
    hashes: Hashes
    counts: Counts
    kinds: Kinds


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """An article as story finding sees it; copies of another article are none.

    ``published`` is aware, or None where unknown. ``story_id`` is the story that it is in already, None for a new one.
    """

    article_id: str
    published: datetime | None
    features: Features
    story_id: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored of earlier batches, as far as it can matter for this one.

    ``reports`` are the articles of every story that may be met (those that share rare features with the batch, within
    the window), each with its story. ``counts`` tells in how many earlier articles a feature's hash stood (at least
    for the hashes of the batch and of ``reports``), ``articles`` how many there were in each language.
    """

    reports: tuple[Report, ...] = ()
    counts: Mapping[int, int] = field(default_factory=dict)
    articles: Mapping[str | None, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """A change of stories, recorded because an id never changes its meaning.

    ``merge``: all articles of ``story`` are in ``into`` from now on, and ``story`` ends. ``split``: ``articles`` left
    ``story``, which goes on without them, and are ``into``. ``because`` says on what grounds, in plain words.
    """

    kind: EventKind
    story: str
    into: str
    articles: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a batch led to: story by article of the batch, founding article by new story, and events in their order."""

    stories: Mapping[str, str]
    founders: Mapping[str, str]
    events: tuple[StoryEvent, ...]
