"""From the chosen blocks to the article's parts: paragraphs, captions, summary.

``generic`` says where the article is; this module says what of it is text, by asking one module a part: ``captions``
are taken aside with their credit, the ``standfirst`` is found, also where it stands outside the body, ``headlines``
takes title and byline off the head, ``invitations`` what leads elsewhere out of the text, ``tail`` the lines below it.
"""

from __future__ import annotations

from collections.abc import Sequence as Several
from dataclasses import dataclass

from scrapers.blocks import Sequence, reading_size
from scrapers.captions import captions
from scrapers.credits import without_rights
from scrapers.frame import Frame, folded, frame_of, says, title_index
from scrapers.furniture import is_signature
from scrapers.generic import Main
from scrapers.headlines import without_bylines, without_head
from scrapers.invitations import without_invitations
from scrapers.paragraphs import paragraphs
from scrapers.standfirst import standfirst
from scrapers.tail import end_of_text, without_tail
from transforms.records import Caption

__all__ = ["Composition", "compose", "folded", "title_index"]

_MAX_PARAGRAPHS = 5_000
_TWICE = 3
_LEAST_REST = 0.5
# A story told in pictures: how many there are at least, and what text they leave at most, in Latin characters.
_PICTURES = 3
_LITTLE = 300


@dataclass(frozen=True, slots=True)
class Composition:
    """The visible parts of an article.

    ``signature`` is the author's name that stood below the text, ``closing`` the lines taken off its end.
    """

    body: tuple[str, ...]
    captions: tuple[Caption, ...]
    summary: str | None
    summary_method: str
    signature: str | None = None
    closing: tuple[str, ...] = ()


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
    frame = frame_of(page, main, title)
    aside, taken = captions(frame)
    kept = without_head(frame, [i for i in main.kept if i not in taken], authors, section)
    span, method = standfirst(frame, kept, description, taken)
    summary = " ".join(block.text for block in page.blocks[span.start : span.stop]) or None
    kept = without_bylines(frame, _without_summary(frame, kept, span, summary), authors, section)
    kept = without_invitations(frame, kept[: end_of_text(frame, kept)])
    signed = len(kept) > 1 and is_signature(page.blocks[kept[-1]])
    signature = page.blocks[kept.pop()].text if signed else None
    text = without_tail(frame, kept, authors)
    closing = tuple(page.blocks[i].text for i in sorted(set(kept) - set(text)))
    if _is_all(frame, span, text):
        text, summary = [*span, *text], None
    body = paragraphs(page.blocks, text)[:_MAX_PARAGRAPHS]
    body[-1:] = [line for line in map(without_rights, body[-1:]) if line]
    return Composition((*body, *_told_in_pictures(body, aside)), aside, summary, method, signature, closing)


def _told_in_pictures(body: list[str], aside: tuple[Caption, ...]) -> tuple[str, ...]:
    """The texts of the captions, where they are the story: several pictures, and next to no text between them."""
    texts = tuple(caption.text for caption in aside if caption.text)
    told = sum(map(reading_size, texts))
    between = sum(map(reading_size, body))
    return texts if len(texts) >= _PICTURES and between < min(_LITTLE, _LEAST_REST * told) else ()


def _is_all(frame: Frame, span: range, text: list[int]) -> bool:
    """Say whether what was taken for the standfirst is the text itself: a short item, of which little else is left."""
    blocks = frame.page.blocks
    return sum(blocks[i].size for i in text) < _LEAST_REST * sum(blocks[i].size for i in span)


def _without_summary(frame: Frame, kept: list[int], span: range, summary: str | None) -> list[int]:
    """Take the standfirst out of the text, and its repetition at the head of it."""
    left = [i for i in kept if i not in span]
    twice = folded(summary)
    if not twice:
        return left
    return [i for i in left[:_TWICE] if not says(frame.page.blocks[i].text, twice)] + left[_TWICE:]
