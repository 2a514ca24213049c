"""What a source is: one TOML file per outlet, read strictly.

A source file is the only place where an outlet is described, so a mistake in it must never pass: an unknown key,
a bad selector or a cron line that never fires is a ``SourceError`` that names file and key. The rules that types
cannot say are in ``scrapers.source_rules``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec

BUNDLED = Path(__file__).parent / "sources"

DiscoverKind = Literal["feed", "news_sitemap", "sitemap", "section", "archive", "folder"]
DateOrder = Literal["DMY", "MDY", "YMD"]
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class SourceError(Exception):
    """A source file that cannot be used: file, dotted key (empty for the file as a whole) and what is wrong."""

    def __init__(self, path: Path, key: str, message: str) -> None:
        self.path, self.key, self.message = path, key, message
        super().__init__(f"{path}: {key}: {message}" if key else f"{path}: {message}")


class Politeness(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the source's servers are treated.

    Attributes:
        delay_seconds: least time between the starts of two requests to one host; a longer `Crawl-delay` wins.
        max_concurrency: requests to one host that may be under way at the same time.
        timeout_seconds: time for one whole answer, from the first byte sent to the last byte read.
        max_bytes: size of one answer after decompression; what is larger is refused.
        respect_robots: whether `robots.txt` is asked for and obeyed.
        allow_private_addresses: whether loopback, private and link-local addresses may be fetched; for tests and
            intranets only.
    """

    delay_seconds: float = 1.0
    max_concurrency: int = 1
    timeout_seconds: float = 20.0
    max_bytes: int = 5_000_000
    respect_robots: bool = True
    allow_private_addresses: bool = False


