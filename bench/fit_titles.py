"""Fit the weights of ``scrapers.titles`` on the open extraction sets: python -m bench.fit_titles FOLDER [--folds N]

FOLDER holds a directory a set, with pages.jsonl and truth.jsonl (../shared/bench/extraction/data). Each page gives the
wordings that may be its title (``scrapers.wordings``); the truth says which one is. The model is a conditional logit:
the probability of a wording is its share of the exponentiated sums of weighted notes on its page. Full-batch gradient
ascent with Adagrad's steps (Duchi et al. 2011), a small quadratic penalty, no randomness: the same sets give the same
weights. Pages of news outlets whose truth was made by hand-written parsers count three times, since there are few of
them and news is what Khotin reads; Readability's own rules count half. With --folds the sets' domains are parted, and
each part is predicted from weights that were fitted on the others.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from zlib import crc32

from scrapers.blocks import read_blocks
from scrapers.canonical import canonical_url
from scrapers.compose import folded
from scrapers.decode import decode
from scrapers.generic import find_main
from scrapers.metadata import read_metadata
from scrapers.titles import site_names, wordings_of
from scrapers.tree import build, prune

Notes = dict[str, float]

_IMPORTANCE = {"fundus_publishers": 3.0, "newspaper4k": 2.0, "mozilla_readability": 0.5}
_PENALTY = 0.5
_STEP = 0.3


class Choice(NamedTuple):
    """A page: its set, its domain, the notes of each wording by its folded text, and the true one."""

    name: str
    domain: str
    wordings: dict[str, Notes]
    true: str


def choices(folder: Path) -> Iterator[Choice]:
    """Yield every page of the sets that has a true title."""
    for pages in sorted(folder.glob("*/pages.jsonl")):
        truth = [json.loads(line) for line in (pages.parent / "truth.jsonl").read_text("utf-8").splitlines()]
        titles = {row["id"]: row.get("title") for row in truth}
        for row in map(json.loads, pages.read_text("utf-8").splitlines()):
            if titles.get(row["id"]):
                yield _choice(row, pages.parent, titles[row["id"]])


def _choice(row: dict[str, str], folder: Path, title: str) -> Choice:
    root = build(decode(gzip.decompress((folder / row["html_path"]).read_bytes()), None).text)
    meta = read_metadata(root, row["url"])
    prune(root)
    page = read_blocks(root)
    canonical = canonical_url(meta, row["url"])
    url = canonical[0] if canonical else row["url"]
    found = wordings_of(meta, page, find_main(page), url, site_names(meta, url))
    domain = ".".join((urlsplit(row["url"]).hostname or row["id"]).split(".")[-2:])
    return Choice(folder.name, domain, {key: wording.notes for key, wording in found.items()}, folded(title))


def fit(pages: Sequence[Choice], rounds: int) -> Notes:
    """Return the weights that make the true wordings most probable."""
    usable = [page for page in pages if page.true in page.wordings]
    weights: Notes = defaultdict(float)
    moved: Notes = defaultdict(lambda: 1e-6)
    for _ in range(rounds):
        slope: Notes = defaultdict(float, {name: -_PENALTY * weight for name, weight in weights.items()})
        for page in usable:
            _add_slope(slope, page, weights)
        for name, value in slope.items():
            moved[name] += value * value
            weights[name] += _STEP * value / math.sqrt(moved[name])
    return dict(weights)


def _add_slope(slope: Notes, page: Choice, weights: Notes) -> None:
    sums = {key: _sum(notes, weights) for key, notes in page.wordings.items()}
    highest = max(sums.values())
    shares = {key: math.exp(value - highest) for key, value in sums.items()}
    total = sum(shares.values())
    for key, notes in page.wordings.items():
        missing = _IMPORTANCE.get(page.name, 1.0) * ((key == page.true) - shares[key] / total)
        for name, value in notes.items():
            slope[name] += missing * value


def _sum(notes: Notes, weights: Notes) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in notes.items())


def hits(pages: Sequence[Choice], weights: Notes) -> dict[str, list[bool]]:
    """Return for each set whether the wording with the greatest sum is the true one, page by page."""
    found: dict[str, list[bool]] = defaultdict(list)
    for page in pages:
        best = max(page.wordings, key=lambda key: _sum(page.wordings[key], weights), default="")
        found[page.name].append(best == page.true)
    return found


def main() -> None:
    """Fit, print the weights and the share of right titles a set; with --folds that of unseen domains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=500)
    args = parser.parse_args()
    pages = list(choices(args.folder))
    weights = {name: round(weight, 1) for name, weight in fit(pages, args.rounds).items()}
    print(json.dumps(dict(sorted(weights.items(), key=lambda item: -item[1]))))
    _print_hits("fitted", hits(pages, weights))
    unseen: dict[str, list[bool]] = defaultdict(list)
    for fold in range(args.folds):
        apart = [page for page in pages if crc32(page.domain.encode()) % args.folds == fold]
        others = [page for page in pages if crc32(page.domain.encode()) % args.folds != fold]
        for name, right in hits(apart, fit(others, args.rounds)).items():
            unseen[name] += right
    if unseen:
        _print_hits("unseen", unseen)


def _print_hits(label: str, found: dict[str, list[bool]]) -> None:
    print(label, {name: round(sum(right) / len(right), 4) for name, right in found.items()})


if __name__ == "__main__":
    main()
