"""Reading one listing page by page: conditional requests, stop rules, and what the next run has to know."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scrapers.feeds import read_feed
from scrapers.fetch import Exchange, Fetcher
from scrapers.folder import folder_files, folder_path
from scrapers.listings import read_links
from scrapers.mentions import Listed, ListingError, Mention, leads_of
from scrapers.sitemaps import read_sitemap
from scrapers.source import Discover, DiscoverKind, Source
from scrapers.templates import PAGE, fill_page
from transforms.records import Cursor, Fetch, Lead, Page, Reject, Validators

MAX_ARCHIVE_PAGES = 100
MAX_CHILD_SITEMAPS = 10
# What a site answers beyond its last page.
_BEYOND_THE_END = ("http-404", "http-410")


@dataclass(slots=True)
class Reading:
    """The state of reading one listing: what it is, and what has come of it so far."""

    source: Source
    key: str
    kind: DiscoverKind
    url: str
    day: date | None
    spec: Discover
    cursor: Cursor | None
    polled_at: datetime
    leads: dict[str, Lead] = field(default_factory=dict)
    fetches: list[Fetch] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    whole: bool = True
    not_modified: bool = False
    validators: Validators = field(default_factory=Validators)
    digest: str | None = None

    def add(self, mentions: tuple[Mention, ...], base: str) -> int:
        """Take in the mentions of a page; return how many of their URLs no earlier page of the listing had."""
        found, left_out = leads_of(
            mentions,
            base=base,
            source_id=self.source.id,
            listing=self.key,
            day=self.day,
            urls=self.source.urls,
        )
        fresh = {key: lead for key, lead in found.items() if key not in self.leads}
        new = len(fresh) + len(left_out - self.left_out)
        self.leads |= fresh
        self.left_out |= left_out
        return new

    def note(self, reason: str, detail: str, url: str | None = None, fetch_id: str | None = None) -> None:
        """Note that something was left out."""
        self.rejects.append(Reject("discover", reason, url or self.url, detail, self.source.id, fetch_id))

    def fail(self, reason: str, detail: str, url: str | None = None, fetch_id: str | None = None) -> None:
        """Note that something could not be read, so that the listing is read again at the next run."""
        self.note(reason, detail, url, fetch_id)
        self.whole = False

    def remember(self, page: Page, validators: Validators) -> bool:
        """Note the state of the listing's first page; return whether it is the one that is already known."""
        self.validators, self.digest = validators, hashlib.sha256(page.body).hexdigest()
        self.not_modified = self.cursor is not None and self.cursor.body_sha256 == self.digest
        return self.not_modified

    def new_cursor(self) -> Cursor | None:
        """Return the state to store, None if the listing was not read whole."""
        if not self.whole:
            return None
        if self.not_modified and self.cursor is not None:
            return replace(self.cursor, polled_at=self.polled_at, complete=self._complete())
        return Cursor(
            source_id=self.source.id,
            listing=self.key,
            kind=self.kind,
            polled_at=self.polled_at,
            etag=self.validators.etag,
            last_modified=self.validators.last_modified,
            body_sha256=self.digest,
            items=len(self.leads),
            complete=self._complete(),
        )

    def _complete(self) -> bool:
        """Say whether the day of an archive listing had ended when it was read."""
        return self.day is not None and self.day < self.polled_at.astimezone(ZoneInfo(self.source.timezone)).date()


async def read_single(reading: Reading, fetcher: Fetcher) -> None:
    """Read a feed, or a sitemap with its children if it is an index."""
    page = await _first_page(reading, fetcher, reading.url)
    if page is None:
        return
    listed = await _listed(reading, page)
    if listed is None:
        return
    reading.add(listed.mentions, page.final_url)
    if not listed.children:
        return
    if any(child.modified is None for child in listed.children):
        # Such an index stays as it is while its sitemaps grow, so that "unchanged" would say nothing.
        reading.validators, reading.digest = Validators(), None
    newest = sorted(listed.children, key=lambda child: child.modified or "", reverse=True)
    for child in newest[: reading.spec.pages or MAX_CHILD_SITEMAPS]:
        await _read_child(reading, fetcher, child.url)


