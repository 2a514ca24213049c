"""URL identity: a frozen, versioned key per URL, and the ids made from it.

The key decides whether two addresses are the same article, so it may never change within a version: a better rule
is a new version (``u2``) with a migration. It only compares; what is fetched and stored is the URL as found.
"""

from __future__ import annotations

import contextlib
import hashlib
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

import idna

from transforms.records import Lead

KEY_VERSION = "u1"

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Parameters that name the visit and not the page, from the documentation of those who set them (Google, Meta,
# Microsoft, Matomo, Mailchimp).
_TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "piwik_", "hsa_")
_TRACKING = frozenset(
    "fbclid gclid dclid gbraid wbraid msclkid yclid igshid mc_cid mc_eid _ga _gl ocid cmpid ref_src spm "
    "phpsessid jsessionid sessionid sid at_medium at_campaign".split()
)
_UNRESERVED_PATH = "/:@!$&'()*+,;=-._~"


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".").lower()
    if not host.isascii():
        with contextlib.suppress(idna.IDNAError):
            host = idna.encode(host, uts46=True).decode("ascii")
    host = host.removeprefix("www.")
    if ":" in host:
        host = f"[{host}]"
    try:
        port = parts.port
    except ValueError:
        port = None
    return host if port is None or port == _DEFAULT_PORTS.get(parts.scheme.lower()) else f"{host}:{port}"


def _path(path: str) -> str:
    path = path.split(";jsessionid=", maxsplit=1)[0]
    path = quote(unquote(path, errors="surrogateescape"), safe=_UNRESERVED_PATH, errors="surrogateescape")
    return path.rstrip("/") or "/"


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    kept = [
        (name, value)
        for name, value in pairs
        if name.lower() not in _TRACKING and not name.lower().startswith(_TRACKING_PREFIXES)
    ]
    return urlencode(sorted(kept), errors="surrogateescape")


def url_key(url: str) -> str:
    """Return the key of an absolute URL, such as ``u1:news.example/a/b?id=3``.

    Scheme, ``www.``, default port, fragment, tracking parameters, their order, percent-encoding and a trailing
    slash do not count. The function is idempotent on ``"https://" + key`` without its version. A URL without a host
    (``file:``) keeps its scheme and path. Raises ValueError for a string that is no absolute URL.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError as error:
        raise ValueError(f"not an absolute URL: {url!r} ({error})") from None
    if not parts.scheme or not (parts.netloc or parts.path):
        raise ValueError(f"not an absolute URL: {url!r}")
    if not parts.hostname:
        return f"{KEY_VERSION}:{parts.scheme.lower()}:{_path(parts.path)}"
    query = _query(parts.query)
    return f"{KEY_VERSION}:{_host(parts)}{_path(parts.path)}" + (f"?{query}" if query else "")


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
