"""Dates that a page shows to its readers: the line below the title, the words at the end of the text.

Where a date stands says whose date it is. Between title and text it is the article's; in a list beside the text it is
another article's, above everything it is today's. A word beside it ("posted", "updated") says more than its place, and
an element's label ("publish-date") more than nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from lxml import etree

from scrapers.blocks import HEADINGS, Block, Mark, Sequence
from scrapers.datedata import MAX_TEXT, date_text
from scrapers.datewords import Piece, label_of, pieces, spans_days
from scrapers.generic import Main
from scrapers.statements import Statement
from scrapers.tree import text_of
from scrapers.vocabulary import NO_KINDS, kinds_of

Place = Literal["head", "text", "tail", "away"]

_FIGURES = re.compile(r"\d\d")
_DATED = re.compile(r"\d{4}|\d[./-]\d{1,2}[./-]\d|\d\s?[^\W\d_]{3,12}\.?\s['’]?\d\d(?!\d)")
# A paragraph opens with its date: "5 October 2026 -", "(5.10.2026) ", "Berlin, 5 October 2026 |".
_OPENING = re.compile(
    r"\W{0,2}(?:\d{1,4}[./-]|\d{1,2}\s)|[^\d]{3,40}\d.{3,24}?\d{4}\)?[\s,]{0,2}(?:\([^)]{2,20}\)\s?)?(?:[|–—•:-]|(?<=\))\.)"
)
_AFTER, _ABOVE, _TAIL, _LAST_LINES, _CLOSE = 14, 40, 14, 3, 6
_FIRST_WORDS, _FIRST_BLOCKS = 60, 5
_MANY, _LIVE, _MAX_LINES = 40, 3, 300
# A line longer than this is a paragraph, whatever words it holds.
_LONGEST = 600
# How many ancestors tell what a date is, and how many whether it is another text's.
_NEAR, _FAR = 2, 4
_LABELS = frozenset({"class", "id", "itemprop"})
_FIGURE = frozenset({"figcaption", "figure"})
_EMBEDS = re.compile(r"\b(?:twitter-tweet|instagram-media|tiktok-embed|fb-post|bluesky-embed|mastodon-embed)\b")
# Trust in points, by what labels a date and where it stands.
_TRUST = {
    "worded": {"head": 8.0, "text": 6.0, "tail": 6.5, "away": 5.0},
    "time": {"head": 7.5, "text": 3.0, "tail": 3.0, "away": 1.0},
    "markup": {"head": 7.0, "text": 2.5, "tail": 4.0, "away": 1.0},
    "bare": {"head": 7.0, "text": 1.5, "tail": 4.0, "away": 0.0},
    "line": {"head": 5.5, "text": 0.0, "tail": 2.0, "away": 0.0},
    "sentence": {"head": 1.5, "text": 0.0, "tail": 0.0, "away": 0.0},
}
_IN_TITLE = 3.0
_OPENS = 4.0
_FADING = 0.1


class Layout:
    """Where title and text stand on a page, in numbers of blocks."""

    def __init__(self, page: Sequence, heading: int | None, main: Main) -> None:
        self.page = page
        self.main = main
        self._known = heading is not None or bool(main.kept)
        top = main.start if heading is None else heading
        self._anchors = (top, main.start) if main.kept else (top,)
        self._first = min(self._anchors) - _AFTER // 2
        # What stands above this is the site's; what stands below it may be the article's, however far.
        self.begin = max(0, self._first - _ABOVE) if self._known else 0
        # The last block at which the article's own line may stand: the second of its text at the latest.
        after = list(islice((i for i in main.kept if i > top), 2))
        self._head_end = max(after[-1], top) if after and heading is not None else top + _AFTER // 2
        self.end = main.kept[-_LAST_LINES:][0] if main.kept else main.end

    def place(self, block: int) -> Place:
        """Say where a block stands."""
        if not self._known:
            return "tail"
        if self._first <= block <= self._head_end and self.distance(block) <= _AFTER:
            return "head"
        if self.main.start <= block < self.end:
            return "text"
        return "tail" if self.end <= block < self.main.end + _TAIL else "away"

    def distance(self, block: int) -> int:
        """How many blocks away from the title, or from the text's beginning; those before either count double."""
        return min(block - anchor if block >= anchor else 2 * (anchor - block) for anchor in self._anchors)


