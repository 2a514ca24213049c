"""The frames of what states do with each other: they meet, visit, agree, sign and ratify (lexicon ``plover_vi``)."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.plover.acts_vi_party import Party
from transforms.plover.acts_vi_sides import TWO, Clause, Sides, codes_of, directed, together, without

_NEAR = 2  # tokens between a verb and an object without preposition
_FAR = 6


def talk(clause: Clause) -> Sides | None:
    """Return the sides of a meeting: "A hội đàm với B", "A tiếp B", "A và B hội đàm", "A được B tiếp"."""
    hit = clause.hit
    if any(party.preposition in clause.words["between"] for party in hit.after):
        return talknoun(clause)
    subject = hit.agent if hit.agent is not None else clause.subject()
    if hit.agent is not None:
        return together(hit.subject, subject)
    other = _met(clause, codes_of(subject))
    if subject is None or not subject.is_official or (other is not None and not other.is_official):
        return None
    return together(subject, other)


def _met(clause: Clause, source: Sequence[str]) -> Party | None:
    """Who is met: after "với", or at once behind the verb ("gặp Bộ trưởng", not "thảo luận về tình hình B")."""
    near = _NEAR if len(clause.hit.found.entry.words) == 1 else 1
    return clause.next_object(source, near) or clause.object(source, "meetings", bare=False)


def talknoun(clause: Clause) -> Sides | None:
    """Return the sides of a meeting that is a noun: "cuộc gặp giữa A và B", "cuộc gặp của A với B", "cuộc gặp A - B".

    With a subject also "cuộc gặp với B".
    """
    states = [party for party in clause.hit.after if party.is_official]
    for party in states:
        if party.preposition in clause.words["between"] and len(party.codes) >= TWO:
            return together(party, None)
    if states and not states[0].preposition and len(states[0].codes) >= TWO and states[0].start == clause.hit.found.end:
        return together(states[0], None)
    other = next((party for party in states if party.preposition in clause.words["with"]), None)
    owner = next((party for party in states if party.preposition in clause.words["of"]), None)
    if other is None and owner is None and _holds(clause):
        return together(clause.subject(), None)
    return together(owner or clause.subject(), other) if other is not None else None


def _holds(clause: Clause) -> bool:
    """Whether the subject begins, holds or ends the talks: "hai bên kết thúc vòng đàm phán"."""
    hit = clause.hit
    return clause.words.phrases("holding").before(clause.folds, hit.found.start, hit.sentence[0]) is not None


def visit(clause: Clause) -> Sides | None:
    """Return the sides of a visit: "A thăm B", the visitor as source."""
    return _visited(clause, clause.subject())


def _visited(clause: Clause, visitor: Party | None) -> Sides | None:
    """Visitor and host; the host is a country named, or that of the city."""
    if visitor is None or not visitor.is_official or not visitor.codes:
        return None
    host = clause.next_object(visitor.codes, _NEAR) or clause.object(visitor.codes, "goals", "places", bare=False)
    if host is not None and host.is_official:
        return directed(visitor, host)
    country = clause.where(clause.hit.found.end, min(clause.hit.found.end + _FAR, clause.hit.stop))
    if country is None or country in visitor.codes:
        return None
    return Sides(visitor.codes, (country,), False, visitor.persons)


def visitnoun(clause: Clause) -> Sides | None:
    """Return the sides of "chuyến thăm B của A", "chuyến thăm của A tới B"; else the subject is the visitor."""
    owner = next((party for party in clause.hit.after if party.preposition in clause.words["of"]), None)
    return _visited(clause, owner or clause.subject())


def joint(clause: Clause) -> Sides | None:
    """Return the sides of an agreement: together if the subject is several or "với" follows, else towards the other."""
    subject = clause.subject()
    if subject is None or not subject.codes or not subject.is_official:
        return None
    partner = next((party for party in clause.hit.after if party.preposition in clause.words["with"]), None)
    own = subject.codes if len(subject.codes) < TWO else ()
    target = clause.object(own) or clause.object(own, "given_to", bare=False)
    if len(subject.codes) >= TWO:
        promised = target is not None and _promises_to(clause, target, subject)
        return directed(subject, target) if promised else together(subject, None)
    if partner is not None:
        return together(subject, partner)
    return directed(subject, target) if target is not None else _with_the_other(clause, subject)


def _with_the_other(clause: Clause, subject: Party) -> Sides | None:
    """With those whom the subject has just met, or else towards the story's other principal."""
    mutual = clause.hit.found.entry.words[0] in clause.words["mutual"]
    if mutual and set(subject.codes) < set(clause.company):
        return Sides(subject.codes, without(clause.company, subject.codes), True, subject.persons)
    others = without(clause.principals, subject.codes)
    named = {code for party in clause.hit.after + clause.hit.rest for code in party.codes}
    if set(subject.codes) <= set(clause.principals) and len(others) == 1 and set(others) <= named:
        together_too = clause.hit.found.entry.event == "COOPERATE"
        return Sides(subject.codes, others, together_too, subject.persons)
    return None


def _promises_to(clause: Clause, target: Party, subject: Party) -> bool:
    """Whether of "họ" one promises the other something: "họ hứa giúp Việt Nam"."""
    one = len(target.codes) == 1 and set(target.codes) < set(subject.codes) and not target.preposition
    return one and clause.hit.found.entry.event == "AGREE"


def sign(clause: Clause) -> Sides | None:
    """Return the sides of a signing: what is signed must be an instrument between states."""
    hit = clause.hit
    if hit.found.entry.words[0] in clause.words["signing"] and not _instrument(clause):
        return None
    parties = hit.before + hit.after if hit.passive else hit.after  # "thỏa thuận giữa A và B được ký"
    between = next((party for party in parties if party.preposition in clause.words["between"]), None)
    if between is not None and len(between.codes) >= TWO and between.is_official:
        return together(between, None)
    subject = clause.subject()
    if subject is None or not subject.is_official:
        return None
    return together(subject, clause.object(subject.codes, "with", bare=False))


def _instrument(clause: Clause) -> bool:
    words, hit = clause.words, clause.hit
    start = hit.sentence[0] if hit.passive else hit.found.start
    return words.within(clause.folds, start, hit.stop, "instruments") is not None


def signnoun(clause: Clause) -> Sides | None:
    """Return the sides of a signing that is a noun: "lễ ký hiệp định giữa A và B"."""
    return talknoun(clause) if _instrument(clause) else None


def ratify(clause: Clause) -> Sides | None:
    """Return the sides of a ratification: it is towards the other parties of what is ratified."""
    subject = clause.subject()
    if subject is None:
        return None
    owners = [party for party in clause.hit.after if party.preposition in clause.words["of"]]
    named = [code for party in owners or clause.hit.after for code in party.codes]
    parties = clause.setting.treaty(clause.passage, clause.hit.found.end, clause.hit.sentence[1]) or tuple(named)
    others = tuple(sorted(set(without(parties, subject.codes))))
    return Sides(subject.codes, others, False, subject.persons) if others and subject.codes else None