async def _read_child(reading: Reading, fetcher: Fetcher, url: str) -> None:
    page = _page(reading, await fetcher.get(url, reading.source, "listing"))
    listed = await _listed(reading, page) if page else None
    if page is None or listed is None:
        return
    reading.add(listed.mentions, page.final_url)
    if listed.children:
        reading.fail("nested-sitemap-index", "a sitemap index within a sitemap index is not read", url, page.fetch_id)


async def read_paged(reading: Reading, fetcher: Fetcher) -> None:
    """Read the pages of a section or archive day until one is empty, brings nothing new, or there is none."""
    limit = reading.spec.pages or (MAX_ARCHIVE_PAGES if reading.kind == "archive" else 1)
    limit = limit if PAGE in reading.url else 1
    for number in range(1, limit + 1):
        url = fill_page(reading.url, number)
        page = await (_first_page(reading, fetcher, url) if number == 1 else _later_page(reading, fetcher, url))
        listed = await _listed(reading, page) if page else None
        if page is None or listed is None:
            return
        if number == 1 and not listed.mentions and reading.kind == "section":
            reading.fail("no-links", f"{reading.spec.links!r} finds no link", page.url, page.fetch_id)
        if not reading.add(listed.mentions, page.final_url):
            return
    if reading.kind == "archive" and PAGE in reading.url:
        reading.fail("page-limit", f"page {limit} still brings new links; later pages were not read", url)


def read_folder(reading: Reading) -> None:
    """Read the names and states of the files of a folder."""
    folder = folder_path(reading.url)
    if not folder.is_dir():
        reading.fail("folder-missing", f"{folder} is no folder")
        return
    mentions = [Mention(path.as_uri(), modified=etag) for path, etag in folder_files(folder)]
    state = "\n".join(f"{mention.url} {mention.modified}" for mention in mentions)
    reading.digest = hashlib.sha256(state.encode()).hexdigest()
    reading.not_modified = reading.cursor is not None and reading.cursor.body_sha256 == reading.digest
    if not reading.not_modified:
        reading.add(tuple(mentions), folder.resolve().as_uri() + "/")


async def _first_page(reading: Reading, fetcher: Fetcher, url: str) -> Page | None:
    """Fetch the page whose state decides whether the listing has changed; None if it has not, or failed."""
    cursor = reading.cursor
    validators = Validators(cursor.etag, cursor.last_modified) if cursor else None
    exchange = await fetcher.get(url, reading.source, "listing", validators=validators)
    if exchange.outcome == "not_modified":
        reading.fetches.extend(exchange.fetches)
        reading.not_modified = True
        return None
    page = _page(reading, exchange)
    return None if page is None or reading.remember(page, exchange.validators) else page


async def _later_page(reading: Reading, fetcher: Fetcher, url: str) -> Page | None:
    exchange = await fetcher.get(url, reading.source, "listing")
    if exchange.reject and exchange.reject.reason in _BEYOND_THE_END:
        reading.fetches.extend(exchange.fetches)
        return None
    return _page(reading, exchange)


def _page(reading: Reading, exchange: Exchange) -> Page | None:
    """Note an exchange; return its page, if there is one."""
    reading.fetches.extend(exchange.fetches)
    if exchange.reject is not None:
        reading.rejects.append(exchange.reject)
        reading.whole = False
    return exchange.page


async def _listed(reading: Reading, page: Page) -> Listed | None:
    """Read a page by the listing's kind, in a thread so that other sources go on; None if it cannot be read."""
    try:
        listed = await asyncio.to_thread(_read, reading, page)
    except ListingError as error:
        reading.fail(error.reason, error.detail, page.url, page.fetch_id)
        return None
    if listed.note is not None:
        reading.note(listed.note.reason, listed.note.detail, page.url, page.fetch_id)
    if listed.error is not None:
        reading.fail(listed.error.reason, listed.error.detail, page.url, page.fetch_id)
    return listed


def _read(reading: Reading, page: Page) -> Listed:
    if reading.kind == "feed":
        return read_feed(page.body, page.content_type, page.final_url)
    if reading.kind in ("section", "archive"):
        return read_links(page.body, page.content_type, page.final_url, reading.spec.links or "a[href]")
    return read_sitemap(page.body, reading.source.politeness.max_bytes)
