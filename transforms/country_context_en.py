"""Whether an English name is the country: Georgia, Jordan, Chad, Turkey, china, and adjectives that name a language.

Names that need no look around are hardly judged here. What only may be the country counts unless the text has a person
of that name; everything doubtful is left out, since a wrong country costs users more than a missed one.
"""

from __future__ import annotations

from functools import cache

from transforms import lexicons
from transforms.country_context import (
    ENOUGH_IN_A_ROW,
    FIRM,
    Match,
    Scene,
    Verdict,
    chain_of,
    first_verdict,
    word_list,
)

_NEAR = 12  # tokens on either side that can say "Thanksgiving" or "Atlanta"
_ON_THE_TABLE = ("turkey", "china")
_IN_AMERICA = ("georgia", "lebanon")
_MORE_OFTEN_AMERICAN = ("georgia",)  # "in Georgia" says nothing by itself
_NOT_PERSONS = ("lebanon", "guinea", "niger", "turkey", "china")
_RARELY_PERSONS = ("holland",)  # a surname, hardly ever alone
_SENTENCE_STARTS = frozenset({".", "!", "?", '"', "“", ""})


def _list(*path: str) -> frozenset[str]:
    return word_list("country_context_en", *path)


def _last_word(scene: Scene, position: int) -> str:
    return scene.tokens[scene.matches[position].end - 1].folded


def _near(scene: Scene, match: Match, words: frozenset[str]) -> bool:
    around = scene.tokens[max(0, match.start - _NEAR) : match.end + _NEAR]
    return any(token.folded in words for token in around)


def _town_in_a_us_state(scene: Scene, position: int) -> Verdict | None:
    """A town of the United States: "Lebanon, Pennsylvania" or "Cuba, Mo."."""
    end = scene.matches[position].end
    after = scene.word_after(end + 1) if scene.sign_at(end) == "," else None
    return "no" if after and after.text in _list("american", "states") else None


def _something_else(scene: Scene, position: int) -> Verdict | None:
    """The words around it say Thanksgiving, porcelain or Atlanta."""
    name, match = _last_word(scene, position), scene.matches[position]
    if name in _ON_THE_TABLE and _near(scene, match, _list("table", name)):
        return "no"
    return "no" if name in _IN_AMERICA and _near(scene, match, _list("american", "words")) else None


def _no_person(scene: Scene, position: int) -> Verdict | None:
    """Names that are things at most, and not here: their capital says the country."""
    return "yes" if _last_word(scene, position) in _NOT_PERSONS else None


def _in_a_name(scene: Scene, position: int) -> Verdict | None:
    """A capitalised word directly beside it: "Michael Jordan", "Georgia Meloni"; offices and openers are none."""
    match = scene.matches[position]
    before, after = scene.word_before(match.start), scene.word_after(match.end)
    no_names = _list("not_names")
    if before and before.is_capitalised and before.folded not in no_names:
        opens = scene.sign_at(match.start - 2) in _SENTENCE_STARTS and before.folded in _list("openers")
        return None if opens or before.folded in _list("places") else "person"
    return "person" if after and after.is_capitalised and after.folded not in no_names else None


def _in_a_row(scene: Scene, position: int) -> Verdict | None:
    """Other countries beside it: "Jordan and Britain", "Chad, Niger and Mali"."""
    chain, _ = chain_of(scene, position)
    firm = any(match.name.kind in FIRM for match in chain[1:])
    return "yes" if firm or len(chain) >= ENOUGH_IN_A_ROW else None


def _placed_or_acting(scene: Scene, position: int) -> Verdict | None:
    """Place or actor ("in Jordan", "Jordan's king", "Jordan said"); the whole text must still rule out a person."""
    match = scene.matches[position]
    before = scene.word_before(match.start)
    behind = match.end + 2 if scene.sign_at(match.end) == "'" else match.end
    after = scene.word_after(behind)
    placed = _last_word(scene, position) in _RARELY_PERSONS or (before and before.folded in _list("places"))
    if after and after.folded in _list("states"):
        return "maybe"
    if not placed:
        return None
    return "weak" if _last_word(scene, position) in _MORE_OFTEN_AMERICAN else "maybe"


_TRAP_RULES = (_town_in_a_us_state, _something_else, _no_person, _in_a_name, _in_a_row, _placed_or_acting)


def judge_trap(scene: Scene, position: int) -> Verdict:
    """Decide for a name that is also a person's, a US state's or a thing's."""
    return first_verdict(_TRAP_RULES, scene, position)


def judge_name(scene: Scene, position: int) -> Verdict:
    """Decide for an unambiguous name: only a town of that name in the United States is ruled out."""
    return _town_in_a_us_state(scene, position) or "yes"


def judge_demonym(scene: Scene, position: int) -> Verdict:
    """Decide for an adjective or inhabitant: not when it names a language, nor after "ethnic"."""
    match = scene.matches[position]
    hyphened = scene.sign_at(match.end) == "-"
    before, after = scene.word_before(match.start), scene.word_after(match.end + hyphened)
    if after and after.folded in _list("language", "after"):
        return "no"
    if hyphened or before is None:
        return "yes"
    spoken = before.folded in _list("language", "before") and (after is None or after.folded in _list("openers"))
    return "no" if spoken or before.folded == "ethnic" else "yes"


@cache
def _never_acting() -> frozenset[str]:
    return frozenset(name.lower() for name in lexicons.load("cities")["not_acting"])


def _never_for_the_state(scene: Scene, position: int) -> Verdict | None:
    match = scene.matches[position]
    name = " ".join(token.folded for token in scene.tokens[match.start : match.end])
    return "no" if name in _never_acting() else None


def _paired(scene: Scene, position: int) -> Verdict | None:
    """Two capitals side by side: "Beijing-Washington ties" and the like."""
    match = scene.matches[position]
    chain, dashed = chain_of(scene, position)
    before = scene.word_before(match.start)
    if any(other.name.iso3 != match.name.iso3 for other in chain) and (
        dashed or (before and before.folded == "between")
    ):
        return "yes"
    return None


def _acting(scene: Scene, position: int) -> Verdict | None:
    """The subject of a verb of states ("Brussels protested"), not the place where something happens."""
    match = scene.matches[position]
    before, after = scene.word_before(match.start), scene.word_after(match.end)
    if after is None or after.is_capitalised:
        return None
    if after.folded in _list("acting", "verbs"):
        placed = before and (before.is_capitalised or before.folded in _list("acting", "not_before"))
        return None if placed else "yes"
    free = before is None or before.folded in _list("acting", "vietnamese_before")
    return "yes" if free and after.folded in _list("acting", "vietnamese") else None


def judge_capital(scene: Scene, position: int) -> Verdict:
    """Decide for a capital, which stands for the state only where it acts or is paired with another."""
    return first_verdict((_never_for_the_state, _paired, _acting), scene, position)
