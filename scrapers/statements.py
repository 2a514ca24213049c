"""What a statement of a date is: a text of the page, who states it, and how far it is trusted.

A page states its date to three kinds of readers: machines read its metadata, people its lines, and both its address.
Within a kind statements repeat one another, so only the most trusted one of each kind speaks for a day; statements of
different kinds for the same day confirm each other (``datechoice``). The trust is in points: ten for what publishers
declare for this very purpose, one for what is a date and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["data", "shown", "address", "hint", "layout", "change"]
# What a layout, written by hand for one source, selects outweighs all that general rules find together.
BY_HAND = 50.0


@dataclass(frozen=True, slots=True)
class Statement:
    """One text that states a date, the method that found it, the kind of statement that it is, and its trust."""

    text: str
    method: str
    kind: Kind = "data"
    trust: float = 10.0
