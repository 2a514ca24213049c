"""The tail of an article's text: the lines below it that say where it comes from, who wrote it, whom to ask.

They follow the last paragraph in any order and element. Only the end of the text is looked at, since the same words
inside it may be a sentence's; a heading that opens the last box ("About the author", "Contact") takes what follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence as Several

from scrapers.blocks import HEADINGS, Block
from scrapers.frame import Frame, wholly_in
from scrapers.furniture import is_byline, is_credit_of_author, is_dated_line, is_furniture
from scrapers.line_end import FULL_STOPS, ends_in
from scrapers.line_words import ends_text, is_chrome_line, is_origin_line, walls_off

_REACH = 8
_NEAR = 3
_LINE = 120
_BIO = 450
_MOMENT = 60
_LAST_PART = 0.65
_TABULAR = frozenset({"td", "th", "dt", "dd", "pre"})
_ENTRY = 20
_MOST = 0.4
_ENOUGH = 500
_CLOSING = re.compile(
    r"[\W_]*(?:about (?:the )?(?:authors?|writers?|photographers?)|über (?:den autor|die autor(?:in(?:nen)?|en))|"
    r"zu[rm] (?:autor|autorin|person)|"
    r"(?:à propos de l.|l.)auteure?|sobre (?:el autor|la autora|o autor|a autora)|over de auteur|l.autore|o autorze|"
    r"về tác giả|(?:press(?:e|(?:e)?kontakt)?|media|medien)?[- ]?(?:kontakt(?:e|daten)?|contacts?)|"
    r"ansprechpartner(?:in|innen)?|"
    r"contacto|contatti|contato|kontakt|liên hệ|weitere informationen|further information|notes? (?:to|for) editors?|"
    r"boilerplate|quellen(?:angaben|nachweise?|verzeichnis)?|impressum)\s*[:：]?\s*$",
    re.IGNORECASE,
)
_RIGHT = re.compile(r"text-align\s*:\s*(?:right|end)|^right$", re.IGNORECASE)
_IS = r"(?:is|was|are|has|writes|covers|works|ist|war|schreibt|arbeitet|est|écrit|es|escribe|è|scrive|é|är|er|jest|là)"

# "Jane Doe is a freelance reporter …": of those who write, and of nobody else whom a last paragraph may introduce.
_PROFESSION = re.compile(
    r"(?:[A-ZÄÖÜ][a-zäöü]+ )?[A-ZÀ-ÖØ-Þ][\w’'.-]+(?: [A-ZÀ-ÖØ-Þ][\w’'.-]+){1,3},? "
    r"(?:is|ist|est|es|è|é|är|er|jest) [^.]{0,70}"
    r"(?i:reporter|journalist|correspondent|editor\b|columnist|staff writer|redakteur|korrespondent|kolumnist|"
    r"correspondant|rédact|periodista|corresponsal|redactor|giornalista|corrispondente|redacteur|dziennikar|jornalista)"
)


def end_of_text(frame: Frame, kept: list[int]) -> int:
    """Return how many of the kept blocks stand before the end of the text, if a line marks it; else all of them.

    A heading of its own opens the last box ("About the author"); a wall, or an agency's last line, ends the text
    wherever it stands. It is asked before other lines are left out, since it needs those that mark the end.
    """
    blocks = frame.page.blocks
    total = sum(len(blocks[i].text) for i in kept)
    read = 0
    for place, i in enumerate(kept):
        text = blocks[i].text
        heads_last = read > _LAST_PART * total and len(text) < _LINE and _CLOSING.match(text)
        if heads_last or (read > _ENOUGH and (walls_off(text) or (read > _MOST * total and ends_text(text)))):
            return place
        read += len(text)
    return len(kept)


def without_tail(frame: Frame, kept: list[int], authors: Several[str]) -> list[int]:
    """Return the blocks of the text without those of its tail.

    Args:
        frame: the page and the article's place in it.
        kept: the numbers of the blocks, in order.
        authors: the authors, about whom the last paragraph may be.
    """
    blocks = frame.page.blocks
    edge = max(1, len(kept) - _REACH)
    kept = kept[:edge] + [i for i in kept[edge:] if not _tells_origin(blocks[i])]
    edge = max(1, len(kept) - _NEAR)
    kept = kept[:edge] + [i for i in kept[edge:] if not _is_about_author(blocks[i], authors)]
    end = len(kept)
    while end > 1 and _ends(blocks[kept[end - 1]], authors):
        end -= 1
    return kept[:end]


def _tells_origin(block: Block) -> bool:
    """Say whether a block tells where the text comes from; a short cell or entry of a list is one of many."""
    tabular = block.tag in _TABULAR or (block.tag == "li" and len(block.text) < _ENTRY)
    return not tabular and is_origin_line(block.text)


def _ends(block: Block, authors: Several[str]) -> bool:
    """Say whether a block at the very end is no text: a heading of nothing, a date, a name, an appeal."""
    if block.tag in HEADINGS or is_chrome_line(block.text):
        return True
    if block.tag in _TABULAR or block.tag == "li":
        return False
    return len(block.text) <= _LINE and (_is_line(block.text, authors) or _is_signed(block))


def _is_signed(block: Block) -> bool:
    """Say whether a short line without a full stop is set at the right margin: the desk or office that signs."""
    style = block.element.get("style") or block.element.get("align") or ""
    right = _RIGHT.search(style) is not None
    return right and len(block.text) <= _MOMENT and not ends_in(block.text, FULL_STOPS)


def _is_line(text: str, authors: Several[str]) -> bool:
    """Say whether a short line tells who or when; a clause that names a day ("from 1 January 2023 for …") is longer."""
    dated = len(text) <= _MOMENT and is_dated_line(text)
    return dated or is_furniture(text, authors) or is_credit_of_author(text)


def _is_about_author(block: Block, authors: Several[str]) -> bool:
    """Say whether a paragraph introduces an author: it begins with the name and a verb, or is wholly in italics."""
    if len(block.text) > _BIO:
        return False
    if block.tag not in HEADINGS and _PROFESSION.match(block.text):
        return True
    for name in authors:
        if block.text.startswith(name) and " " in name:
            told = re.match(rf"[,\s]+(?:[^.]{{0,60}},\s)?{_IS}\b", block.text[len(name) :])
            return bool(told) or wholly_in(block, "em", "i") or is_byline(block.text, authors)
    return False
