"""The countries that an article is about, each with the first place that shows it.

Names come from CLDR and the lexicons (``country_names``); names that are other things too are judged by their context
(``country_context_vi`` and ``_en``). The whole article decides doubtful cases: a syllable that is a person's name in
one place is not taken for a country in another without good evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from transforms.geography import country_context_en as english
from transforms.geography import country_context_vi as vietnamese
from transforms.geography.country_capitals import judge_capital
from transforms.geography.country_context import Match, Rule, Scene, Verdict
from transforms.geography.country_context_other import judges_for
from transforms.geography.country_names import WITH_LISTS, Kind, names_for
from transforms.reading import Mention, Passage, Reading
from transforms.records import CountryTag


class _Mention(Struct, frozen=True):
    """One place where the text may name a country."""

    iso3: str
    verdict: Verdict
    word: str
    mention: Mention


class Countries(Struct, frozen=True):
    """What was found: a tag per country, and every place that names one (``key`` is its alpha-3 code)."""

    tags: tuple[CountryTag, ...]
    mentions: tuple[Mention, ...]


@cache
def _judges(language: str) -> dict[Kind, Rule]:
    """Which rule decides for which kind of name, in a text of ``language``."""
    judges: dict[Kind, Rule] = {
        "name": english.judge_name,
        "seat": english.judge_name,
        "demonym": english.judge_demonym,
        "trap": english.judge_trap,
        "capital": judge_capital,
    }
    if language == "vi":
        judges |= {
            "name": vietnamese.judge_name,
            "syllable": vietnamese.judge_syllable,
            "trap": vietnamese.judge_syllable,
            "short": vietnamese.judge_short,
        }
    return judges | judges_for(language) if language in WITH_LISTS else judges


def _mentions(passage: Passage, language: str, *, bare: bool) -> Iterator[_Mention]:
    tokens = passage.tokens
    matches = [Match(*found) for found in names_for(language, bare=bare).find(tokens)]
    if not matches:
        return
    scene = Scene(tokens, matches, bare)
    judges = _judges(language)
    for position, match in enumerate(matches):
        if match.name.kind == "none":
            continue
        verdict = judges[match.name.kind](scene, position) or "no"
        for iso3 in match.name.iso3.split():  # "North and South Korea" names two
            mention = Mention(passage.index, match.start, match.end, iso3, match.name.rule)
            yield _Mention(iso3, verdict, tokens.folds[match.end - 1], mention)


def _is_accepted(mention: _Mention, verdicts: Counter[tuple[str, Verdict]]) -> bool:
    sure, persons = verdicts[mention.iso3, "yes"], verdicts[mention.word, "person"]
    if mention.verdict == "maybe":
        return sure >= persons
    return mention.verdict == "yes" or (mention.verdict == "weak" and 0 < sure >= persons)


def _accepted(mentions: list[_Mention]) -> list[_Mention]:
    """Sure mentions, and doubtful ones of countries that are surely named as often as a person of that name."""
    if all(mention.verdict == "yes" for mention in mentions):
        return mentions
    verdicts = Counter((key, mention.verdict) for mention in mentions for key in (mention.iso3, mention.word))
    return [mention for mention in mentions if _is_accepted(mention, verdicts)]


def find_countries(reading: Reading) -> Countries:
    """Return the countries of an article by number of mentions, then as they appear; all have role ``mentioned``.

    Names are looked for in the text's language, in Vietnamese texts also in English.
    """
    mentions = [
        mention for passage in reading.passages for mention in _mentions(passage, reading.language, bare=reading.bare)
    ]
    accepted = [found.mention for found in _accepted(mentions)]
    counts = Counter(mention.key for mention in accepted)
    first: dict[str, Mention] = {}
    for mention in accepted:
        first.setdefault(mention.key, mention)
    tags = tuple(
        CountryTag(iso3, "mentioned", counts[iso3], reading.evidence(mention)) for iso3, mention in first.items()
    )
    return Countries(tuple(sorted(tags, key=lambda tag: -tag.mentions)), tuple(accepted))
