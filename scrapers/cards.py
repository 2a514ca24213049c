"""Entries that lead to other pages: the cards, rows and posts that lists are made of, and articles are followed by.

A card is an element with one linked headline at its top: the widest one that holds no second. Three of a kind are an
enumeration, two where headings lead them, one where it is a heading with a teaser; a line alone is a paragraph with a
link. No word and no class name decides, so that cards are the same in every language and content system. Texts are
measured in characters here, for speed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from scrapers.blocks import HEADINGS, Sequence, Span, running_totals
from scrapers.compose import folded

LINKED, PARTLY_LINKED = 0.8, 0.3
# A linked heading is a headline however short; a linked line may be an entry of a menu.
_HEADLINE, _HEADING = 25, 8
# From here on a character is a word or half of one: Chinese, Japanese, Korean.
_DENSE_SCRIPTS = "\u2e80"
_ALIKE, _ALIKE_HEADED = 3, 2
_MAX_LEADS = 600
_MAX_CLIMB = 8
# What may follow a heading that has no element around it and its teaser.
_FLAT_TEASER, _FLAT_BLOCKS = 900, 4
_BEFORE, _TEASER, _TEASER_ALONE, _POST = 200, 900, 300, 150
# Cards without a linked headline: more of them are asked for.
_CAPTION, _LINES, _MANY = 420, 12, 6
_WHOLE = frozenset({"html", "body", "main"})
_NO_PAGES = ("#", "javascript:", "mailto:", "tel:", "data:")


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of a page as intervals of block numbers, in order, and for every block whether it is in one.

    ``text`` is how many characters they hold, ``post_text`` how much running text stands in cards with a linked heading
    and at least some lines of it, and ``posts`` how many cards those are.
    """

    spans: tuple[range, ...]
    inside: tuple[bool, ...]
    text: float
    posts: int
    post_text: float


@dataclass(frozen=True, slots=True)
class _Measured:
    """A page with the totals that every question about a stretch of it needs."""

    page: Sequence
    linked: list[bool]
    running: list[float]


def headline_length(text: str) -> int:
    """Return the length of a line as if it were written in letters: a Chinese character counts twice."""
    return len(text) * 2 if text and text[0] >= _DENSE_SCRIPTS else len(text)


def find_cards(page: Sequence, url: str, title: str = "") -> Cards:
    """Return the cards of the page whose address is ``url`` and whose title, folded, is ``title``."""
    blocks = page.blocks
    linked = [block.links > LINKED * len(block.text) for block in blocks]
    running = [len(b.text) if b.links < PARTLY_LINKED * len(b.text) else 0.0 for b in blocks]
    measured = _Measured(page, linked, running_totals(running))
    leads = _leads(measured, url, title)
    spans = _flat(measured, _enumerated(measured, leads)) or _captioned(measured, url)
    inside = [False] * len(blocks)
    for span in spans:
        inside[span.start : span.stop] = [True] * len(span)
    posts = [size for span in spans if _headed(measured, span) and (size := _running(measured, span)) >= _POST]
    text = sum(len(block.text) for block, within in zip(blocks, inside, strict=True) if within)
    return Cards(tuple(spans), tuple(inside), text, len(posts), sum(posts))


def _running(measured: _Measured, span: range) -> float:
    return measured.running[span.stop] - measured.running[span.start]


def _headed(measured: _Measured, span: range) -> bool:
    return any(measured.linked[i] and measured.page.blocks[i].tag in HEADINGS for i in span)


def _leads(measured: _Measured, url: str, title: str) -> list[int]:
    """Return the numbers of the blocks that are linked headlines, the first of those with one address in a row.

    They lead to other pages of the site. On a saved copy below a made-up address that is the site most of them name.
    """
    stated = [(i, *target) for i, target in _targets(measured, url, title)]
    hosts = Counter(site for _, site, _ in stated)
    own = _site(url)
    if hosts and hosts[own] < _ALIKE:
        own = hosts.most_common(1)[0][0]
    found: list[int] = []
    last = None
    for i, site, address in stated:
        if address != last and site == own:
            found.append(i)
            last = address
    return found


