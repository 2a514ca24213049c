"""The standfirst: the lead that newsrooms set between headline and text (sapo, chapeau, Vorspann, entradilla).

It is looked for in the order of what is known of it: an element named so; the block that says what the page's
description says; the first running text between title and body, where nothing speaks against it. A description
that no reader sees is none. What stands in a caption, a teaser of another story, the head of the site or
a box of controls is none either, whatever its name.
"""

from __future__ import annotations

from scrapers.blocks import HEADINGS, Block, Span
from scrapers.frame import Frame, folded, says, wholly_in
from scrapers.furniture import is_credit_of_author, is_dated_line, is_furniture, is_moment
from scrapers.line_end import FULL_STOPS, ends_in
from scrapers.line_words import is_chrome_line
from transforms.text import has_vietnamese_letter

_MAX_PARTS = 20
_SIZE = range(30, 1_500)
_REACH = 12
_TITLE_REACH = 4
_TWIN = 80
_LEAST_TWIN = 40
_PARTLY_LINKED = 0.3
_UNNAMED = range(50, 700)
_PARAGRAPH = 120
_NEAR = 3
_MOST = 0.6
_BOLD = range(80, 700)
_UNFINISHED = 90
_SUBTITLE = range(30, 300)
_SUBHEADINGS = frozenset({"h2", "h3", "h4"})
_AGAINST = frozenset({"chrome", "invitation", "comments", "caption", "about"})
_AGAINST_NAMED = frozenset({"chrome", "invitation", "comments", "caption"})
_TEASER = frozenset({"invitation"})
_LEADING = frozenset({"p", "div", "section", "h2", "h3", "h4", "header", "strong", "blockquote"})
_ASIDE = frozenset({"nav", "aside", "footer", "form", "figure", "ul", "ol", "table", "dialog", "address"})


def standfirst(frame: Frame, body: list[int], description: str | None, taken: set[int]) -> tuple[range, str]:
    """Return the blocks of the standfirst and how it was found; an empty range where there is none.

    Args:
        frame: the page and the article's place in it.
        body: the numbers of the blocks that are kept as text, captions left out.
        description: the page's own description, if any.
        taken: the numbers of the blocks that are captions.
    """
    head = _first_of_text(frame, body)
    first = max(0, frame.top - _TITLE_REACH)
    last = min(len(frame.page.blocks), max(head, frame.heading or 0) + _REACH)
    if head < len(frame.page.blocks) and _opens(frame.page.blocks[head]):  # behind the first paragraph stands no lead
        last = min(last, head + 1)
    named = _named(frame, first, last, taken)
    if named:
        return named, "markup"
    before = [i for i in range(first, min(head, last)) if i not in taken]
    twin = _twin(frame, before, folded(description)[:_TWIN])
    if twin:
        return twin, "description"
    placed = _placed(frame, before) or _second_heading(frame, before)
    placed = placed or _above_byline(frame, [i for i in body if i >= head])
    if placed:
        return placed, "place"
    return _bold(frame, body), "bold"


def _first_of_text(frame: Frame, body: list[int]) -> int:
    """The number of the first block of the body that stands in the text's own element, not before it.

    That is the main element, or within it the smallest one that holds the second and third block and most of the text.
    """
    if not body:
        return frame.main.start
    inner = frame.main.span.start if frame.main.span is not None else 0
    if len(body) > _NEAR:
        around = frame.around(frame.page.blocks[body[1]].element)
        holder = next((span for span in around if span.end > body[2]), None)
        if holder is not None and sum(i in range(holder.start, holder.end) for i in body) > _MOST * len(body):
            inner = max(inner, holder.start)
    return next((i for i in body if i >= inner), body[0])


def _named(frame: Frame, first: int, last: int, taken: set[int]) -> range:
    """The first element that is named a standfirst and may be one."""
    named = [s for s in frame.page.spans if "standfirst" in s.kinds and first <= s.start and s.end <= last]
    for span in sorted(named, key=lambda span: (span.start, -span.end)):
        apart = span.end - span.start <= _MAX_PARTS and taken.isdisjoint(range(span.start, span.end))
        if apart and _may_be(frame, span) and not _stands_in(frame, span, _AGAINST_NAMED):
            return range(span.start, span.end)
    return range(0)


def _may_be(frame: Frame, span: Span) -> bool:
    """Say whether an element that is named a standfirst may be one: running text without the title.

    An element around title, picture and lead is named so too ("article__intro"): it holds more than a standfirst. So
    is the box of the byline ("description") and the title itself ("lead-headline").
    """
    blocks = frame.page.blocks[span.start : span.end]
    titled = any(block.tag == "h1" or says(block.text, frame.title) for block in blocks)
    size = sum(len(block.text) for block in blocks)
    links = sum(block.links for block in blocks)
    if titled or size not in _SIZE or links >= _PARTLY_LINKED * size:
        return False
    return not all(_is_line(block.text) for block in blocks)


def _is_line(text: str) -> bool:
    """Say whether a line tells when or who, or is chrome."""
    return is_furniture(text, ()) or is_dated_line(text) or is_chrome_line(text)


