"""What the walk through a Vietnamese sentence takes note of, and what it finds: verbs and nouns that tell of acts."""

from __future__ import annotations

from msgspec import Struct, field

from transforms.plover.acts import Time
from transforms.plover.acts_vi_lexicon import Found
from transforms.plover.acts_vi_party import Party


class Hit(Struct):
    """A verb or noun that tells of an act, with what its clause says of it.

    ``subject`` and ``agent`` (of a passive) stand before it, ``after`` behind it in the clause, which ends at ``stop``.
    ``governed``: it stands in what another verb asks for, alleges, welcomes and the like. ``following`` is where the
    next verb or noun of an act stands in the sentence, ``rest`` what parties stand behind the clause,
    ``before`` what parties stand before it in the sentence.
    """

    found: Found
    sentence: tuple[int, int]
    stop: int
    subject: Party | None
    agent: Party | None
    after: tuple[Party, ...]
    time: Time
    passive: bool
    governed: bool
    following: int
    rest: tuple[Party, ...]
    before: tuple[Party, ...]


class State(Struct):
    """What the walk has met so far in the sentence."""

    subject: Party | None = None
    main: Party | None = None
    agent: Party | None = None
    object: Party | None = None  # the last noun phrase behind the verb
    fresh: bool = True  # a clause may begin here: the next noun phrase may be its subject
    verb: bool = False  # the clause has a verb that tells of an act
    governed: bool = False
    governor: str = ""  # the event of the verb that governs the rest
    unsure: bool = False  # an unknown verb stands between two noun phrases
    quoted: bool = False
    conditional: bool = False
    past_days: bool = False
    announced: bool = False
    ongoing: bool = False
    edge: int = 0  # behind the last noun phrase, verb or comma: small words count from here
    negations: int = -1
    doubted: int = -1
    doubt_ends: int = -1
    purpose: int = -1
    planned: int = -1  # where "sẽ" or the like stands
    passives: int = -1
    waiting: list[Hit] = field(default_factory=list)  # hits whose subject comes with the main clause
