"""Reading the fixtures of the sources: ``<id>/<date>/expected.toml`` and the files it names (format: README.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from scrapers.source import BUNDLED, Discover, Source, load_source

HERE = Path(__file__).parent
EXPECTED = "expected.toml"
SOURCES = tuple(sorted(path.stem for path in BUNDLED.glob("*.toml")))


class Caption(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    text: str = ""
    credit: str | None = None


class PageCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A page and everything that ``parse`` must read from it; what is not given must not be found."""

    file: str
    url: str
    fetched: datetime | None = None
    content_type: str = "text/html; charset=utf-8"
    hint: str | None = None
    how: str = "generic"
    not_article: str | None = None
    canonical_url: str | None = None
    title: str | None = None
    summary: str | None = None
    body: tuple[str, ...] = ()
    captions: tuple[Caption, ...] = ()
    authors: tuple[str, ...] = ()
    published: str | None = None
    section: str | None = None
    paywall: bool = False


class LeadCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A lead; title and published must be exactly so, the others only where they are given."""

    url: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    section: str | None = None
    summary: str | None = None


class ListingCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A feed, sitemap, section or archive page and the leads that pass ``[urls]``."""

    file: str
    discover: str
    url: str | None = None
    content_type: str | None = None
    left_out: int = 0
    leads: tuple[LeadCase, ...] = ()
    sitemaps: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    page: tuple[PageCase, ...] = ()
    listing: tuple[ListingCase, ...] = ()


@dataclass(frozen=True, slots=True)
class Fixture:
    """One dated folder of a source."""

    source_id: str
    day: date
    folder: Path
    expected: Expected

    @property
    def files(self) -> set[Path]:
        """Return the files that the expectation names."""
        named = {case.file for case in self.expected.page} | {case.file for case in self.expected.listing}
        return {self.folder / name for name in named}

    @property
    def source(self) -> Source:
        return source_of(self.source_id)

    def spec_of(self, case: ListingCase) -> Discover:
        """Return the ``[[discover]]`` table that the listing is an answer to."""
        found = [spec for spec in self.source.discover if spec.url == case.discover]
        assert found, f"{self.folder}: {case.file}: no [[discover]] of {self.source_id} has the url {case.discover}"
        return found[0]

    def fetched_at(self, case: PageCase) -> datetime:
        """Return when the page was fetched: late on the folder's day in the source's time zone if not given."""
        return case.fetched or datetime.combine(self.day, time(23), ZoneInfo(self.source.timezone))


@cache
def source_of(source_id: str) -> Source:
    return load_source(BUNDLED / f"{source_id}.toml")


@cache
def fixtures() -> tuple[Fixture, ...]:
    """Return every dated folder that has an ``expected.toml``."""
    return tuple(
        Fixture(path.parts[-3], date.fromisoformat(path.parts[-2]), path.parent, _read(path))
        for path in sorted(HERE.glob(f"*/*/{EXPECTED}"))
    )


def _read(path: Path) -> Expected:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Expected)
    except msgspec.DecodeError as error:
        raise AssertionError(f"{path}: {error}") from None


def page_cases() -> list[Any]:
    """Return (fixture, case) for every page of every source."""
    return [_param(fixture, case) for fixture in fixtures() for case in fixture.expected.page]


def listing_cases() -> list[Any]:
    """Return (fixture, case) for every listing of every source."""
    return [_param(fixture, case) for fixture in fixtures() for case in fixture.expected.listing]


def _param(fixture: Fixture, case: PageCase | ListingCase) -> Any:
    return pytest.param(fixture, case, id=f"{fixture.source_id}-{fixture.day}-{case.file}")
