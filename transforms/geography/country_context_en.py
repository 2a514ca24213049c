"""Whether an English name is the country: Georgia, Jordan, Chad, Turkey, china, and adjectives that name a language.

Names that need no look around are hardly judged here. What only may be the country counts unless the text has a person
of that name; everything doubtful is left out, since a wrong country costs users more than a missed one.
"""

from __future__ import annotations

from functools import cache

from transforms import lexicons
from transforms.geography.country_context import (
    ENOUGH_IN_A_ROW,
    FIRM,
    Match,
    Scene,
    Verdict,
    chain_of,
    first_verdict,
    word_list,
)
from transforms.language import is_vietnamese_syllable

_LONGEST_FIRM = 4  # words behind the country's name in a firm's
_NEAR = 12  # tokens on either side that can say "Thanksgiving" or "Atlanta"
_ON_THE_TABLE = ("turkey", "china")
_IN_AMERICA = ("georgia", "lebanon")
_MORE_OFTEN_AMERICAN = ("georgia",)  # "in Georgia" says nothing by itself
_NOT_PERSONS = ("lebanon", "guinea", "niger", "turkey", "china")
_RARELY_PERSONS = ("holland",)  # a surname, hardly ever alone
_POLISHED = frozenset({"the", "your", "my", "his", "her", "their", "our", "up", "off", "it", "them"})
_SYLLABLES = frozenset({"thai", "lao"})
_SENTENCE_STARTS = frozenset({".", "!", "?", '"', "“", ""})


@cache
def _list(*path: str) -> frozenset[str]:
    return word_list("country_context_en", *path)


def _last_word(scene: Scene, position: int) -> str:
    return scene.tokens.folds[scene.matches[position].end - 1]


def _near(scene: Scene, match: Match, words: frozenset[str]) -> bool:
    return not words.isdisjoint(scene.folds(match.start - _NEAR, match.end + _NEAR))


def _town_in_a_us_state(scene: Scene, position: int) -> Verdict | None:
    """A town of the United States: "Lebanon, Pennsylvania" or "Cuba, Mo."; but not "France, Italy, Georgia"."""
    end = scene.matches[position].end
    after = scene.word_after(end + 1) if scene.sign_at(end) == "," else None
    if after is None or after.text not in _list("american", "states"):
        return None
    return "no" if len(chain_of(scene, position)[0]) < ENOUGH_IN_A_ROW else None


def _in_a_firms_name(scene: Scene, position: int) -> Verdict | None:
    """Part of a firm's, a paper's or a contest's name: "China Eastern Airlines", "Air India", "Bank of America"."""
    match = scene.matches[position]
    place, end = match.end, match.end + _LONGEST_FIRM
    while place < end and (word := scene.word_after(place)) and word.is_capitalised:
        if word.folded in _list("firms", "after"):
            return "no"
        place += 1
    before = scene.word_before(match.start)
    return "no" if before and before.is_capitalised and before.folded in _list("firms", "before") else None


def _something_else(scene: Scene, position: int) -> Verdict | None:
    """The words around it say Thanksgiving, porcelain or Atlanta."""
    name, match = _last_word(scene, position), scene.matches[position]
    if name in _ON_THE_TABLE and _near(scene, match, _list("table", name)):
        return "no"
    return "no" if name in _IN_AMERICA and _near(scene, match, _list("american", "words")) else None


def _no_person(scene: Scene, position: int) -> Verdict | None:
    """Names that are things at most, and not here: their capital says the country."""
    return "yes" if _last_word(scene, position) in _NOT_PERSONS else None


def _said_nearby(scene: Scene, position: int) -> Verdict | None:
    """The words around it say Tbilisi or Amman."""
    name = _last_word(scene, position)
    if name not in lexicons.load("country_context_en")["nearby"]:
        return None
    return "yes" if _near(scene, scene.matches[position], _list("nearby", name)) else None


