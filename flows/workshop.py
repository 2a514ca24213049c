"""What one command works with: settings, clock, sources, warehouse, archive, fetcher.

A ``Workshop`` is a value that is handed to every step. It is opened once per command, so that per-host politeness
holds over all sources of the command, and closed at its end, whatever happens.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flows.boilerplate import read_profiles
from flows.copy_window import agree_on_window
from flows.errors import CommandError
from flows.forgotten import NOTHING_REMEMBERED, DiscreetArchive, Remembered
from flows.host_turns import shared_turns
from flows.settings import Settings
from flows.writer import Writer
from scrapers.archive import Archive
from scrapers.fetch import Fetcher
from scrapers.pace import Sleep
from scrapers.source import Source, SourceError, load_sources
from transforms.records import BoilerplateProfile
from warehouse.errors import WarehouseFull
from warehouse.files import UNFINISHED
from warehouse.store import Warehouse, WarehouseBusy

# Bytes of room with which a run begins: Prefect's own database takes 4 MB, a small warehouse with its snapshot 20.
LEAST_FREE = 32_000_000

Clock = Callable[[], datetime]
Report = Callable[[str, str], None]


def utc_now() -> datetime:
    """Return the time, aware, in UTC."""
    return datetime.now(UTC)


def silent(source_id: str, text: str) -> None:
    """Report nothing."""


def new_run_id(now: datetime) -> str:
    """Return an id that sorts by time, such as ``20261122T0230-5f0c1a``."""
    return f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"


def holder_name() -> str:
    """Return who holds a lease: host, process, and when that began, since numbers of processes come again."""
    return f"{socket.gethostname()}:{os.getpid()}.{_began(os.getpid())}"


def holder_is_alive(holder: str) -> bool:
    """Say whether the process that ``holder`` names may still run; on another host nobody can tell, so True."""
    host, _, process = holder.rpartition(":")
    pid, _, began = process.partition(".")
    if host != socket.gethostname() or not pid.isdigit():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it is somebody else's
    return began in ("", _began(int(pid)))


def _began(pid: int) -> str:
    """Return when a process began, in ticks since the machine did; nothing where the system does not tell."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return ""
    return stat.rpartition(b")")[2].split()[19].decode()  # field 22 of proc_pid_stat(5); a name may hold spaces


@dataclass(frozen=True, slots=True)
class Workshop:
    """Everything that the steps of one command need.

    ``writer`` is how sources that run side by side write to the warehouse. ``report`` receives (source id, text)
    whenever there is something to tell a person who waits. ``profiles`` are the recurring lines of sources, by id.
    ``remembered`` is what must not be collected again.
    """

    settings: Settings
    clock: Clock
    run_id: str
    sources: Mapping[str, Source]
    warehouse: Warehouse
    writer: Writer
    archive: Archive
    fetcher: Fetcher
    report: Report = silent
    profiles: Mapping[str, BoilerplateProfile] = field(default_factory=dict)
    remembered: Remembered = NOTHING_REMEMBERED


def read_sources(settings: Settings) -> tuple[dict[str, Source], tuple[SourceError, ...]]:
    """Load the source files of the settings' folders: the good ones, and an error for each broken one."""
    return load_sources(settings.sources)


def choose_sources(sources: Mapping[str, Source], wanted: Sequence[str]) -> list[Source]:
    """Return the wanted sources, or all that are enabled where none is named.

    Raises:
        CommandError: a name that no source has, or nothing to do.
    """
    unknown = [name for name in wanted if name not in sources]
    if unknown:
        raise CommandError(
            f"no source {', '.join(map(repr, unknown))}; there are: {', '.join(sorted(sources)) or 'none'} "
            "(khotin sources lists them)"
        )
    chosen = [sources[name] for name in dict.fromkeys(wanted)] or [s for s in sources.values() if s.enabled]
    if not chosen:
        raise CommandError("no enabled source: give a folder of source files with --sources, or name a source")
    return chosen


def prepare_data(folder: Path) -> None:
    """Make the data folder and see that it can be written, and that there is room for the beginning of a run.

    Prefect's server does not survive a full disk: it would be waited for in vain, behind pages of its traceback.

    Raises:
        CommandError: it cannot be written.
        WarehouseFull: its disk is as good as full.
    """
    try:
        (folder / "archive").mkdir(parents=True, exist_ok=True)
        probe = folder / f".write-test-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CommandError(
            f"{folder}: the data folder cannot be written ({error.strerror}); choose another with --data or KHOTIN_DATA"
        ) from None
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        raise WarehouseFull(
            f"{folder}: the disk is full ({free / 1e6:.1f} MB are free, and a run begins with {LEAST_FREE / 1e6:.0f}). "
            "Free space and run again; what was loaded is kept."
        )


@contextmanager
def open_archive(settings: Settings, run_id: str, clock: Clock) -> Iterator[Archive]:
    """Open the archive of one run below ``DATA/archive``."""
    prepare_data(settings.data)
    with Archive(settings.data / "archive", run_id, clock) as archive:
        yield archive


def finish_forgetting(settings: Settings, clock: Clock) -> None:
    """Finish a removal that was cut off. While runs, or the removal itself, go on it is left to a later command."""
    if not (settings.data / UNFINISHED).exists():
        return
    from flows.forget import resume

    with suppress(WarehouseBusy):
        resume(settings, clock, lambda _: None, proof=False)


def read_remembered(warehouse: Warehouse) -> Remembered:
    """Read what must not be collected again; nothing is opened where there is no warehouse yet."""
    if isinstance(warehouse.place, Path) and not warehouse.path.exists():
        return NOTHING_REMEMBERED
    with warehouse.read() as session:
        return Remembered(session.remembered())


@asynccontextmanager
async def open_workshop(
    settings: Settings,
    sources: Mapping[str, Source],
    *,
    clock: Clock = utc_now,
    report: Report = silent,
    sleep: Sleep = asyncio.sleep,
) -> AsyncIterator[Workshop]:
    """Open a workshop for a command, and close it. ``sleep`` is what waits out politeness and retries."""
    run_id = new_run_id(clock())
    with open_archive(settings, run_id, clock) as archive:
        finish_forgetting(settings, clock)
        warehouse = Warehouse(settings.place, lock_wait=settings.lock_wait, memory=settings.memory)
        agree_on_window(warehouse, settings.dedup_window_days)
        remembered = read_remembered(warehouse)
        keeper = DiscreetArchive(archive, remembered)
        async with (
            shared_turns(settings, lambda: clock().timestamp(), sleep) as turns,
            Fetcher(
                contact=settings.contact, clock=clock, archive=keeper, run_id=run_id, sleep=sleep, turns=turns
            ) as fetcher,
        ):
            yield Workshop(
                settings=settings,
                clock=clock,
                run_id=run_id,
                sources=sources,
                warehouse=warehouse,
                writer=Writer(warehouse),
                archive=archive,
                fetcher=fetcher,
                report=report,
                profiles=read_profiles(settings.data),
                remembered=remembered,
            )
