"""The press: which stories are out in an edition, when they were published, and in which words.

Pure functions from content files and times to ``Printed`` stories. Three rules keep every visit plausible:

- a story of day 0 whose time of day has not come yet appears under yesterday's date, at the same time of day;
- a syndicated copy follows its original by some minutes, but never later than the moment its edition came out;
- a story keeps its time of publication from one edition to the next.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from scrapers.newsstand.content import Content, Figure, Outlet, PageOptions, Revision, Story, paragraphs
from scrapers.newsstand.wording import dateline, fill


@dataclass(frozen=True, slots=True)
class Filed:
    """A story that lies at the press. ``first_seen`` and ``changed`` are set for stories of the watched folder."""

    story: Story
    first_seen: datetime | None = None
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A story as an edition carries it: final text, absolute times in the outlet's time zone, path on its site."""

    slug: str
    path: str
    section: str
    title: str
    summary: str
    body: tuple[str, ...]
    published: datetime
    modified: datetime
    dateline: str = ""
    authors: tuple[str, ...] = ()
    credit: str | None = None
    keywords: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    page: PageOptions = field(default_factory=PageOptions)


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the editions came out: ``editions[0]`` is the newsstand's start, the last one is the current edition."""

    editions: tuple[datetime, ...]

    @property
    def start(self) -> datetime:
        """The moment that ``days_ago`` counts from."""
        return self.editions[0]

    @property
    def number(self) -> int:
        """The current edition's number, from 1."""
        return len(self.editions)

    def opened(self, edition: int) -> datetime:
        """Return the moment when an edition came out that is already out."""
        return self.editions[edition - 1]


def past_moment(days_ago: int, at: time, start: datetime, outlet: Outlet) -> datetime:
    """Return a local time of day, so many days before ``start``; a moment still to come moves to the day before."""
    day = start.astimezone(outlet.zone).date() - timedelta(days=days_ago)
    moment = datetime.combine(day, at, tzinfo=outlet.zone)
    return moment if moment <= start else datetime.combine(day - timedelta(days=1), at, tzinfo=outlet.zone)


def article_path(outlet: Outlet, slug: str, section: str, day: date) -> str:
    """Return an article's path on its site; the number in it comes from the slug alone."""
    number = 100_000 + zlib.crc32(slug.encode()) % 900_000
    return outlet.article_path.format(section=section, slug=slug, number=number, day=day)


class Press:
    """Prints the stories of all outlets for one moment of the calendar; a copy is printed from its original."""

    def __init__(
        self, contents: Mapping[str, Content], filed: Mapping[str, Mapping[str, Filed]], calendar: Calendar
    ) -> None:
        self._contents = contents
        self._filed = filed
        self._calendar = calendar

    def print_outlet(self, outlet_id: str) -> tuple[Printed, ...]:
        """Return the stories of an outlet that are out, newest first."""
        out = [
            self._print(outlet_id, slug, filed)
            for slug, filed in self._filed[outlet_id].items()
            if filed.story.edition <= self._calendar.number and self._original_is_out(filed.story)
        ]
        return tuple(sorted(out, key=lambda printed: (printed.published, printed.slug), reverse=True))

    def _original(self, story: Story) -> tuple[str, str, Filed | None]:
        outlet_id, _, slug = story.syndicated.story.partition("/") if story.syndicated else ("", "", "")
        return outlet_id, slug, self._filed.get(outlet_id, {}).get(slug)

    def _original_is_out(self, story: Story) -> bool:
        """Return False for a copy whose original is unknown, not out yet, or itself a copy."""
        original = self._original(story)[2]
        return story.syndicated is None or (
            original is not None
            and original.story.syndicated is None
            and original.story.edition <= self._calendar.number
        )

    def _revisions(self, story: Story) -> list[Revision]:
        return [revision for revision in story.revisions if revision.edition <= self._calendar.number]

    def _published(self, outlet: Outlet, filed: Filed) -> datetime:
        story, opened = filed.story, self._calendar.opened(filed.story.edition)
        outlet_id, _, original = self._original(story)
        if story.syndicated is not None and original is not None:
            first = self._published(self._contents[outlet_id].outlet, original)
            moment = min(first + timedelta(minutes=story.syndicated.minutes_later), opened)
        elif story.minutes_ago is not None:
            moment = (filed.first_seen or opened) - timedelta(minutes=story.minutes_ago)
        elif story.days_ago is not None and story.time is not None:
            moment = past_moment(story.days_ago, story.time, self._calendar.start, outlet)
        else:
            moment = filed.first_seen or opened
        return moment.astimezone(outlet.zone).replace(second=0, microsecond=0)

    def _words(self, outlet: Outlet, filed: Filed) -> tuple[str, str, str]:
        """Return title, summary and body of a story as its file or its original gives them, days filled in."""
        story = filed.story
        outlet_id, _, original = self._original(story)
        day = self._published(outlet, filed).date()
        title, summary, body = "", "", ""
        if story.syndicated is not None and original is not None:
            source = self._contents[outlet_id].outlet
            title, summary, body = self._words(source, original)
            body = "\n\n".join(paragraphs(body)[: story.syndicated.paragraphs])
            day = self._published(source, original).date()
        versions: list[Story | Revision] = [story, *self._revisions(story)]
        for words in versions:
            title = fill(words.title, day, outlet.language) if words.title else title
            summary = fill(words.summary, day, outlet.language) if words.summary else summary
            body = fill(words.body, day, outlet.language) if words.body else body
        return title, summary, body

    def _print(self, outlet_id: str, slug: str, filed: Filed) -> Printed:
        outlet, story = self._contents[outlet_id].outlet, filed.story
        published = self._published(outlet, filed)
        title, summary, body = self._words(outlet, filed)
        revised = [self._calendar.opened(revision.edition) for revision in self._revisions(story)]
        modified = max(published, *revised, filed.changed or published)
        form = story.page.unicode_form
        return Printed(
            slug=slug,
            path=article_path(outlet, slug, story.section, published.date()),
            section=story.section,
            title=unicodedata.normalize(form, title),
            summary=unicodedata.normalize(form, summary),
            body=tuple(unicodedata.normalize(form, block) for block in paragraphs(body)),
            dateline=dateline(story.dateline, published.date(), outlet.agency) if story.dateline else "",
            authors=story.authors,
            credit=story.credit,
            keywords=story.keywords,
            figures=story.figures,
            published=published,
            modified=modified.astimezone(outlet.zone).replace(microsecond=0),
            page=story.page,
        )
