"""What of a page is chrome: menus, invitations, consent dialogues, comments, cards of other articles.

Four kinds of evidence, each with its own bound, since each of them lies at times: the name of an element (believed only
where it holds a minor part of the page's text), its tag, what its lines are made of (a link that signs up for mail, a
linked heading), and a heading that says that comments follow. Nothing here knows any host.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from scrapers.blocks import HEADINGS, Block, Sequence, Span, running_totals
from scrapers.vocabulary import COMMENTS_COUNTED, COMMENTS_FOLLOW, SIGN_UP

# How much of the page's running text an element may hold and still be taken at its label's word. Dialogues about
# consent are often longer than the article; comments are, more often than not.
BELIEVED = {
    "comments": 0.95, "consent": 0.9, "foot": 0.9, "chrome": 0.25, "invitation": 0.25, "about": 0.25, "tag": 0.3,
    "form": 0.25,
}  # fmt: skip
BELIEVED_LITTLE = {**BELIEVED, "chrome": 0.1, "invitation": -1.0, "about": -1.0}
_ASIDE_TAGS = frozenset({"nav", "aside", "footer", "dialog", "menu", "address"})
_FORM_TAGS = frozenset({"form", "fieldset"})
_TELLING_TAGS = _ASIDE_TAGS | _FORM_TAGS
# Inside these, a footer is that of an article, a quotation or a comment, not of the page.
_PARTS = frozenset({"article", "main", "section", "blockquote", "figure", "li"})
_ROOTS = frozenset({"html", "body", "main"})
_LONG = 60
_LINKED = 0.8
_TEASER = 900
_SIGNUP = 500
_SIGNUP_LINES = 6
# One of these is in whatever SIGN_UP finds, in lower case. None has an "i", of which case folding makes two letters.
_SIGN_UP_PARTS = (
    "newsletter", "gn up", "subscr", "ng l", "nfolettre", "abonn", "wsbr", "nschr", "bolet", "suscr", "ản t", "đăng",
)  # fmt: skip
_CARD_HEADINGS = 1
_MOSTLY_CARDS = 0.3
_CARDS = 2
_CARD_SHARE = 0.3
_LEAST_TEXT = 150.0
_LINE = 100
_MAX_DEPTH = 60


def find_chrome(
    page: Sequence, weights: list[float], believed: dict[str, float], anchor: int | None, *, cards: bool
) -> list[bool]:
    """Say per block whether it stands in an element that is chrome.

    Args:
        page: the page's blocks.
        weights: a block's weight as text each.
        believed: the greatest share of the page's text that an element of each kind may hold.
        anchor: the block of the title, which no chrome holds.
        cards: whether cards of other articles are looked for.
    """
    totals = running_totals([max(0.0, weight) for weight in weights])
    whole = totals[-1] or 1.0
    out = [False] * len(weights)
    done = len(weights)  # spans that start here or later lie inside one that is marked already, or to the right
    for span in reversed(page.spans):
        if span.start >= done or not (span.kinds or span.tag in _TELLING_TAGS):
            continue
        titled = anchor is not None and span.start <= anchor < span.end
        kind = None if titled else _kind(span)
        if kind and (totals[span.end] - totals[span.start]) / whole <= believed[kind]:
            out[span.start : span.end] = [True] * (span.end - span.start)
            done = span.start
    _drop_signups(page, out)
    if cards:
        _drop_teasers(page, out)
    if anchor is not None:
        _drop_comments(page, totals, out, anchor)
    return out


def _kind(span: Span) -> str | None:
    """What an element is called: a key of BELIEVED, or None where nothing tells it from text.

    Headings are not asked: the id of one is made of its words, and page builders call them titles of widgets.
    """
    around = islice(span.element.iterancestors(), _MAX_DEPTH) if span.tag == "footer" else ()
    if span.tag == "footer" and not any(element.tag in _PARTS for element in around):
        return "foot"
    if span.tag in _ASIDE_TAGS:
        return "tag"
    if span.tag in _ROOTS or span.tag in HEADINGS:
        return None
    kinds = span.kinds
    if "comments" in kinds:
        return "comments"
    if "text" in kinds:
        return None
    named = next((kind for kind in ("consent", "chrome", "invitation", "about") if kind in kinds), None)
    return named or ("form" if span.tag in _FORM_TAGS else None)


def _drop_signups(page: Sequence, out: list[bool]) -> None:
    """Mark small elements that hold nothing but a few lines and a link or form to sign up for a newsletter.

    The lines before the link ("Get briefed on the story of the week.") read like text, and often no label tells; but an
    element of an article's own text holds no such link.
    """
    asking = _asking(page)
    if not asking:
        return
    asks = running_totals([i in asking for i in range(len(page.blocks))])
    for _, _, _, start, end in page.spans:
        asks_mail = end - start <= _SIGNUP_LINES and asks[end] > asks[start]
        if asks_mail and sum(block.size for block in page.blocks[start:end]) < _SIGNUP:
            out[start:end] = [True] * (end - start)


def _asking(page: Sequence) -> set[int]:
    """The blocks that are a short link to sign up for mail.

    Pages have hundreds of short links: which parts of the words there are is asked once, of all of them together.
    """
    lines = [
        (i, block.text.casefold())
        for i, block in enumerate(page.blocks)
        if block.link_density > _LINKED and len(block.text) < _LONG
    ]
    together = "\n".join([line for _, line in lines])
    parts = [part for part in _SIGN_UP_PARTS if part in together]
    maybe = {i for part in parts for i, line in lines if part in line}
    return {i for i in maybe if SIGN_UP.search(page.blocks[i].text)}


def _drop_teasers(page: Sequence, out: list[bool]) -> None:
    """Mark small elements with a linked heading, and small ``article`` elements beside a text that is in none of them.

    The heading of an article does not lead away from it; and where most of the text is elsewhere, many small
    articles are cards that advertise others (in a live blog they hold most of the text themselves).
    """
    linked = running_totals([block.link_density > _LINKED and block.tag in HEADINGS for block in page.blocks])
    articles = [span for span in page.spans if span.tag == "article"]
    if linked[-1] < _CARDS and len(articles) < _CARDS:
        return
    sizes = running_totals([block.size for block in page.blocks])
    most = min(_TEASER, _CARD_SHARE * sizes[-1])
    cards = [span for span in articles if sizes[span.end] - sizes[span.start] < most]
    if len(cards) < _CARDS or sum(sizes[span.end] - sizes[span.start] for span in cards) > _MOSTLY_CARDS * sizes[-1]:
        cards = []
    if linked[-1] >= _CARDS:
        headings = running_totals([block.tag in HEADINGS for block in page.blocks])
        cards += [
            span
            for span in page.spans
            if linked[span.end] > linked[span.start]
            and headings[span.end] - headings[span.start] <= _CARD_HEADINGS
            and sizes[span.end] - sizes[span.start] < most
        ]
    for span in cards:
        out[span.start : span.end] = [True] * (span.end - span.start)


def _drop_comments(page: Sequence, totals: list[float], out: list[bool], anchor: int) -> None:
    """Mark what follows a heading such as "12 comments" or "Leave a reply", where a text stands before it.

    Comments close the page's own column; behind them come other columns and the foot of the page.
    """
    first = bisect_left(totals, _LEAST_TEXT, lo=anchor + 1, key=lambda total: total - totals[anchor])
    for i in range(first, len(page.blocks)):
        if _opens_comments(page.blocks[i]):
            out[i:] = [True] * (len(out) - i)
            return


def _opens_comments(block: Block) -> bool:
    """Say whether a block is a heading, or a line that begins with a number, that says that comments follow."""
    heading = block.tag in HEADINGS
    counted = block.text.lstrip("([ ")[:1].isdigit()
    if not (heading or counted) or len(block.text) >= _LINE or block.link_density > _LINKED:
        return False
    if heading and COMMENTS_FOLLOW.match(block.text):
        return True
    return counted and bool(COMMENTS_COUNTED.match(block.text))
