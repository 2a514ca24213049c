"""Plain-text documents: paragraphs, the header line and the title, read from layout alone.

A text file says with lines, blanks and dashes what a page says with markup. What is found here becomes fields of the
same article that a scraped page gives; everything after it is shared.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from transforms.cleaning.credits import ends_sentence, sign_off, split_photo_credit
from transforms.text import has_letter_or_digit, squeeze, words

_UNDERLINE = re.compile(r"^\s*([-=_~*])\1{2,}\s*$")
_HEADER = re.compile(r"^\s*date\s*:?\s+(?P<day>\d{4}-\d{2}-\d{2})(?=\s|$)\s*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_WRAP = range(45, 101)  # characters of a line that an editor or mail program broke
_TITLE_MAX_CHARS = 160
_TITLE_MAX_WORDS = 30
_QUOTES = "\"'”’»)"
_OPEN_END = (",", ";", ":", "-", "–", "—")


class Head(Struct, frozen=True):
    """What stood above the body of a plain-text document, and the paragraphs that remain.

    ``day`` is the header line's ISO day. ``flags`` are those of the tag contract, section 6.
    """

    title: str | None
    summary: str | None
    day: str | None
    body: tuple[str, ...]
    flags: tuple[str, ...] = ()


def is_underline(line: str) -> bool:
    """Tell whether a line only underlines the one above it (``---``, ``===``)."""
    return _UNDERLINE.match(line) is not None


def _is_wrapped(lines: list[str]) -> bool:
    return len(lines) > 1 and all(len(line) in _WRAP for line in lines[:-1]) and len(lines[-1]) <= _WRAP.stop


def _chunk_blocks(chunk: str) -> list[str]:
    """One stretch between blank lines: a hard-wrapped paragraph becomes one block, else each line is a block."""
    lines = [squeeze(line) for line in chunk.splitlines() if line.strip()]
    blocks: list[str] = []
    run: list[str] = []
    for position, line in enumerate(lines):
        follows_underline = position + 1 < len(lines) and is_underline(lines[position + 1])
        if is_underline(line) or follows_underline or not has_letter_or_digit(line) or sign_off(line, alone=True):
            blocks += _unwrapped(run)
            blocks.append(line)
            run = []
        else:
            run.append(line)
    return blocks + _unwrapped(run)


def _unwrapped(lines: list[str]) -> list[str]:
    return [" ".join(lines)] if _is_wrapped(lines) else lines


def blocks(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a plain text in order: by blank line where it has any, hard wraps joined, else by line.

    Underlines, lines without a letter or digit and sign-offs are blocks of their own; nothing is left out but blanks.
    """
    chunks = re.split(r"\n\s*\n", text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    return tuple(block for chunk in chunks for block in _chunk_blocks(chunk))


def _header_day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _is_caption(block: str) -> bool:
    credit = split_photo_credit(block)
    return credit is not None and not ends_sentence(credit.rest)


def _looks_like_title(line: str, following: tuple[str, ...]) -> bool:
    if len(line) > _TITLE_MAX_CHARS or len(words(line)) > _TITLE_MAX_WORDS or not has_letter_or_digit(line):
        return False
    if line.rstrip(_QUOTES).endswith((".", *_OPEN_END)) or split_photo_credit(line):
        return False
    return any(
        has_letter_or_digit(block) and not is_underline(block) and not sign_off(block, alone=True)
        and not _is_caption(block)
        for block in following
    )  # fmt: skip


def _underlined(body: tuple[str, ...]) -> bool:
    return len(body) > 1 and is_underline(body[1]) and has_letter_or_digit(body[0])


def _read_header(body: tuple[str, ...]) -> Head:
    """Read the line `` date 2025-04-01 …``; its rest is the summary if it closes with a full stop, else the title."""
    match = _HEADER.match(body[0]) if body else None
    day = _header_day(match["day"]) if match else None
    if match is None or day is None:
        return Head(None, None, None, body)
    rest = match["rest"].strip()
    is_summary = rest.rstrip(_QUOTES).endswith(".")
    title, summary = (None, rest) if is_summary else (rest or None, None)
    return Head(title, summary, day, body[1:], ("header_metadata_stripped",))


def _read_title(head: Head, *, titled: bool) -> Head:
    """Take an underlined line as title, or a short first one where neither header nor caller has given any."""
    body, flags = head.body, (*head.flags, "title_underline_stripped")
    if head.title and body and is_underline(body[0]):
        return replace(head, body=body[1:], flags=flags)
    if _underlined(body):
        known = titled or head.title is not None  # then the line above the dashes is a paragraph like any other
        rest = (body[0], *body[2:]) if known else body[2:]
        return replace(head, title=head.title or (None if known else body[0]), body=rest, flags=flags)
    if titled or head.title or head.summary or not body or not _looks_like_title(body[0], body[1:]):
        return head
    return replace(head, title=body[0], body=body[1:])


def read_head(body: tuple[str, ...], *, titled: bool = False) -> Head:
    """Find header line, title and summary at the head of a document's blocks (contract section 2, rules 2 and 3).

    No title is invented: after a header with a summary, or for a document that came with a title (``titled``), only
    the underline is taken away.
    """
    return _read_title(_read_header(body), titled=titled)
