"""What is remembered of articles that were forgotten: digests, by which an address is recognised when it comes again.

A digest says nothing of the article to whoever does not have its address already. There is no salt: it would have to
stand beside the digests, and stop nobody who tries addresses. An article is remembered by the key of its URL, for all
sources, or by its id, for one source alone; a source by its own id.
"""

from __future__ import annotations

import hashlib

_SIZE = 20  # bytes


def url_digest(url_key: str) -> str:
    """Return what is remembered of a URL key (``transforms.urls.url_key``)."""
    return _digest(b"url", url_key)


def article_digest(article_id: str) -> str:
    """Return what is remembered of an article's id."""
    return _digest(b"article", article_id)


def source_digest(source_id: str) -> str:
    """Return what is remembered of a source's id."""
    return _digest(b"source", source_id)


def _digest(kind: bytes, text: str) -> str:
    person = b"khotin-" + kind
    return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=_SIZE, person=person).hexdigest()
