"""Names out of a byline: "Von Anna Müller und Jan De Smet, Paris | 5 Uhr" is Anna Müller and Jan De Smet.

Whatever a page says of its authors comes through here, be it JSON-LD, a meta element or a line above the text. What
introduces names goes, and so does what follows them: date, place, office, agency, and who took the pictures. What is
left is a name by what it looks like, since no list of names could be complete. Most texts are a name and nothing else;
a glance at their words finds them, and the patterns are for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scrapers.byline_kinds import OFFICE_BEFORE, PLACES, is_collective, is_name, is_no_name, is_office, is_person
from scrapers.byline_words import (
    CAPITALS,
    FIELDS,
    LABELLED,
    LABELS,
    OPENING,
    OTHER_TRADES,
    PREPOSITIONS,
    REPORTER_BEFORE,
    REPORTER_BEHIND,
    TRADES,
    VERBS,
)
from scrapers.furniture import undated
from scrapers.vocabulary import CREDIT_WORD
from transforms.cleaning.agencies import is_agency
from transforms.text import has_vietnamese_letter

_INTRODUCTION = re.compile(
    rf"^[\W_]*(?:{LABELLED}|{REPORTER_BEFORE}[\s:：]*(?=[\u4e00-\u9fff])|"
    rf"(?:{VERBS}\s+)?{PREPOSITIONS}\s?[:：]|{VERBS}\s+{PREPOSITIONS}\s|{LABELS}\s|"
    # "Von der Leyen" and "Di Matteo" are names.
    rf"(?!von\s(?:der|den|dem|zu|und)\s)(?!(?:di|av|af)\s\S+$){PREPOSITIONS}\s)\s*",
)
# A label that has lost the space behind it, as in "AuthorJane Doe", where it was an element of its own.
_GLUED = re.compile(
    rf"^(?:(?i:{LABELS})|(?i:{VERBS})\s(?i:{PREPOSITIONS})|By|by|Von|Por|Par|Door)[:：]?"
    rf"(?=[{CAPITALS}][^\W\d_{CAPITALS}.])|^By(?=[A-Z]\.)"
)
_RUNS_ON = re.compile(rf"[:：=＝/&+*]|[^\W\d_{CAPITALS}][{CAPITALS}]|^By[A-Z]|[\u4e00-\u9fff\u0600-\u06ff]")
_LABEL_INSIDE = re.compile(rf"(?<![^\W\d_]){LABELLED}")
_OTHER_TRADE = re.compile(
    rf"(?:^|[\s,;(|·•/–—-]){TRADES}(?:(?:\s(?:and|und|et)\s\w+)?\s{PREPOSITIONS}\s|\s?[:：=]|/\s)[^|·•;]*"
)
_FIELD = re.compile(rf"[\s,|·]{FIELDS}\s?[:：].*")
_PHOTOGRAPHER = re.compile(rf"\W*{CREDIT_WORD}\s*[:：]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|\bfacebook\.com|\btwitter\.com", re.IGNORECASE)
_ACCOUNT = re.compile(r"\s*(?:\S{1,60}@\S{1,60}|(?<!\S)@\w{1,40}|\[email\sprotected\])")
_BRACKETED = re.compile(r"^[(\[（【〔](?P<inside>[^()\[\]（）【】〔〕]{1,120})[)\]）】〕]$")
_TAIL = re.compile(
    r"(?<=\w)\s*[(\[（【].*|\s[-–—»]+(?:\s.*|$)|\s*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*|\s\d{4}-\d\d-\d\d.*|"
    r",?\s(?:on|am|le|el|vào|um|at|updated|aktualisiert|published|veröffentlicht|vor|hace|il y a)\s"
    r"(?=\W*(?:\w+\W+)?\d).*|"
    r"\s\d{1,2}:\d\d.*|\s(?:in conversation|im gespräch|im interview)$|\s(?:from|for|of|in)\sthe\s.*|"
    r"\s(?:published|veröffentlicht|publicado|publié|pubblicato|aktualisiert|actualizado)\b.*|[|<>→].*",
)
# "Anna Sleegers in Frankfurt"
_FROM = re.compile(rf"\s(?:in|aus|from|reporting from|à|desde)\s(?=[{CAPITALS}]\w+$)")
_HARD = re.compile(
    r"\s*(?:[;|•·\n、・･]|，|\s(?:im\sgespräch\smit|in\sconversation\swith|as\stold\sto)\s)\s*", re.IGNORECASE
)
_AND = re.compile(
    r"\s*&\s*|\s(?:and|und|et|y|và|en|og|och|i|e|ja|si|și|ve|dan|и|και|And|Und|Et|AND|UND|ET|Y|VÀ)\s"
    r"|\s(?:with|mit|avec|con|met|med|z|cùng|With)\s"
)
_WITH = re.compile(r"\s(?:with|mit|avec|con|met|med|z|cùng|With)\s")
_COMMA = re.compile(r"\s*,\s*(?:(?:and|und|et|y|và|&)\s)?")
_ACCORDING = re.compile(r"^theo\s+(?:báo\s+)?(?=\S)", re.IGNORECASE)
_EDGE = " .:,-–—()[]（）【】\"'“”„*«»/|~_→←›‹"
_PLAIN = re.compile(rf"[{CAPITALS}][^\W\d_]*[.'’]?[^\W\d_]*(?:[ -][{CAPITALS}][^\W\d_]*[.'’]?[^\W\d_]*){{1,3}}")
_FAMILY_FIRST = re.compile(r"[^\W\d_][\w'’-]+, [^\W\d_][\w'’-]*\.?(?: [^\W\d_]\.?)?")
# "张申 SN162" and "史建磊_NB113", as Chinese portals number their editors.
_EMPLOYEE = re.compile(r"(?<=[\u4e00-\u9fff])[\s_]*[A-Za-z]{1,4}\d*$|(?<=[\u4e00-\u9fff])_\w+$")
# "记者 王明 李华" are two; behind another word than these a space may part family name and given name.
_CHINESE = re.compile(
    r"[\W_]*(?:\w{0,3}记者|通讯员|作者|撰文|撰稿)[\s:：]+[\u4e00-\u9fff]{2,4}(?:\s+[\u4e00-\u9fff]{2,4})+$"
)
_PAIR = re.compile(r"\s[-–—]\s")
_SIGN = 2
_MAX_TEXT = 500
_MAX_INTRODUCTIONS = 3
_MAX_INTRODUCTION = 24


def split_names(text: str, *, agencies: bool = False) -> list[str]:
    """Take a byline apart into names; what is no name (an address, a date, a sentence) is left out.

    With ``agencies``, one that follows a person is an author too, as metadata mean it ("Jane Doe, dpa"); on the page it
    says whom the person works for ("By JANE DOE, Associated Press").
    """
    return list(_split(text[:_MAX_TEXT], agencies))


@lru_cache(maxsize=4_096)
def _split(text: str, agencies: bool) -> tuple[str, ...]:
    """Cached, since a page says one name in a dozen places."""
    if _PLAIN.fullmatch(text) and not _RUNS_ON.search(text) and _is_plain(text):
        return (text,)
    if _ADDRESS.search(text) or _PHOTOGRAPHER.match(text):
        return ()
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(dict.fromkeys(name for line in lines for name in _names_of(line, agencies)))


def _is_plain(text: str) -> bool:
    """Say whether capitalised words are a name with nothing around it: none introduces, joins or describes."""
    words = text.casefold().split()
    aside = words[0] in OPENING or words[0] == "theo" or any(map(is_office, words)) or "and" in words or "und" in words
    return (
        not aside
        and not is_collective(text)
        and OTHER_TRADES.isdisjoint(words)
        and not is_no_name(text)
        and not OFFICE_BEFORE.match(text)
    )


def turned(name: str) -> str:
    """Return "Doe, Jane", as libraries write it, as "Jane Doe"; anything else as it is."""
    return " ".join(reversed(name.split(", "))) if _FAMILY_FIRST.fullmatch(name) else name


def introduces(line: str) -> bool:
    """Say whether a line holds an introduction alone ("By", "Von:", "Written by"): the names are on the next."""
    return len(line) <= _MAX_INTRODUCTION and bool(line.strip()) and without_introduction(line + " X") == "X"


def without_introduction(text: str) -> str:
    """Take "By", "Text und Fotos:", "Tác giả:" and their like off the beginning."""
    for _ in range(_MAX_INTRODUCTIONS):
        first = text.lstrip(_EDGE).split(maxsplit=1)[:1]
        if not first or not _may_introduce(first[0]):
            break
        match = _GLUED.match(text) or _INTRODUCTION.match(lowered(text))
        if match is None:
            break
        text = text[match.end() :]
    return text


def lowered(text: str) -> str:
    """The text in lower case, letter by letter: the patterns are, and do not fold every letter that they look at."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def _cut(pattern: re.Pattern[str], text: str) -> str:
    """The text without the first match of a pattern in lower case."""
    match = pattern.search(lowered(text))
    return text[: match.start()] + text[match.end() :] if match else text


