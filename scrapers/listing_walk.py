"""From the first answer of a listing to its end: pages, sitemaps of an index, files, and when to stop.

A walk over pages ends where a page is empty or missing, brings nothing that an earlier page did not have, holds
nothing but what the warehouse knows, or is older than the window; and at the source's limit of pages. A walk over an
index reads the sitemaps that can hold the window, newest first, at most three levels deep and each once.
"""

from __future__ import annotations

from collections.abc import Sequence

from scrapers.asking import first_answer, later_answer, listed_of, note_rhythm, take_page
from scrapers.fetch import Fetcher
from scrapers.folder import folder_files, folder_path
from scrapers.mentions import Listed, Mention
from scrapers.periods import latest_day
from scrapers.reading import Reading
from scrapers.shards import Shard, shards_of
from scrapers.templates import PAGE, fill_page
from transforms.records import Page, Validators

MAX_ARCHIVE_PAGES = 100
# How many sitemaps of an index a poll reads, unless the source says otherwise; and a window of a backfill.
MAX_POLLED_SITEMAPS = 10
MAX_WINDOW_SITEMAPS = 500
# An index of indexes is common (by kind, then by month); nobody has been seen to go deeper.
MAX_DEPTH = 3
# What a site answers beyond its last page: endpoints of endless lists often nothing at all.
_BEYOND_THE_END = ("http-404", "http-410", "empty-body")


async def read_single(reading: Reading, fetcher: Fetcher, depth: int = 0) -> None:
    """Read a feed or a sitemap, or if it is an index the sitemaps of it that can hold what is wanted."""
    page = await first_answer(reading, fetcher, reading.url)
    listed = await listed_of(reading, page) if page else None
    if page is None or listed is None:
        return
    note_rhythm(reading, listed)
    same = reading.remember(listed.mentions + listed.children)
    if not same:
        reading.add(listed.mentions, page.final_url)
    if listed.children and any(child.modified is None for child in listed.children):
        # Such an index stays as it is while its sitemaps grow: only they say whether anything changed.
        reading.validators, same = Validators(), False
    if listed.children and not same:
        await _read_children(reading, fetcher, listed.children, page, depth=depth + 1)


async def _read_children(
    reading: Reading, fetcher: Fetcher, children: Sequence[Mention], index: Page, *, depth: int
) -> None:
    if depth > MAX_DEPTH:
        detail = f"sitemap indexes are read {MAX_DEPTH} levels deep"
        reading.fail("nested-sitemap-index", detail, index.url, index.fetch_id)
        return
    limit = MAX_WINDOW_SITEMAPS if reading.period else reading.spec.pages or MAX_POLLED_SITEMAPS
    for shard in _chosen(reading, children, index.final_url):
        if reading.sitemaps >= limit:
            if reading.period:
                reading.fail("page-limit", f"{limit} sitemaps were read; more can hold {reading.period}", shard.url)
            return
        if reading.claims.take(shard.url):
            reading.sitemaps += 1
            child = reading.child(shard.url, shard.period)
            await read_single(child, fetcher, depth)
            reading.absorb(child)


def _chosen(reading: Reading, children: Sequence[Mention], base: str) -> list[Shard]:
    """Return the sitemaps to read, newest first; at a poll without those that were read since they last changed."""
    shards = shards_of(children, reading.zone, reading.spec.shards, base)
    window = reading.window
    if window is not None:
        shards = [shard for shard in shards if shard.can_hold(window)]
    shards = [shard for shard in shards if not _was_read(reading, shard)]
    known = [shard for shard in shards if shard.newest]
    return known + from_both_ends([shard for shard in shards if not shard.newest])


def _was_read(reading: Reading, shard: Shard) -> bool:
    """Say whether a sitemap was read at a poll on a day after its last change."""
    before = reading.stored(shard.url)
    if before is None or shard.modified is None:
        return False
    return shard.modified < before.polled_at.astimezone(reading.zone).date()


def from_both_ends(shards: Sequence[Shard]) -> list[Shard]:
    """Return sitemaps of which nothing is known in the order last, first, last but one, second ...

    Some sites number them from the oldest on, some from the newest; in this order the newest are among the first.
    """
    half = len(shards) // 2
    ends = zip(reversed(shards[half:]), shards[:half], strict=False)
    mixed = [shard for pair in ends for shard in pair]
    return [*mixed, shards[half]] if len(shards) % 2 else mixed


async def read_paged(reading: Reading, fetcher: Fetcher) -> None:
    """Read the pages of a section or of a period of the archive, until one of the stop rules holds."""
    spec = reading.spec
    limit = spec.pages or (MAX_ARCHIVE_PAGES if reading.kind == "archive" else 1)
    limit = limit if PAGE in reading.url else 1
    for count in range(limit):
        url = fill_page(reading.url, spec.first_page + count * spec.page_step)
        page = await (first_answer(reading, fetcher, url) if count == 0 else _later_page(reading, fetcher, url))
        listed = await listed_of(reading, page) if page else None
        if page is None or listed is None:
            return
        if count == 0:
            note_rhythm(reading, listed)
            if not listed.mentions and reading.kind == "section":
                what = f"{spec.items or spec.links!r} finds no link"
                reading.fail("no-links", what, page.url, page.fetch_id)
            if reading.remember(listed.mentions):
                return
        fresh = reading.add(listed.mentions, page.final_url)
        if not fresh or _is_older(reading, listed) or (count + 1 < limit and await _is_known(reading, fresh)):
            return
    if reading.kind == "archive" and PAGE in reading.url:
        reading.fail("page-limit", f"page {limit} still brings new links; later pages were not read", url)


async def _later_page(reading: Reading, fetcher: Fetcher, url: str) -> Page | None:
    exchange = await later_answer(reading, fetcher, url)
    if exchange.reject and exchange.reject.reason in _BEYOND_THE_END:
        reading.fetches.extend(exchange.fetches)
        return None
    return take_page(reading, exchange)


def _is_older(reading: Reading, listed: Listed) -> bool:
    """Say whether everything on a page is from before the window, so that the next page will be too."""
    window = reading.window
    days = [latest_day(mention, reading.zone) for mention in listed.mentions] if window else []
    return window is not None and bool(days) and all(day is not None and day < window.first for day in days)


async def _is_known(reading: Reading, keys: frozenset[str]) -> bool:
    """Say whether the warehouse knows everything on a page of a section: what is new stands on the first pages."""
    if reading.kind != "section" or reading.all_known is None:
        return False
    wanted = keys & reading.leads.keys()
    return bool(wanted) and await reading.all_known(wanted)


def read_folder(reading: Reading) -> None:
    """Read the names and states of the files of a folder."""
    folder = folder_path(reading.url)
    if not folder.is_dir():
        reading.fail("folder-missing", f"{folder} is no folder")
        return
    mentions = tuple(Mention(path.as_uri(), modified=etag) for path, etag in folder_files(folder))
    if not reading.remember(mentions):
        reading.add(mentions, folder.resolve().as_uri() + "/")
