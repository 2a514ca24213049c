"""Captions: the text of the article's pictures, taken aside with its credit.

Pages mark a caption as such, by its element or a label; or they set it so that a reader sees it: in one small box with
the picture, or right behind it in italics. A small box alone does not tell, since teasers, steps of recipes and
entries of lists stand in boxes with pictures too: a label that names a picture, a credit at its end, italics, or
wording that is no sentence has to speak for the caption. The alternative text of a picture is none: readers do not
see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree

from scrapers.blocks import HEADINGS, Block, Span
from scrapers.credits import caption_of, ends_with_photo_credit
from scrapers.frame import Frame, wholly_in
from scrapers.line_end import STOPS, ends_in
from scrapers.line_words import is_chrome_line
from transforms.records import Caption

_MAX_CAPTION = 600
_MAX_PARTS = 20
_TITLE_REACH = 4
_MAX_PICTURES = 400
_CLIMB = 6
_BOX_LINES = 3
_BOX_SIZE = 450
_WORDLESS = 200
_LABELLED = 350
_MOSTLY_LINKED = 0.5
_REPEATED = 30
# Words for a picture in class names, whole or within a longer word ("picBox", "absatzbild", "imginline"), in the
# languages that front-end authors use besides English.
_PICTURE_WORD = re.compile(
    r"photo|foto|picture|pic(?=[A-Z_-]|\b)|image|img|bild|imagen|afbeelding|zdjec|caption|legend"
)
# A label of a picture's text, whatever stands around it.
_TEXT_OF_PICTURE = re.compile(
    r"(?:image|img|photo|foto|picture|pic|bild)[_-]*(?:desc|caption|text|legend|annotation|credit|copyright|info|sub|"
    r"unterschrift|untertitel|nachweis|quelle)|icaption|chu-?thich",
    re.IGNORECASE,
)
# Labels of a layout that sets text beside a picture: "TextAndImage", "textpic".
_TEXT_BESIDE = re.compile(r"text[\w-]*(?:image|pic|bild|img)|(?:image|pic|bild|img)[\w-]*text", re.IGNORECASE)
_NO_CAPTION_TAGS = HEADINGS | {"li", "dt", "dd", "blockquote", "pre", "address"}
_TABULAR = frozenset({"table", "tbody", "tr", "td", "th", "li", "ul", "ol"})
# Content of a figure that is text: what a table, a quotation or code says belongs to the article.
_TEXTUAL = ("table", "blockquote", "pre")


def captions(frame: Frame) -> tuple[tuple[Caption, ...], set[int]]:
    """Return the captions between title and end of the text, in order, with the numbers of their blocks."""
    found: dict[int, Caption] = {}
    taken: set[int] = set()
    for start, end in (*_marked(frame), *_beside_pictures(frame), *_credited(frame)):
        texts = [block.text for block in frame.page.blocks[start:end]]
        if sum(map(len, texts)) <= _MAX_CAPTION and taken.isdisjoint(range(start, end)):
            found[start] = caption_of(texts)
            taken.update(range(start, end))
    shown = {caption.text for caption in found.values() if len(caption.text) > _REPEATED}
    taken.update(i for i in frame.main.kept if frame.page.blocks[i].text in shown)
    listed = [found[i] for i in sorted(found) if found[i].credit or not is_chrome_line(found[i].text)]
    return tuple(dict.fromkeys(listed)), taken


def _marked(frame: Frame) -> Iterator[tuple[int, int]]:
    """The intervals of blocks that an element or a label marks as a caption, figures with one picture first."""
    top = _top_of_box(frame)
    end = frame.main.end
    inside = [s for s in frame.page.spans if top <= s.start and s.end <= end and s.end - s.start <= _MAX_PARTS]
    for span in sorted(filter(_is_marked, inside), key=_holds_one_picture, reverse=True):
        yield span.start, span.end


def _is_marked(span: Span) -> bool:
    if span.tag == "figure":
        return next(span.element.iter(*_TEXTUAL), None) is None
    if span.tag == "figcaption" or "caption" in span.kinds or (span.tag == "table" and _frames_a_picture(span)):
        return True
    label = span.element.get("class")
    return label is not None and _names_text_of_picture(label)


@lru_cache(maxsize=8_192)
def _names_text_of_picture(label: str) -> bool:
    return bool(_TEXT_OF_PICTURE.search(label)) and not _TEXT_BESIDE.search(label)


def _top_of_box(frame: Frame) -> int:
    """Where the article begins, with what stands above its title in the same small element: its first picture."""
    if frame.heading is None or frame.heading > frame.top:
        return frame.top
    box = frame.box(frame.page.blocks[frame.heading])
    small = box is not None and box.end - box.start <= _MAX_PARTS and box.tag not in {"html", "body"}
    return max(box.start, frame.top - _TITLE_REACH) if box is not None and small else frame.top


def _holds_one_picture(span: Span) -> bool:
    """Say whether a figure holds one picture: then all its lines, a credit apart too, are one caption."""
    return span.tag == "figure" and len(list(islice(span.element.iter("img"), 2))) <= 1


def _frames_a_picture(span: Span) -> bool:
    """Say whether a table holds one picture and one text: editors' way of setting a caption."""
    if span.end - span.start != 1:
        return False
    return len(list(islice(span.element.iter("img", "picture"), _MAX_PARTS))) == 1


