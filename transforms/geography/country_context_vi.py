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
from transforms.geography.country_context import (
    ENOUGH_IN_A_ROW,
    FIRM,
    Match,
    Scene,
    Verdict,
    Word,
    chain_of,
    first_verdict,
    word_list,
)
from transforms.language import is_vietnamese_syllable
from transforms.text import strip_marks

_LONGEST_STATEMENT = 6  # syllables: "là một trong những quốc gia"
_NEAR_OBJECT = 8  # tokens from the verb to the country that it acts on
_AND = frozenset({"và", "va", "với", "cùng", "hay", "hoặc"})
_SENTENCE_STARTS = frozenset(".!?;:\"“”'‘«([*…•–-|")


def _list(scene: Scene, name: str) -> frozenset[str]:
    return _bare_list(name) if scene.bare else _marked_list(name)


@cache
def _marked_list(name: str) -> frozenset[str]:
    return word_list("country_context_vi", name)


@cache
def _bare_list(name: str) -> frozenset[str]:
    """Return a list without diacritics: "đền" (temple) and "đến" (to) are one word then; the commoner one counts."""
    words = word_list("country_context_vi", name, bare=True)
    if name == "subjects":
        return words - word_list("country_context_vi", "words_when_bare", bare=True)
    return words - word_list("country_context_vi", "places", bare=True) if name in ("things", "persons") else words


@cache
def _compounds(*, bare: bool) -> Mapping[str, frozenset[str]]:
    """Map a syllable to the syllables that make an ordinary word with it."""
    return {
        strip_marks(syllable) if bare else syllable: word_list("country_context_vi", "compounds", syllable, bare=bare)
        for syllable in lexicons.load("country_context_vi")["compounds"]
    }


def _is_acronym(token: Word) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def _is_name_part(token: Word | None) -> bool:
    """A capitalised word that could be a syllable of a Vietnamese name, or a person's initial."""
    if token is None or not token.is_capitalised:
        return False
    return len(token.text) == 1 or (not _is_acronym(token) and is_vietnamese_syllable(token.text))


def _is_foreign(token: Word | None) -> bool:
    return token is not None and token.is_capitalised and not is_vietnamese_syllable(token.text)


def _follows(scene: Scene, position: int, *lists: str) -> bool:
    """Tell whether one of the last three words before the match, or they as a phrase, stands in one of the lists."""
    phrases = scene.phrases_before(scene.matches[position].start)
    return any(not _list(scene, name).isdisjoint(phrases) for name in lists)


def _before_an_office_holder(scene: Scene, position: int) -> Verdict | None:
    """An office or a place word before it, a full name behind it: "Đại sứ tại Bỉ Nguyễn Văn Thảo"."""
    end = scene.matches[position].end
    family, following = scene.word_after(end), scene.word_after(end + 1)
    if family is None or family.folded not in _list(scene, "surnames") or not _is_name_part(following):
        return None
    long_enough = _is_name_part(family) and _is_name_part(scene.word_after(end + 2))
    return "yes" if long_enough and _follows(scene, position, "heads", "places") else None


def _in_the_united_states(scene: Scene, position: int) -> Verdict | None:
    """A state or a town there: "Georgia, Mỹ", "Lebanon (Mỹ)"."""
    match, follower = scene.matches[position], position + 1
    if match.name.kind != "trap" or follower >= len(scene.matches) or scene.sign_at(match.end) not in (",", "("):
        return None
    behind = scene.matches[follower]
    return "no" if behind.start == match.end + 1 and behind.name.iso3 == "USA" else None


def _in_a_name(scene: Scene, position: int) -> Verdict | None:
    """A capitalised syllable beside it makes a person's or a place's name, whatever else stands around."""
    match = scene.matches[position]
    before, after = scene.word_before(match.start), scene.word_after(match.end)
    if before and before.is_capitalised and before.folded in _list(scene, "middles"):  # also in capitals: "ĐẶNG THỊ MỸ"
        return "person"
    if _is_name_part(after):
        # Between a foreign word and a capital ("Grand Prix Áo Tay đua") it ends a headline: neither name nor country.
        return "no" if _is_foreign(before) else "person"
    if not before or before.folded in _list(scene, "openers") or _follows(scene, position, "heads"):
        return None
    if not _is_name_part(before):
        return None
    opens = match.start == 1 or scene.sign_at(match.start - 2) in _SENTENCE_STARTS
    in_a_row = before.folded not in _list(scene, "surnames") and len(chain_of(scene, position)[0]) > 1
    return None if opens and in_a_row else "person"  # "Trận Bỉ - Pháp"


