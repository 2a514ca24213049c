"""In which order articles came out: what decides who is the original of copies, whichever was loaded first."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime

from transforms.copies.records import UNDATED

_ID_BITS = 32


def published_order(instant: datetime | None, edtf: str | None) -> str:
    """Return a string that sorts articles by publication: a day before its minutes, unknown dates last.

    ``instant`` is None where only a day is known; ``edtf`` is the date of publication as it was read, if there is one.
    """
    if instant:
        return instant.astimezone(UTC).isoformat()
    return edtf[:10] if edtf and edtf[:4].isdecimal() else UNDATED


def arrival_order(first_seen_at: datetime, article_id: str) -> int:
    """Return a number that sorts articles by the second in which they were first seen, and within it by their ids.

    The time alone would not do: a folder of documents is read in one second, in whatever order.
    """
    return (int(first_seen_at.timestamp()) << _ID_BITS) | zlib.crc32(article_id.encode())
