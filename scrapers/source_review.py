"""What is wrong with valid source files: things that each key allows and that make no sense together.

Such a file can be run, so these are no errors of ``load_source``; whoever writes a source wants to hear of them all the
same, which is what ``khotin sources check`` is for. Everything is yielded as (dotted key, what is wrong).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec
from cronsim import CronSim

from scrapers.source import Base, Discover, Source, SourceError, read_toml
from scrapers.source_rules import problems
from scrapers.source_shape import shape_problems
from scrapers.templates import PAGE
from transforms.urls import url_key

Problems = Iterator[tuple[str, str]]

# What a source has and a base has not.
_NOBODY: dict[str, Any] = {
    "name": "Nobody",
    "publisher": "Nobody",
    "homepage": "https://nobody.invalid/",
    "country": "VN",
    "language": "vi",
    "timezone": "Asia/Ho_Chi_Minh",
    "schedule": "0 * * * *",
    "discover": [{"kind": "feed", "url": "https://nobody.invalid/feed"}],
}
# A fixed moment: the question is only how closely the line's moments can follow each other.
_CRON_START = datetime(2024, 1, 1, tzinfo=UTC)
_CRON_STEPS = 100
# A host name as a regular expression writes it, dots escaped, before the slash that ends it.
_HOST = re.compile(r"(?<![\w\\-])((?:[a-z0-9-]+\\\.)+([a-z]{2,24}))(?=/|:|$)")
# What looks like a top-level domain there and is a script's name.
_SUFFIXES = frozenset({"asp", "aspx", "cgi", "htm", "html", "jsp", "php", "phtml", "shtml", "xml", "rss", "json"})


def review(source: Source) -> Problems:
    """Yield what makes no sense in a valid source."""
    yield from _repeated_routes(source)
    yield from _patterns(source)
    yield from _schedule(source)
    yield from _repeated_layouts(source)


def review_base(path: Path) -> Iterator[SourceError]:
    """Yield every mistake of a base, also of one that no source uses yet: a source is made of it, and read as such."""
    try:
        base = read_toml(path)
    except SourceError as error:
        yield error
        return
    known = Base.__struct_fields__
    for key in base.keys() - set(known):
        yield SourceError(path, key, f"unknown key; expected one of {', '.join(known)}")
    values = _NOBODY | {"id": path.stem} | {key: base[key] for key in known if key in base}
    wrong = list(shape_problems(values)) or list(problems(msgspec.convert(values, Source), path.stem))
    yield from (SourceError(path, key, message) for key, message in wrong)


def review_together(sources: Mapping[str, Source]) -> Iterator[tuple[str, str, str]]:
    """Yield (source id, dotted key, what is wrong) for listings that two sources share, at the later one by id."""
    owners: dict[tuple[str, ...], str] = {}
    for source_id in sorted(sources):
        for number, spec in enumerate(sources[source_id].discover):
            owner = owners.setdefault(_address(spec), source_id)
            if owner != source_id:
                yield source_id, f"discover[{number}].url", f"{spec.url} is read by {owner} too; expected one source"


def _address(spec: Discover) -> tuple[str, ...]:
    """Return what makes two routes the same; of a paged listing, also what is taken from it."""
    return (url_key(spec.url) if spec.kind != "folder" else spec.url, spec.links or "", spec.items or "")


def _repeated_routes(source: Source) -> Problems:
    seen: dict[tuple[str, ...], int] = {}
    for number, spec in enumerate(source.discover):
        first = seen.setdefault(_address(spec), number)
        if first != number:
            yield f"discover[{number}].url", f"{spec.url} is discover[{first}]'s already; expected each listing once"


def _patterns(source: Source) -> Problems:
    hosts = _hosts(source)
    for number, pattern in enumerate(source.urls.allow):
        key = f"urls.allow[{number}]"
        if pattern in source.urls.deny:
            yield key, f"{pattern!r} is denied too, so that it lets nothing through"
        if re.search(pattern, ""):
            yield key, f"{pattern!r} matches every URL; expected what articles alone have"
        yield from _foreign_hosts(key, pattern, hosts)
    for number, pattern in enumerate(source.urls.deny):
        key = f"urls.deny[{number}]"
        if re.search(pattern, ""):
            yield key, f"{pattern!r} matches every URL, so that nothing is left"
        elif re.search(pattern, urljoin(source.homepage, "/")):
            yield key, f"{pattern!r} matches the site's own address, so that nothing is left"


def _hosts(source: Source) -> set[str]:
    """Return the hosts that a source names: its home page's and those of its listings."""
    urls = [source.homepage, *(spec.url for spec in source.discover if spec.kind != "folder")]
    return {host for url in urls if (host := urlsplit(url).hostname)}


def _foreign_hosts(key: str, pattern: str, hosts: set[str]) -> Problems:
    """Yield the host names in a pattern that none of the source's hosts can be."""
    for name, top in _HOST.findall(pattern):
        host = name.replace("\\", "")
        related = any(host == own or host.endswith(f".{own}") or own.endswith(f".{host}") for own in hosts)
        if top not in _SUFFIXES and not related and _site(host) not in map(_site, hosts):
            yield key, f"{pattern!r} names {host}; home page and listings are at {', '.join(sorted(hosts))}"


def _site(host: str) -> str:
    """Return the last two labels: under ``.com.vn`` that is too little, which lets a mistake pass but makes up none."""
    return ".".join(host.split(".")[-2:])


def _schedule(source: Source) -> Problems:
    """Yield where one run's listings alone take longer, at the source's own pace, than the time to the next run."""
    moments = islice(CronSim(source.schedule, _CRON_START), _CRON_STEPS)
    shortest = min((later - earlier for earlier, later in pairwise(moments)), default=timedelta.max)
    requests = sum(_pages(spec) for spec in source.discover if spec.kind not in ("archive", "folder"))
    delay = source.politeness.delay_seconds
    needed, given = requests * delay, shortest.total_seconds()
    if needed > given:
        told = f"reading the {requests} listings takes {needed:.0f} s with delay_seconds = {delay:g}"
        yield "schedule", f"{source.schedule!r} fires every {given:.0f} s; {told}"


def _pages(spec: Discover) -> int:
    return (spec.pages or 1) if PAGE in spec.url else 1


def _repeated_layouts(source: Source) -> Problems:
    seen: dict[bytes, int] = {}
    for number, layout in enumerate(source.layouts):
        selectors = msgspec.json.encode(msgspec.structs.replace(layout, valid_until=None))
        first = seen.setdefault(selectors, number)
        if first != number:
            yield f"layouts[{number}]", f"has the selectors of layouts[{first}]; the later one is never needed"