def _may_introduce(word: str) -> bool:
    """A glance at the first word: one that introduces, or one that runs on ("ByJane", "文/王明", "Text/Foto:")."""
    return word.casefold().rstrip(",") in OPENING or bool(_RUNS_ON.search(word))


def _names_of(line: str, agencies: bool) -> Iterator[str]:
    if bracketed := _BRACKETED.match(line):
        line = bracketed["inside"]
    label = _LABEL_INSIDE.search(lowered(line)) if any(mark in line for mark in ":：=文") else None
    if label and any(character.isdigit() or character in ":：" for character in line[: label.start()]):
        line = line[label.start() :]
    if _CHINESE.match(line):
        line = "、".join(line.split())
    line = without_introduction(line)
    if "@" in line or "[" in line:
        line = _ACCOUNT.sub(" ", line)
    if not OTHER_TRADES.isdisjoint(line.casefold().replace(":", " ").replace("/", " ").split()):
        line = _cut(_OTHER_TRADE, line)
    if ":" in line or "：" in line:
        line = _cut(_FIELD, line)
    for part in _HARD.split(before_date(line)):
        yield from _enumerated(part, agencies)


def before_date(line: str) -> str:
    """Cut the date behind a name off; a line with a date and no name, "Edition of July 2020", stays recognisable."""
    if not any(map(str.isdigit, line)):
        return line
    name = undated(line)
    last = name.split()[-2:]
    return name if last and all(word[0].isupper() for word in last) else line


