"""From the chosen blocks to the article's parts: paragraphs, captions, summary.

``generic`` says where the article is; this module says what of it is text. It takes the title and the lines above it
off the head, invitations out and off the tail, captions aside with their credit, and finds the standfirst, also where
it stands outside the body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence as Several
from dataclasses import dataclass
from itertools import islice, takewhile

from lxml import etree

from scrapers.blocks import HEADINGS, Block, Sequence, Span
from scrapers.credits import caption_of
from scrapers.furniture import is_byline, is_furniture, is_moment, is_signature
from scrapers.generic import Main
from scrapers.vocabulary import INVITING_LINE
from transforms.records import Caption

_MAX_PARAGRAPHS = 5_000
_MAX_CAPTION = 600
_MAX_PARTS = 20
_SUMMARY_SIZE = range(30, 1_500)
_SUMMARY_REACH = 12
_HEAD = 6
_TITLE_REACH = 4
_TWIN = 80
_PARAGRAPH = 200
_LINE = 80
_LINKED = 0.8
_PARTLY_LINKED = 0.3
_LETTERS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Composition:
    """The visible parts of an article; ``signature`` is the author's name that stood below the text."""

    body: tuple[str, ...]
    captions: tuple[Caption, ...]
    summary: str | None
    summary_method: str
    signature: str | None = None


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things are: the page, the main element, the number of the title's block, and the folded title."""

    page: Sequence
    main: Main
    heading: int | None
    title: str

    @property
    def top(self) -> int:
        """The number of the block at which the article begins: its title, or its text where that comes first."""
        return self.main.start if self.heading is None else min(self.heading, self.main.start)


def folded(text: str | None) -> str:
    """Return letters and digits only, case folded: what two wordings of one title have in common."""
    return "".join(_LETTERS.findall((text or "").casefold()))


def compose(
    page: Sequence,
    main: Main,
    title: str | None,
    description: str | None,
    *,
    authors: Several[str] = (),
    section: str | None = None,
) -> Composition:
    """Assemble body, captions and summary from the main element's blocks.

    Args:
        page: the whole page.
        main: the article's place in it.
        title: the title that was chosen; its repetitions leave the body.
        description: the page's own description, if any; the block that shows it outside the body is the summary.
        authors: the authors, whose byline at the head of the text is no text.
        section: the section, of which the same holds.
    """
    frame = _Frame(page, main, title_index(page, title, main), folded(title))
    captions, taken = _captions(frame)
    kept = [i for i in main.kept if i not in taken]
    span, method = _summary(frame, kept[0] if kept else main.start, folded(description)[:_TWIN])
    summary = " ".join(block.text for block in page.blocks[span.start : span.stop]) or None
    kept = _without_head(page.blocks, [i for i in kept if i not in span], frame.title)
    kept = _without_furniture(page.blocks, kept, authors, section)
    kept = _without_tail(page.blocks, _without_invitations(page, kept))
    signature = page.blocks[kept[-1]].text if len(kept) > 1 and is_signature(page.blocks[kept[-1]]) else None
    body = _paragraphs(page.blocks, kept[:-1] if signature else kept)[:_MAX_PARAGRAPHS]
    return Composition(tuple(body), captions, summary, method, signature)


def title_index(page: Sequence, title: str | None, main: Main) -> int | None:
    """Return the number of the block that shows the title before the main text ends: a heading, else any block."""
    wanted = folded(title)
    if not wanted:
        return None
    sizes = range(len(wanted), 2 * len(wanted) + _LINE)
    blocks = enumerate(page.blocks[: main.end])
    shows = [i for i, block in blocks if len(block.text) in sizes and folded(block.text) == wanted]
    headings = [i for i in shows if page.blocks[i].tag in HEADINGS]
    return next(iter(headings or shows), None)


