"""The content files of the newsstand: one folder per outlet, one TOML file per story, read strictly.

The same format serves the bundled stories and those that a user drops into a folder, so every mistake is an error
that names file and key, and nothing is guessed.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from scrapers.newsstand.wording import fill

CONTENT = Path(__file__).parent / "content"
OUTLETS = ("delta-wire", "harbour-post", "ban-mai")
TEMPLATES = ("page", "article", "listing", "teaser", "figure", "box", "signoff")
_FILE_NAME = re.compile(r"(?:\d+-)?([a-z0-9]+(?:-[a-z0-9]+)*)\.toml")
_PARAGRAPHS = re.compile(r"\n\s*\n")

Count = Annotated[int, msgspec.Meta(ge=0)]
Ordinal = Annotated[int, msgspec.Meta(ge=1)]
Text = Annotated[str, msgspec.Meta(min_length=1)]


class ContentError(ValueError):
    """A content file that cannot be used; the message names file and key."""


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of everything that is read from a content file: an unknown key is an error."""


class Figure(Strict, frozen=True):
    """A picture below the headline: caption, and the photo credit without brackets and label."""

    caption: Text
    credit: Text


class Syndicated(Strict, frozen=True):
    """Says that a story is another outlet's: ``story`` is ``outlet/slug``.

    What the file leaves out (title, summary, body) is taken over verbatim; ``paragraphs`` cuts a body taken over.
    Days in the text count from the original's day of publication.
    """

    story: Text
    minutes_later: Count = 60
    paragraphs: Ordinal | None = None


class Revision(Strict, frozen=True):
    """What the desk changed in a later edition; what is left out stays."""

    edition: Annotated[int, msgspec.Meta(ge=2)]
    title: Text | None = None
    summary: Text | None = None
    body: Text | None = None


class PageOptions(Strict, frozen=True):
    """How a story's page is served; the defaults are those of a healthy page.

    ``json_ld`` overrides the outlet's habit. ``stray_bytes`` puts windows-1252 apostrophes into a page that says it is
    UTF-8. ``failures`` is the number of requests that the first edition answers with a 500.
    """

    json_ld: bool | None = None
    unicode_form: Literal["NFC", "NFD"] = "NFC"
    charset: Literal["utf-8", "windows-1258"] = "utf-8"
    stray_bytes: bool = False
    failures: Count = 0


class Story(Strict, frozen=True):
    """One story file. Its slug is the file's name without leading number and ending."""

    section: Text
    title: Text | None = None
    summary: Text | None = None
    body: Text | None = None
    days_ago: Count | None = None
    time: datetime.time | None = None
    minutes_ago: Count | None = None
    edition: Ordinal = 1
    dateline: Text | None = None
    authors: tuple[Text, ...] = ()
    credit: Text | None = None
    keywords: tuple[Text, ...] = ()
    figures: tuple[Figure, ...] = ()
    syndicated: Syndicated | None = None
    revisions: tuple[Revision, ...] = ()
    page: PageOptions = PageOptions()


class Mention(Strict, frozen=True):
    """A link in the outlet's feed behind which no ordinary article stands.

    ``missing`` answers 404, ``landing`` with a page of teasers, ``oversized`` with a page of ``bytes`` bytes made at
    request time, ``preview`` with an article although robots.txt disallows its path.
    """

    path: Text
    title: Text
    summary: Text
    kind: Literal["missing", "landing", "oversized", "preview"]
    days_ago: Count
    time: datetime.time
    bytes: Count = 0


class Feed(Strict, frozen=True):
    """A feed: ``rss`` and ``atom`` are sound; ``malformed`` is XML cut off amid junk, ``html`` a web page."""

    path: Text
    kind: Literal["rss", "atom", "malformed", "html"]
    title: Text


class Labels(Strict, frozen=True):
    """The few words of an outlet that do not stand in its templates."""

    newer: Text
    older: Text
    empty: Text
    missing: Text
    front: Text


