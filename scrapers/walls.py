"""Pages that stand in an article's place: not-found pages sent as 200, consent dialogues, bot checks, logins, paywalls.

They answer 200 and often under the article's own address, so only what they say and are made of can tell. The rules go
from the text that a reader would see, which is short on all of them, to the markup behind it, which is looked at only
where the text is short: an article of some length is never one of these, and costs nothing here. Each rule asks for two
things that are independent of each other, since every one alone is found on articles: consent platforms are loaded on
each page, password fields hide in menus, articles about cookies speak of consent, and "404 people" opens a headline.
"""

from __future__ import annotations

from scrapers import offer_words
from scrapers import wall_words as words
from scrapers.blocks import HEADINGS, Sequence
from scrapers.cards import headline_length
from scrapers.metadata import Metadata
from scrapers.structured import is_article_node

# Characters of text up to which a page can be one of these.
_ERROR_TEXT = 1_000
_BOT_TEXT = 1_200
_CONSENT_TEXT = 5_000
_LITTLE_TEXT, _NO_TEXT = 600, 200
_HEAD, _SEEN = 3, 20
_CONSENT_SHARE, _CONSENT_SHARE_TITLED = 0.5, 0.25
_CONSENT_FORMULAS = 2
# Less than this of a text that is not free, in Latin characters, is no news of its own: a lead and a broken sentence.
_STUB = 300
_MUCH_LONGER = 2.0
# An offer stands at the beginning of its line; beyond so many lines nobody offers anything any more.
_OFFER, _MOST_LINES = 1_000, 2_000


def wall_reason(
    meta: Metadata, page: Sequence, *, title: str | None, body: tuple[str, ...], markup: str, paywall: bool
) -> str | None:
    """Return ``soft-404``, ``error-page``, ``bot-check``, ``consent-wall``, ``login-page`` or None.

    ``markup`` is the page's source, ``body`` the text that would be the article's. ``paywall`` says that the page is
    not free; then ``paywall-stub`` is possible too, for a text that breaks off after next to nothing. A longer teaser
    is an article, and the flag says that it is not the whole one.
    """
    size = sum(map(len, body))
    if size >= _CONSENT_TEXT:
        return None
    if _is_consent(title, body, page, markup):
        return "consent-wall"
    if not is_article_node(meta.node):
        if reason := _error(title, body, page, size):
            return reason
        if _is_bot_check(title, page, size, markup):
            return "bot-check"
        if _is_login(title, page, size, markup):
            return "login-page"
    return "paywall-stub" if paywall and _is_stub(meta, page, body, markup) else None


def _headings(page: Sequence) -> list[str]:
    return [block.text for block in page.blocks if block.tag in HEADINGS][:_HEAD]


def _error(title: str | None, body: tuple[str, ...], page: Sequence, size: int) -> str | None:
    if size >= _ERROR_TEXT:
        return None
    names = [title or "", *_headings(page)]
    if any(words.NOT_FOUND_TITLE.match(name) for name in names):
        return "soft-404"
    if words.ERROR_TITLE.match(title or ""):
        return "error-page"
    said = [*body[:_HEAD], *_headings(page)]
    return "soft-404" if any(words.NOT_FOUND_TEXT.search(text) for text in said) else None


def _is_bot_check(title: str | None, page: Sequence, size: int, markup: str) -> bool:
    """Say whether a page asks for proof of being a person: two signs of it, or one and no text."""
    if size >= _BOT_TEXT:
        return False
    seen = " ".join(block.text for block in page.blocks[:_SEEN])
    titled = words.BOT_TITLE.match(title or "") is not None
    told = words.BOT_TEXT.search(seen) is not None
    if not titled and not told and size >= _NO_TEXT:
        return False
    signs = titled + told + (words.BOT_MARKER.search(markup) is not None)
    return signs > 1 or (signs == 1 and size < (_LITTLE_TEXT if titled else _NO_TEXT))


def _is_login(title: str | None, page: Sequence, size: int, markup: str) -> bool:
    names = (title or "", *_headings(page)[:1])
    named = size < _LITTLE_TEXT and any(words.LOGIN_TITLE.match(name) for name in names)
    return named and words.PASSWORD_INPUT.search(markup) is not None


def _is_consent(title: str | None, body: tuple[str, ...], page: Sequence, markup: str) -> bool:
    """Say whether the text is that of a consent dialogue: its formulas in most of the text, its means in the markup."""
    texts = body or tuple(block.text for block in page.blocks[:_SEEN])
    whole = " ".join(texts).lower()
    if not any(stem in whole for stem in words.CONSENT_STEMS):
        return False
    titled = words.CONSENT_TITLE.match(title or "") is not None
    speaking = [text for text in texts if words.CONSENT_TEXT.search(text)]
    if sum(map(len, speaking)) < (_CONSENT_SHARE_TITLED if titled else _CONSENT_SHARE) * len(whole):
        return False
    formulas = {found.lower() for text in speaking for found in words.CONSENT_TEXT.findall(text)}
    if len(formulas) < _CONSENT_FORMULAS:
        return False
    return bool(words.CONSENT_MARKER.search(markup) or words.CONSENT_BUTTON.search(markup))


def _is_stub(meta: Metadata, page: Sequence, body: tuple[str, ...], markup: str) -> bool:
    """Say whether next to nothing of a text is there; where everything is sold, notices are as short, but whole."""
    if not body or sum(map(headline_length, body)) >= _STUB:
        return False
    return (
        _declared_words(meta) > _MUCH_LONGER * sum(len(text.split()) for text in body)
        or offer_words.CUT_OFF.search(body[-1]) is not None
        or offer_words.GATE.search(markup) is not None
        or any(offer_words.OFFER.search(block.text[:_OFFER]) for block in page.blocks[:_MOST_LINES])
    )


def _declared_words(meta: Metadata) -> int:
    stated = str(meta.node.get("wordCount") or "").strip()
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 7 else 0  # noqa: PLR2004 - no article has a million words
