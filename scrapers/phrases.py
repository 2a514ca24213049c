"""Lists of phrases as regular expressions, compiled when they are first asked.

One alternative a line, in the syntax of regular expressions; a space stands for any white space, an apostrophe for its
typographic form too. Long lists take milliseconds to compile, and a command that parses no page needs none of them.
"""

from __future__ import annotations

import re
from functools import cached_property


class Lazy:
    """A regular expression that is compiled when it is first asked: most runs meet few of these pages."""

    def __init__(self, source: str) -> None:
        self._source = source

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression; letter case does not count."""
        return re.compile(self._source, re.IGNORECASE)

    def search(self, text: str) -> re.Match[str] | None:
        """Look for it anywhere in the text."""
        return self.pattern.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """Look for it at the beginning of the text."""
        return self.pattern.match(text)

    def findall(self, text: str) -> list[str]:
        """Return every place where it is found, as text."""
        return [found[0] for found in self.pattern.finditer(text)]


def alternatives(words: str) -> str:
    """Return the phrases as one expression."""
    lines = (line.strip().replace("'", "['’]").replace(" ", r"\s+") for line in words.strip().splitlines())
    return "|".join(f"(?:{line})" for line in lines)


def phrase(words: str) -> Lazy:
    """Make the expression of phrases that are looked for anywhere."""
    return Lazy(alternatives(words))


def opening(words: str, end: str = r"\b") -> Lazy:
    """Make the expression of the openings of titles."""
    return Lazy(rf"^\W*(?:{alternatives(words)}){end}")
