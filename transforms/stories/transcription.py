"""Foreign names in Chinese text: found by the characters that transcribe them, reduced to their consonants.

Chinese writes no spaces, but the press spells foreign names with some four hundred characters that are chosen by a
table and seldom follow each other otherwise: a run of them is a name, or a name with a neighbour. Parts of a name are
parted by a raised dot (``保罗·罗莱特``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from transforms import lexicons
from transforms.stories.skeleton import merged

_SHORTEST, _LONGEST = 2, 6  # characters of one part of a name: 普京, 斯坦尼斯拉夫
_SURE = 3  # one character in so many, and one at least, stands in no plain words in a run that is taken for a name


@cache
def _sounds() -> Mapping[str, str]:
    classes: Mapping[str, str] = lexicons.load("han_transcription")["sounds"]
    return {char: "" if sound == "-" else sound for sound, chars in classes.items() for char in chars}


@cache
def _in_words() -> frozenset[str]:
    return frozenset(lexicons.load("han_transcription")["more"]["words"])


@cache
def _run() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_sounds())}]{{{_SHORTEST},{_LONGEST}}}")


def _skeleton(name: str) -> str:
    found = "".join(map(_sounds().__getitem__, name))
    return merged(found if _sounds()[name[0]] not in ("", "N") else f"A{found}")


def transcribed(text: str) -> Iterator[str]:
    """Yield the skeleton of each run of transcribing characters; of its core too, where a plain word may lean on it."""
    for match in _run().finditer(text):
        name = match.group()
        core = name.strip("".join(_in_words()))
        if sum(char not in _in_words() for char in name) < max(1, len(name) // _SURE):
            continue
        yield _skeleton(name)
        if _SHORTEST < len(core) < len(name):
            yield _skeleton(core)
