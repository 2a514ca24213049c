"""Link: which story an article belongs to. What decides is in ``transforms.stories``; here is how stories are named.

An id derives from the founding article and never changes its meaning.
"""

from __future__ import annotations

import hashlib


def story_id(article_id: str) -> str:
    """Return the id of the story that an article founds: 24 hex digits of SHA-256."""
    return hashlib.sha256(f"story\n{article_id}".encode()).hexdigest()[:24]
