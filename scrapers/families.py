"""Which content system a site runs on, told by the shipped bases: the one whose layouts read the site's articles.

One adapter serves the whole family, so a new outlet of a known one needs no selectors of its own. A base is proposed
only where a body selector of it matches in every sample: titles and dates look alike everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from scrapers.parse import parse
from scrapers.source import BUNDLED, Base, Source, read_toml
from transforms.records import Page, ParsedArticle

_ENOUGH = 0.95


def fitting_base(pages: Sequence[Page], links: Iterable[str], source: Source, folder: Path = BUNDLED) -> str | None:
    """Return the name of the shipped base that fits a site, None where none does.

    Args:
        pages: articles of the site.
        links: addresses of its articles; a base whose patterns would leave out many of them does not fit.
        source: the site as far as it is known, without layouts.
        folder: where ``bases/`` lies.
    """
    addresses = list(links)
    for path in sorted((folder / "bases").glob("*.toml")):
        base = msgspec.convert(read_toml(path), Base)
        site = msgspec.structs.replace(source, layouts=base.layouts)
        if pages and _lets_through(base, addresses) and _reads(pages, site):
            return path.stem
    return None


def _lets_through(base: Base, links: Sequence[str]) -> bool:
    """Say whether a base's patterns let nearly all of the links through; class names alone are shared by chance."""
    allow = base.urls.allow
    passed = sum(any(re.search(pattern, link) for pattern in allow) for link in links)
    return bool(links) and (not allow or passed >= _ENOUGH * len(links))


def _reads(pages: Sequence[Page], source: Source) -> bool:
    """Say whether a layout of the source reads the body of every page."""
    articles = [parse(page, source) for page in pages]
    return all(
        isinstance(article, ParsedArticle) and dict(article.how).get("body", "").startswith("layout")
        for article in articles
    )
