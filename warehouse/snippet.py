"""The passage of an article that shows why it was found, with the words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from transforms.search_words import CHARACTERS, MARKS, search_words

Marks = tuple[str, str]
WIDTH = 200  # characters

_WORD = re.compile(rf"[{CHARACTERS}]|[^\W_{CHARACTERS}]+(?:[{MARKS}]+[^\W_{CHARACTERS}]*)*")


def snippet(parts: Iterable[str | None], words: Sequence[tuple[str, bool]], marks: Marks) -> str | None:
    """Return about ``WIDTH`` characters of the part that has most of the words, from the first of them on.

    ``words`` are folded, each with whether it is only the beginning of a word. None where there is no text at all.
    """
    texts = [part for part in parts if part]
    if not texts:
        return None
    spans = [_spans(text, words) for text in texts]
    best = max(range(len(texts)), key=lambda place: (len({word for _, _, word in spans[place]}), -place))
    return _cut(texts[best], [(begin, end) for begin, end, _ in spans[best]], marks)


def _spans(text: str, words: Sequence[tuple[str, bool]]) -> list[tuple[int, int, str]]:
    """Return where the words stand, as begin, end and the word that was sought."""
    whole = {word for word, begins in words if not begins}
    beginnings = tuple(word for word, begins in words if begins)
    found = []
    for match in _WORD.finditer(text):
        folded = "".join(search_words(match[0]))
        if folded in whole:
            found.append((*match.span(), folded))
        elif beginnings and folded.startswith(beginnings):
            found.append((*match.span(), next(one for one in beginnings if folded.startswith(one))))
    return found


def _cut(text: str, spans: list[tuple[int, int]], marks: Marks) -> str:
    """Return the passage around the first span, whole words at its ends, the spans in it marked."""
    begin = max(spans[0][0] - WIDTH // 4, 0) if spans else 0
    if begin:
        begin = text.find(" ", begin) + 1
    end = len(text) if len(text) <= begin + WIDTH else max(text.rfind(" ", begin, begin + WIDTH), begin + 1)
    shown, last = "", begin
    for first, behind in spans:
        if last <= first and behind <= end:
            shown += f"{text[last:first]}{marks[0]}{text[first:behind]}{marks[1]}"
            last = behind
    return ("… " if begin else "") + shown + text[last:end] + (" …" if end < len(text) else "")
