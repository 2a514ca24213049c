"""Where a redirect of an article must not lead: to the front page, a login or a consent page.

Sites that have taken an article away often send its readers to the front page, and those that want an account or a
consent first send them to a form. Either would be stored as the article's text. A redirect says so before anything is
read, in every language; what a page itself says is ``scrapers.pagekind``'s matter. Pure functions.

Precision first: an article's path may hold any word, so that a word counts only as a whole segment of the path, and
only where the path that was asked for did not have it.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_plus, urlsplit

# Whole segments of a path, without an extension. Gathered from common content systems and identity providers, with
# the words of the languages that the shipped sources have.
_LOGIN = frozenset(
    "login log-in signin sign-in sign_in logon sso oauth oauth2 authorize openid-connect wp-login dang-nhap dangnhap "
    "connexion se-connecter aanmelden inloggen anmelden".split()
)
_CONSENT = frozenset(
    "consent cookie-consent cookieconsent cookiewall cookie-wall cookie-gate privacy-gate privacygate privacy-wall "
    "consent-management gdpr-consent collectconsent".split()
)
# What a front page is called: nothing, an index file, or a language.
_HOME = re.compile(r"/?|/(?:index|default|home|trang-chu)(?:\.[a-z]{2,5})?/?|/[a-z]{2}(?:[-_][A-Za-z]{2})?/?")
_EXTENSION = re.compile(r"\.[a-z]{2,5}$")
# A form's URL holds the one that it leads back to, sometimes escaped more than once.
_ESCAPES = 3


def misled(wanted: str, target: str) -> tuple[str, str] | None:
    """Return reason and detail where a redirect does not lead to the article that was wanted, else None.

    Args:
        wanted: the article's URL.
        target: where the server sends its reader.
    """
    asked, led = urlsplit(wanted), urlsplit(target)
    if is_front_page(asked.path, asked.query):
        return None
    if is_front_page(led.path, led.query):
        return "redirected-to-home", f"the article is redirected to the front page {target}"
    segments = _segments(led.path) - _segments(asked.path)
    last = _segments(led.path.rstrip("/").rpartition("/")[2])
    returns = _returns(led.query, asked.path)
    for reason, words in (("redirected-to-login", _LOGIN), ("redirected-to-consent", _CONSENT)):
        if segments & words and (last & words or returns):
            return reason, f"the article is redirected to {target}"
    return None


def is_front_page(path: str, query: str) -> bool:
    """Say whether a path is that of a front page; one with a number in its query is an article's short URL."""
    return _HOME.fullmatch(path) is not None and not re.search(r"=\d", query)


def _segments(path: str) -> frozenset[str]:
    return frozenset(_EXTENSION.sub("", segment) for segment in path.lower().split("/") if segment)


def _returns(query: str, path: str) -> bool:
    for _ in range(_ESCAPES):
        if path in query:
            return True
        query = unquote_plus(query)
    return path in query