@dataclass(frozen=True, slots=True)
class Shown:
    """A date that readers see, and what the words or labels beside it say that it is."""

    said: str
    statement: Statement


def shown_dates(layout: Layout, title: str | None) -> list[Shown]:
    """Return the dates that readers see where an article has its own, elements made for dates first."""
    found = [*_marked(layout, title), *_lines(layout, title)]
    return [Shown(said, statement) for said, statement in found if said != "other"]


def _marked(layout: Layout, title: str | None) -> Iterator[tuple[str, Statement]]:
    """Elements that are made or named for a date."""
    dated = (mark for mark in layout.page.marks if mark.element.tag == "time" or not mark.kinds.isdisjoint(_DATING))
    for mark in _without_entries(layout, list(islice(dated, _MANY))):
        text = _mark_text(mark)
        if not _DATED.search(text, 0, MAX_TEXT) or text == title or spans_days(text[:MAX_TEXT]):
            continue
        if not _is_foreign(mark.element, near_title=_is_close(layout, mark.block)):
            yield from _mark_pieces(layout, mark, text)


def _without_entries(layout: Layout, marks: list[Mark]) -> list[Mark]:
    """Leave out all but the first of the moments inside the text: those of a live blog's entries, newest on top."""
    kept = set(layout.main.kept)
    entries = [
        mark for mark in marks if mark.element.tag == "time" and mark.block in kept and mark.element.get("datetime")
    ]
    if len(entries) < _LIVE:
        return marks
    first = min(entries, key=lambda mark: mark.element.get("datetime") or "")
    return [mark for mark in marks if mark is first or mark not in entries]


def _mark_pieces(layout: Layout, mark: Mark, text: str) -> Iterator[tuple[str, Statement]]:
    place = layout.place(mark.block)
    method = "time" if mark.element.tag == "time" else "markup"
    for piece in pieces(text[:MAX_TEXT]):
        if piece.said or len(text) <= MAX_TEXT:
            trust = _TRUST["worded" if piece.said == "published" else method][place]
            statement = Statement(piece.text.strip(), method, "shown", trust - _fading(layout, mark.block, place))
            yield piece.said or _said_by_label(mark), statement


_DATING = frozenset({"dated", "changed"})


def _mark_text(mark: Mark) -> str:
    """What a marked element states; hAtom writes the instant into ``title`` (microformats.org, 2005)."""
    element = mark.element
    if element.tag == "time" or element.get("content"):
        return date_text(element)
    if element.tag == "abbr" and element.get("title"):
        return element.get("title") or ""
    text = text_of(element, 2 * MAX_TEXT)
    return text or element.get("title") or ""


def _said_by_label(mark: Mark) -> str:
    says = _says(mark.element, _NEAR) if mark.element.tag == "time" else mark.kinds
    return "changed" if "changed" in says and "dated" not in mark.kinds else ""


def _lines(layout: Layout, title: str | None) -> Iterator[tuple[str, Statement]]:
    """Short lines at the head and the end of the article, those that words label anywhere, and its first words."""
    first = set(layout.main.kept[:_FIRST_BLOCKS])
    for i in islice(_dated(layout, first), _MAX_LINES):
        block = layout.page.blocks[i]
        text = block.text
        if text == title:
            yield "", Statement(text[-MAX_TEXT:], "title", "shown", _IN_TITLE)
            continue
        if i in first and block.tag not in HEADINGS and (opening := _opening(block)):
            yield "", opening
        if len(text) <= _LONGEST and not spans_days(text[:MAX_TEXT]):
            yield from _pieces(layout, i)


