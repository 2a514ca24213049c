"""One outlet's site: which path gives what."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime

from scrapers.newsstand import feeds, pages
from scrapers.newsstand.charsets import legacy, stray_bytes
from scrapers.newsstand.content import Feed, Mention, Outlet
from scrapers.newsstand.hidden import hidden_page
from scrapers.newsstand.pages import Paper
from scrapers.newsstand.press import Printed, past_moment
from scrapers.newsstand.reply import HTML, Reply, Request, page_reply
from scrapers.newsstand.wording import visible

PaperMaker = Callable[[], tuple[Paper, datetime]]  # the outlet as it stands now, and when the newsstand started

_FRONT_PAGE = 12
_XML = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "malformed": "application/rss+xml",
}


def feed_paths(outlet: Outlet) -> frozenset[str]:
    """Return the paths of an outlet's feeds and of its news sitemap."""
    return frozenset([feed.path for feed in outlet.feeds] + ([outlet.sitemap] if outlet.sitemap else []))


def archive_day(outlet: Outlet, path: str) -> date | None:
    """Return the day whose archive page has this path, None for any other path."""
    try:
        day = date(*time.strptime(path, outlet.archive_path)[:3])
    except ValueError:
        return None
    return day if day.strftime(outlet.archive_path) == path else None


