"""The authors of an article, as a list of names.

Bylines come as JSON-LD persons, meta elements, microdata, links marked ``rel=author`` and visible lines ("By A and B").
Whatever the form, it is taken apart into names; introductions, addresses, dates and the outlet itself are no names of
persons and go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import islice

from lxml import etree

from scrapers.blocks import BLOCK_TAGS, Block, Sequence, read_blocks
from scrapers.compose import folded
from scrapers.furniture import is_furniture, undated
from scrapers.generic import Main
from scrapers.metadata import Metadata
from scrapers.structured import strings
from scrapers.tree import text_of
from scrapers.vocabulary import CREDIT_WORD

_METAS = (
    "author", "article:author", "article:author_name", "og:article:author", "dc.creator", "dcterms.creator",
    "parsely-author", "sailthru.author", "byl", "citation_author",
)  # fmt: skip
_VERBS = (
    r"(?:(?:text|story|words)\s(?:and|&)\s(?:photos|pictures|images)|written|posted|published|story|text|reported|article|words|report|reporting|geschrieben|veröffentlicht|"
    r"publiziert|gepostet|eingestellt|erstellt|verfasst|publié|écrit|rédigé|escrito|publicado|publicato|scritto|"
    r"napisan[ey]|view all posts|all posts|(?:zeige )?alle beiträge|voir tous les articles|interview)"
)
_PREPOSITIONS = r"(?:by|von|vom|par|por|bởi|door|di|av|af|przez)"
_LABELS = (
    r"(?:(?:post )?authors?|autor(?:en|in|ka|es|a)?|auteurs?|tác giả|text[eo]?|redaktion|redactor|interview|"
    r"foto und text)"
)
_INTRODUCTION = re.compile(
    rf"^\W*(?:{_LABELS}\s*[:：]?\s+)?(?:{_VERBS}\s+{_PREPOSITIONS}|{_PREPOSITIONS}|{_LABELS}\s*[:：]?|{_VERBS})\s+",
    re.IGNORECASE,
)
# A label that has lost the space behind it, as in "AuthorJane Doe", where it was an element of its own.
_GLUED = re.compile(rf"^(?:(?i:{_LABELS})|(?i:{_VERBS})\s(?i:{_PREPOSITIONS}))[:：]?(?=[A-ZÀ-ÖØ-Þ])")
_NAME = r"[A-ZÀ-ÖØ-ÞĐ][\w.'’-]*"
# Who translated, edited or photographed is named in the same way, and wrote nothing.
_TRADES = (
    r"(?:translat(?:ed|ion)|edit(?:ed|ing)|compiled|produced|photos?|photograph(?:s|ed|y)?|pictures?|images?|videos?|"
    r"film(?:ed)?|illustrat(?:ed|ions?)|graphics?|fact[- ]checked|(?:biên\s)?dịch|biên\stập|ảnh|hình\sảnh|đồ\shọa|"
    r"traduit|traduction|édité|montage|vidéos?|images|infographie|illustrations?|dessins?|"
    r"vertaald|vertaling|bewerkt|foto'?s?|beeld|illustraties?|"
    r"übersetz(?:t|ung)|redigiert|bearbeitet|fotos|fotografiert|bilder|grafik(?:en)?|illustration(?:en)?|"
    r"traducido|traducción|editado|fotografías?|vídeos?)"
)
_OTHER_TRADE = re.compile(rf"\W*{_TRADES}\s+{_PREPOSITIONS}\s", re.IGNORECASE)
_NAMES_ALONE = re.compile(rf"{_NAME}(?:\s{_NAME}){{1,4}}")
_ENDS_IN_NAME = re.compile(rf"(?<!\w){_NAME}\s{_NAME}$")
_VISIBLE = re.compile(
    rf"(?:^|[\s|·•,–—-])(?i:(?:{_VERBS}\s+|(?P<trade>{_TRADES}\s+))?{_PREPOSITIONS}|{_LABELS}\s*[:：])\s+"
    rf"(?P<names>{_NAME}(?:\s(?:(?:and|und|et|y|và|&|de|van|von|der|da)\s)?{_NAME}){{1,6}})"
)
_SPLIT = re.compile(r"\s*(?:[;,&|•·/\n]|\s(?:and|und|et|y|và|en|og|och|i|e|with|mit|avec|con)\s)\s*")
_TAIL = re.compile(
    r"\s*(?:[(\[].*|\s[-–—|•·]\s.*|\b(?:on|am|le|el|vào|updated|aktualisiert)\b(?=\W*(?:\w+\W+)?\d).*|\s기자$)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"https?|www\.|@|\[at\]|\d{2,}|^(?:admin|administrator|wordpressadmin|editors?|staff|guest|unknown|webmaster|"
    r"anonymous|no author|author|view all|follow|updated|published|posted|publiziert am|facebook|twitter|none|null|"
    r"n/a|by|von|am|de|en|the|comments?|permalink|print|share)$",
    re.IGNORECASE,
)
# Who took the picture wrote nothing.
_PHOTOGRAPHER = re.compile(rf"\W*{CREDIT_WORD}\s*[:：]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|\bfacebook\.com|\btwitter\.com", re.IGNORECASE)
_MAX_NAME = 60
_MAX_WORDS = 6
_MAX_NAMES = 20
_MAX_LINE = 120
_MAX_BYLINE = 240
_MAX_PARTS = 20


def find_authors(
    meta: Metadata, page: Sequence, main: Main, heading: int | None, outlet: set[str]
) -> tuple[tuple[str, ...], str]:
    """Return the authors' names in order, and the method that found them (empty if none).

    ``outlet`` holds the folded names of the site, which pages often give for want of an author.
    """
    for texts, method in _statements(meta, page, main, heading):
        names = [name for text in texts for name in split_names(text) if folded(name) not in outlet]
        if names:
            unique = {folded(name): name for name in reversed(names)}
            return tuple(unique.values())[::-1][:_MAX_NAMES], method
    return (), ""


def _statements(meta: Metadata, page: Sequence, main: Main, heading: int | None) -> Iterator[tuple[Iterable[str], str]]:
    """Yield what the page says of its authors, the most trustworthy first."""
    yield strings(meta.node.get("author")), "json-ld"
    yield strings(meta.node.get("creator")), "json-ld"
    for name in _METAS:
        yield meta.metas.get(name, ()), f"meta:{name}"
    yield _marked(page), "markup"
    yield _visible(page, main, heading), "near-title"


def _marked(page: Sequence) -> list[str]:
    """Names from microdata, rel=author and elements labelled as bylines: the first kind that the page uses."""
    plain = [mark for mark in page.marks if mark.kinds.isdisjoint({"comments", "invitation"})]
    for found in (
        [mark.element for mark in plain if "author" in (mark.element.get("itemprop") or "").lower().split()],
        [mark.element for mark in plain if "author" in (mark.element.get("rel") or "").lower().split()],
        [mark.element for mark in plain if "byline" in mark.kinds],
    ):
        texts = [text for element in found[:_MAX_NAMES] if 0 < len(text := _name_in(element)) <= _MAX_LINE]
        named = next((text for text in texts if split_names(text)), None)
        if named:
            return [named]
    return []


def _name_in(element: etree._Element) -> str:
    """The text of an element, or of the part of it that microdata call the name."""
    parts = islice(element.iter(), _MAX_PARTS)
    named = next((part for part in parts if part.get("itemprop") == "name"), element)
    text = text_of(named, _MAX_BYLINE) or named.get("content") or ""
    if len(text) > _MAX_BYLINE or not any(
        part.tag in BLOCK_TAGS for part in islice(named.iterdescendants(), _MAX_PARTS)
    ):
        return text
    alone = deepcopy(named)
    alone.tail = None
    return "\n".join(_names_of(read_blocks(alone).blocks))


def _names_of(lines: list[Block]) -> list[str]:
    """The lines of a byline that state names, where names, office, place and date have each a line of their own.

    The first line of names counts, and of the rest those that hold a name alone and are set as the first is: what an
    author is or where stands on lines of another kind.
    """
    stated = [line for line in lines if split_names(line.text) and not is_furniture(line.text, ())]
    if not stated:
        return []
    first = next((line for line in stated if all(map(_NAMES_ALONE.fullmatch, split_names(line.text)))), stated[0])
    look = (first.element.tag, first.element.get("class"))
    alike = (line for line in stated if (line.element.tag, line.element.get("class")) == look and line is not first)
    return [first.text, *(line.text for line in alike if _NAMES_ALONE.fullmatch(line.text))]


def _visible(page: Sequence, main: Main, heading: int | None) -> list[str]:
    """The first line around the title, or at the ends of the text, that introduces names ("By Jane Doe")."""
    top = main.start if heading is None else heading
    places = [
        *range(top, top + 8),
        *range(max(0, top - 4), top),
        *range(main.start - 3, main.start + 3),
        *range(main.end - 3, main.end + 4),
    ]
    for i in places:
        if 0 <= i < len(page.blocks) and len(page.blocks[i].text) <= _MAX_LINE:
            names = _introduced(page.blocks[i].text)
            if names:
                return [names]
    return []


def _introduced(line: str) -> str | None:
    """The names that a line introduces as those of writers, without the date behind them."""
    written = (match for match in _VISIBLE.finditer(line) if not match["trade"])
    match = next(written, None)
    return _before_date(line[match.start("names") :])[: len(match["names"])] if match else None


def split_names(text: str) -> list[str]:
    """Take a byline apart into names; what is no name (an address, a date, a sentence) is left out."""
    if _ADDRESS.search(text) or _PHOTOGRAPHER.match(text):
        return []
    text = _without_introduction("\n".join(" ".join(line.split()) for line in text.splitlines())[:500])
    parts = (part for line in text.split("\n") for part in _SPLIT.split(_before_date(line)))
    return [name for part in parts if not _OTHER_TRADE.match(part) and _is_name(name := _tidy(part))]


def _before_date(line: str) -> str:
    """Cut the date behind a name off; a line with a date and no name, "Edition of July 2020", stays recognisable."""
    name = undated(line)
    return name if _ENDS_IN_NAME.search(name) else line


def _without_introduction(text: str) -> str:
    return _INTRODUCTION.sub("", _GLUED.sub("", text), count=1)


def _tidy(part: str) -> str:
    return _TAIL.sub("", _without_introduction(part)).strip(" .:-–—()[]\"'“”„*")


def _is_name(part: str) -> bool:
    words = part.split()
    named = any(character.isalpha() for character in part) and not _NO_NAME.search(part)
    return named and 1 <= len(words) <= _MAX_WORDS and 2 <= len(part) <= _MAX_NAME  # noqa: PLR2004 - a Chinese name has two letters
