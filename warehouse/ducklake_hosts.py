"""What the machines of a lake know in common of the hosts that they ask: a row a host, and places to take at it.

They stand in the database of the lake's catalogue, but have nothing to do with DuckLake: rows of a table, and advisory
locks of PostgreSQL's, which belong to a connection and end with it, however its process or machine ended. The clock is
the database's, since those of several machines differ. Hosts are named by digests: their names come from the web.

Read and written by asyncpg, which Prefect brings for its own server: fetching must not stand still meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlencode

import asyncpg

from warehouse.ducklake_place import Lake
from warehouse.sqlfiles import statement

# Those of PostgreSQL's own connection parameters that asyncpg takes in a URL.
_PARAMETERS = ("host", "port", "user", "dbname", "sslmode", "sslcert", "sslkey", "sslrootcert", "passfile")
_SECONDS = 10.0


class HostsUnknown(Exception):
    """The database cannot be asked at the moment; the message says why."""


class Known(NamedTuple):
    """What is known of a host, in seconds since 1970: its last turn, that turn's delay, and the pause it asked for."""

    noted: float = 0.0
    until: float = 0.0
    delay: float = 0.0
    pause_noted: float = 0.0
    pause_until: float = 0.0


class LakeHosts:
    """The hosts of a lake, by one connection that is made when it is needed. For one event loop.

    Every method raises HostsUnknown where the database cannot be asked; what was held is lost then.
    """

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self._connection: asyncpg.Connection | None = None
        self._alone = asyncio.Lock()
        self._held: set[tuple[str, int]] = set()

    async def take(self, host: str, places: int) -> int | None:
        """Take one of a host's places; return its number, None where others have them all."""
        async with self._connected() as connection:
            for place in range(places):
                # A lock of our own would be given once more: what we hold ourselves is not asked for.
                if (host, place) not in self._held:
                    taken = await connection.fetchval(statement("ducklake/host_take"), _digest(host), str(place))
                    if taken:
                        self._held.add((host, place))
                        return place
        return None

    async def give_back(self, host: str, place: int) -> None:
        """Give a place back; it is free already where the connection on which it was taken is gone."""
        if (host, place) not in self._held:
            return
        async with self._connected() as connection:
            if (host, place) in self._held:
                self._held.discard((host, place))
                await connection.execute(statement("ducklake/host_give"), _digest(host), str(place))

    async def change(self, host: str, change: Callable[[float, Known], Known]) -> None:
        """Replace what is known of a host by what ``change`` makes of the time and of it, nobody else in between."""
        async with self._connected() as connection, connection.transaction():
            await connection.execute(statement("ducklake/host_gate"), _digest(host))
            now, *known = await connection.fetchrow(statement("ducklake/host_read"), _digest(host))
            changed = change(now, Known(*known))
            await connection.execute(statement("ducklake/host_write"), _digest(host), *changed)

    async def close(self) -> None:
        """Close the connection, if there is one: every place that is held is free by that."""
        connection, self._connection = self._connection, None
        self._held.clear()
        if connection is not None:
            with suppress(asyncpg.PostgresError, OSError, TimeoutError):
                await connection.close(timeout=_SECONDS)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[asyncpg.Connection]:
        """Give the connection to one at a time; after a failure, or a cancellation, it is dropped."""
        async with self._alone:
            try:
                if self._connection is None or self._connection.is_closed():
                    self._held.clear()
                    self._connection = await _connect(self._lake)
                yield self._connection
            except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
                self._drop()
                reason = " ".join(str(error).split()) or type(error).__name__
                raise HostsUnknown(f"{self._lake}: {reason}") from None
            except BaseException:
                self._drop()
                raise

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        self._held.clear()
        if connection is not None:
            connection.terminate()


async def _connect(lake: Lake) -> asyncpg.Connection:
    """Return a connection; the table of hosts is there."""
    given = {name: value for name, value in lake.connection if name in _PARAMETERS}
    query = urlencode(given)
    connection = await asyncpg.connect(
        f"postgres://?{query}", password=lake.password, timeout=_SECONDS, command_timeout=_SECONDS
    )
    async with connection.transaction():
        await connection.execute(statement("ducklake/hosts"))
    return connection


def _digest(host: str) -> str:
    return sha256(host.encode("utf-8", "surrogateescape")).hexdigest()
