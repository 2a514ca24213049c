"""Whether a Vietnamese syllable is the country: Anh, Đức, Nga, Mỹ, Ý, Áo, Pháp, Bỉ ... are names and words as well.

The rules read the neighbours as a reader does. A capitalised syllable beside it makes a name ("Phan Anh", "Đức Chinh");
an office, a body or "người" before it makes the country; so do brackets alone around it, a foreign city before it and
other countries in a row with it. What only may be the country counts unless the text has a person of that name.
Everything doubtful is left out: a wrong country costs users more than a missed one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from transforms import lexicons
from transforms.country_context import ENOUGH_IN_A_ROW, FIRM, Match, Scene, Verdict, chain_of, first_verdict, word_list
from transforms.language import is_vietnamese_syllable
from transforms.text import strip_marks
from transforms.tokens import Token

_SENTENCE_STARTS = frozenset(".!?;:\"“”'‘«([*…•–-|")


def _list(scene: Scene, name: str) -> frozenset[str]:
    return word_list("country_context_vi", name, bare=scene.bare)


@cache
def _compounds(*, bare: bool) -> Mapping[str, frozenset[str]]:
    """Map a syllable to the syllables that make an ordinary word with it."""
    return {
        strip_marks(syllable) if bare else syllable: word_list("country_context_vi", "compounds", syllable, bare=bare)
        for syllable in lexicons.load("country_context_vi")["compounds"]
    }


def _is_acronym(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def _is_name_part(token: Token | None) -> bool:
    """A capitalised word that could be a syllable of a Vietnamese name, or a person's initial."""
    if token is None or not token.is_capitalised:
        return False
    return len(token.text) == 1 or (not _is_acronym(token) and is_vietnamese_syllable(token.text))


def _is_foreign(token: Token | None) -> bool:
    return token is not None and token.is_word and token.is_capitalised and not is_vietnamese_syllable(token.text)


def _follows(scene: Scene, position: int, *lists: str) -> bool:
    """Tell whether one of the last three words before the match, or they as a phrase, stands in one of the lists."""
    phrases = scene.phrases_before(scene.matches[position].start)
    return any(phrase in _list(scene, name) for name in lists for phrase in phrases)


def _in_a_name(scene: Scene, position: int) -> Verdict | None:
    """A capitalised syllable beside it makes a person's or a place's name, whatever else stands around."""
    match = scene.matches[position]
    before, after = scene.word_before(match.start), scene.word_after(match.end)
    if _is_name_part(after):
        # Between a foreign word and a capital ("Grand Prix Áo Tay đua") it ends a headline: neither name nor country.
        return "no" if _is_foreign(before) else "person"
    if not before or before.folded in _list(scene, "openers") or _follows(scene, position, "heads"):
        return None
    return "person" if _is_name_part(before) else None


def _in_a_compound(scene: Scene, position: int) -> Verdict | None:
    """It is the first syllable of an ordinary word: "Ý tưởng", "Áo dài", "Pháp luật"."""
    match = scene.matches[position]
    after = scene.word_after(match.end)
    words = _compounds(bare=scene.bare).get(scene.tokens[match.start].folded, frozenset())
    return "no" if after and after.folded in words and not _follows(scene, position, "heads") else None


def _surely_a_country(scene: Scene, position: int) -> Verdict | None:
    """A state's office before it ("tuyển Anh"), brackets around it ("Brussels (Bỉ)"), a city before ("Bonn, Đức")."""
    match = scene.matches[position]
    sign, place = scene.sign_at(match.start - 1), match.start - 2
    bracketed = sign == "(" and scene.sign_at(match.end) == ")"
    after_city = sign == "," and place >= 0 and _is_foreign(scene.tokens[place])
    return "yes" if bracketed or after_city or _follows(scene, position, "heads") else None


def _after_a_title(scene: Scene, position: int) -> Verdict | None:
    """After "bà" or "ca sĩ" comes a person; "huyện Đức", "tiếng Anh", "bảng Anh" are no countries either."""
    if _follows(scene, position, "persons"):
        return "person"
    return "no" if _follows(scene, position, "things") else None


def _in_a_row(scene: Scene, position: int) -> Verdict | None:
    """Other countries beside it: sure with one that needs no context, with three, or with a dash between two."""
    chain, dashed = chain_of(scene, position)
    if len(chain) == 1:
        return None
    if _names_languages(scene, chain):
        return "no"
    sure = dashed or len(chain) >= ENOUGH_IN_A_ROW or any(match.name.kind in FIRM for match in chain)
    return "yes" if sure else "maybe"


def _names_languages(scene: Scene, chain: list[Match]) -> bool:
    """A pair of languages, not of countries: "từ điển Anh - Việt", "song ngữ Việt - Pháp"."""
    first = min(match.start for match in chain)
    return any(phrase in _list(scene, "things") for phrase in scene.phrases_before(first))


def _after_a_place_word(scene: Scene, position: int) -> Verdict | None:
    """Somebody is in it or goes there: "tại Áo", "chuyển tới Ý" and the like."""
    return "maybe" if _follows(scene, position, "places") else None


def _alone(scene: Scene, position: int) -> Verdict | None:
    """Nothing near it says what it is: some syllables are then a country, as a subject or between other words."""
    match = scene.matches[position]
    if scene.tokens[match.start].folded not in _list(scene, "subjects"):
        return None
    before, after = scene.word_before(match.start), scene.word_after(match.end)
    sign = scene.sign_at(match.start - 1)
    if before is None and (sign == "," or sign in _SENTENCE_STARTS or match.start == 0):
        verbs = word_list("country_context_vi", "following", "verbs", bare=scene.bare)
        return "maybe" if after and after.folded in verbs else "weak"
    return "maybe"


_SYLLABLE_RULES = (
    _in_a_name,
    _in_a_compound,
    _surely_a_country,
    _after_a_title,
    _in_a_row,
    _after_a_place_word,
    _alone,
)


def judge_syllable(scene: Scene, position: int) -> Verdict:
    """Decide for a single syllable (or, in a Vietnamese text, an English name that is also a person's)."""
    return first_verdict(_SYLLABLE_RULES, scene, position)


def judge_short(scene: Scene, position: int) -> Verdict:
    """Short forms count only beside another country with a dash between: "Mỹ - Trung", "Việt - Pháp"."""
    match = scene.matches[position]
    if _is_name_part(scene.word_before(match.start)) or _is_name_part(scene.word_after(match.end)):
        return "no"
    chain, dashed = chain_of(scene, position)
    return "yes" if dashed and not _names_languages(scene, chain) else "no"


def judge_name(scene: Scene, position: int) -> Verdict:
    """Names of several syllables are sure, but for those on Lan, a woman's name: "Nguyễn Hà Lan", "chị Hà Lan"."""
    match = scene.matches[position]
    before = scene.word_before(match.start)
    if before is None or scene.tokens[match.end - 1].folded != "lan":
        return "yes"
    family = before.is_capitalised and before.folded in _list(scene, "surnames")
    return "person" if family or before.folded in _list(scene, "kin") else "yes"