def _enumerated(part: str, agencies: bool) -> Iterator[str]:
    """Yield the names of "A, B and C"; behind a full name, a single word, a place, an agency, an office is none."""
    person = False
    for i, item in enumerate(_COMMA.split(part)):
        for name in _joined(item, agencies):
            if not is_name(name) or (person and i and _belongs_to_name(name) and not (agencies and is_agency(name))):
                continue
            person = person or is_person(name)
            yield name


def _belongs_to_name(name: str) -> bool:
    words = name.split()
    return (
        (len(words) == 1 and not is_person(name))
        or name.casefold() in PLACES
        or is_agency(name)
        or is_collective(name)
        or any(map(is_office, words))
    )


def _joined(item: str, agencies: bool) -> Iterator[str]:
    """Yield the names that "and" or a slash joins; "Wald und Wiese" and "dpa/abc" are no two names.

    A dash joins names in Vietnamese; elsewhere, what follows it describes the one before.
    """
    pair = [_tidy(side) for side in _PAIR.split(item)] if has_vietnamese_letter(item) else []
    if len(pair) > 1 and all(map(is_person, pair)):
        yield from pair
        return
    sides = [_tidy(side) for side in _AND.split(item)]
    if len(sides) > 1 and not any(map(is_collective, sides[:-1])) and all(map(_may_stand, sides)):
        head = is_person(sides[0]) and _WITH.search(item)
        yield from (name for side in sides if not (head and is_agency(side)) for name in _slashed(side, agencies))
    elif len(sides) > 1 and is_person(sides[0]):
        yield from (name for name in sides if is_person(name))
    else:
        yield from _slashed(sides[0] if len(sides) == 1 else _tidy(item), agencies)


def _may_stand(side: str) -> bool:
    return is_person(side) or (bool(side) and " " not in side and (side[0].isupper() or not side.isascii()))


def _slashed(item: str, agencies: bool) -> Iterator[str]:
    """Yield the names that a slash joins; "abc/dpa" is the sign of a desk, "(AFP/Example)" a credit."""
    sides = [_tidy(side) for side in item.split("/")] if "/" in item else [item]
    if not any(map(is_person, sides)):
        credit = len(sides) > 1 and not agencies and any(map(is_agency, sides))
        if len(sides) <= _SIGN and not credit:  # a path or a row of topics has more sides
            yield item
        return
    persons = [side for side in sides if is_person(side) and not is_agency(side)]
    yield from persons or sides


def _tidy(part: str) -> str:
    """Take off what stands around one name: a second introduction, brackets, a dash and what follows, offices."""
    part = without_introduction(part.strip())
    if ":" in part and is_person(part.partition(":")[0].strip()):
        part = part.partition(":")[0]
    part = _cut(_TAIL, part).strip(_EDGE)
    part = OFFICE_BEFORE.sub("", REPORTER_BEHIND.sub("", part), count=1) if " " in part or not part.isascii() else part
    according = _ACCORDING.match(part)
    if according and (has_vietnamese_letter(part[according.end() :]) or part[according.end() :].isupper()):
        part = part[according.end() :]
    place = _FROM.search(part)
    if place and (" " not in part[: place.start()] or is_person(part[: place.start()])):
        part = part[: place.start()]
    return _without_office(_EMPLOYEE.sub("", part)).strip(_EDGE)


def _without_office(name: str) -> str:
    """Cut "Jane Doe Senior Reporter" behind the full name, and the number of a note."""
    words = name.split()
    end = next((i for i, word in enumerate(words) if i > 1 and is_office(word)), len(words))
    end = next((i for i in range(2, end) if is_agency(" ".join(words[i:]))), end)
    if end < len(words) and is_person(" ".join(words[:end])):
        return " ".join(words[:end])
    return name.rstrip("0123456789 ") if len(words) > 1 else name
