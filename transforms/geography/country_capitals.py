"""Whether a capital stands for its state: "Brussels protested", "cáo buộc Kiev", "Moscow-backed fighters".

A city is a place first. It is the state where it does what states do, where that is done to it, and beside another
capital. The lists serve English texts and the foreign capitals of Vietnamese ones; where a text has no diacritics, the
Vietnamese words are looked for without theirs.
"""

from __future__ import annotations

from functools import cache

from transforms import lexicons
from transforms.geography.country_context import Scene, Verdict, chain_of, first_verdict, word_list
from transforms.text import strip_marks

_NEAR_OBJECT = 6  # tokens from a capital to the state that it acts on


@cache
def _list(name: str) -> frozenset[str]:
    return word_list("country_context_en", "acting", name)


@cache
def _cities(which: str, *, bare: bool) -> frozenset[str]:
    names = (name.lower() for name in lexicons.load("cities")[which])
    return frozenset(map(strip_marks, names) if bare else names)


def _never_for_the_state(scene: Scene, position: int) -> Verdict | None:
    match = scene.matches[position]
    return "no" if " ".join(scene.folds(match.start, match.end)) in _cities("not_acting", bare=False) else None


def _only_as_states_do(scene: Scene, position: int) -> Verdict | None:
    """A city that is in the news for itself: "Hà Nội phản đối", "Hà Nội yêu cầu Bắc Kinh", not "Hà Nội cấm xe máy"."""
    match = scene.matches[position]
    if " ".join(scene.folds(match.start, match.end)) not in _cities("cautious", bare=scene.bare):
        return None
    words = scene.folds(match.end, match.end + 2)
    phrases = {" ".join(words), *words[:1]}
    if not phrases.isdisjoint(_of_capitals(scene, "of_states")):
        return "yes"
    others = [
        other for other in scene.matches[position + 1 : position + 2] if other.name.iso3 not in ("", match.name.iso3)
    ]
    near = bool(others) and others[0].start - match.end <= _NEAR_OBJECT
    acts = near and not phrases.isdisjoint(_of_capitals(scene, "to_states"))
    return "yes" if acts else _paired(scene, position) or "no"


def _paired(scene: Scene, position: int) -> Verdict | None:
    """Two capitals side by side: "Beijing-Washington ties", "Hanoi and Beijing pledged"."""
    match = scene.matches[position]
    chain, dashed = chain_of(scene, position)
    if all(other.name.iso3 == match.name.iso3 for other in chain):
        return None
    before = scene.word_before(min(other.start for other in chain))
    if dashed or (before and before.folded in _list("between")):
        return "yes"
    last = max(chain, key=lambda other: other.end)
    return _acts(scene, min(chain, key=lambda other: other.start).start, last.end)


def _acts(scene: Scene, start: int, end: int) -> Verdict | None:
    """The subject of a verb of states ("Brussels protested"), not the place where something happens."""
    before, after = scene.word_before(start), scene.word_after(end)
    if after is None or after.is_capitalised:
        return None
    if before and (before.is_capitalised or before.folded in _list("not_before")):
        return None
    if after.folded in _list("verbs"):
        return "yes"
    follower = scene.word_after(end + 1)
    if after.folded in _list("auxiliaries") and follower:
        return "yes" if follower.folded in _list("auxiliaries_with") else None
    return _acts_in_vietnamese(scene, start, after.folded)


def _of_capitals(scene: Scene, name: str) -> frozenset[str]:
    """Return a list that serves Vietnamese texts too, in the spelling of the text."""
    return word_list("country_context_en", "acting", name, bare=scene.bare)


def _acts_in_vietnamese(scene: Scene, start: int, after: str) -> Verdict | None:
    before = scene.word_before(start)
    free = before is None or before.folded in _of_capitals(scene, "vietnamese_before")
    return "yes" if free and after in _of_capitals(scene, "vietnamese") else None


def _acting(scene: Scene, position: int) -> Verdict | None:
    match = scene.matches[position]
    return _acts(scene, match.start, match.end)


def _acted_on(scene: Scene, position: int) -> Verdict | None:
    """What states do to states: "accused Washington", "ties with Beijing", "cáo buộc Kiev"."""
    match = scene.matches[position]
    after = scene.word_after(match.end)
    if after and (after.is_capitalised or after.folded in _list("offices")):
        return None
    return "yes" if any(phrase in _of_capitals(scene, "on") for phrase in scene.phrases_before(match.start)) else None


def _possessing(scene: Scene, position: int) -> Verdict | None:
    """What only states have: "Beijing's foreign policy", "Moscow-backed fighters", "the Kabul government"."""
    end = scene.matches[position].end
    after = scene.word_after(end + 2)
    if scene.sign_at(end) == "'" and after:
        return "yes" if after.folded in _list("possessed") else None
    if (body := scene.word_after(end)) and body.folded in _list("bodies"):
        return "yes"
    after = scene.word_after(end + 1)
    return "yes" if scene.sign_at(end) == "-" and after and after.folded in _list("hyphened") else None


_CAPITAL_RULES = (_never_for_the_state, _only_as_states_do, _paired, _acting, _acted_on, _possessing)


def judge_capital(scene: Scene, position: int) -> Verdict:
    """Decide for a capital, which stands for the state only where it acts, is acted on or is paired with another."""
    return first_verdict(_CAPITAL_RULES, scene, position)
