"""URL identity: a frozen, versioned key per URL, and the ids made from it.

The key decides whether two addresses are the same article, so it may never change within a version: a better rule
is a new version (``u2``) with a migration. It only compares; what is fetched and stored is the URL as found.

Two mistakes are possible and not alike. A key that parts twins costs a second fetch and a duplicate, which its text
gives away later; a key that joins two articles loses one of them for good. So only what is known never to choose
content is left out. What a page says of its own address (``rel=canonical``) is judged in ``scrapers.canonical``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from transforms.hosts import ascii_host, without_twin_labels
from transforms.records import Lead
from transforms.tracking import names_the_visit

KEY_VERSION = "u1"

_DEFAULT_PORTS = {"http": 80, "https": 443}
_SAFE_IN_PATH = "/:@!$&'()*+,;=-._~"
# JavaScript's old escape(), which some feeds still use: %u1EC7 is one UTF-16 unit.
_UNIT_ESCAPES = re.compile(r"(?:%u[0-9a-fA-F]{4})+")
_ENCODED_SLASH = re.compile(r"%2f", re.IGNORECASE)
# Session ids in paths: Java's and PHP's path parameters, ASP.NET's segment such as /(S(lit3py55t21z5v55vlm25s55))/.
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sessionid|sid)=[^/;]*", re.IGNORECASE)
_SEGMENT_SESSION = re.compile(r"/\((?:[A-Z]\([a-zA-Z0-9_-]{20,}\))+\)(?=/|$)")
# What ends a path and names no other page: directory indexes, AMP's marks, slashes; in any order, as often as it comes.
_TAIL = re.compile(
    r"(?:/index\.(?:x?html?|shtml|php|jsp|aspx?)|/default\.(?:html?|aspx?)|/amp|(?<=[^/])\.amp|/)+$", re.IGNORECASE
)
_AMP_LEAD = re.compile(r"(?:/amp(?=/|$))+", re.IGNORECASE)
_AMP_HTML = re.compile(r"(?<=[^/])\.amp(?=\.html?$)", re.IGNORECASE)
# Google's AMP cache and viewer carry the publisher's address in their path ("s": over TLS); see AMP's cache URL format.
_AMP_CACHE = re.compile(r"/(?:c|v|wp|r)/(?:s/)?((?:[a-z0-9-]+\.)+[a-z0-9-]+)(/.*)?", re.IGNORECASE)
_AMP_VIEWER = re.compile(r"/amp/(?:s/)?((?:[a-z0-9-]+\.)+[a-z0-9-]+)(/.*)?", re.IGNORECASE)
_GOOGLE = re.compile(r"(?:www\.)?google(?:\.[a-z]{2,3}){1,2}")
# Most addresses of articles need no more than a look: names in lower case, segments of unreserved characters, no query.
_PLAIN = re.compile(r"https?://((?:[a-z0-9-]+\.)+[a-z]+)((?:/[A-Za-z0-9_-][A-Za-z0-9_.,-]*)*)/?")
_NOT_PLAIN = re.compile(r"[/.]amp\b|ampproject|/index\.|/default\.", re.IGNORECASE)


def _publisher_address(parts: SplitResult) -> SplitResult:
    """Return the publisher's address where Google's AMP cache or viewer shows the page, else the address itself."""
    while True:
        host = (parts.hostname or "").lower().rstrip(".")
        cached = host == "cdn.ampproject.org" or host.endswith(".cdn.ampproject.org")
        pattern = _AMP_CACHE if cached else _AMP_VIEWER if _GOOGLE.fullmatch(host) else None
        found = pattern.fullmatch(parts.path) if pattern else None
        if found is None:
            return parts
        parts = parts._replace(scheme="https", netloc=found[1], path=found[2] or "/")


def _host(parts: SplitResult) -> str:
    host = without_twin_labels(ascii_host(parts.hostname or ""))
    if ":" in host:
        host = f"[{host}]"
    try:
        port = parts.port
    except ValueError:
        port = None
    return host if port is None or port == _DEFAULT_PORTS.get(parts.scheme.lower()) else f"{host}:{port}"


def _units(match: re.Match[str]) -> str:
    units = bytes.fromhex(match[0].replace("%u", ""))
    return quote(units.decode("utf-16-be", "replace"))


def _escaped(text: str) -> str:
    """Return text with one percent-encoding: UTF-8 in NFC, escaped where RFC 3986 asks for it and nowhere else.

    An encoded slash stays encoded, since it is no separator; bytes that are not UTF-8 stay what they are.
    """
    text = _UNIT_ESCAPES.sub(_units, text)
    parts = (unquote(part, errors="surrogateescape") for part in _ENCODED_SLASH.split(text))
    composed = (unicodedata.normalize("NFC", part) for part in parts)
    return "%2F".join(quote(part, safe=_SAFE_IN_PATH, errors="surrogateescape") for part in composed)


def _without_dots(path: str) -> str:
    """Resolve ``.`` and ``..`` (RFC 3986, 5.2.4); empty segments stay, for some servers tell them apart."""
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == ".." and len(kept) > 1:
            kept.pop()
        elif segment not in {".", ".."}:
            kept.append(segment)
    return "/".join(kept)


def _plain_path(path: str) -> str:
    return _without_dots(_escaped(path)).rstrip("/") or "/"


def _path(path: str) -> str:
    """Return the path without sessions, names of directory indexes, the marks of AMP twins and slashes at its end."""
    path, before = _plain_path(path), ""
    while path != before:  # taking one away can bring another to light
        before = path
        path = _SEGMENT_SESSION.sub("", _PATH_SESSION.sub("", path))
        path = _TAIL.sub("", _AMP_HTML.sub("", path))
        lead = _AMP_LEAD.match(path)
        path = _plain_path(path[lead.end() :] if lead else path)
    return path


def _query(query: str) -> str:
    while "&amp;" in query:  # escaped for HTML, once or more often
        query = query.replace("&amp;", "&")
    pairs = parse_qsl(_UNIT_ESCAPES.sub(_units, query), keep_blank_values=True, errors="surrogateescape")
    composed = ((unicodedata.normalize("NFC", name), unicodedata.normalize("NFC", value)) for name, value in pairs)
    kept = sorted({(name, value): None for name, value in composed if not names_the_visit(name, value)})
    return urlencode(kept, errors="surrogateescape")


def _route(fragment: str) -> str:
    """Return the route of a page that chooses its content by ``#!`` (hash-bang); other fragments are places on it."""
    route = _escaped(fragment[1:]).rstrip("/") if fragment.startswith("!") else ""
    return f"#!{route}" if route else ""


