"""Where a passage names a body of the vocabulary, and which one where several go by the name."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.bodies.organisation_names import Body, body_of, vocabulary
from transforms.bodies.organisation_spans import Candidate, Surroundings, country_name, word_list
from transforms.bodies.vocabulary import Form, Found, Sureness
from transforms.geography.countries import Countries
from transforms.reading import Reading

_LINKS = frozenset({"of", "de", "van"})
_FOR_THEIR_COUNTRY = ("gov", "party")


def _choose(forms: tuple[Form, ...], near: str | None, named: frozenset[str]) -> Form:
    """Of bodies with one name, that of the country beside it, else of one in the text, else a medium or the first."""
    if near and (same := [form for form in forms if body_of(form.row).country == near]):
        return same[0]
    at_home = [form for form in forms if body_of(form.row).country in named]
    if at_home:
        return at_home[0]
    return next((form for form in forms if body_of(form.row).type == "media"), forms[0])


def _beside(around: Surroundings, start: int, end: int) -> tuple[int, int, str | None]:
    """The span together with the country beside it ("Canadian Senate", "Senate of Canada"), and that country."""
    tokens = around.passage.tokens
    if owner := around.owner(start):
        return start, end, owner[1]
    if start in around.ends:
        first, iso3 = around.ends[start]
        return first, end, iso3
    place = end
    if place < len(tokens) and tokens.folds[place] in _LINKS:
        place += 2 if tokens.folds[place + 1 : place + 2] == ["the"] else 1
    elif place < len(tokens) and tokens.folds[place : place + 1] == ["của"]:
        place += 1
    if place in around.starts:
        return start, around.starts[place][0], around.starts[place][1]
    return start, end, None


def _has_capital_beside(around: Surroundings, start: int, end: int) -> bool:
    texts, folds = around.passage.tokens.texts, around.passage.tokens.folds
    before = start > 0 and texts[start - 1][0].isupper() and start not in around.ends
    if before and start - 1 == around.passage.sentence_of(start)[0]:
        before = folds[start - 1] not in word_list("en", "not_in_front")
    return before or (end < len(texts) and texts[end][0].isupper() and end not in around.starts)


def _proof(around: Surroundings, found: Found, form: Form) -> Sureness:
    """What a common word with a capital proves: enough inside a sentence, or at its start before a verb of bodies."""
    if around.is_in_capitals and around.passage.tokens.folds[found.start] in word_list("en", "capital_words"):
        return "weak"  # in a text in capitals "who" looks like the WHO
    if form.sureness != "word":
        return form.sureness
    tokens, start, end = around.passage.tokens, found.start, found.end
    if around.is_headline or _has_capital_beside(around, start, end):
        return "weak"
    if body_of(form.row).type == "company" and start and tokens.folds[start - 1] in ("the", "a", "an"):
        return "weak"
    first = around.passage.sentence_of(start)[0]
    opens = start - first <= (tokens.folds[first] in ("the", '"', "“"))
    acts = tokens.folds[end : end + 1] and tokens.folds[end] in word_list("en", "acts_behind")
    return "sure" if not opens or acts else "weak"


def _acts_for(body: Body, country: str | None) -> str | None:
    if body.acts_for:
        return body.acts_for
    if body.type in _FOR_THEIR_COUNTRY:
        return country
    return "self" if body.type in ("igo", "ngo", "armed") else None


def _public_name(
    around: Surroundings, found: Found, beside: tuple[int, int, str | None], language: str
) -> tuple[str, tuple[str, ...]]:
    """Full name and other forms of a body that goes by a plain word: "Vietnam's Ministry of Foreign Affairs"."""
    start, end, near = beside
    passage = around.passage
    written, shown = passage.words(found.start, found.end), passage.words(start, end)
    owner = around.owner(found.start)
    country = country_name(near, "en") if near and language == "en" else None
    if owner and country:
        return f"{written} of {country}", (passage.words(owner[0], found.end), written)
    if country and start < found.start and " of " in written:
        return f"{written} of {country}", (shown, written)
    return shown, (written,) if shown != written else ()


def _is_plain(around: Surroundings, found: Found, body: Body, near: str | None, named: frozenset[str]) -> bool:
    """Whether a name says what a body is and not whose: "parliament", or "Greens" in a text about Germany."""
    if body.country is None:
        return body.type in ("gov", "armed") and body.abbr is None
    if (near or body.country) == body.country and (body.country in named or not named):
        return False
    return " ".join(around.passage.tokens.folds[found.start : found.end]) in word_list("en", "common")


def _candidate(reading: Reading, around: Surroundings, found: Found, named: frozenset[str]) -> Candidate:
    start, end, near = _beside(around, found.start, found.end)
    form = _choose(found.forms, near, named)
    body, passage = body_of(form.row), around.passage
    rule = f"organisations:{body.names['en']}"
    if _is_plain(around, found, body, near, named):
        name, forms = _public_name(around, found, (start, end, near), reading.language)
        sureness: Sureness = "sure" if near else _proof(around, found, form)
        return Candidate(passage.index, start, end, name, None, body.type, near, near, rule, sureness, forms)
    country = body.country
    return Candidate(
        passage.index,
        found.start,
        found.end,
        body.name(reading.language),
        body.abbr,
        body.type,
        country,
        _acts_for(body, country),
        rule,
        _proof(around, found, form),
    )


def _is_elsewhere(around: Surroundings, found: Found, named: frozenset[str], language: str) -> bool:
    """Whether a "Ministry of …" is known for one country's alone, and the text is about others."""
    country = body_of(found.forms[0].row).country
    plain = around.passage.tokens.folds[found.start] in ("ministry", "department")
    return language != "vi" and plain and country is not None and country not in named


def known_in(reading: Reading, around: Surroundings, countries: Countries) -> Iterator[Candidate]:
    """Yield the bodies of the vocabulary that a passage names."""
    found = list(vocabulary(reading.language, bare=reading.bare).find(around.passage.tokens))
    if found:
        named = frozenset(tag.iso3 for tag in countries.tags)
        for one in found:
            if not _is_elsewhere(around, one, named, reading.language):
                yield _candidate(reading, around, one, named)
