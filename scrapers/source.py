"""What a source is: one TOML file per outlet, read strictly.

A source file is the only place where an outlet is described, so a mistake in it must never pass: an unknown key,
a bad selector or a cron line that never fires is a ``SourceError`` that names file and key. The rules that types
cannot say are in ``scrapers.source_rules``.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

BUNDLED = Path(__file__).parent / "sources"

DiscoverKind = Literal["feed", "news_sitemap", "sitemap", "section", "archive", "folder"]
DateOrder = Literal["DMY", "MDY", "YMD"]
# What a base may say; what a source is and where its articles are mentioned is the source's own.
BASE_TABLES = ("politeness", "urls", "layouts", "expect")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_Table = TypeVar("_Table", bound=msgspec.Struct)


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
            urls, layouts and expect holds for this source too, where the source itself says nothing else.
        render: whether pages are opened in a browser because they are empty without JavaScript; needs the extra
            `khotin[render]`.
        politeness: see below.
        discover: at least one, see below.
        urls: see below.
        layouts: see below.
        expect: see below.
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


TABLES: Mapping[str, type[msgspec.Struct]] = {
    "": Source,
    "politeness": Politeness,
    "discover": Discover,
    "urls": Urls,
    "layouts": Layout,
    "expect": Expect,
}


def load_source(path: Path) -> Source:
    """Read one source file.

    Raises:
        SourceError: the file cannot be read, is not TOML, or a key is missing, unknown or wrong.
    """
    from scrapers.source_rules import problems

    values = _with_base(path, _read(path))
    _refuse_unknown(path, values)
    source = _convert(path, values)
    for key, message in problems(source, path.stem):
        raise SourceError(path, key, message)
    return source


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


def _read(path: Path) -> dict[str, Any]:
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
    places = [folder / "bases" / f"{name}.toml" for folder in (path.parent, BUNDLED)]
    found = next((place for place in places if _NAME.fullmatch(name) and place.is_file()), None)
    if found is None:
        known = sorted({base.stem for place in places for base in place.parent.glob("*.toml")})
        raise SourceError(path, "base", f"no base {name!r}; known: {', '.join(known) or 'none'}")
    base = _read(found)
    for key in base:
        if key not in BASE_TABLES:
            raise SourceError(found, key, f"unknown key; expected one of {', '.join(BASE_TABLES)}")
    _refuse_unknown(found, base)
    merged = dict(values)
    for key, table in base.items():
        own = values.get(key)
        if isinstance(table, list) and isinstance(own, list | None):
            merged[key] = [*(own or []), *table]
        elif isinstance(table, dict) and isinstance(own, dict | None):
            merged[key] = table | (own or {})
    return merged


def _tables(values: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield (name of the table, dotted key, its values) for the file and each table in it."""
    yield "", "", values
    for name in TABLES:
        table = values.get(name)
        if isinstance(table, dict):
            yield name, name, table
        elif isinstance(table, list):
            for number, entry in enumerate(table):
                if isinstance(entry, dict):
                    yield name, f"{name}[{number}]", entry


def _refuse_unknown(path: Path, values: Mapping[str, Any]) -> None:
    for table, where, entries in _tables(values):
        known = TABLES[table].__struct_fields__
        for key in entries:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"expected one of {', '.join(known)}"
                raise SourceError(path, f"{where}.{key}" if where else key, f"unknown key; {hint}")


def _convert(path: Path, values: dict[str, Any]) -> Source:
    for table, where, entries in _tables(values):
        if where.endswith("]"):  # msgspec names the list but not which entry of it
            _convert_table(path, where, entries, TABLES[table])
    return _convert_table(path, "", values, Source)


def _convert_table(path: Path, where: str, values: Mapping[str, Any], kind: type[_Table]) -> _Table:
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        text, _, inner = str(error).partition(" - at `$")
        key = where + inner.rstrip("`")
        missing = re.fullmatch(r"Object missing required field `(\w+)`", text)
        if missing:
            key, text = f"{key}.{missing[1]}", "missing; it is required"
        raise SourceError(path, key.lstrip("."), text[:1].lower() + text[1:].replace("`", "")) from None