def _heads_a_line(scene: Scene, position: int) -> Verdict | None:
    """The first word of a sentence, with a verb of states behind it: "Jordan condemns", "Chad closes"."""
    match = scene.matches[position]
    after = scene.word_after(match.end)
    opens = match.start == 0 or scene.sign_at(match.start - 1) in _SENTENCE_STARTS
    return "maybe" if opens and after and after.folded in _list("headline", "verbs") else None


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


_TRAP_RULES = (
    _town_in_a_us_state,
    _in_a_firms_name,
    _something_else,
    _no_person,
    _in_a_name,
    _in_a_row,
    _said_nearby,
    _heads_a_line,
    _placed_or_acting,
)


def judge_trap(scene: Scene, position: int) -> Verdict:
    """Decide for a name that is also a person's, a US state's or a thing's."""
    return first_verdict(_TRAP_RULES, scene, position)


def _given_name(scene: Scene, position: int) -> Verdict | None:
    """A given name that is a country's ("Israel Katz", "Jamaica Kincaid"), not a state and its office."""
    match = scene.matches[position]
    after = scene.word_after(match.end)
    if _last_word(scene, position) not in _list("given", "names") or after is None:
        return None
    written = after.is_capitalised and not after.text.isupper()
    return "person" if written and after.folded not in _list("given", "no_surnames") else None


_NAME_RULES = (_town_in_a_us_state, _in_a_firms_name, _given_name)


def judge_name(scene: Scene, position: int) -> Verdict:
    """Decide for an unambiguous name: towns of the United States, firms and given names are ruled out."""
    return first_verdict(_NAME_RULES, scene, position, otherwise="yes")


def _names_a_language(scene: Scene, match: Match) -> bool:
    """Tell whether it is a language: "in French,", "speaks German", "the Spanish-language press"."""
    hyphened = scene.sign_at(match.end) == "-"
    before, after = scene.word_before(match.start), scene.word_after(match.end + hyphened)
    if after and after.folded in _list("language", "after") and not after.is_capitalised:  # a Speaker is an office
        return True
    if hyphened or before is None:
        return False
    return before.folded in _list("language", "before") and (after is None or after.folded in _list("openers"))


def _language(scene: Scene, position: int) -> Verdict | None:
    chain, _ = chain_of(scene, position)
    first = min(chain, key=lambda match: match.start)
    return "no" if any(_names_a_language(scene, match) for match in {chain[0], first}) else None


def _word(scene: Scene, position: int) -> Verdict | None:
    """An ordinary word, money, a style, or people who are no state's: "Polish the silver", "ethnic Albanians"."""
    match = scene.matches[position]
    before, after = scene.word_before(match.start), scene.word_after(match.end)
    if before and before.folded == "ethnic":
        return "no"
    if after is None:
        return None
    word = scene.tokens.folds[match.start]
    if (word == "polish" and after.folded in _POLISHED) or (
        word == "georgian" and after.folded in _list("things", word)
    ):
        return "no"
    return "no" if after.folded in _list("things", "after") else None


def _part_of_a_vietnamese_name(scene: Scene, position: int) -> Verdict | None:
    """Thai and Lao are syllables of Vietnamese names too: "Nguyen Thai Hoc", "Lao Cai"."""
    match = scene.matches[position]
    if scene.tokens.folds[match.start] not in _SYLLABLES:
        return None
    beside = (scene.word_before(match.start), scene.word_after(match.end))
    return "no" if any(word and word.is_capitalised and is_vietnamese_syllable(word.text) for word in beside) else None


_DEMONYM_RULES = (_language, _word, _part_of_a_vietnamese_name, _in_a_firms_name)


def judge_demonym(scene: Scene, position: int) -> Verdict:
    """Decide for an adjective or inhabitant: not when it names a language, a firm or a thing."""
    return first_verdict(_DEMONYM_RULES, scene, position, otherwise="yes")