def _captions(frame: _Frame) -> tuple[tuple[Caption, ...], set[int]]:
    """The captions between title and end of the text, with the numbers of their blocks."""
    found: dict[int, Caption] = {}
    taken: set[int] = set()
    top = _top_of_box(frame)
    for span in sorted(frame.page.spans, key=_holds_one_picture, reverse=True):
        inside = top <= span.start and span.end <= frame.main.end and span.end - span.start <= _MAX_PARTS
        if inside and (span.tag in {"figcaption", "figure"} or "caption" in span.kinds or _frames_a_picture(span)):
            texts = [block.text for block in frame.page.blocks[span.start : span.end]]
            if sum(map(len, texts)) <= _MAX_CAPTION and span.start not in taken:
                found[span.start] = caption_of(texts)
                taken.update(range(span.start, span.end))
    captions = [found[i] for i in sorted(found) if found[i].text or found[i].credit]
    return tuple(dict.fromkeys(captions)), taken


def _top_of_box(frame: _Frame) -> int:
    """Where the article begins, with what stands above its title in the same small element: its first picture."""
    if frame.heading is None or frame.heading > frame.top:
        return frame.top
    box = _box(frame.page.blocks[frame.heading], {span.element: span for span in frame.page.spans})
    small = box is not None and box.end - box.start <= _MAX_PARTS and box.tag not in {"html", "body"}
    return max(box.start, frame.top - _TITLE_REACH) if box is not None and small else frame.top


def _holds_one_picture(span: Span) -> bool:
    """Say whether a figure holds one picture: then all its lines, a credit apart too, are one caption."""
    return span.tag == "figure" and len(list(islice(span.element.iter("img"), 2))) <= 1


def _frames_a_picture(span: Span) -> bool:
    """Say whether an element is a table that holds one picture and one text: editors' way of setting a caption."""
    if span.tag != "table" or span.end - span.start != 1:
        return False
    return len(list(islice(span.element.iter("img", "picture"), _MAX_PARTS))) == 1


def _summary(frame: _Frame, body_head: int, twin: str) -> tuple[range, str]:
    """The blocks of the standfirst, and how it was found; an empty range where there is none.

    It is an element named so between the title and the first paragraphs, else the block before the text that says what
    the page's description says (``twin``, folded).
    """
    blocks = frame.page.blocks
    first = max(0, frame.top - _TITLE_REACH)
    last = min(len(blocks), max(body_head, frame.heading or 0) + _SUMMARY_REACH)
    for span in sorted(frame.page.spans, key=lambda span: (span.start, -span.end)):
        inside = first <= span.start and span.end <= last and span.end - span.start <= _MAX_PARTS
        if inside and "standfirst" in span.kinds and _is_summary(frame, span):
            return range(span.start, span.end), "markup"
    for i in range(first, min(body_head, last)) if len(twin) >= _SUMMARY_SIZE.start else ():
        plain = blocks[i].link_density < _PARTLY_LINKED and len(blocks[i].text) in _SUMMARY_SIZE
        if plain and folded(blocks[i].text).startswith(twin):
            return range(i, i + 1), "description"
    return range(0), ""


def _is_summary(frame: _Frame, span: Span) -> bool:
    """Say whether an element that is named a standfirst may be one: running text, no teaser, without the title.

    An element around title, picture and lead is named so too ("article__intro"): it holds more than a standfirst.
    """
    blocks = frame.page.blocks[span.start : span.end]
    titled = any(folded(block.text) == frame.title for block in blocks)
    size = sum(len(block.text) for block in blocks)
    links = sum(block.links for block in blocks)
    plain = span.kinds.isdisjoint({"chrome", "invitation", "comments", "caption"})
    return plain and size in _SUMMARY_SIZE and links < _PARTLY_LINKED * size and not titled