def _opens(block: Block) -> bool:
    """Say whether a block is a paragraph with which a text begins."""
    return block.tag not in HEADINGS and block.size > _PARAGRAPH and block.link_density < _PARTLY_LINKED


def _stands_in(frame: Frame, span: Span, against: frozenset[str]) -> bool:
    """Say whether an element, or one around it that does not hold the title too, is labelled as something else."""
    for holder in frame.around(span.element):
        holds_title = frame.heading is not None and holder.start <= frame.heading < holder.end
        holds_text = holder.start <= frame.main.start and frame.main.end <= holder.end
        if holds_title or holds_text:
            return False
        if holder.tag in _ASIDE or not holder.kinds.isdisjoint(against):
            return not (holder.kinds & against == _TEASER and _in_header(frame, holder))
    return False


def _in_header(frame: Frame, holder: Span) -> bool:
    """Say whether an element stands with the title in one header: a "teaser" there is the article's own."""
    for span in frame.around(holder.element):
        if span.tag == "header" and frame.heading is not None:
            return span.start <= frame.heading < span.end
    return False


def _twin(frame: Frame, before: list[int], twin: str) -> range:
    """The block before the text that begins as the page's description does (``twin``, folded)."""
    if len(twin) < _SIZE.start:
        return range(0)
    for i in before:
        block = frame.page.blocks[i]
        if block.link_density < _PARTLY_LINKED and len(block.text) in _SIZE:
            start = folded(block.text)[:_TWIN]
            size = min(len(start), len(twin))
            if start[:size] == twin[:size] and (size >= _LEAST_TWIN or size == len(twin)):
                return range(i, i + 1)
    return range(0)


def _placed(frame: Frame, before: list[int]) -> range:
    """The first running text behind the title and before the body, in no box that is named as something else."""
    title = frame.top if frame.heading is None else frame.heading
    reach = range(title + (frame.heading is not None), title + _REACH + 1)
    leads = [i for i in before if i in reach and _leads(frame, i)]
    long = [i for i in leads if len(frame.page.blocks[i].text) >= _UNFINISHED]
    i = next(iter(long or leads), None)
    return range(0) if i is None else range(i, i + 1)


def _second_heading(frame: Frame, before: list[int]) -> range:
    """The heading right below the title in one small box with it and no text: the lead, where papers set it as ``h2``.

    A subheading of the text stands with the text it heads.
    """
    i = -1 if frame.heading is None else frame.heading + 1
    if i not in before or frame.page.blocks[i].tag not in _SUBHEADINGS or frame.page.blocks[i].tag <= _title_tag(frame):
        return range(0)
    block = frame.page.blocks[i]
    box = next((span for span in frame.around(block.element) if span.start < i), None)
    if box is None or not box.start <= i - 1 or box.end - box.start > _MAX_PARTS or box.end > before[-1] + 1:
        return range(0)
    lead = len(block.text) in _SUBTITLE and block.link_density < _PARTLY_LINKED and not _is_line(block.text)
    return range(i, i + 1) if lead else range(0)


def _title_tag(frame: Frame) -> str:
    return "h1" if frame.heading is None else frame.page.blocks[frame.heading].tag


def _above_byline(frame: Frame, body: list[int]) -> range:
    """The first paragraph of the body, where the line that says who or when follows it: text is not signed so soon."""
    if len(body) > _NEAR and _leads(frame, body[0]):
        lines = (frame.page.blocks[i].text for i in body[1:_NEAR])
        if any(is_credit_of_author(line) or is_moment(line) for line in lines):
            return range(body[0], body[0] + 1)
    return range(0)


def _leads(frame: Frame, i: int) -> bool:
    block = frame.page.blocks[i]
    size = len(block.text.encode()) if not block.text.isascii() else len(block.text)
    if size < _UNNAMED.start or len(block.text) >= _UNNAMED.stop or block.link_density >= _PARTLY_LINKED:
        return False
    finished = len(block.text) >= _UNFINISHED or ends_in(block.text, FULL_STOPS)
    if block.tag not in _LEADING or not finished or _is_line(block.text):
        return False
    span = frame.spans.get(block.element)
    return span is not None and not _stands_in(frame, span, _AGAINST)


def _bold(frame: Frame, body: list[int]) -> range:
    """The first paragraph, where it alone of the first three is bold as a whole: how Vietnamese portals set a sapo.

    Elsewhere a bold first paragraph is the text's own ("intro" of British outlets), and the story starts with it.
    """
    if len(body) < 3:  # noqa: PLR2004 - the lead and two paragraphs that are set otherwise
        return range(0)
    first, *others = (frame.page.blocks[i] for i in body[:3])
    if (
        len(first.text) in _BOLD
        and has_vietnamese_letter(first.text)
        and _is_bold(first)
        and not any(map(_is_bold, others))
    ):
        return range(body[0], body[0] + 1)
    return range(0)


def _is_bold(block: Block) -> bool:
    return wholly_in(block, "b", "strong")
