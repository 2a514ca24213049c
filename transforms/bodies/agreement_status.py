"""What a text says of an agreement's state, from proposed to ended.

Words that say so ("expedite the ratification of") are looked for in the sentences that name an agreement, and in the
next one if it goes on about "the agreement". Each word speaks of the agreement nearest to it. Of several states that
an agreement is said to have, the one that outweighs the others counts: "signed in 2019 but not yet ratified".
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from transforms.bodies.agreement_words import Words, words_of
from transforms.reading import Mention, Passage, Reading
from transforms.records import AgreementStatus

# What outweighs what; "implied" is the use of an agreement, which supposes that it is in force.
_WEIGHTS = (
    "ended",
    "suspended",
    "awaiting_ratification",
    "in_force",
    "ratified",
    "negotiating",
    "signed",
    "proposed",
    "implied",
)
_FARTHEST = 16  # tokens between a phrase and the agreement that it speaks of
_JOINTS = frozenset(
    {"and", "và", "va", "et", "en", ",", "or", "the", "(", ")", "with", "cùng", "as", "well", "a", "an"}
)


def _groups(passage: Passage, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions that stand in a row ("the EVFTA and the EVIPA") are spoken of together."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        between = passage.tokens.folds[groups[-1][-1].end : mention.start] if groups else ["."]
        if all(fold in _JOINTS for fold in between):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _nearest(groups: Sequence[list[Mention]], starts: Sequence[int], start: int, end: int) -> list[Mention]:
    """The row of mentions nearest to a phrase, given as a token span; none where the phrase is inside a name."""
    place = bisect(starts, start)
    before, after = groups[place - 1] if place else [], groups[place] if place < len(groups) else []
    to_before = start - before[-1].end + 1 if before else _FARTHEST + 1
    to_after = after[0].start - end if after else _FARTHEST + 1
    if to_before < 1 or min(to_before, to_after) > _FARTHEST:
        return []
    return after if to_after < to_before else before


def _sentence(
    passage: Passage, words: Words, groups: Sequence[list[Mention]], span: tuple[int, int]
) -> Iterator[tuple[str, str]]:
    """Yield (key of the agreement, status) for the phrases in a sentence, given as a token span."""
    starts = [group[0].start for group in groups]
    for start, end, phrase in words.cues.find(passage.tokens.folds, *span):
        for mention in _nearest(groups, starts, start, end):
            yield mention.key, words.status[phrase]


def _goes_on(passage: Passage, words: Words, start: int, end: int) -> bool:
    """Whether a sentence speaks of "the agreement" that the one before has named."""
    folds = passage.tokens.folds[start:end]
    opens = folds[:1] in (["it"], ["the"], ["this"], ["which"]) or bool(
        words["small"] & {" ".join(folds[:2]), folds[0]}
    )
    return (opens and any(fold in words["small"] for fold in folds[:4])) or folds[:1] == ["it"]


def _said(passage: Passage, mentions: Sequence[Mention], words: Words) -> Iterator[tuple[str, str]]:
    before: Sequence[Mention] = []
    starts = [mention.start for mention in mentions]
    for start, end in passage.sentences:
        here = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        if here:
            yield from _sentence(passage, words, _groups(passage, here), (start, end))
        elif len({mention.key for mention in before}) == 1 and _goes_on(passage, words, start, end):
            for _, _, phrase in words.cues.find(passage.tokens.folds, start, end):
                if words.status[phrase] != "implied":
                    yield before[0].key, words.status[phrase]
            continue
        before = here


def _heaviest(statuses: Iterable[str]) -> AgreementStatus:
    status = min(statuses, key=_WEIGHTS.index, default="unknown")
    return "in_force" if status == "implied" else cast(AgreementStatus, status)


def statuses(reading: Reading, mentions: Sequence[Mention]) -> dict[str, AgreementStatus]:
    """Return the status by the text of every agreement mentioned, by the key of its mentions."""
    words = words_of(reading.language, bare=reading.bare)
    said: dict[str, list[str]] = {mention.key: [] for mention in mentions}
    by_passage: dict[int, list[Mention]] = {}
    for mention in sorted(mentions):
        by_passage.setdefault(mention.passage, []).append(mention)
    for index, here in by_passage.items():
        for key, status in _said(reading.passages[index], here, words):
            said[key].append(status)
    return {key: _heaviest(found) for key, found in said.items()}
