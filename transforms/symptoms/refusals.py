"""What a failure means: from the reason of a reject (``ops.reject``) to a verdict, in words, and what to do.

One table for listings and one for the pages of articles, because the same reason means different things there: a 404
is a feed that is dead, or an article that was taken down.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.symptoms.history import Failure, Kind

_LIVE = "khotin sources check {source} --live"
_LOOK = f"ask by `{_LIVE}`, and see with a browser what stands at the address"


class Meaning(NamedTuple):
    """A verdict, its cause in words behind the address, and what to do; ``{source}`` is put in."""

    kind: Kind
    words: str
    advice: str


_ASK_LESS = (
    "raise delay_seconds and lower max_concurrency under [politeness] in {source}.toml, and make its schedule rarer"
)
_REFUSED = (
    "see with a browser whether the site is open to you; set KHOTIN_CONTACT so that it can reach you, "
    "ask it for access, or take the source out (enabled = false)"
)
_CONSENT = (
    "Khotin accepts no cookies: see whether the site has another edition or address without the dialogue, "
    "else take the source out (enabled = false)"
)
_FEED_MOVED = (
    "look for its new address with `khotin sources add {homepage}`, and change or remove its [[discover]] in "
    "{source}.toml"
)
_WAIT = f"wait: the next run tries again; if it lasts, ask by `{_LIVE}` and look at the site with a browser"
_ROBOTS = (
    "the site does not want it: remove this [[discover]] from {source}.toml, use another route, or ask the publisher"
)
_LAYOUT = (
    "look at a page that was refused, correct [[layouts]] in {source}.toml (keep the old one with valid_until), "
    "then `khotin reparse {source}` reads the archived pages again; a page that is empty without JavaScript needs "
    "render = true"
)
_LARGER = "raise max_bytes under [politeness] in {source}.toml"
_LINKS = "correct `links` (or `items`) of this [[discover]] in {source}.toml"
_TLS = "see whether a browser opens the address; correct http:// or the host in {source}.toml, or wait for the site"

_BLOCKED: dict[str, tuple[str, str]] = {
    "http-401": ("asks for a login (HTTP 401)", _REFUSED),
    "http-403": ("refuses us (HTTP 403)", _REFUSED),
    "http-406": ("refuses us (HTTP 406)", _REFUSED),
    "http-429": ("asks us to come less often (HTTP 429)", _ASK_LESS),
    "asked-to-wait": ("asks us to come less often", _ASK_LESS),
    "http-451": ("is closed for legal reasons or to this country (HTTP 451)", _REFUSED),
    "bot-check": ("answers with a check for robots", _REFUSED),
    "consent-wall": ("answers with a consent dialogue", _CONSENT),
    "redirected-to-consent": ("sends us to a consent dialogue", _CONSENT),
    "login-page": ("answers with a login page", _REFUSED),
    "redirected-to-login": ("sends us to a login page", _REFUSED),
    "paywall-stub": ("shows subscribers' pages only", _REFUSED),
}
_ROBOTS_SAID = re.compile(r"HTTP status (\d{3})")
_TLS_SAID = re.compile(r"\btls\b|\bssl\b|certificate", re.IGNORECASE)
_ANSWERED = (200, 203, 304)
_OF_PAGES: dict[str, Meaning] = {
    **{reason: Meaning("blocked", *said) for reason, said in _BLOCKED.items()},
    "robots-disallowed": Meaning("robots-disallowed", "is closed to robots by robots.txt", _ROBOTS),
    "redirect-loop": Meaning("redirect-loop", "redirects in a circle", _FEED_MOVED),
    "bad-redirect": Meaning("redirect-loop", "redirects to what is no address", _FEED_MOVED),
    "tls": Meaning("tls", "cannot be trusted: TLS fails", _TLS),
    "http-404": Meaning("pages-missing", "is gone (HTTP 404)", _LOOK),
    "http-410": Meaning("pages-missing", "is gone (HTTP 410)", _LOOK),
    "soft-404": Meaning("pages-missing", "answers with a page that says that nothing was found", _LOOK),
    "error-page": Meaning("pages-missing", "answers with an error page", _LOOK),
    "redirected-to-home": Meaning("pages-missing", "sends us to the front page", _LOOK),
    "home-page": Meaning("pages-missing", "answers with the front page", _LOOK),
    "timeout": Meaning("no-answer", "does not answer in time", _WAIT),
    "unreachable": Meaning("no-answer", "cannot be reached", _WAIT),
    "truncated": Meaning("no-answer", "breaks off before its end", _WAIT),
    "host-resting": Meaning("no-answer", "was left alone, because its host had failed again and again", _WAIT),
    "too-large": Meaning("layout-broken", "is larger than max_bytes", _LARGER),
}
_OF_LISTINGS: dict[str, Meaning] = {
    "http-404": Meaning("dead-feed", "is gone (HTTP 404)", _FEED_MOVED),
    "http-410": Meaning("dead-feed", "is gone (HTTP 410)", _FEED_MOVED),
    "no-links": Meaning("empty-listings", "answers, but its `links` selector finds nothing in it", _LINKS),
    "html-instead-of-feed": Meaning("html-feed", "answers with a web page instead of a feed", _FEED_MOVED),
    "html-instead-of-sitemap": Meaning("html-feed", "answers with a web page instead of a sitemap", _FEED_MOVED),
    "html-instead-of-json": Meaning("html-feed", "answers with a web page instead of JSON", _FEED_MOVED),
    "empty-body": Meaning("broken-feed", "answers with nothing", _FEED_MOVED),
    "malformed-feed": Meaning("broken-feed", "is broken", _FEED_MOVED),
    "malformed-sitemap": Meaning("broken-feed", "is broken", _FEED_MOVED),
    "malformed-json": Meaning("broken-feed", "is broken", _FEED_MOVED),
    "too-large": Meaning("broken-feed", "is larger than max_bytes", _LARGER),
}
# Reasons whose detail a person wants to read in the first line.
_TOLD = frozenset(
    "redirect-loop bad-redirect tls timeout unreachable truncated too-large "
    "malformed-feed malformed-sitemap malformed-json".split()
)


def of_listing(failure: Failure) -> Meaning:
    """Return what the failure of a listing means."""
    meaning = _OF_LISTINGS.get(failure.reason)
    return _told(failure, meaning) if meaning is not None else of_page(failure)


def of_page(failure: Failure) -> Meaning:
    """Return what the failure of an article's page means."""
    meaning = _OF_PAGES.get(failure.reason)
    if meaning is not None:
        return _told(failure, meaning)
    if failure.reason == "robots-unreachable":
        return _of_robots(failure)
    if failure.reason.startswith("http-5"):
        return Meaning("server-error", f"answers with an error of the server (HTTP {failure.reason[-3:]})", _WAIT)
    if failure.status in _ANSWERED:
        return Meaning("layout-broken", f"holds no article that Khotin can read ({failure.reason})", _LAYOUT)
    return Meaning("no-answer", f"cannot be read: {failure.reason} ({failure.detail})", _WAIT)


def _told(failure: Failure, meaning: Meaning) -> Meaning:
    """Put the detail behind the words where it tells more than they do."""
    return meaning._replace(words=f"{meaning.words} ({failure.detail})") if failure.reason in _TOLD else meaning


def _of_robots(failure: Failure) -> Meaning:
    """Return what it means that robots.txt could not be read: its host is ill, and nothing may be asked for."""
    if _TLS_SAID.search(failure.detail):
        return Meaning("tls", f"cannot be trusted: TLS fails ({failure.detail})", _TLS)
    status = _ROBOTS_SAID.search(failure.detail)
    if status is None:
        return Meaning("no-answer", f"cannot be reached, not even its robots.txt ({failure.detail})", _WAIT)
    words = f"may not be asked for: robots.txt answers HTTP {status[1]}, which forbids everything (RFC 9309)"
    return Meaning("robots-unreadable", words, _WAIT)