def url_key(url: str) -> str:
    """Return the key of an absolute URL, such as ``u1:news.example/a/b?id=3``.

    Scheme, ``www.``, default port, fragment, tracking parameters and session ids, the order of parameters, percent-
    encoding, dot segments, directory indexes and a slash at the end do not count, nor do the marks of mobile and AMP
    twins. The function is idempotent on ``"https://" + key`` without its version. A URL without a host (``file:``)
    keeps its scheme and path. Raises ValueError for a string that is no absolute URL.
    """
    plain = _PLAIN.fullmatch(url)
    if plain and not _NOT_PLAIN.search(url):
        return f"{KEY_VERSION}:{_twinless(plain[1])}{plain[2] or '/'}"
    return _key_of_parts(url)


@lru_cache(maxsize=1024)
def _twinless(host: str) -> str:
    return without_twin_labels(host)


def _key_of_parts(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
    except ValueError as error:
        raise ValueError(f"not an absolute URL: {url!r} ({error})") from None
    if not parts.scheme or not (parts.netloc or parts.path):
        raise ValueError(f"not an absolute URL: {url!r}")
    if not parts.hostname and parts.scheme.lower() not in _DEFAULT_PORTS:
        return f"{KEY_VERSION}:{parts.scheme.lower()}:{_plain_path(parts.path)}"
    parts = _publisher_address(parts)
    host, query = _host(parts), _query(parts.query)
    if not host:
        raise ValueError(f"not an absolute URL: {url!r} (it names no host)")
    return f"{KEY_VERSION}:{host}{_path(parts.path)}" + (f"?{query}" if query else "") + _route(parts.fragment)


def document_key(path: str) -> str:
    """Return the key of a local document: its POSIX path below the PATH that was given."""
    return f"{KEY_VERSION}:doc:{path}"


def article_id(source_id: str, key: str) -> str:
    """Return the id of an article: 24 hex digits of SHA-256 over source id and key."""
    return hashlib.sha256(f"{source_id}\n{key}".encode("utf-8", "surrogateescape")).hexdigest()[:24]


def lead_hash(lead: Lead) -> str:
    """Return a fingerprint of what a listing says of an article: when it changes, the article is visited again.

    Title, date of change and date of publication count; the summary does not, since feeds of one source word it
    differently.
    """
    text = "\x1f".join(value or "" for value in (lead.title, lead.modified, lead.published))
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]
