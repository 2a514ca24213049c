"""The countries that an article is about, each with the first place that shows it.

Names come from CLDR and the lexicons (``transforms.country_names``); names that are other things too are judged by
their context (``transforms.country_context_vi`` and ``_en``). The whole article decides doubtful cases: a syllable
that is a person's name in one place is not taken for a country in another without good evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from transforms import country_context_en as english
from transforms import country_context_vi as vietnamese
from transforms.country_context import Match, Rule, Scene, Verdict
from transforms.country_names import Kind, names_for
from transforms.records import Article, CountryTag, Evidence, Part, Role
from transforms.text import has_vietnamese_letter
from transforms.tokens import tokenise

_PRINCIPALS_BY_COUNT = 2  # the two most mentioned countries are what a story between states is about
_LEAST_MENTIONS = 2


@dataclass(frozen=True, slots=True)
class _Mention:
    """One place where the text may name a country."""

    iso3: str
    verdict: Verdict
    word: str
    evidence: Evidence


def parts_of(article: Article) -> Iterator[tuple[Part, int | None, str]]:
    """Yield part, paragraph index (None for title and summary) and text, in reading order."""
    if article.title:
        yield "title", None, article.title
    if article.summary:
        yield "summary", None, article.summary
    for index, paragraph in enumerate(article.body):
        yield "body", index, paragraph
    for index, caption in enumerate(article.captions):
        yield "caption", index, caption.text


def _judges(language: str) -> dict[Kind, Rule]:
    """Which rule decides for which kind of name, in a text of ``language``."""
    judges: dict[Kind, Rule] = {
        "name": english.judge_name,
        "seat": english.judge_name,
        "demonym": english.judge_demonym,
        "trap": english.judge_trap,
        "capital": english.judge_capital,
    }
    if language == "vi":
        judges |= {
            "name": vietnamese.judge_name,
            "syllable": vietnamese.judge_syllable,
            "trap": vietnamese.judge_syllable,
            "short": vietnamese.judge_short,
        }
    return judges


def _mentions(part: Part, paragraph: int | None, text: str, language: str, *, bare: bool) -> Iterator[_Mention]:
    names = names_for(language, bare=bare)
    folded = names.fold(text)
    if not names.may_occur(folded):
        return
    tokens = tokenise(text, folded)
    matches = [Match(start, end, name) for start, end, name in names.find(tokens)]
    scene = Scene(tokens, matches, bare)
    judges = _judges(language)
    for position, match in enumerate(matches):
        if match.name.kind == "none":
            continue
        verdict = judges[match.name.kind](scene, position) or "no"
        start, end = tokens[match.start].start, tokens[match.end - 1].end
        evidence = Evidence(part, paragraph, start, end, match.name.rule)
        yield _Mention(match.name.iso3, verdict, tokens[match.end - 1].folded, evidence)


def _is_accepted(mention: _Mention, verdicts: Counter[tuple[str, Verdict]]) -> bool:
    sure, persons = verdicts[mention.iso3, "yes"], verdicts[mention.word, "person"]
    if mention.verdict == "maybe":
        return sure >= persons
    return mention.verdict == "yes" or (mention.verdict == "weak" and 0 < sure >= persons)


def _accepted(mentions: list[_Mention]) -> list[_Mention]:
    """Sure mentions, and doubtful ones of countries that are surely named as often as a person of that name."""
    verdicts = Counter((key, mention.verdict) for mention in mentions for key in (mention.iso3, mention.word))
    return [mention for mention in mentions if _is_accepted(mention, verdicts)]


def _principals(accepted: list[_Mention], counts: dict[str, int]) -> set[str]:
    """Countries of title or summary, and the two most mentioned with at least two mentions; earlier ones on a tie.

    The contract calls party to an event principal; until events are read, this stands for it.
    """
    named = {mention.iso3 for mention in accepted if mention.evidence.part in ("title", "summary")}
    most = sorted(counts, key=lambda iso3: -counts[iso3])[:_PRINCIPALS_BY_COUNT]
    return named | {iso3 for iso3 in most if counts[iso3] >= _LEAST_MENTIONS}


def find_countries(article: Article, language: str | None) -> tuple[CountryTag, ...]:
    """Return the countries of an article, principal ones first, then by number of mentions, then as they appear.

    ``language`` is the BCP 47 code that the article was found to be in; names are looked for in that language, in
    Vietnamese texts also in English. Spans are of the clean text.
    """
    code = language.split("-")[0] if language else "en"
    parts = list(parts_of(article))
    bare = code == "vi" and not any(has_vietnamese_letter(text) for _, _, text in parts)
    mentions = [mention for part in parts for mention in _mentions(*part, code, bare=bare)]
    accepted = _accepted(mentions)
    counts: dict[str, int] = {}
    first: dict[str, _Mention] = {}
    for mention in accepted:
        counts[mention.iso3] = counts.get(mention.iso3, 0) + 1
        first.setdefault(mention.iso3, mention)
    principals = _principals(accepted, counts)
    tags = []
    for iso3, mention in first.items():
        role: Role = "principal" if iso3 in principals else "mentioned"
        tags.append(CountryTag(iso3, role, counts[iso3], mention.evidence))
    return tuple(sorted(tags, key=lambda tag: (tag.role != "principal", -tag.mentions)))
