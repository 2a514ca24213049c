"""Lines that introduce their writers: "By Jane Doe", "12 May | Posted by Jane Doe at noon", "Autorin: Jane Doe, Rom".

A line is text as often as it is a byline, so that more is asked of it than of an element that is labelled as one: a
verb or a label may stand anywhere, a preposition alone only where a line or a part of it begins, and a full name is
expected behind it.
"""

from __future__ import annotations

import re

from scrapers.byline_kinds import is_capital, is_name, is_person
from scrapers.byline_names import before_date, lowered, split_names
from scrapers.byline_words import (
    CAPITALS,
    INTRODUCING,
    LABELLED,
    LABELS,
    PARTICLES,
    PREPOSITIONS,
    REPORTER_BEFORE,
    TRADES,
    VERBS,
)

_INTRODUCED = re.compile(
    rf"(?:^|(?<=[\s|·•,–—(（【\d-]))(?:(?P<trade>{TRADES}\s+{PREPOSITIONS}\s)|"
    rf"(?:{LABELLED}|{VERBS}\s+{PREPOSITIONS}\s?[:：]?\s|{REPORTER_BEFORE}[\s:：]*(?=[\u4e00-\u9fff])))\s*"
    rf"|(?:^\W{{0,9}}|[|·•,–—-]\s?|\d\s|uhr\s)(?:{PREPOSITIONS}(?:\s?[:：]\s?|\s)|{LABELS}\s)\s*",
)
# A word without a space behind it: "ByJane Doe", "记者王明", "文/王明".
_CLOSE = re.compile(r"^(?:By|Von|Por|Par)(?=[A-Z])|[记記]者|[文글][/／:：=＝]")
_GLUED = re.compile(rf"^(?:By|Von|Por|Par)(?=[{CAPITALS}])")
# What runs on for so many characters without a mark or a space between is a sentence of Chinese or Japanese.
_SENTENCE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]{9}")
_CLOSED = re.compile(r"[)）】\]]")
_JOINTS = frozenset(
    {"and", "und", "et", "y", "và", "en", "og", "och", "i", "e", "&", "with", "mit", "-", "ve", "и", ","}
)
# What may follow a single name that a line introduces: its end, a date, another part.
_STOP = re.compile(r"[\s,]*(?:$|[|·•–—(»@,-]|\d|(?:am|on|um|at|in|le|el|vào)\s)", re.IGNORECASE)
_AROUND = str.maketrans(dict.fromkeys(":：|·•,/()–—=-*", " "))
_MAX_WORDS = 40


def introduced(line: str) -> list[str]:
    """Return the names that a line introduces as those of writers, if any."""
    if INTRODUCING.isdisjoint(line.casefold().translate(_AROUND).split()) and not _CLOSE.search(line):
        return []
    line = _GLUED.sub(r"\g<0> ", line)
    for match in _INTRODUCED.finditer(lowered(line)):
        if match["trade"]:
            continue
        rest = before_date(_CLOSED.split(line[match.end() :], maxsplit=1)[0])
        if _SENTENCE.match(rest):
            continue
        names = split_names(name_run(rest))
        if any(map(is_person, names)):
            return names
        word = rest.split(maxsplit=1)[0] if rest.strip() else ""
        nick = word.strip(" .:,;()|·•*")
        if nick and is_name(nick) and _STOP.match(rest, rest.find(nick) + len(nick)):
            return [nick]
    return []


def name_run(rest: str) -> str:
    """Return the words from the beginning that may belong to names: capitalised, particles, and what joins names."""
    taken: list[str] = []
    for word in rest.split(maxsplit=_MAX_WORDS)[:_MAX_WORDS]:
        bare = word.strip("(,;.:|·•")
        if word[-1] in ":：":  # the label of the next part: "Bron: …"
            break
        joins = word in _JOINTS or bare.casefold() in PARTICLES
        if not joins and (not bare or not is_capital(bare) or bare[0].isdigit()):
            break
        taken.append(word)
    while taken and (taken[-1] in _JOINTS or taken[-1].casefold() in PARTICLES):
        taken.pop()
    return " ".join(taken)
