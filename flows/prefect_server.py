"""Prefect's server: one of ours as a child process, the one of a ``khotin serve`` that is running, or the user's own.

Which it is follows from three questions, in this order. Is ``PREFECT_API_URL`` set? Then that server is used and never
touched. Does a ``khotin serve`` run on the same data folder? Then its server is used, so that every run stands in one
window. Otherwise a child is started (``flows.server_child``), with its data below ``DATA/prefect``, and ended with the
command; a command that can do without (``server_in_use``) starts none.

That a service runs is told by a lock on ``DATA/prefect/serving``, which the system frees with the process that holds
it; the file holds the server's address.
"""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from http import HTTPStatus
from pathlib import Path
from typing import TextIO

from flows.errors import CommandError
from flows.settings import Settings, prefect_environment
from warehouse.files import is_full
from warehouse.sqlite_room import give_back_sqlite

START_SECONDS = 120.0
STOP_SECONDS = 20.0
_SEND_SECONDS = 10.0
_ASK_EVERY = 0.1
_LONGEST_LOG = 10_000_000
_DAY_SECONDS = 86_400
# Prefect's database is written anew before the service starts where that gives back so many bytes and part of it.
_WORTH_BYTES, _WORTH_PART = 64_000_000, 0.25
_LOOPBACK, _EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 - compared with, not bound to
# Where the UI asks: where it came from itself, so that it works through tunnels and container ports, too.
_UI_API = "/api"
API_URL = "PREFECT_API_URL"
_SQLITE_FULL = "database or disk is full"


@contextmanager
def server_at_hand(settings: Settings) -> Iterator[None]:
    """Have a Prefect server for the length of the block, and its address in the environment.

    To be entered before Prefect is imported, which reads the environment once.

    Raises:
        CommandError: the server does not start.
        OSError: it has no room to start.
    """
    # Log lines that Prefect's server does not take are not to be printed: the flows say so, each in a line.
    logging.raiseExceptions = False
    with server_in_use(settings) as there_is_one:
        if there_is_one:
            yield
            return
    with _listening(_LOOPBACK, 0) as listener, _started(settings, listener, _TEMPORARY) as child, _named(child.address):
        child.wait_until_it_answers()
        try:
            yield
        finally:
            _send_the_rest()


@contextmanager
def server_in_use(settings: Settings) -> Iterator[bool]:
    """Have the address of the server that runs already in the environment for the length of the block, start none.

    To be entered before Prefect is imported. Yields whether there is one.
    """
    os.environ.update(prefect_environment(settings, os.environ))
    if API_URL in os.environ:
        yield True
        return
    address = running_service(settings.data)
    with nullcontext() if address is None else _named(address):
        yield address is not None


def _send_the_rest() -> None:
    """Have Prefect's client send the log lines and events that it still holds, before its server ends.

    Left to itself it does that when the process ends, tries for a minute and a half to reach a server that is gone, and
    then says so on the error stream.
    """
    if "prefect" not in sys.modules:
        return
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    APILogWorker.drain_all(timeout=_SEND_SECONDS, at_exit=False)
    EventsWorker.drain_all(timeout=_SEND_SECONDS, at_exit=False)


class Child:
    """A server that was started as a child: its address, and whether it lives."""

    def __init__(self, address: str, process: subprocess.Popen[bytes], log: Path) -> None:
        self.address = address
        self.log = log
        self._process = process
        self._log_begins = log.stat().st_size

    def has_ended(self) -> bool:
        """Say whether the server has ended."""
        return self._process.poll() is not None

    def wait_until_it_answers(self) -> None:
        """Wait until the server answers.

        Raises:
            CommandError: it ended, or takes too long.
            OSError: it ended for want of room.
        """
        deadline = time.monotonic() + START_SECONDS
        while not answers(self.address):
            if self.has_ended():
                if self._found_no_room():
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), os.environ["PREFECT_HOME"])
                raise CommandError(f"the Prefect server ended while it started; its log: {self.log}")
            if time.monotonic() > deadline:
                raise CommandError(
                    f"the Prefect server did not answer within {START_SECONDS:.0f} s; its log: {self.log}"
                )
            time.sleep(_ASK_EVERY)

    def _found_no_room(self) -> bool:
        """Say whether its log tells of a full disk."""
        with self.log.open("rb") as log:
            log.seek(self._log_begins)
            said = log.read().decode(errors="replace")
        return _SQLITE_FULL in said or is_full(said)


