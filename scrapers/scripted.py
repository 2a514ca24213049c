"""The text of an article that a browser would draw: read from the data in the page's scripts.

Such a page shows a menu and a stub; the text waits in a script (``script_values``). Only where the body is a stub are
the scripts looked at, so that other pages pay nothing. A page's data hold more than its article: related stories,
comments, cookie notices, the site's own phrases. A text is believed to be the article's where its words are those of
the title, and the data say so too: its object has the article's title, or the page's description or stub opens it, or
nearly all of the title's words are in it. A paywall's stub whose scripts hold another story stays a stub.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from scrapers.blocks import Sequence, read_blocks, reading_size
from scrapers.frame import folded
from scrapers.generic import Main, find_main
from scrapers.metadata import Metadata
from scrapers.script_values import Told, told_texts
from scrapers.structured import strings
from scrapers.tree import Unreadable, build, prune

# A body found on the page is replaced by the JSON-LD's only where it is a stub of it.
_PART = 0.35
_LEAST_DECLARED = 400
# In Latin characters: what a stub has at most, and what a text has at least. A text that is hardly longer than what
# the page shows is that very text, or no better.
_STUB, _LEAST = 600.0, 400.0
_MUCH_LONGER = 1 / _PART
_MAX_CHARS = 500_000
_MAX_TRIED = 6
# Shares of the title's words: of a text that is anyhow about it, and of one for which nothing else speaks.
_SOME, _MOST = 0.25, 0.6
_FEWEST = 3
# Characters by which the opening of a text is known.
_OPENING, _KNOWN = 60, 30
_WORD_SIZE = 4
_MAX_WORDS = 60
_MAX_TOKEN = 150
_PAIRED = "\u2e80"  # from here on scripts write words of one or two characters, mostly without spaces
_WORDS = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^<>]{1,2000}>")
_MARKED = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|section|article|figure|blockquote|table)\b[^<>]{0,2000}>", re.IGNORECASE
)
_INLINE = re.compile(r"</?(?:a|b|i|em|strong|span|mark|sup|sub|u|small|cite|q)\b[^<>]{0,2000}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scripted:
    """The blocks that the script holds, and which of them are the article."""

    blocks: Sequence
    main: Main


def unless_declared(body: tuple[str, ...], meta: Metadata) -> tuple[tuple[str, ...], str]:
    """Return the body, or that of the JSON-LD where the page shows only a stub of it; and which of them it is."""
    declared = "\n".join(strings(meta.node.get("articleBody"), squeezed=False))
    if len(declared) < _LEAST_DECLARED or sum(map(len, body)) > _PART * len(declared):
        return body, "generic"
    return tuple(line for part in declared.splitlines() if (line := " ".join(part.split()))), "json-ld"


def is_stub(body: Iterable[str]) -> bool:
    """Say whether a body is so short that the page may be drawn by a script."""
    return sum(map(reading_size, body)) < _STUB


def scripted_text(
    root: etree._Element, markup: str, *, titles: list[str], description: str | None, body: tuple[str, ...]
) -> Scripted | None:
    """Return the article's text from the scripts; None where they hold none that is much longer than the body.

    Args:
        root: the page's tree, pruned.
        markup: the page's source.
        titles: what the page states as its title.
        description: what the page states as its description.
        body: the stub.
    """
    terms = [words for title in titles if (words := _terms(title))]
    if not terms:
        return None
    known = frozenset(folded(title) for title in titles)
    openings = [opening for text in (description or "", *body) if len(opening := folded(text)[:_OPENING]) >= _KNOWN]
    least = max(_LEAST, _MUCH_LONGER * sum(map(reading_size, body)))

    def is_title(stated: str) -> bool:
        if folded(stated) in known:
            return True
        return any(len(words) >= _FEWEST and _share(words, stated.casefold()) >= _MOST for words in terms)

    sized = [
        (reading_size(_TAG.sub("", "".join(told.pieces)[:_MAX_CHARS])), told)
        for told in told_texts(root, markup, is_title)
    ]
    sized = sorted((pair for pair in sized if pair[0] >= least), key=lambda pair: -pair[0])
    belonging = [told for _, told in sized if _belongs(told, terms, openings)]
    read = [found for told in belonging[:_MAX_TRIED] if (found := _read(told, titles))]
    best = max(read, key=_size, default=None)
    return best if best and _size(best) >= least else None


def _belongs(told: Told, terms: list[list[str]], openings: list[str]) -> bool:
    text = _TAG.sub(" ", "\n".join(told.pieces)[:_MAX_CHARS])
    if any(len(word) > _MAX_TOKEN and word.isascii() for word in text.split()[:_MAX_WORDS]):
        return False  # a key or a picture
    lowered = text.casefold()
    share = max(_share(words, lowered) for words in terms)
    if share < _SOME:
        return False
    if told.own:
        return True
    plain = folded(html.unescape(text)) if openings else ""
    if any(opening in plain for opening in openings):
        return True
    enough = share >= _MOST and max(map(len, terms)) >= _FEWEST
    return told.own is None and enough


def _terms(title: str) -> list[str]:
    """The words of a title by which a text about the same is known: longer ones, of Chinese and Korean pairs."""
    words = _WORDS.findall(title.casefold())[:_MAX_WORDS]
    found = [word for word in words if len(word) >= _WORD_SIZE and word[0] < _PAIRED]
    found += [word[i : i + 2] for word in words if word[0] >= _PAIRED for i in range(len(word) - 1)]
    return list(dict.fromkeys(found or words))[:_MAX_WORDS]


def _share(words: list[str], lowered: str) -> float:
    """The share of the words that stand in a text in lower case."""
    return sum(word in lowered for word in words) / len(words)


def _read(told: Told, titles: list[str]) -> Scripted | None:
    """Read the pieces as the page they would become."""
    source = "".join(map(_markup, told.pieces))[:_MAX_CHARS]
    try:
        root = build(f"<html><body><article>{source}</article></body></html>")
    except Unreadable:
        return None
    prune(root)
    blocks = read_blocks(root)
    return Scripted(blocks, find_main(blocks, titles))


def _markup(piece: str) -> str:
    """A piece as HTML: as it stands, or as a paragraph a line."""
    if "&lt;p" in piece and "<" not in piece:
        piece = html.unescape(piece)
    if _MARKED.search(piece):
        return piece
    lines = piece if _INLINE.search(piece) else html.escape(html.unescape(piece), quote=False)
    return "".join(f"<p>{line}</p>" for line in lines.splitlines() if line.strip())


def _size(found: Scripted) -> float:
    return sum(found.blocks.blocks[i].size for i in found.main.kept)
