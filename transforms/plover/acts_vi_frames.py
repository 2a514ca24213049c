"""Who does it to whom: the frames of Vietnamese verbs and nouns (column ``frame`` of the lexicon ``plover_vi``).

A frame says where the two sides stand: "A lên án B", "A hội đàm với B", "chuyến thăm B của A", "cuộc đàm phán giữa A
và B", "A viện trợ ... cho B". Nothing is given where a side that the act needs is not named. What states do together
is in ``acts_vi_dealings``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from transforms.plover import acts_vi_dealings
from transforms.plover.acts_vi_party import Party
from transforms.plover.acts_vi_sides import TWO, Clause, Sides, codes_of, directed, persons_of, together, without

Frame = Callable[[Clause], Sides | None]
_AT_HOME = frozenset({"ASSAULT", "COERCE"})
_WARNINGS = (("cảnh", "báo"), ("canh", "bao"), ("cảnh", "cáo"), ("canh", "cao"))
_REACH = 15  # tokens from a verb to its object
_REACH_OF_ONE = 5
_NEXT = 1  # tokens between a verb and the object that must follow it
_NEAR = 2


def _act(clause: Clause) -> Sides | None:
    hit = clause.hit
    if hit.passive:
        agent = hit.agent or next((party for party in hit.after if clause.has(party, "agents")), None)
        return directed(agent, hit.subject) if agent is not None and clause.may_act(agent) else None
    subject = clause.subject()
    invited = hit.found.entry.event != "AGREE" or _mentions(clause, "invited_to")
    if not invited:
        return None
    if subject is not None and len(subject.codes) >= TWO and _mutual(clause):
        return together(subject, None)
    target = _near(clause, _target(clause, _own(subject)))
    if subject is not None and subject.kind == "force":
        return directed(subject, target) if _is_taken(clause, target) else None
    if target is None and subject is not None and hit.found.entry.event in _AT_HOME:
        country = clause.where(hit.found.end, hit.stop)
        if (country,) == subject.codes:  # at home
            return Sides(subject.codes, subject.codes, False, subject.persons)
    return directed(subject, target)


def _is_taken(clause: Clause, target: Party | None) -> bool:
    """Whether those whom police arrest are meant, not those whom the arrested have harmed or where they come from."""
    if target is None or target.kind != "people" or target.preposition:
        return False
    return clause.words.within(clause.folds, clause.hit.found.end, target.start, "crimes") is None


def _own(subject: Party | None) -> tuple[str, ...]:
    """What cannot be the object; of "hai bên" one may do it to the other."""
    return subject.codes if subject is not None and len(subject.codes) == 1 else ()


def _mentions(clause: Clause, name: str) -> bool:
    return clause.words.within(clause.folds, clause.hit.found.end, clause.hit.stop, name) is not None


def _mutual(clause: Clause) -> bool:
    """Whether they do it to each other: "cáo buộc lẫn nhau"."""
    return _mentions(clause, "each_other")


def _near(clause: Clause, target: Party | None) -> Party | None:
    """The object, unless it stands too far behind its verb to be that; behind one of one syllable it stands closer."""
    reach = _REACH_OF_ONE if len(clause.hit.found.entry.words) == 1 else _REACH
    return target if target is not None and target.start - clause.hit.found.end <= reach else None


def _target(clause: Clause, source: Sequence[str]) -> Party | None:
    """On whom: the object; of what is disapproved of, who did it and not whom it hit; of an attack, where it was."""
    entry = clause.hit.found.entry
    if entry.event == "ACCUSE":
        doers = [party for party in clause.hit.after if not clause.has(party, "victims")]
        for party in doers:
            if (not party.preposition or clause.has(party, "targets")) and set(party.codes) - set(source):
                return party if party.kind not in ("other", "both") else None
        return None
    answers = entry.event == "REJECT" and entry.mode != "meet"  # a meeting is refused "với B" too
    found = clause.object(source, "answered" if answers else "targets")
    if found is None and entry.event in ("ASSAULT", "COERCE"):
        return clause.object(source, "places")
    return found


def _give(clause: Clause) -> Sides | None:
    """What is given stands before "cho" and the receiver; without "cho" the receiver follows the verb."""
    subject = clause.subject()
    receiver = clause.object(codes_of(subject), "receivers", bare=False)
    return directed(subject, receiver or clause.next_object(codes_of(subject), _NEXT))


def _solo(clause: Clause) -> Sides | None:
    """Done without an object, at home or against somebody: "biểu tình phản đối B", "rút quân khỏi B"."""
    subject = clause.subject()
    if not _is_told(clause):
        return None
    source = codes_of(subject) or _here(clause)
    if not source or (subject is None and clause.hit.found.entry.event != "PROTEST"):
        return None
    if clause.hit.found.entry.mode == "resign" and source[0].startswith("org:"):
        return None  # the head of a company
    target = _against(clause, source)
    own = () if clause.hit.found.entry.event == "RETREAT" and clause.hit.found.entry.mode != "resign" else source
    return Sides(source, without(codes_of(target), source) or own, False, persons_of(subject), persons_of(target))


def _is_told(clause: Clause) -> bool:
    """Whether "người biểu tình" tells that people protest and does not only name them: no subject, and more follows."""
    hit = clause.hit
    if not clause.words.phrases("demonstrators").before(clause.folds, hit.found.start, hit.sentence[0]):
        return True
    return hit.subject is None and bool(
        clause.words.phrases("goes_on").at(clause.folds, hit.found.end, hit.sentence[1])
    )


def _here(clause: Clause) -> tuple[str, ...]:
    """The country in which it happens, where those who do it are only "thousands" or "the people"."""
    if clause.hit.subject is not None and not clause.hit.subject.codes:
        return ()
    start, end = clause.hit.sentence
    there = (party.codes for party in clause.hit.after if clause.has(party, "places") and len(party.codes) == 1)
    near = next(there, None)
    country = clause.where(start, end)
    return near or ((country,) if country else ())


def _against(clause: Clause, source: Sequence[str]) -> Party | None:
    """Against whom, behind "phản đối" or "chống", or from where."""
    for party in clause.hit.after:
        leads = clause.words.phrases("against").before(clause.folds, party.start, clause.hit.found.start) is not None
        leads = leads or clause.words.within(clause.folds, clause.hit.found.start, party.start, "against") is not None
        if (leads or clause.has(party, "away")) and without(party.codes, source):
            return party
    return None


def _protestnoun(clause: Clause) -> Sides | None:
    source = next((party.codes for party in clause.hit.after if party.preposition in clause.words["of"]), None)
    source = source or _here(clause)
    if not source:
        return None
    return Sides(source, without(codes_of(_against(clause, source)), source) or source, False)


def _mobilize(clause: Clause) -> Sides | None:
    """Forces sent: towards those whom they are sent to; tests and calls to arms are towards nobody."""
    subject = clause.subject()
    if clause.hit.passive or subject is None or not subject.codes:
        return None
    target = clause.object(subject.codes, "goals", "places", "victims", bare=False)
    return Sides(subject.codes, without(codes_of(target), subject.codes), False, subject.persons)


def _request(clause: Clause) -> Sides | None:
    if clause.hit.passive:
        return _act(clause)
    subject = clause.subject()
    asked = clause.next_object(codes_of(subject), _NEAR) or clause.object(codes_of(subject), "asked", bare=False)
    doers = without(clause.doers, codes_of(subject))
    if asked is None and subject is not None and doers and _calms(clause):
        return Sides(subject.codes, doers, False, subject.persons)
    return directed(subject, asked)


def _calms(clause: Clause) -> bool:
    """Whether it asks to stop, of whoever has just done something: "A tấn công B, C kêu gọi kiềm chế"."""
    hit = clause.hit
    nobody = not any(party.codes for party in hit.after) and hit.stop - hit.found.end <= _REACH_OF_ONE
    at_once = min(hit.found.end + _NEAR, hit.stop)  # not "kêu gọi người dân bình tĩnh"
    return nobody and clause.words.within(clause.folds, hit.found.start, at_once, "calming") is not None


def _threat(clause: Clause) -> Sides | None:
    """A threat is towards whom it names first, and not towards its own people."""
    if clause.hit.passive:
        return _act(clause)
    subject = clause.subject()
    target = clause.next_object(codes_of(subject), _NEAR)
    if target is None and not _warns(clause):
        target = clause.object(codes_of(subject), "targets")
    if target is None and subject is not None and set(subject.codes) < set(clause.principals) and _answers(clause):
        others = without(clause.principals, subject.codes)
        return Sides(subject.codes, others, False, subject.persons)
    if target is None and clause.words.within(clause.folds, clause.hit.found.end, clause.hit.sentence[1], "conditions"):
        behind = [party for party in clause.hit.after + clause.hit.rest if party.is_official]  # "nếu bị B tấn công"
        target = next((party for party in behind if without(party.codes, codes_of(subject))), None)
    return directed(subject, target) if target is not None and target.kind != "people" else None


def _warns(clause: Clause) -> bool:
    """Whether it only warns: then it is a threat to those alone who are warned."""
    return clause.hit.found.entry.words[:2] in _WARNINGS


def _answers(clause: Clause) -> bool:
    """Whether it is threatened to pay somebody back: he is then the other one of the story."""
    return clause.words.within(clause.folds, clause.hit.found.start, clause.hit.stop, "retaliation") is not None


def _recall(clause: Clause) -> Sides | None:
    """Envoys are recalled from where they are posted."""
    subject = clause.subject()
    posted = clause.object(codes_of(subject), "places", "away", bare=False)
    if posted is None and subject is not None:
        country = clause.where(clause.hit.found.end, clause.hit.stop)
        if country is not None and country not in subject.codes:
            return Sides(subject.codes, (country,), False, subject.persons)
    return directed(subject, posted)


def _noun(clause: Clause) -> Sides | None:
    """An owner's act, "vụ tấn công của A vào B"; an accusation without an object is of the one who answers it."""
    event = clause.hit.found.entry.event
    after = clause.hit.after
    owner = next((party for party in after if party.preposition in clause.words["of"]), None)
    if owner is None or not clause.may_act(owner):
        return None
    lists = ("victims", "places", "goals") if event in ("ASSAULT", "COERCE") else ("victims", "receivers", "with")
    target = next((party for party in after if clause.has(party, *lists) and without(party.codes, owner.codes)), None)
    if target is None and event not in ("ASSAULT", "COERCE", "AID", "SANCTION"):
        target = clause.subject()
    return directed(owner, target)


FRAMES: dict[str, Frame] = {
    "act": _act,
    "talk": acts_vi_dealings.talk,
    "talknoun": acts_vi_dealings.talknoun,
    "visit": acts_vi_dealings.visit,
    "visitnoun": acts_vi_dealings.visitnoun,
    "joint": acts_vi_dealings.joint,
    "sign": acts_vi_dealings.sign,
    "signnoun": acts_vi_dealings.signnoun,
    "ratify": acts_vi_dealings.ratify,
    "give": _give,
    "solo": _solo,
    "protestnoun": _protestnoun,
    "mobilize": _mobilize,
    "request": _request,
    "threat": _threat,
    "recall": _recall,
    "noun": _noun,
}