class Outlet(Strict, frozen=True):
    """``outlet.toml``: what an outlet is called and how its site is built.

    ``article_path`` knows ``{section}``, ``{slug}``, ``{number}`` and ``{day}``, a date; ``archive_path`` is a
    ``strftime`` pattern. ``tracking`` is appended to the links in feeds. ``past_the_end`` is what a page number after
    the last gives. ``sitemap`` is the path of the news sitemap, if there is one. ``meta_dates`` says whether articles
    have dates, section and author in meta elements; ``box_after`` after which paragraph the template ``box`` stands,
    0 for nowhere. ``visible_date`` and ``visible_day`` are patterns of
    ``wording.visible``.
    """

    name: Text
    publisher: Text
    agency: Text
    tagline: Text
    language: Literal["en", "vi"]
    timezone: Text
    article_path: Text
    archive_path: Text
    page_parameter: Text
    page_size: Ordinal
    past_the_end: Literal["empty", "not-found"]
    visible_date: Text
    visible_day: Text
    gzip: bool
    json_ld: bool
    meta_dates: bool
    crawl_delay: float
    disallow: tuple[Text, ...]
    sections: dict[str, str]
    labels: Labels
    feeds: tuple[Feed, ...]
    box_after: Count = 0
    tracking: str = ""
    sitemap: Text | None = None
    most_read: tuple[Text, ...] = ()
    mentions: tuple[Mention, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The outlet's time zone."""
        return ZoneInfo(self.timezone)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that an outlet's folder holds: outlet, stories by slug, templates, and the source file's text."""

    outlet_id: str
    outlet: Outlet
    stories: dict[str, Story]
    templates: dict[str, Template]
    source: str


_S = TypeVar("_S", bound=Strict)


def _read(path: Path, kind: type[_S]) -> _S:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), kind)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise ContentError(f"{path}: {error}") from None
    except OSError as error:
        raise ContentError(f"{path}: cannot be read: {error.strerror}") from None


def slug_of(path: Path) -> str:
    """Return the slug that a story file's name gives. Raises ContentError for another kind of name."""
    found = _FILE_NAME.fullmatch(path.name)
    if found is None:
        raise ContentError(f"{path}: a story file is named NNN-some-words.toml, in a-z, 0-9 and hyphens")
    return found[1]


def paragraphs(body: str) -> tuple[str, ...]:
    """Return the paragraphs of a body: blank lines part them, single line breaks do not count."""
    return tuple(" ".join(block.split()) for block in _PARAGRAPHS.split(body.strip()))


def _problems(story: Story, outlet: Outlet, scheduled: bool) -> list[str]:
    """Return what is wrong with a story beyond its types, each beginning with the key."""
    found = []
    if story.section not in outlet.sections:
        found.append(f"section: {story.section!r} is none of {', '.join(outlet.sections)}")
    if story.syndicated is None:
        found += [f"{key}: required" for key in ("title", "body") if getattr(story, key) is None]
    if (story.days_ago is None) != (story.time is None):
        found.append("time: days_ago and time go together")
    ways = sum(way is not None for way in (story.days_ago, story.minutes_ago, story.syndicated))
    if ways > 1 or (scheduled and ways == 0):
        found.append("days_ago: give days_ago with time, or minutes_ago, or [syndicated], and only one of them")
    for key in ("title", "summary", "body"):
        try:
            fill(getattr(story, key) or "", datetime.date(2026, 1, 1), outlet.language)
        except ValueError as error:
            found.append(f"{key}: {error}")
    return found


def load_story(path: Path, outlet: Outlet, *, scheduled: bool = True) -> Story:
    """Read one story file. ``scheduled`` says that it must state its time of publication.

    Raises ContentError, one line that names file and key.
    """
    story = _read(path, Story)
    problems = _problems(story, outlet, scheduled)
    if problems:
        raise ContentError(f"{path}: {'; '.join(problems)}")
    return story


def check_original(path: Path, story: Story, contents: Mapping[str, Content]) -> None:
    """Raise ContentError where a syndicated story's original is not a bundled story that is itself no copy."""
    if story.syndicated is None:
        return
    outlet_id, _, slug = story.syndicated.story.partition("/")
    original = contents[outlet_id].stories.get(slug) if outlet_id in contents else None
    if original is None or original.syndicated is not None:
        raise ContentError(f"{path}: syndicated.story: {story.syndicated.story!r} is no original, as OUTLET/SLUG")


def load_contents(root: Path = CONTENT) -> dict[str, Content]:
    """Read all outlets. Raises ContentError for anything that is missing, unknown or inconsistent."""
    contents = {outlet_id: load_outlet(outlet_id, root) for outlet_id in OUTLETS}
    for outlet_id, content in contents.items():
        for slug, story in content.stories.items():
            check_original(root / outlet_id / slug, story, contents)
    return contents


def load_outlet(outlet_id: str, root: Path) -> Content:
    """Read one outlet's folder."""
    folder = root / outlet_id
    outlet = _read(folder / "outlet.toml", Outlet)
    try:
        ZoneInfo(outlet.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        raise ContentError(f"{folder / 'outlet.toml'}: timezone: {outlet.timezone!r} is no IANA time zone") from None
    files = sorted(folder.glob("[0-9]*.toml"))
    stories = {slug_of(path): load_story(path, outlet) for path in files}
    unknown = [slug for slug in outlet.most_read if slug not in stories]
    if unknown:
        raise ContentError(f"{folder / 'outlet.toml'}: most_read: no such story: {', '.join(unknown)}")
    templates = {name: Template((folder / f"{name}.html").read_text(encoding="utf-8")) for name in TEMPLATES}
    return Content(outlet_id, outlet, stories, templates, (folder / "source.toml").read_text(encoding="utf-8"))
