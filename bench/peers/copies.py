"""Peers of khotin dedup, each in an environment of its own: ``copies.py NAME LINES OUTPUT``.

MinHash of word triples, 128 permutations, looked up by bands, with an estimated Jaccard similarity of a half or more
proved: what both libraries are made for, and the threshold that was their best. Words are runs of letters and digits
after NFC and case folding. The pairs' connected groups are answered, the first of each as the original.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

PERMUTATIONS, BANDS, THRESHOLD = 128, 32, 0.5
Find = Callable[[int, list[str]], Iterator[int]]
_WORD = re.compile(r"\w+")


def triples(text: str) -> list[str]:
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return list({" ".join(words[place : place + 3]) for place in range(max(len(words) - 2, 1))})


def rensa() -> Find:
    library = import_module("rensa")
    index = library.RMinHashLSH(THRESHOLD, PERMUTATIONS, BANDS)
    known: list[Any] = []

    def find(number: int, parts: list[str]) -> Iterator[int]:
        sketch = library.RMinHash(num_perm=PERMUTATIONS, seed=42)
        sketch.update(parts)
        found = [other for other in index.query(sketch) if sketch.jaccard(known[other]) >= THRESHOLD]
        known.append(sketch)
        index.insert(number, sketch)
        return iter(found)

    return find


def datasketch() -> Find:
    library = import_module("datasketch")
    index = library.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    known: list[Any] = []

    def find(number: int, parts: list[str]) -> Iterator[int]:
        sketch = library.MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([part.encode() for part in parts])
        found = [other for other in index.query(sketch) if sketch.jaccard(known[other]) >= THRESHOLD]
        known.append(sketch)
        index.insert(number, sketch, check_duplication=False)
        return iter(found)

    return find


PEERS = {"rensa": rensa, "datasketch": datasketch}


def groups(find: Find, texts: list[str]) -> list[int]:
    """Return the first text of each text's group."""
    first = list(range(len(texts)))

    def root(number: int) -> int:
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    for number, text in enumerate(texts):
        for other in find(number, triples(text)):
            ends = sorted((root(number), root(other)))
            first[ends[1]] = ends[0]
    return [root(number) for number in range(len(texts))]


def main() -> None:
    name, lines, output = sys.argv[1:]
    rows = [json.loads(line) for line in Path(lines).read_text("utf-8").splitlines()]
    originals = groups(PEERS[name](), [row["text"] for row in rows])
    with Path(output).open("w", encoding="utf-8") as out:
        for row, original in zip(rows, originals, strict=True):
            of = None if rows[original]["id"] == row["id"] else rows[original]["id"]
            answer = {"id": row["id"], "duplicate_of": of, "kind": of and "near", "similarity": of and THRESHOLD}
            out.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