def _is_stated(scene: Scene, position: int) -> Verdict | None:
    """What is said of states alone: "Áo là quốc gia trung lập"."""
    end = scene.matches[position].end
    phrases = word_list("country_context_vi", "stating", "phrases", bare=scene.bare)
    words = scene.folds(end, end + _LONGEST_STATEMENT)
    return "yes" if any(" ".join(words[:count]) in phrases for count in range(2, len(words) + 1)) else None


def _acts_on_a_country(scene: Scene, position: int) -> Verdict | None:
    """It opens a sentence, a verb follows and soon another country: "Nga trục xuất 10 nhà ngoại giao Đức"."""
    match, follower = scene.matches[position], position + 1
    after = scene.word_after(match.end)
    opens = match.start == 0 or scene.sign_at(match.start - 1) in _SENTENCE_STARTS
    if not opens or after is None or after.is_capitalised or follower >= len(scene.matches):
        return None
    behind = scene.matches[follower]
    near = behind.start - match.end <= _NEAR_OBJECT and behind.name.iso3 not in ("", match.name.iso3)
    verbs = word_list("country_context_vi", "following", "state_verbs", bare=scene.bare)
    return "yes" if near and after.folded in verbs else None


def _in_a_compound(scene: Scene, position: int) -> Verdict | None:
    """It is the first syllable of an ordinary word: "Ý tưởng", "Áo dài", "Pháp luật"."""
    match = scene.matches[position]
    after = scene.word_after(match.end)
    if after is None or len(chain_of(scene, position)[0]) > 1:
        return None
    first = scene.tokens.folds[match.start]
    if f"{first} {after.folded}" in _list(scene, "ministries"):
        return "no"
    words = _compounds(bare=scene.bare).get(first, frozenset())
    return "no" if after.folded in words and not _follows(scene, position, "heads", "visited") else None


def _surely_a_country(scene: Scene, position: int) -> Verdict | None:
    """A state's office before it ("tuyển Anh"), brackets around it ("Brussels (Bỉ)"), a city before ("Bonn, Đức")."""
    match = scene.matches[position]
    sign, place = scene.sign_at(match.start - 1), match.start - 2
    bracketed = sign == "(" and scene.sign_at(match.end) == ")"
    after_city = sign == "," and _is_foreign(scene.word_at(place))
    return "yes" if bracketed or after_city or _follows(scene, position, "heads") else None


def _after_a_title(scene: Scene, position: int) -> Verdict | None:
    """After "bà" or "ca sĩ" comes a person; "huyện Đức", "tiếng Anh", "bảng Anh" are no countries either."""
    chain, dashed = chain_of(scene, position)
    if dashed and len(chain) >= ENOUGH_IN_A_ROW:  # "ngã ba Lào - Campuchia - Việt Nam"
        return None
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
    return any(phrase in _list(scene, "languages") for phrase in scene.phrases_before(first))


def _after_a_place_word(scene: Scene, position: int) -> Verdict | None:
    """Somebody is in it or goes there: "tại Áo", "chuyển tới Ý" and the like."""
    return "maybe" if _follows(scene, position, "places") else None


def _alone(scene: Scene, position: int) -> Verdict | None:
    """Nothing near it says what it is: some syllables are then a country, as a subject or between other words."""
    match = scene.matches[position]
    before, after = scene.word_before(match.start), scene.word_after(match.end)
    if scene.tokens.folds[match.start] not in _list(scene, "subjects"):
        # "của Anh", "như Ý": within a sentence the pronoun and the noun have no capital.
        joined = before and before.folded in _AND and _is_name_part(scene.word_at(match.start - 2))  # "Lan và Anh"
        return "maybe" if before and not before.is_capitalised and not joined else None
    sign = scene.sign_at(match.start - 1)
    if before is None and (sign == "," or sign in _SENTENCE_STARTS or match.start == 0):
        verbs = word_list("country_context_vi", "following", "verbs", bare=scene.bare)
        return "maybe" if after and after.folded in verbs else "weak"
    return "maybe"


_SYLLABLE_RULES = (
    _in_the_united_states,
    _before_an_office_holder,
    _in_a_name,
    _is_stated,
    _in_a_compound,
    _acts_on_a_country,
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
    """Names of several syllables are sure, but for those that are given names too: "Nguyễn Hà Lan", "chị Hà Lan"."""
    match = scene.matches[position]
    before = scene.word_before(match.start)
    if before is None or scene.tokens.folds[match.end - 1] not in _list(scene, "given"):
        return "yes"
    if before.is_capitalised and before.folded in _list(scene, "surnames") - _list(scene, "openers"):
        return "person"
    return "person" if before.folded in _list(scene, "kin") else "yes"
