"""News agencies: recognising one in a sign-off, a dateline, a photo credit or an attribution."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from transforms import lexicons
from transforms.records import Agency

# Both patterns begin with plain words, which lets the regular expression engine skip from one first letter to the next.
_ATTRIBUTION = re.compile(
    r"(?:theo|Theo|dẫn lời|Dẫn lời|dẫn nguồn|Dẫn nguồn|trả lời|Trả lời|according to|According to|citing"
    r"|reported by|selon|Selon|volgens|Volgens)\s+"
    r"(?:(?:the|tin|phóng viên|PV|hãng|Hãng|thông tấn xã|thông tấn|news agency|l['’]agence|persbureau|nguồn)\s+){0,4}"
)
_REPORTING = re.compile(r"(?:reported|reports|đưa tin|cho hay|cho biết)\b")
# One of these is in every match of either pattern; to look for them costs a tenth of what the patterns do.
_SIGNALS = (
    "heo ", "ẫn ", "rả lời ", "ccording to", "citing ", "elon ", "olgens ", "report", "đưa tin",
    "cho hay", "cho biết",
)  # fmt: skip
_BEFORE_VERB = r"\s(?:(?:news )?agency )?(?:has |đã )?"
_WINDOW = 60  # characters before the verb: the longest alias and what may stand between


@cache
def _by_alias() -> dict[str, Agency]:
    return {alias: agency for agency, strong, weak in _agencies() for alias in (*strong, *weak)}


@cache
def _agencies() -> tuple[tuple[Agency, tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(
        (
            Agency(row["code"], row["name"], row.get("country")),
            tuple(row.get("aliases", ())),
            tuple(row.get("weak", ())),
        )
        for row in lexicons.load("agencies")["agency"]
    )


def _alternatives(aliases: Iterable[str]) -> str:
    return "|".join(re.escape(alias) for alias in sorted(aliases, key=len, reverse=True))


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(_by_alias())})(?!\w)")


@cache
def _reporter() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)({_alternatives(alias for _, strong, _ in _agencies() for alias in strong)}){_BEFORE_VERB}$"
    )


def agency_in(mark: str | None) -> Agency | None:
    """Return the first agency named in a sign-off, dateline or credit, or None."""
    match = _mark().search(mark) if mark else None
    return _by_alias()[match.group()] if match else None


def is_agency(mark: str) -> bool:
    """Tell whether ``mark`` is an alias of an agency and nothing else."""
    return mark in _by_alias()


def _source_of(paragraph: str) -> Agency | None:
    # The signal words are looked for first: they are few, the aliases many.
    for signal in _ATTRIBUTION.finditer(paragraph):
        # "AP" in "according to AP" is the agency: here a weak alias is as good as a strong one.
        if match := _mark().match(paragraph, signal.end()):
            return _by_alias()[match.group()]
    for signal in _REPORTING.finditer(paragraph):
        if match := _reporter().search(paragraph[max(0, signal.start() - _WINDOW) : signal.start()]):
            return _by_alias()[match.group(1)]
    return None


def attributed_agency(paragraphs: Iterable[str]) -> Agency | None:
    """Return the first agency that the text gives as its source ("according to AFP", "theo TTXVN"), or None."""
    texts = list(paragraphs)
    whole = "\n".join(texts)
    if not any(word in whole for word in _SIGNALS):
        return None
    return next((agency for text in texts if (agency := _source_of(text))), None)
