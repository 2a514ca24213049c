"""Turns at hosts among all processes of one machine, by lock files in one folder (``DATA/hosts``).

A host has a *gate* file, which holds when it was asked last, a file for each of its *places*, and a *pause* file once
it asked to be left alone. Whoever wants a turn locks the gate, waits there until a place can be locked, books the next
moment, and opens the gate to the next: so nobody who keeps asking overtakes one who waits. The place is held until the
answer is there. Locks are those of flock(2): they belong to an opened file, and end with the process however it ends.

What waits looks again a few times a second, since a lock that is waited for cannot be given up when a run is cancelled.
Names of hosts come from the web, so files are named by their digest. Where the folder cannot be used (a full disk), a
process keeps to the pace that it knows itself.
"""

from __future__ import annotations

import fcntl
import logging
import os
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from hashlib import sha256
from pathlib import Path

import msgspec

from scrapers.pace import Sleep
from scrapers.turns import LONGEST_PAUSE, Booking, Slot, Wait, paused_for

logger = logging.getLogger(__name__)

# Seconds between two looks at a lock that another process has: the first and the longest.
_LOOKS = (0.02, 0.25)
# Nobody holds a place for as long, unless it was stopped; what has stopped asks for nothing, so others go on.
PATIENCE = 600.0
_SWEEP_EVERY = 3600.0
_SIZE = 160  # bytes of a file: always written as a whole, so that nobody reads the rest of a longer one
_BOOKING = msgspec.json.Decoder(Booking)
_PAUSE = msgspec.json.Decoder(Wait)


class HostFiles:
    """Turns by lock files in ``folder``; ``now`` is the machine's clock in seconds, ``sleep`` waits for some."""

    def __init__(self, folder: Path, now: Callable[[], float], sleep: Sleep, patience: float = PATIENCE) -> None:
        self._folder, self._now, self._sleep, self._patience = str(folder), now, sleep, patience
        self._told = False

    @asynccontextmanager
    async def turn(self, host: str, delay: float, concurrency: int) -> AsyncIterator[Slot]:
        """Hold one of the host's places and tell when to ask (see ``scrapers.turns.Turns``)."""
        stem = self._stem(host)
        place: int | None = None
        try:
            slot, place = await self._enter(stem, delay, concurrency)
        except OSError as error:
            self._tell(error)
            slot = Slot()
        try:
            yield slot
        finally:
            _give_back(place)

    async def pause(self, host: str, seconds: float) -> None:
        """Let nobody ask the host for so long."""
        path = f"{self._stem(host)}.pause"
        try:
            descriptor = await self._lock([path])
            try:
                now = self._now()
                _write(descriptor, paused_for(_read_pause(path), now, seconds))
            finally:
                _give_back(descriptor)
        except OSError as error:
            self._tell(error)

    def _tell(self, error: OSError) -> None:
        """Say once that other processes learn nothing of this one's pace."""
        if not self._told:
            logger.warning("the pace of hosts cannot be shared with other processes: %s", error)
            self._told = True

    async def _enter(self, stem: str, delay: float, concurrency: int) -> tuple[Slot, int | None]:
        """Pass the gate; return when to ask, and the place that is held."""
        path = f"{stem}.gate"
        gate = await self._lock([path])
        place = None
        try:
            place = await self._lock([f"{stem}.{number}" for number in range(concurrency)])
            slot, booking = _read_booking(gate).next(self._now(), delay, _read_pause(f"{stem}.pause"))
            _write(gate, booking)
        except BaseException:
            _give_back(place)
            raise
        finally:
            _give_back(gate)
        return slot, place

    async def _lock(self, paths: Sequence[str]) -> int | None:
        """Wait until one of the files can be locked; return its descriptor, None where patience ran out."""
        pause, longest = _LOOKS
        waited = 0.0
        while True:
            for path in paths:
                descriptor = _take(path)
                if descriptor is not None:
                    return descriptor
            if waited >= self._patience:
                return None
            await self._sleep(pause)
            waited += pause
            pause = min(2 * pause, longest)

    def _stem(self, host: str) -> str:
        return f"{self._folder}/{sha256(host.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}"


def host_files(folder: Path, now: Callable[[], float], sleep: Sleep) -> HostFiles:
    """Return turns by the files of a folder, which is made where there is none and relieved of what nobody needs."""
    with suppress(OSError):  # which shows again, and is told, at the first turn
        folder.mkdir(exist_ok=True)
        sweep(folder, time.time())
    return HostFiles(folder, now, sleep)


def sweep(folder: Path, now: float) -> None:
    """Remove the files of hosts that nobody asked for longer than any pause lasts; at most once an hour.

    ``now`` is the time by which files are dated. Ages count both ways, since a clock can have been set back.
    """
    marker = folder / "swept"
    if marker.exists() and abs(now - marker.stat().st_mtime) < _SWEEP_EVERY:
        return
    marker.touch()
    os.utime(marker, (now, now))
    with os.scandir(folder) as entries:
        old = [one.path for one in entries if abs(now - one.stat().st_mtime) > LONGEST_PAUSE]
    for path in old:
        descriptor = _take(path)
        if descriptor is not None:
            Path(path).unlink()
            _give_back(descriptor)


def _take(path: str) -> int | None:
    """Lock a file and return its descriptor; None while somebody else has it, or has just removed it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(descriptor), os.lstat(path)):
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        pass
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _give_back(descriptor: int | None) -> None:
    """Unlock a file and close it. A child that was forked meanwhile has the lock too: closing alone would keep it."""
    if descriptor is not None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)


def _write(descriptor: int | None, value: Booking | Wait) -> None:
    """Write what is known of a host, in one piece, into a file that could be locked."""
    if descriptor is not None:
        os.pwrite(descriptor, msgspec.json.encode(value).ljust(_SIZE), 0)


def _read_booking(descriptor: int | None) -> Booking:
    """Read the last turn; there was none where the file is new, or damaged."""
    try:
        return _BOOKING.decode(os.pread(descriptor, _SIZE, 0)) if descriptor is not None else Booking()
    except msgspec.DecodeError:
        return Booking()


def _read_pause(path: str) -> Wait:
    """Read the pause that a host asked for; none where there is no such file, as nearly always."""
    try:
        with Path(path).open("rb", buffering=0) as file:
            return _PAUSE.decode(file.read(_SIZE))
    except (FileNotFoundError, msgspec.DecodeError):
        return Wait()
