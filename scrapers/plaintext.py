"""Text documents: the file's blocks in order, nothing deleted and nothing read.

``clean`` finds header line, title, captions and sign-off in the blocks, so it needs them apart: a title, the line
of dashes below it, and each paragraph. Paragraphs stand between blank lines where the file has blank lines, and their
lines are joined (hard-wrapped text); elsewhere every line is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TITLE_REACH = 4
_WRAPPED_AT = 120
_UNDERLINE = re.compile(r"^\s*([-=_*~])\1{2,}\s*$")
_BREAK = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")


def text_blocks(text: str) -> tuple[str, ...]:
    """Return the blocks of a plain-text document, white space squeezed."""
    lines = [" ".join(line.split()) for line in _BREAK.sub("\n", text).strip().split("\n")]
    head = _title_lines(lines)
    if "" not in lines[head:]:
        return tuple(line for line in lines if line)
    return tuple(block for group in _groups(lines) for block in _joined(group))


def _title_lines(lines: list[str]) -> int:
    """How many lines an underlined title takes: a blank line below it does not show how paragraphs are set apart."""
    for i, line in enumerate(lines[:_TITLE_REACH]):
        if _UNDERLINE.match(line):
            return i + 2 if i + 1 < len(lines) and not lines[i + 1] else i + 1
    return 0


def _groups(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines between blank lines; an underline and the line above it are groups of their own."""
    current: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        alone = bool(_UNDERLINE.match(line) or _UNDERLINE.match(following))
        if (alone or not line) and current:
            yield current
            current = []
        if alone:
            yield [line]
        elif line:
            current.append(line)
    if current:
        yield current


def _joined(lines: list[str]) -> list[str]:
    """Join hard-wrapped lines; lines longer than anybody wraps at are paragraphs."""
    return [" ".join(lines)] if max(map(len, lines)) <= _WRAPPED_AT else lines