class Site:
    """Answers the requests to one outlet. Its only memory is how often a flaky page has failed."""

    def __init__(self, paper: PaperMaker) -> None:
        self._paper = paper
        self._failed: Counter[str] = Counter()
        self._lock = threading.Lock()

    def answer(self, request: Request) -> Reply:
        """Return the healthy site's answer; an unknown path gives the site's 404 page."""
        paper, start = self._paper()
        for find in (self._fixed, self._article, self._mention, self._listing, self._hidden):
            reply = find(paper, start, request)
            if reply is not None:
                return reply
        return self._missing(paper, request)

    def _missing(self, paper: Paper, request: Request) -> Reply:
        return page_reply(404, pages.notice(paper, request.path, paper.outlet.labels.missing))

    def _fixed(self, paper: Paper, start: datetime, request: Request) -> Reply | None:
        """Answer robots.txt, feeds, sitemap and pictures."""
        outlet, path = paper.outlet, request.path
        if path == "/robots.txt":
            return Reply(200, robots(paper), {"Content-Type": "text/plain; charset=utf-8"}, start)
        if path == outlet.sitemap:
            body = feeds.news_sitemap(paper, feeds.entries(paper, start))
            return Reply(200, body, {"Content-Type": "application/xml; charset=utf-8"}, paper.changed)
        for feed in outlet.feeds:
            if path == feed.path:
                return _feed(paper, feed, start)
        if path.startswith("/images/") and path.endswith(".svg"):
            slug = path.removeprefix("/images/").removesuffix(".svg")
            return Reply(200, pages.picture(slug).encode(), {"Content-Type": "image/svg+xml"}, start)
        return None

    def _article(self, paper: Paper, start: datetime, request: Request) -> Reply | None:
        story = next((story for story in paper.stories if story.path == request.path), None)
        if story is None:
            return None
        if paper.edition == 1 and self._fails(story):
            return page_reply(500, "<!doctype html><title>500</title><h1>500 Internal Server Error</h1>")
        return article_reply(paper, story)

    def _fails(self, story: Printed) -> bool:
        with self._lock:
            self._failed[story.path] += 1
            return self._failed[story.path] <= story.page.failures

    def _mention(self, paper: Paper, start: datetime, request: Request) -> Reply | None:
        mention = next((mention for mention in paper.outlet.mentions if mention.path == request.path), None)
        return _mention_reply(paper, mention, start) if mention else None

    def _hidden(self, paper: Paper, start: datetime, request: Request) -> Reply | None:
        return hidden_page(paper, request.path)

    def _listing(self, paper: Paper, start: datetime, request: Request) -> Reply | None:
        """Answer the front page, a section page or a day of the archive."""
        outlet, path = paper.outlet, request.path
        if path == "/":
            text = pages.listing(paper, heading=outlet.labels.front, path=path, stories=paper.stories[:_FRONT_PAGE])
            return _html(text, paper.changed)
        if path.lstrip("/") in outlet.sections:
            section = path.lstrip("/")
            stories = [story for story in paper.stories if story.section == section]
            return self._paged(paper, request, outlet.sections[section], stories)
        day = archive_day(outlet, path)
        if day is not None:
            stories = [story for story in paper.stories if story.published.date() == day]
            midnight = datetime.combine(day, datetime.min.time(), tzinfo=outlet.zone)
            heading = visible(midnight, outlet.visible_day)
            return self._paged(paper, request, heading, stories)
        return None

    def _paged(self, paper: Paper, request: Request, heading: str, stories: Sequence[Printed]) -> Reply:
        outlet = paper.outlet
        text = request.query.get(outlet.page_parameter, "1")
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0  # noqa: PLR2004 - page 9999
        last = max(1, -(-len(stories) // outlet.page_size))
        if number < 1 or (number > last and outlet.past_the_end == "not-found"):
            return self._missing(paper, request)
        first = (number - 1) * outlet.page_size
        neighbours = {"newer": number - 1 if number > 1 else None, "older": number + 1 if number < last else None}
        pager = {word: f"{request.path}?{outlet.page_parameter}={n}" for word, n in neighbours.items() if n}
        shown = stories[first : first + outlet.page_size]
        page = pages.listing(paper, heading=heading, path=request.path, stories=shown, pager=pager)
        return _html(page, paper.changed)


def robots(paper: Paper) -> bytes:
    """Return the outlet's robots.txt."""
    outlet = paper.outlet
    lines = ["User-agent: *", f"Crawl-delay: {outlet.crawl_delay}", *(f"Disallow: {path}" for path in outlet.disallow)]
    if outlet.sitemap:
        lines += ["", f"Sitemap: {paper.origin}{outlet.sitemap}"]
    return ("\n".join(lines) + "\n").encode()


def article_reply(paper: Paper, story: Printed) -> Reply:
    """Return a story's page in the character set, healthy or not, that its file asks for."""
    reply = _html(pages.article(paper, story), story.modified, story.page.charset)
    if story.page.stray_bytes:
        return Reply(reply.status, stray_bytes(reply.body), reply.headers, reply.modified)
    return reply


def _html(text: str, modified: datetime, charset: str = "utf-8") -> Reply:
    """Return a page; one in a legacy character set says so in its meta element alone."""
    if charset == "utf-8":
        return Reply(200, text.encode(), {"Content-Type": HTML}, modified)
    return Reply(200, legacy(text, charset), {"Content-Type": "text/html"}, modified)


def _feed(paper: Paper, feed: Feed, start: datetime) -> Reply:
    if feed.kind == "html":
        return _html(pages.notice(paper, feed.path, feed.title), start)
    listed = feeds.entries(paper, start)
    makers: dict[str, Callable[[], bytes]] = {
        "rss": lambda: feeds.rss(paper, feed, listed),
        "atom": lambda: feeds.atom(paper, feed, listed),
        "malformed": lambda: feeds.malformed(paper, feed),
    }
    return Reply(200, makers[feed.kind](), {"Content-Type": _XML[feed.kind]}, paper.changed)


def _as_story(paper: Paper, mention: Mention, start: datetime, times: int) -> Printed:
    """Return a mention as an article whose text is its summary, so many times."""
    moment = past_moment(mention.days_ago, mention.time, start, paper.outlet)
    return Printed(
        slug=mention.path.rpartition("/")[2],
        path=mention.path,
        section=next(iter(paper.outlet.sections)),
        title=mention.title,
        summary=mention.summary,
        body=(mention.summary,) * times,
        published=moment,
        modified=moment,
    )


def _mention_reply(paper: Paper, mention: Mention, start: datetime) -> Reply:
    """Answer a link behind which no ordinary article stands.

    A ``preview`` is answered, so that a client which ignores robots.txt is found out by what it loads.
    """
    match mention.kind:
        case "missing":
            return page_reply(404, pages.notice(paper, mention.path, paper.outlet.labels.missing))
        case "landing":
            stories = paper.stories[:_FRONT_PAGE]
            text = pages.listing(paper, heading=mention.title, path=mention.path, stories=stories)
            return _html(text, paper.changed)
        case "preview":
            return article_reply(paper, _as_story(paper, mention, start, times=4))
        case "oversized":
            times = mention.bytes // len(mention.summary.encode()) + 1
            return article_reply(paper, _as_story(paper, mention, start, times))
