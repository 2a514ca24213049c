"""A PostgreSQL server of the tests' own, from the system's packages, reached by its socket and stopped at the end.

PostgreSQL refuses to run as root: then it is run as the user ``postgres``, whom Debian's package makes, or ``nobody``.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

USER = "khotin"


class PostgresMissing(Exception):
    """There is no PostgreSQL here that could be started; the message says what was looked for."""


@dataclass(frozen=True, slots=True)
class Postgres:
    """A server that runs: the folder of its socket, and where its programs are."""

    folder: Path
    programs: Path
    restart: Callable[[], None]

    def create(self, database: str) -> str:
        """Make an empty database; return its URL."""
        self._run("createdb", "-h", str(self.folder), "-U", USER, database)
        return self.url(database)

    def copy(self, template: str, database: str) -> str:
        """Make a database like another, to which nobody may be connected; return its URL."""
        self.ask("postgres", f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template}'")
        self._run("createdb", "-h", str(self.folder), "-U", USER, "-T", template, database)
        return self.url(database)

    def url(self, database: str) -> str:
        """Return the URL of a database."""
        return f"postgres://{USER}@/{database}?host={quote(str(self.folder), safe='')}"

    def ask(self, database: str, sql: str) -> str:
        """Run SQL; return what psql prints, unaligned and without headings."""
        return self._run("psql", "-h", str(self.folder), "-U", USER, "-X", "-At", "-c", sql, database).strip()

    def _run(self, program: str, *arguments: str) -> str:
        command = [str(self.programs / program), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd="/").stdout


@contextmanager
def postgres(*, password: str | None = None) -> Iterator[Postgres]:
    """Start a server for the length of a block; with ``password`` it lets nobody in without it.

    Raises PostgresMissing where there is none to start.
    """
    programs = _programs()
    account = _account()
    # A socket's path has 107 characters at most, which pytest's folders may exceed.
    with tempfile.TemporaryDirectory(prefix="khotin-pg-") as name:
        folder = Path(name)
        as_user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
            folder.chmod(0o711)
        server = _Server(programs, folder, as_user)
        server.make(password)
        server.start()
        try:
            yield Postgres(folder, programs, server.restart)
        finally:
            server.stop()


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A server for the tests of a module, which are skipped where there is none to start."""
    try:
        with postgres() as started:
            yield started
    except PostgresMissing as missing:
        pytest.skip(str(missing))


class _Server:
    def __init__(self, programs: Path, folder: Path, as_user: dict[str, object]) -> None:
        self._programs = programs
        self._folder = folder
        self._as_user = as_user

    def make(self, password: str | None) -> None:
        how = ["--auth=trust"]
        if password is not None:
            file = self._folder / "password"
            file.write_text(password, encoding="utf-8")
            file.chmod(0o644)
            how = ["--auth=scram-sha-256", f"--pwfile={file}"]
        self._run("initdb", "-D", "data", "-U", USER, "--no-sync", "-E", "UTF8", "--locale=C.UTF-8", *how)

    def start(self) -> None:
        # What the tests write may be lost with the machine; only by socket, so that no port can be taken.
        options = f"-c listen_addresses='' -c unix_socket_directories='{self._folder}' -c fsync=off"
        self._run("pg_ctl", "-D", "data", "-l", "log", "-w", "-o", options, "start")

    def restart(self) -> None:
        self.stop()
        self.start()

    def stop(self) -> None:
        self._run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [self._programs / program, *arguments]
        # Its output goes to a file: the server inherits it, and a pipe would stay open as long as it runs.
        with (self._folder / f"{program}.out").open("wb") as out:
            done = subprocess.run(command, cwd=self._folder, stdout=out, stderr=out, check=False, **self._as_user)  # type: ignore[call-overload]  # user and group are not typed apart
        if done.returncode:
            text = (self._folder / f"{program}.out").read_text(encoding="utf-8", errors="replace")
            raise PostgresMissing(f"{program} failed: {text.strip()[-500:]}")


def _programs() -> Path:
    """Return the folder of the newest server that is installed."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: int(path.parent.name))
    on_path = shutil.which("initdb")
    if on_path is None:
        raise PostgresMissing("PostgreSQL is not installed (apt-get install postgresql)")
    return Path(on_path).resolve().parent


def _account() -> pwd.struct_passwd | None:
    """Return the account to run the server as, None for our own."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgresMissing("PostgreSQL refuses to run as root, and there is no user postgres or nobody")
