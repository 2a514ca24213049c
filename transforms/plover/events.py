"""Events: PLOVER records made from the acts of the clauses (tag contract, section 4).

The readers of the languages give acts. What is the same for every language is done here: planned acts become
agreements or threats, what is said at a meeting takes its date and place, repeats are merged, and where states deal
with each other what they do at home is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from itertools import islice

from transforms.entities import Entities
from transforms.plover.acts import Act
from transforms.reading import Mention, Reading
from transforms.records import EventTag, EventType

# What a planned act is (PLOVER codebook 0.8: a promise is an agreement, an announced hostile act a threat).
_PROMISES: dict[EventType, EventType] = {
    "CONSULT": "AGREE",
    "SUPPORT": "AGREE",
    "COOPERATE": "AGREE",
    "AID": "AGREE",
    "RETREAT": "CONCEDE",
    "CONCEDE": "AGREE",
    "AGREE": "AGREE",
    "SANCTION": "THREATEN",
    "COERCE": "THREATEN",
    "ASSAULT": "THREATEN",
    "MOBILIZE": "THREATEN",
    "PROTEST": "THREATEN",
}
_THREATS = {"SANCTION": "restrict", "COERCE": "restrict", "ASSAULT": "violence", "MOBILIZE": "violence"}
_PAIR = 2
_DAY = len("2025-04-01")
_MOST = 300  # acts that are looked at; only a text made to be slow has more


def find_events(reading: Reading, entities: Entities) -> tuple[EventTag, ...]:
    """Return the events of an article, the most important first; none for a language whose clauses nobody reads."""
    reader = _reader(reading.language)
    return () if reader is None else assemble(reader(reading, entities), reading)


@cache
def _reader(language: str | None) -> Callable[[Reading, Entities], Iterable[Act]] | None:
    """Return what reads the clauses of a language, imported when the first text in it comes: it is a third of all."""
    if language == "en":
        from transforms.plover import acts_en

        return acts_en.find_acts
    if language == "vi":
        from transforms.plover import acts_vi

        return acts_vi.find_acts
    return None


def assemble(acts: Iterable[Act], reading: Reading) -> tuple[EventTag, ...]:
    """Return the events of acts given in reading order, which is the order of importance: title and lead come first."""
    known = (_by_time(act, reading.day) for act in islice(acts, _MOST) if act.source)
    happened = [_even(act) for act in known if act is not None]
    meetings = [act for act in _merged(happened) if _is_meeting(act)]
    merged = _merged([_at_meeting(act, meetings) for act in happened])
    between = [act for act in merged if _is_between(act)]
    return tuple(_tag(act, reading) for act in between or merged)


def _by_time(act: Act, published: date | None) -> Act | None:
    """A planned act as the event that its announcement is; None where announcing it is no event."""
    if act.time != "announced" or (act.event == "CONSULT" and _includes(act.date, published)):
        return act
    event = _PROMISES.get(act.event)
    if event is None or (event == "THREATEN" and not act.target):
        return None
    return act._replace(event=event, mode=_THREATS.get(act.event), meeting=act.meeting and act.date is None)


def _includes(edtf: str | None, day: date | None) -> bool:
    """Whether the days of ``edtf`` (EDTF, None where unknown) include ``day``."""
    if edtf is None or day is None:
        return False
    days = edtf.split("/")
    return all(len(one) == _DAY for one in days) and days[0] <= day.isoformat() <= days[-1]


def _even(act: Act) -> Act:
    """The act with its parties sorted, and of a reciprocal one the first party as source, more than two all as such."""
    source, target = tuple(sorted(set(act.source))), tuple(sorted(set(act.target)))
    if not act.reciprocal:
        return act._replace(source=source, target=target)
    parties = tuple(sorted({*source, *target}))
    source_persons, target_persons = act.source_persons, act.target_persons
    if len(parties) > _PAIR:
        return act._replace(
            source=parties, target=(), source_persons=source_persons + target_persons, target_persons=()
        )
    if parties[:1] == target[:1] and source != target:
        source_persons, target_persons = target_persons, source_persons
    return act._replace(
        source=parties[:1], target=parties[1:], source_persons=source_persons, target_persons=target_persons
    )


def _at_meeting(act: Act, meetings: Sequence[Act]) -> Act:
    """What is said at a meeting, with the meeting's date and place where it has none of its own."""
    if not act.meeting or act.date is not None:
        return act
    meeting = next((meeting for meeting in meetings if _takes_part(act, meeting)), None)
    return act if meeting is None else act._replace(date=meeting.date, place=act.place or meeting.place)


def _is_meeting(act: Act) -> bool:
    return act.event == "CONSULT" and act.mode != "visit" and act.date is not None and _is_between(act)


def _takes_part(act: Act, meeting: Act) -> bool:
    return set(act.source) <= {*meeting.source, *meeting.target}


def _is_between(act: Act) -> bool:
    """Whether it has two sides; an act at home, or towards nobody named, has one."""
    return (act.reciprocal or bool(act.target)) and len({*act.source, *act.target}) >= _PAIR


def _merged(acts: Sequence[Act]) -> list[Act]:
    """One act for all that tell of the same event, in the place and with the evidence of the first."""
    merged: list[Act] = []
    for act in acts:
        at = next((place for place, other in enumerate(merged) if _is_same(act, other)), None)
        if at is None:
            merged.append(act)
        else:
            merged[at] = _filled(merged[at], act)
    return merged


def _is_same(act: Act, other: Act) -> bool:
    """Whether two acts are one event: equal in all but their dates, and those do not speak against it."""
    if act.reciprocal != other.reciprocal or (act.event, act.mode) != (other.event, other.mode):
        return False
    if (act.source, act.target) != (other.source, other.target):
        return False
    return None in (act.date, other.date) or act.date == other.date or _is_one_stay(act, other)


def _is_one_stay(act: Act, other: Act) -> bool:
    """A visit's day of arrival, and the visit from that day to another, are one visit."""
    if act.mode != "visit" or act.date is None or other.date is None:
        return False
    return act.date in other.date.split("/") or other.date in act.date.split("/")


def _filled(act: Act, other: Act) -> Act:
    """The act with what another telling of it adds; the longer stay is the whole one."""
    return act._replace(
        date=max(act.date or "", other.date or "", key=len) or None,
        place=act.place if act.place and act.place.name else other.place or act.place,
        reciprocal=act.reciprocal or other.reciprocal,
        source_persons=_joined(act.source_persons, other.source_persons),
        target_persons=_joined(act.target_persons, other.target_persons),
    )


def _joined(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names + others))


def _tag(act: Act, reading: Reading) -> EventTag:
    evidence = reading.evidence(Mention(act.passage, act.start, act.end, act.event, act.rule))
    quote = reading.passages[act.passage].text[evidence.start : evidence.end]
    return EventTag(
        event=act.event,
        mode=act.mode,
        context=act.context,
        reciprocal=act.reciprocal,
        source=act.source,
        target=act.target,
        source_persons=act.source_persons,
        target_persons=act.target_persons,
        date=act.date,
        place=act.place,
        quote=quote,
        evidence=evidence,
    )