def _targets(measured: _Measured, url: str, title: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the blocks that are nothing but a link, long enough for a headline, with site and address of its end."""
    seen = 0
    for i, block in enumerate(measured.page.blocks):
        if not measured.linked[i]:
            continue
        text = block.text
        least = _HEADING if block.tag in HEADINGS else _HEADLINE
        if headline_length(text) < least or (len(title) <= len(text) < 2 * len(title) and folded(text) == title):
            continue
        target = _target(block.element, url)
        if target is not None:
            yield i, target
        seen += 1
        if seen >= _MAX_LEADS:
            return


def _target(element: etree._Element, url: str) -> tuple[str, str] | None:
    """Return site and address of the page that an element leads to; None for itself and a front page, and for none."""
    link = next((a for a in element.iter("a") if a.get("href")), None)
    above: etree._Element | None = element
    for _ in range(_MAX_CLIMB if link is None else 0):
        above = above.getparent() if above is not None else None
        if above is None or above.tag == "a":
            break
    link = above if link is None else link
    return _other_page((link.get("href") or "").strip(), url) if link is not None and link.tag == "a" else None


def _other_page(href: str, url: str) -> tuple[str, str] | None:
    """Read a link's end; by hand, since there are hundreds on a page and nothing is fetched from here."""
    if not href or href.lower().startswith(_NO_PAGES):
        return None
    address = href.partition("#")[0]
    if address.startswith("//"):
        address = "https:" + address
    site = _site(address) if address.startswith(("http://", "https://")) else _site(url)
    path = address.partition("//")[2].partition("/")[2] if "//" in address else address.lstrip("/")
    own = url.partition("#")[0].partition("//")[2].partition("/")[2]
    front = not path.strip("/")
    return None if front or (path.rstrip("/") == own.rstrip("/") and site == _site(url)) else (site, address)


def _site(url: str) -> str:
    """Return the last two labels of an address's host: enough to tell a site from its partners, and cheap."""
    host = url.partition("//")[2].partition("/")[0].partition(":")[0]
    return ".".join(host.lower().rsplit(".", 2)[-2:])


def _enumerated(measured: _Measured, leads: list[int]) -> list[range]:
    """Return per headline the widest element that it heads alone, where there are several of a kind."""
    if not leads:
        return []
    flags = [0.0] * len(measured.linked)
    for i in leads:
        flags[i] = 1.0
    totals = running_totals(flags)
    widest: dict[int, Span] = {}
    for span in measured.page.spans:
        first = totals[span.start]
        if totals[span.end] - first == 1 and span.tag not in _WHOLE:
            lead = leads[int(first)]
            if _is_about(measured, span, lead):
                widest[lead] = span
    kinds = {lead: _kind(span) for lead, span in widest.items()}
    alike = Counter(kinds.values())
    cards = (widest[i] for i in leads if i in widest and alike[kinds[i]] >= _least(measured, widest[i], i))
    return [range(span.start, span.end) for span in cards]


def _least(measured: _Measured, span: Span, lead: int) -> int:
    """Return how many of a kind it takes: one where it is a linked heading with a teaser, since days have one story."""
    if measured.page.blocks[lead].tag not in HEADINGS:
        return _ALIKE
    return 1 if _running(measured, range(lead + 1, span.end)) <= _TEASER_ALONE else _ALIKE_HEADED


def _is_about(measured: _Measured, span: Span, lead: int) -> bool:
    """Say whether a headline stands at the top of an element: what follows is then about it, a whole post even."""
    before = _running(measured, range(span.start, lead))
    after = _running(measured, range(lead + 1, span.end))
    return before <= _BEFORE and (after <= _TEASER or measured.page.blocks[lead].tag in HEADINGS)


def _kind(span: Span) -> tuple[str, str, str]:
    """What an element looks like: its name, the first word of its class, and the same of its parent."""
    parent = span.element.getparent()
    return span.tag, _first_class(span.element), "" if parent is None else f"{parent.tag} {_first_class(parent)}"


def _first_class(element: etree._Element) -> str:
    return (element.get("class") or "").strip().partition(" ")[0]


def _captioned(measured: _Measured, url: str) -> list[range]:
    """Return the cards whose heading is no link, where a picture or a button leads on: shops and catalogues have them.

    They are siblings of one kind, each with one heading, little text, and a link to a page of its own.
    """
    page = measured.page
    heads = running_totals([block.tag in HEADINGS for block in page.blocks])
    if heads[-1] < _MANY:
        return []
    boxes: dict[tuple[etree._Element | None, str], list[Span]] = {}
    for span in page.spans:
        if span.end - span.start > _LINES or span.tag in HEADINGS or heads[span.end] - heads[span.start] != 1:
            continue
        if _running(measured, range(span.start, span.end)) <= _CAPTION:
            boxes.setdefault((span.element.getparent(), span.tag), []).append(span)
    found: list[range] = []
    for spans in boxes.values():
        targets = {_target(span.element, url) for span in spans} - {None} if len(spans) >= _MANY else set()
        if len(targets) >= _MANY:
            found += [range(span.start, span.end) for span in spans]
    return sorted(found, key=lambda span: span.start)


def _flat(measured: _Measured, spans: list[range]) -> list[range]:
    """Let a card that is a heading alone take in the teaser behind it, up to the next card."""
    starts = [*(span.start for span in spans[1:]), len(measured.linked)][: len(spans)]
    return [_with_teaser(measured.page, span, following) for span, following in zip(spans, starts, strict=True)]


def _with_teaser(page: Sequence, span: range, following: int) -> range:
    if len(span) > 1 or page.blocks[span.start].tag not in HEADINGS:
        return span
    parent = page.blocks[span.start].element.getparent()
    end, size = span.stop, 0
    while end < min(following, span.stop + _FLAT_BLOCKS) and page.blocks[end].tag not in HEADINGS:
        size += len(page.blocks[end].text)
        if size > _FLAT_TEASER or page.blocks[end].element.getparent() is not parent:
            break
        end += 1
    return range(span.start, end)
