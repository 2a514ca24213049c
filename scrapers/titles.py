"""The title of an article, without the name of the site.

``headings`` reads what the page shows, ``wordings`` gathers every wording that may be the title and notes what speaks
for it, and this module weighs the notes: the wording with the greatest sum wins.

The weights are the coefficients of a conditional logit (McFadden 1974: the probability of a wording among those of its
page), fitted by ``bench/fit_titles.py`` on the titles of the open extraction sets and rounded to tenths. Fitted on four
fifths of the sets' domains and tried on the other fifth, an earlier fit of them lost one title in a hundred, so they
say something of pages in general. One was set by hand after the fit: "alien", fitted as -1.3, is -2.0, since titles
were lost to headings that share no word with what the page states.

To read them: that a wording is stated counts once ("stated"), and what is stuffed for search engines or written for one
network takes from that; JSON-LD and OpenGraph in agreement count most, together with the place beside the text, where
readers look for a headline.
"""

from __future__ import annotations

from scrapers.blocks import HEADINGS, Sequence
from scrapers.generic import Main
from scrapers.headings import read_headings
from scrapers.metadata import Metadata, Stated
from scrapers.site_name import host_names, site_names, stated_names, without_site
from scrapers.wordings import Shown, Wording, read_wordings

__all__ = ["WEIGHTS", "find_title", "host_names", "site_names", "stated_names", "without_site", "wordings_of"]

_LEAD = 2_000
_LEAD_BLOCKS = 20
WEIGHTS = {
    "stated": 1.2, "json-ld": 0.9, "og": 0.8, "title": -0.5, "twitter": -0.5, "agreed": 1.2,
    "near": 1.4, "first": 0.5, "named": 0.4, "h1": 0.4, "h2": -0.4, "h3": -1.2, "whole": -1.6,
    "inside": 1.0, "alike": 0.6, "alien": -2.0, "told": 0.7, "slug": 0.9, "short": -0.6, "one": -1.0,
}  # fmt: skip


def find_title(meta: Metadata, page: Sequence, main: Main, url: str, sites: set[str]) -> Stated | None:
    """Return the best title and the method that gave it; None where the page has neither title nor heading.

    ``sites`` holds the folded names of the site (``site_names``).
    """
    wordings = wordings_of(meta, page, main, url, sites)
    best = max(wordings.values(), key=_weight, default=None)
    return (best.text, best.method) if best else None


def wordings_of(meta: Metadata, page: Sequence, main: Main, url: str, sites: set[str]) -> dict[str, Wording]:
    """Return what may be the title of a page, with the notes that are weighed."""
    return read_wordings(meta, Shown(read_headings(page, main, url), main.start, _lead(page, main)), url, sites)


def _lead(page: Sequence, main: Main) -> str:
    """Return the beginning of the text, without headings."""
    texts: list[str] = []
    size = 0
    for i in main.kept[:_LEAD_BLOCKS]:
        block = page.blocks[i]
        if size < _LEAD and block.tag not in HEADINGS:
            texts.append(block.text[:_LEAD])
            size += len(block.text)
    return " ".join(texts)[:_LEAD]


def _weight(wording: Wording) -> float:
    return sum(WEIGHTS[name] * value for name, value in wording.notes.items())
