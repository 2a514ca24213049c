"""Finds the sentences by which an outlet says that it corrected, updated or withdrew an article.

Precision first: a newspaper that reports on somebody's correction does not correct itself. So a bare word
("Correction", "Đính chính") counts only where it opens a paragraph or headline and is set off from what follows, and
inside a sentence only a phrase that speaks of the article itself. Below a line that is the bare word alone the next
paragraph is the notice. The vocabulary is in ``transforms/lexicons/versions.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.records import Notice, Wording
from transforms.versions.wordings import KINDS, notice_cues, notice_pattern, plain, sentence_shape

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+")
_LONGEST = 600  # characters of a notice that are kept
_MOST_SENTENCES = 2_000


def notices(wording: Wording) -> tuple[Notice, ...]:
    """Return the notices of one version in the order of the text, each once."""
    text = plain("\n".join((wording.title or "", wording.summary or "", *wording.body)))
    if not any(cue in text for cue in notice_cues()):
        return ()
    return tuple(dict.fromkeys(_found(wording)))


def new_notices(before: Wording, after: Wording) -> tuple[Notice, ...]:
    """Return the notices of a version that the version before it did not have."""
    old = {(notice.kind, plain(notice.text)) for notice in notices(before)}
    return tuple(notice for notice in notices(after) if (notice.kind, plain(notice.text)) not in old)


def _found(wording: Wording) -> Iterator[Notice]:
    for headline in (wording.title, wording.summary):
        yield from _in_paragraph(headline or "", "")
    left = _MOST_SENTENCES
    for number, paragraph in enumerate(wording.body):
        if left > 0:
            yield from _in_paragraph(paragraph, "".join(wording.body[number + 1 : number + 2]))
        left -= 1 + paragraph.count(". ")


def _in_paragraph(paragraph: str, following: str) -> Iterator[Notice]:
    """Yield the notices of a paragraph: one that opens it is the whole paragraph, others are their sentence."""
    for number, sentence in enumerate(_SENTENCE_END.split(paragraph)):
        text = sentence_shape(plain(sentence))
        for kind in KINDS:
            match = notice_pattern(kind).search(text)
            if match is None or (number and match.start() == 0 and match["lead"]):
                continue
            whole = paragraph if number == 0 and match.start() == 0 else sentence
            if following and text.strip(" :.-") == match["lead"]:
                whole = f"{whole} {following}"
            yield Notice(kind, whole[:_LONGEST])
            break
