"""What a page shows of itself without saying so: that its text is for subscribers, that it is a live blog.

Publishers declare both for search engines (``metadata``), but by far not all, and the declaration is the first thing
that a redesign loses. A reader sees an offer where the text breaks off, and entries with the time before each.
"""

from __future__ import annotations

import re
from itertools import pairwise

from scrapers import offer_words
from scrapers.blocks import Sequence
from scrapers.generic import Main

# Characters. A teaser is shorter than the first; up to the second a wall needs a second sign, and none is longer.
_TEASER, _SHORT = 1_200, 3_000
_OFFER = 400
_REACH, _FAR = 4, 12
# So many lines before the end of the text are asked, at most: a page of code or of a table has thousands.
_MOST_LINES = 400

_CLOCK = re.compile(r"(?:um |at |à |kl\.? ?|lúc )?([01]?\d|2[0-3]) ?[:.hg] ?([0-5]\d)(?!\d|[.,:/]\d)", re.IGNORECASE)
_STAMP = re.compile(r"\d{4}-\d\d-\d\d[T ](\d\d):(\d\d)")
_LIVE = re.compile(
    r"(?<![^\W_])(?:live|liveblog|newsblog|(?:live[- ]?)?ticker|en direct|en vivo|minuto a minuto|in diretta|ao vivo|"
    r"na żywo|relacja live|trực tiếp|tường thuật|senaste nytt|direkte|онлайн|прямой эфир|canlı)(?![^\W_])",
    re.IGNORECASE,
)
_ENTRIES, _ENTRIES_UNNAMED = 4, 8
_ENTRY_TEXT = 40
_ENTRY_MEAN = 100
_IN_ORDER = 0.8
_OPENING = 120


def shows_paywall(page: Sequence, body: tuple[str, ...], markup: str) -> bool:
    """Say whether an offer to subscribe stands where the text breaks off.

    The offer speaks of this text ("to continue reading"), is short, and is no paragraph of the body. It counts where
    little text is shown and it follows close by, or where the text ends in dots or its element is named a wall.
    """
    size = sum(map(len, body))
    if not body or size >= _SHORT:
        return False
    texts = set(body)
    ours = [i for i, block in enumerate(page.blocks) if block.text in texts] or [0]
    last = ours[-1]
    if _has_offer(page, texts, range(last + 1, last + 1 + _REACH)):
        return size < _TEASER or _breaks_off(body, markup)
    # Further away from the end of the text, or among its lines.
    lines = range(max(ours[0], last - _MOST_LINES), last + _FAR)
    return size < _TEASER and _has_offer(page, texts, lines) and _breaks_off(body, markup)


def _has_offer(page: Sequence, texts: set[str], lines: range) -> bool:
    """Say whether one of these lines is an offer; what stands in the text is none."""
    return any(
        len(block.text) < _OFFER and block.text not in texts and offer_words.OFFER.search(block.text)
        for block in page.blocks[lines.start : lines.stop]
    )


def _breaks_off(body: tuple[str, ...], markup: str) -> bool:
    return offer_words.CUT_OFF.search(body[-1]) is not None or offer_words.GATE.search(markup) is not None


def shows_live_entries(page: Sequence, main: Main, title: str | None, url: str) -> bool:
    """Say whether the text is a row of entries, each with its time, in the order of the clock or against it.

    Four are enough where title, address or label says "live"; else eight, of some length, since programmes and
    timetables look the same.
    """
    stamped = _stamped(page, main)
    if len(stamped) < _ENTRIES:
        return False
    times = [minutes for _, minutes in stamped]
    rising = sum(earlier <= later for earlier, later in pairwise(times))
    falling = sum(earlier >= later for earlier, later in pairwise(times))
    if max(rising, falling) < _IN_ORDER * (len(times) - 1):
        return False
    named = _LIVE.search(title or "") or _LIVE.search(url.replace("-", " ")[-_OPENING:])
    sizes = [size for size, _ in stamped]
    return bool(named) or (len(stamped) >= _ENTRIES_UNNAMED and sum(sizes) >= _ENTRY_MEAN * len(sizes))


def _stamped(page: Sequence, main: Main) -> list[tuple[int, int]]:
    """Return length in characters and minute of the day of each entry: a time, and the text up to the next."""
    stamps = _stamps(page, main)
    if len(stamps) < _ENTRIES:
        return []
    kept = set(main.kept)
    found: list[tuple[int, int]] = []
    time: int | None = None
    size = 0
    for i in range(main.start, main.end):
        text = page.blocks[i].text
        stamp = stamps.get(i)
        if stamp is not None:
            if time is not None and size >= _ENTRY_TEXT:
                found.append((size, time))
            time, size = stamp, 0
        if i in kept:
            size += len(text) if stamp is None or len(text) > _ENTRY_TEXT else 0
    if time is not None and size >= _ENTRY_TEXT:
        found.append((size, time))
    return found


def _stamps(page: Sequence, main: Main) -> dict[int, int]:
    """Return the minute of the day per block of the main element that states one, in an element or as its first word.

    Most pages have fewer than make a row of entries, and nothing else is asked of those.
    """
    stamps = {i: minutes for i, minutes in _marked(page).items() if main.start <= i < main.end}
    for i, block in enumerate(page.blocks[main.start : main.end], main.start):
        text = block.text
        if i not in stamps and (len(text) < _ENTRY_TEXT or text[0].isdigit()) and (clock := _CLOCK.match(text)):
            stamps[i] = int(clock[1]) * 60 + int(clock[2])
    return stamps


def _marked(page: Sequence) -> dict[int, int]:
    """Return the minute of the day per block that holds a ``time`` element with one."""
    found: dict[int, int] = {}
    for mark in page.marks:
        stated = _STAMP.match(mark.element.get("datetime") or "") if mark.element.tag == "time" else None
        if stated is not None:
            found.setdefault(mark.block, int(stated[1]) * 60 + int(stated[2]))
    return found
