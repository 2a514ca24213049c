"""How a line ends: with which mark, quotation marks and brackets behind it left out.

Every module that tells text from lines around it asks this of many lines; looking at the end costs a tenth of searching
a line with a regular expression for a mark at its end.
"""

from __future__ import annotations

_CLOSING = "\"'”’»)]"
# Marks that end a sentence, and those with which a line of running text breaks off too.
FULL_STOPS = frozenset(".!?…。！？")
STOPS = FULL_STOPS | frozenset(":;")


def ends_in(line: str, marks: frozenset[str]) -> bool:
    """Say whether the last character of a line, closing quotation marks and brackets apart, is one of the marks."""
    return line.rstrip(_CLOSING)[-1:] in marks