@contextmanager
def service_server(settings: Settings, host: str, port: int) -> Iterator[Child | None]:
    """Start the server and UI of ``khotin serve`` at ``host`` and ``port``; None where PREFECT_API_URL names one.

    The caller waits until it answers.

    Raises:
        CommandError: another service runs on the same data, or the port is taken.
    """
    os.environ.update(prefect_environment(settings, os.environ))
    with _only_service(settings.data) as place:
        if API_URL in os.environ:
            _tell(place, os.environ[API_URL])
            yield None
            return
        give_back_sqlite(settings.data / "prefect" / "prefect.db", least=_WORTH_BYTES, part=_WORTH_PART)
        with (
            _listening(host, port) as listener,
            _started(settings, listener, _lasting(settings)) as child,
            _named(child.address),
        ):
            _tell(place, child.address)
            yield child


def running_service(data: Path) -> str | None:
    """Return the address of the server that a running ``khotin serve`` uses for this data folder; None where none runs.

    A server that does not answer (yet) is as good as none.
    """
    try:
        with _place(data).open("r+", encoding="utf-8") as place:
            try:
                fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                address = place.read().strip()
                return address if address and answers(address) else None
    except OSError:
        pass
    return None


def answers(address: str) -> bool:
    """Say whether a Prefect API answers at an address such as ``http://127.0.0.1:4200/api``."""
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=5) as answer:  # noqa: S310 - our own, or the user's
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False


def _place(data: Path) -> Path:
    return data / "prefect" / "serving"


@contextmanager
def _only_service(data: Path) -> Iterator[TextIO]:
    """Hold the lock that says that a service runs on a data folder, and yield its file, to hold the address."""
    path = _place(data)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as place:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            place.seek(0)
            raise CommandError(
                f"{data}: another khotin serve runs on this folder ({place.read().strip() or 'it is starting'}); "
                "stop it first, or name another folder with --data"
            ) from None
        place.truncate(0)
        yield place


def _tell(place: TextIO, address: str) -> None:
    place.write(address)
    place.flush()


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Listen on a port, 0 for any; so there is no moment in which somebody else may take it.

    Raises:
        CommandError: the port is taken, or the address is not this machine's.
    """
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"{host}:{port} cannot be used ({error.strerror}); choose another port with --port"
            ) from None
        listener.listen()
        yield listener


@contextmanager
def _started(settings: Settings, listener: socket.socket, more: dict[str, str]) -> Iterator[Child]:
    """Run a server on a socket that listens already, for the length of the block."""
    address = _address(listener)
    log = settings.data / "prefect-server.log"
    _shorten(log)
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: S603 - our own command line
            [sys.executable, "-m", "flows.server_child", str(listener.fileno())],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.STDOUT,
            pass_fds=(listener.fileno(),),
            # A session of its own: Ctrl-C on the terminal reaches this process alone, which then stops the runs first.
            start_new_session=True,
            env={**os.environ, **{name: value for name, value in more.items() if name not in os.environ}}
            | {"PREFECT_SERVER_UI_API_URL": _UI_API},
        )
    listener.close()  # the child has its own: when it has ended, nobody listens any more
    try:
        yield Child(address, process, log)
    finally:
        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(listener: socket.socket) -> str:
    """Return where this machine reaches a server on a socket; one that listens everywhere listens here, too."""
    host, port = listener.getsockname()[:2]
    return f"http://{_LOOPBACK if host == _EVERYWHERE else host}:{port}/api"


# What a server that ends with its command has no use for.
_TEMPORARY = {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT_SERVER_UI_ENABLED": "false"}


def _lasting(settings: Settings) -> dict[str, str]:
    """Return what the server of a service is told.

    It deletes its records of old runs, with their logs and artifacts, and keeps who holds a slot below DATA: in memory
    it would forget that when it is killed, and what was under way then would hold its slot for good.
    """
    return {
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(settings.prefect_history_days * _DAY_SECONDS),
    }


@contextmanager
def _named(address: str) -> Iterator[None]:
    """Have the address of a server in the environment, where Prefect and the processes of runs read it."""
    os.environ[API_URL] = address
    try:
        yield
    finally:
        os.environ.pop(API_URL, None)


def _shorten(log: Path) -> None:
    """Begin the server's log anew where it has become long; one earlier file is kept."""
    if log.exists() and log.stat().st_size > _LONGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
