"""Long sorted lists, searched by bisection in their lines as the file has them.

Making a dictionary or a set of tens of thousands of rows takes ten times as long as dividing the file into lines, and
a text needs a few of them: looking one up takes half a microsecond. UTF-8 keeps the order of the characters, so that
the lines need not be decoded.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping


def _encoded(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")  # as a text may have it; no list has


class SortedWords(Collection[str]):
    """A set of words, of lines in ascending order with a word each."""

    __slots__ = ("_lines",)

    def __init__(self, lines: list[bytes]) -> None:
        self._lines = lines

    def __contains__(self, word: object) -> bool:
        """Tell whether a word is in the list."""
        if not isinstance(word, str):
            return False
        key, lines = _encoded(word), self._lines
        place = bisect_left(lines, key)
        return place < len(lines) and lines[place] == key

    def __iter__(self) -> Iterator[str]:
        """Yield the words in order."""
        return (line.decode() for line in self._lines)

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self._lines)


class SortedTable(Mapping[str, str]):
    """A table by its first column, of lines in ascending order: what stands behind the first tab of the key's line."""

    __slots__ = ("_lines",)

    def __init__(self, lines: list[bytes]) -> None:
        self._lines = lines

    def _line(self, key: object) -> bytes | None:
        if not isinstance(key, str):
            return None
        start, lines = _encoded(key) + b"\t", self._lines
        place = bisect_left(lines, start)
        return lines[place] if place < len(lines) and lines[place].startswith(start) else None

    def __contains__(self, key: object) -> bool:
        """Tell whether a line has this key."""
        return self._line(key) is not None

    def __getitem__(self, key: str) -> str:
        """Return the row of a key, tabs and all; raises KeyError."""
        line = self._line(key)
        if line is None:
            raise KeyError(key)
        return line.partition(b"\t")[2].decode()

    def __iter__(self) -> Iterator[str]:
        """Yield the keys in order."""
        return (line.partition(b"\t")[0].decode() for line in self._lines)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._lines)
