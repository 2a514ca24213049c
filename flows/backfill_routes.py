"""The ways of a backfill: what ``--via`` names, and which of them a source has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from flows.errors import CommandError
from scrapers.source import Source

Route = Literal["best", "archive", "sitemap", "wayback", "warc"]
# The lists of the past that a site has itself, in the order in which they are read.
OWN_ROUTES: tuple[Literal["archive", "sitemap"], ...] = ("archive", "sitemap")
_EXPECTED = "archive, sitemap, wayback or warc:PATH"


@dataclass(frozen=True, slots=True)
class Via:
    """A way as it was asked for; ``path`` is that of the WARC file or folder."""

    route: Route = "best"
    path: Path | None = None


BEST = Via()


def read_via(text: str | None) -> Via:
    """Read ``--via``; without it the best way is taken.

    Raises:
        CommandError: there is no such way, or no such file.
    """
    if text is None:
        return BEST
    name, colon, path = text.partition(":")
    if name == "warc":
        if not path:
            raise CommandError("--via warc needs the file or folder to read: --via warc:CC-NEWS-20261101.warc.gz")
        if not Path(path).expanduser().exists():
            raise CommandError(f"--via {text}: no such file or folder")
        return Via("warc", Path(path).expanduser())
    routes: dict[str, Route] = {"archive": "archive", "sitemap": "sitemap", "wayback": "wayback"}
    if colon or name not in routes:
        raise CommandError(f"--via {text}: expected {_EXPECTED}")
    return Via(routes[name])


def own_routes(source: Source, route: Route) -> tuple[str, ...]:
    """Return the site's own lists of the past that a backfill by a route reads: those that the source file states."""
    stated = {spec.kind for spec in source.discover}
    return tuple(kind for kind in OWN_ROUTES if kind in stated and route in ("best", kind))


def without_route(source: Source, route: Route) -> str:
    """Return what a person is told where a source has no such list."""
    wanted = '"archive" or "sitemap"' if route == "best" else f'"{route}"'
    return (
        f"{source.id} has no [[discover]] of kind {wanted}: nothing to backfill from; --via wayback or --via warc:PATH"
    )
