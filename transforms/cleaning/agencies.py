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
# One of these is in every match of the pattern; to look for them costs a tenth of what the pattern does.
_ATTRIBUTION_SIGNS = (
    "heo ",
    "ẫn lời ",
    "ẫn nguồn ",
    "rả lời ",
    "ccording to ",
    "citing ",
    "ed by ",
    "elon ",
    "olgens ",
)
_REPORTING_SIGNS = ("report", "đưa tin", "cho hay", "cho biết")
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


def _named_as_source(paragraph: str) -> Agency | None:
    """The agency behind "theo", "according to": here a weak alias ("AP") is as good as a strong one."""
    found = (_mark().match(paragraph, signal.end()) for signal in _ATTRIBUTION.finditer(paragraph))
    return next((_by_alias()[match.group()] for match in found if match), None)


def _named_as_reporter(paragraph: str) -> Agency | None:
    """The agency before "reported", "đưa tin"."""
    starts = (signal.start() for signal in _REPORTING.finditer(paragraph))
    found = (_reporter().search(paragraph[max(0, start - _WINDOW) : start]) for start in starts)
    return next((_by_alias()[match.group(1)] for match in found if match), None)


def attributed_agency(paragraphs: Iterable[str]) -> Agency | None:
    """Return the first agency that the text gives as its source ("according to AFP", "theo TTXVN"), or None."""
    texts = list(paragraphs)
    whole = "\n".join(texts)
    # The signal words are looked for first: they are few, the aliases many.
    sourcing = [sign for sign in _ATTRIBUTION_SIGNS if sign in whole]
    reporting = [sign for sign in _REPORTING_SIGNS if sign in whole]
    for text in texts if sourcing or reporting else ():
        agency = _named_as_source(text) if any(sign in text for sign in sourcing) else None
        if agency is None and any(sign in text for sign in reporting):
            agency = _named_as_reporter(text)
        if agency:
            return agency
    return None