class Discover(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One way to learn of the source's articles.

    Attributes:
        kind: `feed` (RSS, Atom, JSON Feed), `news_sitemap`, `sitemap`, `section` (a page of links), `archive` (a page
            of links for each day, week or month, read by backfills alone) or `folder` (files that something else puts
            there).
        url: absolute `http` or `https` URL; `{page}` in `section` and `archive`; in `archive` also the first and the
            last day of the period, `{date:%Y/%m/%d}` and `{end:%Y/%m/%d}`, `%s` being seconds since 1970; the
            finest unit in `{date:...}` says whether the period is a day, a week or a month; for `folder` a `file:` URL
            or an absolute path.
        links: CSS selector of the links to articles; for `section` and `archive` alone, which need it or `items`.
        items: where the URLs of articles lie in a JSON answer, such as `data.articles[].url`, for endpoints of endless
            lists; for `section` and `archive` alone.
        pages: most pages of a `section` (1 if not given) or `archive` (100), or most sitemaps of a sitemap index (10).
        first_page: what `{page}` is on the first page.
        page_step: by how much `{page}` grows from page to page; more than 1 where it counts articles.
        shards: for `sitemap` alone: a regular expression that finds the period in the URLs of an index's sitemaps, by
            the named groups `year`, `month`, `day`, `last_day` and `week`, where Khotin does not find it by itself.
    """

    kind: DiscoverKind
    url: str
    links: str | None = None
    items: str | None = None
    pages: int | None = None
    first_page: int = 1
    page_step: int = 1
    shards: str | None = None


class Urls(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which of the discovered URLs are articles.

    Attributes:
        allow: regular expressions; where any are given, a URL must match one of them somewhere.
        deny: regular expressions; a URL that matches one of them anywhere is left out.
    """

    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """CSS selectors of one page design; layouts are tried in order, generic extraction stands behind them.

    Attributes:
        valid_until: last day on which pages had this design, so that archived pages keep parsing after a redesign.
        title: the headline.
        summary: the lead paragraph (standfirst, sapo) where it stands outside the body.
        body: the element or elements that hold the text.
        remove: elements to leave out before anything is read.
        authors: the names in the byline.
        published: the date of publication.
        date_order: how the site writes numeric dates: `DMY`, `MDY` or `YMD`.
    """

    valid_until: date | None = None
    title: str | None = None
    summary: str | None = None
    body: str | None = None
    remove: tuple[str, ...] = ()
    authors: str | None = None
    published: str | None = None
    date_order: DateOrder | None = None


class Expect(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a healthy source yields; checked after each run.

    Attributes:
        min_articles_per_day: least number of articles on a day.
        min_body_chars: least length of an article's text, in characters.
        fields: fields that every article must have, such as `title`, `published_at`, `body`.
    """

    min_articles_per_day: int = 0
    min_body_chars: int = 0
    fields: tuple[str, ...] = ()


class Retention(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How long what was collected is kept; what is older goes with `khotin vacuum --expire`, and is not collected.

    Attributes:
        days: days after publication (after the first visit, where the day is not known); 0 keeps everything. Where it
            is not given, the setting `retention_days` counts.
    """

    days: int | None = None


class OwnCheck(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A data check of the source's own, by `where` or by `field` and what that must be; it runs after each run.

    Attributes:
        name: kebab case; `khotin check` lists it as `SOURCE:NAME`.
        severity: `row` (the article is withheld from publication) or `warning` (it is published, and people are told).
        explains: what it looks for, in a sentence.
        where: SQL condition of the bad articles, on the columns of `mart.article` named in docs/checks.md.
        field: the field that must be as the keys below say; an absent one is bad only where it is required.
        required: whether the field must be there.
        matches: regular expression that must match somewhere in it.
        not_matches: regular expression that must match nowhere in it.
        one_of: values, one of which it must be.
        min_chars: its least length in characters.
        max_chars: its greatest length in characters.
        max_age_days: for `published_at` alone: most days between publication and the first visit.
    """

    name: str
    severity: Literal["row", "warning"] = "warning"
    explains: str
    where: str | None = None
    field: str | None = None
    required: bool = False
    matches: str | None = None
    not_matches: str | None = None
    one_of: tuple[str, ...] | None = None
    min_chars: int | None = None
    max_chars: int | None = None
    max_age_days: int | None = None


class Base(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a base may say; what a source is and where its articles are mentioned is the source's own."""

    politeness: Politeness = Politeness()
    urls: Urls = Urls()
    layouts: tuple[Layout, ...] = ()
    expect: Expect = Expect()
    retention: Retention = Retention()
    checks: tuple[OwnCheck, ...] = ()


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A news source.

    Attributes:
        id: kebab case, the same as the file's name.
        name: the outlet's name as readers know it.
        publisher: who publishes it.
        homepage: absolute URL.
        country: where it is published, ISO 3166-1 alpha-2.
        language: BCP 47 tag of its articles.
        timezone: IANA name; schedule, archive days and dates without an offset are read in it.
        schedule: cron line of five fields.
        enabled: whether scheduled runs and `khotin run` without arguments harvest it.
        base: name of a file in `bases/` beside the source's, or among the shipped ones: what it says of politeness,
            urls, layouts, expect, retention and checks holds for this source too, where the source itself says nothing
            else.
        render: whether pages are opened in a browser because they are empty without JavaScript; needs the extra
            `khotin[render]`.
        politeness: see below.
        discover: at least one, see below.
        urls: see below.
        layouts: see below.
        expect: see below.
        retention: see below.
        checks: see below.
    """

    id: str
    name: str
    publisher: str
    homepage: str
    country: str
    language: str
    timezone: str
    schedule: str
    enabled: bool = True
    base: str | None = None
    render: bool = False
    politeness: Politeness = Politeness()
    discover: tuple[Discover, ...]
    urls: Urls = Urls()
    layouts: tuple[Layout, ...] = ()
    expect: Expect = Expect()
    retention: Retention = Retention()
    checks: tuple[OwnCheck, ...] = ()


TABLES: Mapping[str, type[msgspec.Struct]] = {
    "": Source,
    "politeness": Politeness,
    "discover": Discover,
    "urls": Urls,
    "layouts": Layout,
    "expect": Expect,
    "retention": Retention,
    "checks": OwnCheck,
}


def load_source(path: Path) -> Source:
    """Read one source file.

    Raises:
        SourceError: the file cannot be read, is not TOML, or a key is missing, unknown or wrong.
    """
    source, errors = review_source(path)
    if source is None or errors:
        raise errors[0]
    return source


def review_source(path: Path) -> tuple[Source | None, tuple[SourceError, ...]]:
    """Read one source file and return all of its mistakes; the source is None where types do not let it be one."""
    from scrapers.source_rules import problems
    from scrapers.source_shape import shape_problems

    try:
        values = _with_base(path, read_toml(path))
    except SourceError as error:
        return None, (error,)
    errors = tuple(SourceError(path, key, message) for key, message in shape_problems(values))
    if errors:
        return None, errors
    source = msgspec.convert(values, Source)
    return source, tuple(SourceError(path, key, message) for key, message in problems(source, path.stem))


def load_sources(places: Sequence[str | Path]) -> tuple[dict[str, Source], tuple[SourceError, ...]]:
    """Read every source file of the given folders; the word ``bundled`` names the shipped ones.

    Later folders win where ids are the same. A file that cannot be used is an error value, and takes away an
    earlier source of its name: whoever overrides a source does not want the other one to run instead.
    """
    sources: dict[str, Source] = {}
    errors: list[SourceError] = []
    for place in places:
        folder = BUNDLED if place == "bundled" else Path(place)
        if not folder.is_dir():
            errors.append(SourceError(folder, "", "no such folder; expected a folder of source files (*.toml)"))
            continue
        for path in sorted(folder.glob("*.toml")):
            try:
                sources[path.stem] = load_source(path)
            except SourceError as error:
                sources.pop(path.stem, None)
                errors.append(error)
    return sources, tuple(errors)


def read_toml(path: Path) -> dict[str, Any]:
    """Read a file of a source or base as values. Raises SourceError where it cannot be read or is not TOML."""
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(path, "", f"cannot be read: {error}") from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(path, "", f"not valid TOML: {error}") from None


def _with_base(path: Path, values: dict[str, Any]) -> dict[str, Any]:
    """Put what the base says beneath what the file says: tables key by key, layouts behind the file's own."""
    name = values.get("base")
    if not isinstance(name, str):
        return values
    folders = [folder / "bases" for folder in (path.parent, BUNDLED)]
    found = next((folder / f"{name}.toml" for folder in folders if _is_base(folder, name)), None)
    if found is None:
        known = sorted({base.stem for folder in folders for base in folder.glob("*.toml")})
        raise SourceError(path, "base", f"no base {name!r}; known: {', '.join(known) or 'none'}")
    merged = dict(values)
    for key, table in _read_base(found).items():
        own = values.get(key)
        if isinstance(table, list) and isinstance(own, list | None):
            merged[key] = [*(own or []), *table]
        elif isinstance(table, dict) and isinstance(own, dict | None):
            merged[key] = table | (own or {})
    return merged


def _is_base(folder: Path, name: str) -> bool:
    return _NAME.fullmatch(name) is not None and (folder / f"{name}.toml").is_file()


def _read_base(path: Path) -> dict[str, Any]:
    """Read a base; its mistakes are named with its own file, since the source that uses it cannot mend them."""
    from scrapers.source_shape import unknown_keys

    base = read_toml(path)
    for key in base:
        if key not in Base.__struct_fields__:
            raise SourceError(path, key, f"unknown key; expected one of {', '.join(Base.__struct_fields__)}")
    for key, message in unknown_keys(base):
        raise SourceError(path, key, message)
    try:
        msgspec.convert(base, Base)
    except msgspec.ValidationError as error:
        text, _, key = str(error).partition(" - at `$.")
        raise SourceError(path, key.rstrip("`"), text[:1].lower() + text[1:].replace("`", "")) from None
    return base