def _dated(layout: Layout, first: set[int]) -> Iterator[int]:
    """The numbers of the blocks that may hold a date of the article; a paragraph does at the text's beginning only."""
    for i, block in enumerate(layout.page.blocks[layout.begin :], layout.begin):
        text = block.text
        if len(text) > MAX_TEXT and i < layout.end and i not in first:
            continue
        if _FIGURES.search(text, 0, MAX_TEXT) and _DATED.search(text, 0, MAX_TEXT):
            yield i


def _pieces(layout: Layout, i: int) -> Iterator[tuple[str, Statement]]:
    """The dates of one line with what the words beside them say; of a long one only those that words label."""
    block, place = layout.page.blocks[i], layout.place(i)
    long = len(block.text) > MAX_TEXT
    if long and (place == "text" or i in layout.main.kept):
        return
    for n, piece in enumerate(pieces(block.text[:MAX_TEXT])):
        form = _form(piece, block)
        said = piece.said
        if not said and not n and i and form == "bare":
            said = label_of(layout.page.blocks[i - 1].text)
        label = "worded" if said in {"published", "changed"} else form
        trust = _TRUST[label][place] - _fading(layout, i, place)
        if trust <= 0 or (long and label != "worded"):
            continue
        if not _is_foreign(block.element, near_title=_is_close(layout, i), bare=form == "bare"):
            yield said, Statement(piece.text.strip(), "near-title" if place == "head" else "near-body", "shown", trust)


def _form(piece: Piece, block: Block) -> str:
    """Say whether a line is a date with little beside it, or words with a date among them."""
    words = len(_WORD.findall(piece.text))
    if words > _LINE_WORDS:
        return "sentence"
    return "bare" if words <= _BARE_WORDS and block.link_density < 0.5 else "line"  # noqa: PLR2004 - no teaser


_WORD = re.compile(r"[^\W\d_]{2,}")
_BARE_WORDS, _LINE_WORDS = 5, 10


def _opening(block: Block) -> Statement | None:
    """The date that opens a paragraph: "Berlin, 5 October 2026 - The ministry"."""
    opening = block.text[:_FIRST_WORDS]
    if not _OPENING.match(opening) or spans_days(opening):
        return None
    return Statement(opening, "near-body", "shown", _OPENS)


def _fading(layout: Layout, block: int, place: Place) -> float:
    return _FADING * layout.distance(block) if place == "head" else 0.0


def _says(element: etree._Element, levels: int) -> frozenset[str]:
    """What the labels of an element and its nearest ancestors say."""
    kinds = _label(element)
    for above in islice(element.iterancestors(), levels):
        kinds |= _label(above)
    return kinds


def _label(element: etree._Element) -> frozenset[str]:
    kinds = NO_KINDS
    for name, value in element.items():
        if name in _LABELS and value:
            kinds = kinds | kinds_of(str(value)) if kinds else kinds_of(str(value))
    return kinds


def _is_close(layout: Layout, block: int) -> bool:
    return layout.place(block) == "head" and layout.distance(block) <= _CLOSE


def _is_foreign(element: etree._Element, *, near_title: bool, bare: bool = True) -> bool:
    """Say whether an element stands in a comment, a picture's caption or a quoted post, or invites to another article.

    Beside the title labels are doubted: a commentary is no comment, and a date alone is no caption.
    """
    near = [element, *islice(element.iterancestors(), _FAR)]
    if any(_EMBEDS.search(names) for e in near if (names := e.get("class"))):
        return True
    if near_title and bare:
        return False
    # An article's own element bears its tags among its labels: "hentry tag-comment" is no comment.
    kinds = [says if "text" not in (says := _label(e)) else NO_KINDS for e in near]
    if not any(kinds):
        return any(e.tag in _FIGURE for e in near)
    if any("comments" in said for said in kinds) or any("invitation" in said for said in kinds[: _NEAR + 1]):
        return True
    captions = any(e.tag in _FIGURE for e in near) or any("caption" in said for said in kinds[:2])
    return captions and "dated" not in kinds[0]
