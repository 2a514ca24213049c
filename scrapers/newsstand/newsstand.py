"""The newsstand as a whole: three outlets and a web archive, each on its own origin, and the calendar they share."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from scrapers.newsstand.content import OUTLETS, Content, load_contents
from scrapers.newsstand.faults import Patient, faults_of
from scrapers.newsstand.inbox import Inbox
from scrapers.newsstand.pages import Paper
from scrapers.newsstand.press import Calendar, Filed, Press
from scrapers.newsstand.reply import Reply, Request, with_validators
from scrapers.newsstand.server import OutletServer
from scrapers.newsstand.site import Site, feed_paths
from scrapers.newsstand.wayback import WebArchive

ARCHIVE = "wayback"  # what the log of requests calls the web archive
_ORIGIN = "@ORIGIN@"  # stands for the site's origin in the source files


@dataclass(frozen=True, slots=True)
class RequestLog:
    """One request as the newsstand saw it. ``status`` is 0 where no answer was given."""

    method: str
    outlet: str
    path: str
    status: int
    conditional: bool
    user_agent: str


class Clock:
    """A clock that is set by hand and then runs: the newsstand never asks the machine for the date."""

    def __init__(self, now: datetime) -> None:
        self.set(now)

    def set(self, now: datetime) -> None:
        """Set the clock. Raises ValueError for a time without a zone."""
        if now.tzinfo is None:
            raise ValueError("now: expected an aware datetime, got one without a time zone")
        self._base, self._ticks = now, time.monotonic()

    def __call__(self) -> datetime:
        """Return the time by this clock."""
        return self._base + timedelta(seconds=time.monotonic() - self._ticks)


class Newsstand:
    """Small fictional news sites on loopback, as a context manager.

    ``now`` is the moment that the stories' dates count back from. ``port`` 0 picks free ports, another number is the
    first of four. ``faults`` are names from ``FAULTS``, for all outlets or ``NAME@OUTLET``. ``stories_dir`` is a
    folder whose story files appear at once. ``edition`` is the edition to begin with; the first and second differ.

    Raises ValueError for an unknown fault, a time without a zone or an edition below 1, ContentError for bundled
    content that is not as it should be, and, from ``start``, OSError for a port that is taken.
    """

    def __init__(
        self,
        *,
        now: datetime,
        port: int = 0,
        faults: Sequence[str] = (),
        stories_dir: Path | None = None,
        edition: int = 1,
    ) -> None:
        if edition < 1:
            raise ValueError(f"edition: expected 1 or more, got {edition}")
        self._clock = Clock(now)
        self._calendar = Calendar((now,) * edition)
        self._port = port
        self._faults = {outlet: faults_of(outlet, faults, OUTLETS) for outlet in OUTLETS}
        self._contents = load_contents()
        self._inbox = Inbox(stories_dir, self._contents, self._clock)
        self._stopping = threading.Event()
        self._guard = threading.Lock()
        self._requests: list[RequestLog] = []
        self._servers: dict[str, OutletServer] = {}
        self._archive: OutletServer | None = None

    def __enter__(self) -> Self:
        """Start serving."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Stop serving."""
        self.stop()

    @property
    def origins(self) -> dict[str, str]:
        """Where each outlet is served; empty before ``start``."""
        return {outlet: server.origin for outlet, server in self._servers.items()}

    @property
    def archive_server(self) -> OutletServer:
        """The web archive that has captures of all outlets: a Wayback Machine of the newsstand's own."""
        if self._archive is None:
            raise RuntimeError("start the newsstand first: its ports are not known yet")
        return self._archive

    @property
    def archive_origin(self) -> str:
        """Where the web archive is served."""
        return self.archive_server.origin

    @property
    def requests(self) -> list[RequestLog]:
        """A copy of the log of all requests so far, in the order in which they were answered."""
        with self._guard:
            return list(self._requests)

    @property
    def edition(self) -> int:
        """The current edition's number."""
        return self._calendar.number

    def start(self) -> None:
        """Bind the ports and serve in threads. A newsstand is started once."""
        if self._servers or self._stopping.is_set():
            raise RuntimeError("this newsstand was started before: make a new one")
        try:
            for place, outlet in enumerate(OUTLETS):
                port = self._port + place if self._port else 0
                self._servers[outlet] = self._server(outlet, port)
            outlet, port = ARCHIVE, self._port + len(OUTLETS) if self._port else 0
            self._archive = OutletServer(ARCHIVE, port, WebArchive(self._papers).answer, partial(self._report, ARCHIVE))
        except OSError as error:
            self.stop()
            raise OSError(error.errno, f"port {port} for {outlet} cannot be used: {error.strerror}") from None
        for server in (*self._servers.values(), self._archive):
            server.start()

    def stop(self) -> None:
        """Stop serving; returns when no thread is left, also where requests hang. May be called again."""
        self._stopping.set()
        for server in (*self._servers.values(), *filter(None, [self._archive])):
            server.stop()

    def next_edition(self, now: datetime | None = None) -> None:
        """Bring out the next edition, at ``now`` (aware; default: the newsstand's own clock).

        The second edition has one new story each at Delta Wire and Bản Mai, one edited story each at Delta Wire and
        The Harbour Post, and answers what the first edition answered with a 500. Later editions change nothing more.
        Raises ValueError where ``now`` lies before the edition that is out.
        """
        with self._guard:
            moment = now or self._clock()
            if moment < self._calendar.editions[-1]:
                raise ValueError(f"now: {moment} lies before the current edition, {self._calendar.editions[-1]}")
            self._clock.set(moment)
            self._calendar = Calendar((*self._calendar.editions, moment))

    def source_files(self) -> dict[str, str]:
        """Return the text of the source file that fits each outlet, with the port it is served on."""
        if not self._servers:
            raise RuntimeError("start the newsstand first: its ports are not known yet")
        return {name: self._contents[name].source.replace(_ORIGIN, origin) for name, origin in self.origins.items()}

    def write_sources(self, folder: Path) -> list[Path]:
        """Write the source files into ``folder``, made if need be, and return their paths."""
        folder.mkdir(parents=True, exist_ok=True)
        paths = []
        for outlet, text in self.source_files().items():
            paths.append(folder / f"{outlet}.toml")
            paths[-1].write_text(text, encoding="utf-8")
        return paths

    def _server(self, outlet: str, port: int) -> OutletServer:
        patient = Patient(self._faults[outlet], feed_paths(self._contents[outlet].outlet), self._stopping)
        site = Site(partial(self._paper, outlet, patient.drift))
        compress = self._contents[outlet].outlet.gzip

        def healthy(request: Request) -> Reply:
            return with_validators(patient.altered(request, site.answer(request)), request, compress=compress)

        def answer(request: Request) -> Reply | None:
            return patient.answer(request, healthy)

        return OutletServer(outlet, port, answer, partial(self._report, outlet))

    def _papers(self) -> list[Paper]:
        """Return all outlets as they stand now."""
        return [self._paper(outlet, timedelta())[0] for outlet in OUTLETS]

    def _paper(self, outlet: str, drift: timedelta) -> tuple[Paper, datetime]:
        """Return the outlet as it stands now, and the moment the newsstand started, by a calendar that may be wrong."""
        calendar = Calendar(tuple(moment + drift for moment in self._calendar.editions))
        dropped, dropped_at = self._inbox.look()
        filed = {name: _bundled(content) | dropped.get(name, {}) for name, content in self._contents.items()}
        stories = Press(self._contents, filed, calendar).print_outlet(outlet)
        changed = max(calendar.editions[-1], dropped_at or calendar.start)
        paper = Paper(self._contents[outlet], self.origins[outlet], stories, changed, calendar.number)
        return paper, calendar.start

    def _report(self, outlet: str, method: str, path: str, status: int, request: Request) -> None:
        agent = request.headers.get("user-agent", "")
        with self._guard:
            self._requests.append(RequestLog(method, outlet, path, status, request.conditional, agent))


def _bundled(content: Content) -> dict[str, Filed]:
    return {slug: Filed(story) for slug, story in content.stories.items()}