def _without_head(blocks: list[Block], kept: list[int], title: str) -> list[int]:
    """Take a repetition of the title, and the lines before it, off the head; paragraphs before it stay."""
    for place, i in enumerate(kept[:_SUMMARY_REACH]):
        if title and folded(blocks[i].text) == title:
            return [j for j in kept[:place] if len(blocks[j].text) > _PARAGRAPH] + kept[place + 1 :]
    return kept


def _without_furniture(blocks: list[Block], kept: list[int], authors: Several[str], section: str | None) -> list[int]:
    """Take the lines that say who, when and under what heading off the head, up to the first running text.

    Just behind it, where some pages set them below the lead paragraph, only a whole moment is no text: a name or a day
    alone may head what follows.
    """
    names = (*authors, section) if section else tuple(authors)
    lines = (blocks[i].text for i in kept[:_SUMMARY_REACH])
    head = sum(1 for _ in takewhile(lambda text: is_furniture(text, names) or is_byline(text, authors), lines))
    after = [i for i in kept[head : head + _HEAD] if not is_moment(blocks[i].text)]
    return after + kept[head + _HEAD :]


def _without_invitations(page: Sequence, kept: list[int]) -> list[int]:
    """Leave out links, lines such as "Read also: …", and short blocks under headings such as "Related articles".

    What is under a heading ends with the next heading of its level and with running text. It also ends with the box
    that the heading stands in, where the text goes on behind it: a paragraph, however short, that is set as one before
    the heading was. Below the last box of an article come others, and the foot of the page, which are set differently.
    """
    left: list[int] = []
    settings: set[tuple[str | None, ...]] = set()
    spans = {span.element: span for span in page.spans}
    under: str | None = None
    box: Span | None = None
    for i in kept:
        block = page.blocks[i]
        goes_on = box is not None and i >= box.end and _setting(block) in settings
        if under and (goes_on or (block.tag in HEADINGS and block.tag <= under) or _runs(block)):
            under = None
        if block.tag in HEADINGS and len(block.text) < _LINE and INVITING_LINE.match(block.text):
            under, box = block.tag, _box(block, spans)
        if not under and not _invites(block):
            left.append(i)
            settings.add(_setting(block))
    return left


def _setting(block: Block) -> tuple[str | None, ...]:
    """What a block looks like: its element's name, and name and class of the element around it."""
    parent = block.element.getparent()
    return (block.element.tag, None, None) if parent is None else (block.element.tag, parent.tag, parent.get("class"))


def _box(block: Block, spans: dict[etree._Element, Span]) -> Span | None:
    """Return the smallest element that holds a heading and more than it."""
    around = (spans.get(element) for element in (block.element, *block.element.iterancestors()))
    boxes = (span for span in around if span is not None and span.tag not in HEADINGS)
    return next((span for span in boxes if span.end - span.start > 1), None)


def _runs(block: Block) -> bool:
    """Say whether a block is a paragraph of running text and no teaser."""
    return len(block.text) > _PARAGRAPH and block.link_density < _PARTLY_LINKED


def _invites(block: Block) -> bool:
    if block.link_density > _LINKED and (len(block.text) < _PARAGRAPH or block.tag in {"li", "td"}):
        return True
    inviting = block.link_density > _PARTLY_LINKED or len(block.text) < _LINE
    return inviting and bool(INVITING_LINE.match(block.text[:_LINE]))


def _without_tail(blocks: list[Block], kept: list[int]) -> list[int]:
    """Take headings that head nothing off the tail."""
    end = len(kept)
    while end and blocks[kept[end - 1]].tag in HEADINGS:
        end -= 1
    return kept[:end]


def _paragraphs(blocks: list[Block], kept: list[int]) -> list[str]:
    """The texts in order; the cells of one table row make one paragraph."""
    texts: list[str] = []
    row = None
    for i in kept:
        block = blocks[i]
        parent = block.element.getparent() if block.tag in {"td", "th"} else None
        if parent is not None and parent is row:
            texts[-1] += " | " + block.text
        else:
            texts.append(block.text)
        row = parent
    return texts