def _beside_pictures(frame: Frame) -> Iterator[tuple[int, int]]:
    """The intervals of blocks that share a small box with a picture of the article, or stand right behind one."""
    blocks = frame.page.blocks
    for picture in _pictures(frame):
        inner, box = _surroundings(frame, picture)
        if box is None or box.start < frame.top or box.start >= frame.main.end:
            continue
        if box.end - box.start <= _BOX_LINES and box.end <= frame.main.end:
            if _reads_as_caption(box, blocks[box.start : box.end]):
                yield box.start, box.end
        else:
            behind = _behind(frame, inner)
            if behind is not None and _is_set_as_caption(blocks[behind]):
                yield behind, behind + 1


def _pictures(frame: Frame) -> Iterator[etree._Element]:
    """The pictures in the smallest element that holds the title and the text, at most 400."""
    main = frame.main.span
    if main is not None:
        holder = next((span for span in frame.around(main.element) if span.start <= frame.top), main)
        yield from islice(holder.element.iter("img"), _MAX_PICTURES)
    elif frame.page.blocks:
        root = frame.page.blocks[0].element.getroottree().getroot()
        yield from islice(root.iter("img"), _MAX_PICTURES)


def _surroundings(frame: Frame, picture: etree._Element) -> tuple[etree._Element, Span | None]:
    """The largest element around a picture that holds no text, and the box with text that it stands in."""
    inner = picture
    for holder in islice(picture.iterancestors(), _CLIMB):
        box = frame.spans.get(holder)
        if box is not None:
            return inner, box
        inner = holder
    return inner, None


def _reads_as_caption(box: Span, lines: list[Block]) -> bool:
    """Say whether the few lines in one box with a picture are its caption."""
    size = sum(len(line.text) for line in lines)
    linked = sum(line.links for line in lines) > _MOSTLY_LINKED * size
    if size > _BOX_SIZE or linked or any(line.tag in _NO_CAPTION_TAGS for line in lines):
        return False
    if all(map(_is_set_as_caption, lines)):
        return True
    if box.tag in _TABULAR:
        return False
    labels = f"{box.element.get('class') or ''} {lines[0].element.get('class') or ''}"
    if _PICTURE_WORD.search(labels) and not _TEXT_BESIDE.search(labels):
        return size <= _LABELLED
    flows = box.element is lines[0].element and box.tag == "p"  # a paragraph that begins with a picture
    return not flows and size <= _WORDLESS and not any(ends_in(line.text, STOPS) for line in lines)


def _behind(frame: Frame, inner: etree._Element) -> int | None:
    """The number of the block that begins the next element behind one without text of its own."""
    following = next((e for e in islice(inner.itersiblings(), 3) if e in frame.spans), None)
    if following is None:
        return None
    span = frame.spans[following]
    return span.start if span.end - span.start == 1 and span.end <= frame.main.end else None


def _is_set_as_caption(block: Block) -> bool:
    """Say whether a short line is set in italics or small type, or ends with a photo credit."""
    if len(block.text) > _BOX_SIZE or block.tag in _NO_CAPTION_TAGS:
        return False
    return wholly_in(block, "em", "i", "small", "figcaption") or ends_with_photo_credit(block.text)


def _credited(frame: Frame) -> Iterator[tuple[int, int]]:
    """The paragraphs of the text that end with a photo credit: lines of the article's own never do."""
    for i in frame.main.kept:
        block = frame.page.blocks[i]
        if len(block.text) <= _BOX_SIZE and block.tag not in _NO_CAPTION_TAGS and ends_with_photo_credit(block.text):
            yield i, i + 1
