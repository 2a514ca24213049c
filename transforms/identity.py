"""What makes two articles the same: hashes of their content, in versioned canonical forms.

The hash of everything visible tells a new version; the key of the folded text tells an exact copy. Neither is an id:
ids come from the URL alone (``transforms.urls``), so that better cleaning never renames an article.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from transforms.records import Caption, DateValue
from transforms.text import fold

_HASH_VERSION = "h1"
_KEY_VERSION = "k1"
_ENOUGH_BODY = 8  # words that make a body tell an article apart without its title
_ENOUGH_AT_ALL = 5


def content_hash(
    *,
    title: str | None,
    summary: str | None,
    body: Sequence[str],
    captions: Sequence[Caption],
    authors: Sequence[str],
    credit: str | None,
    published: DateValue | None,
) -> str:
    """Return 64 hex digits over every clean field that a reader sees.

    Left out because they change without the article: keywords, section, image addresses, the date of modification.
    """
    form = [
        _HASH_VERSION,
        title,
        summary,
        list(body),
        [[caption.text, caption.credit] for caption in captions],
        list(authors),
        credit,
        published.edtf if published else None,
    ]
    return hashlib.sha256(json.dumps(form, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


def content_key(title: str | None, body: Sequence[str]) -> str | None:
    """Return 64 hex digits that exact copies share, whatever their headline, or None where there is too little text.

    The folded body counts if it has eight words; below that title and body together, if they have five.
    """
    folded = fold(" ".join(body))
    if folded.count(" ") + 1 < _ENOUGH_BODY:
        folded = fold(f"{title or ''} {folded}")
        if folded.count(" ") + 1 < _ENOUGH_AT_ALL:
            return None
    return hashlib.sha256(f"{_KEY_VERSION}\n{folded}".encode()).hexdigest()
