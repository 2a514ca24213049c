"""Acts: what one clause says that somebody did to somebody, before it becomes a PLOVER event.

The readers of the languages (``acts_en``, ``acts_vi``) give acts; ``events`` turns them into the contract's events, in
the same way for every language: future acts become AGREE, blocked ones nothing, repeats are merged.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from transforms.records import EventPlace, EventType

Time = Literal["past", "ongoing", "announced"]


class Act(NamedTuple):
    """One act of one clause.

    ``source`` and ``target`` are codes (ISO 3166-1 alpha-3 or ``org:``), the persons are names as in the person tags.
    ``date`` is EDTF and ``place`` what the clause itself ties to the act; None where it says nothing. ``meeting`` says
    that it is said or agreed at a meeting, whose date and place it then takes. ``start`` and ``end`` are the token span
    of the evidence in passage ``passage``; ``rule`` names the lexicon entry. ``time`` ``announced`` is a planned act.
    """

    event: EventType
    mode: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    reciprocal: bool
    passage: int
    start: int
    end: int
    rule: str
    time: Time = "past"
    context: tuple[str, ...] = ("diplomatic",)
    source_persons: tuple[str, ...] = ()
    target_persons: tuple[str, ...] = ()
    date: str | None = None
    place: EventPlace | None = None
    meeting: bool = False
