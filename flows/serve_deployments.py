"""What ``khotin serve`` has scheduled in Prefect, kept in line with the source files, also while it serves."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.commands import require_contact
from flows.deployments import HARVEST, TAG, Deployment, Key, planned, registered
from flows.errors import CommandError
from flows.missed import end_the_dead, leave_the_latest
from flows.prefect_pages import every
from flows.settings import Settings
from flows.workshop import read_sources, utc_now
from scrapers.source import BUNDLED, Source

if TYPE_CHECKING:
    from prefect import Runner
    from prefect.client.orchestration import PrefectClient
    from prefect.client.schemas.responses import DeploymentResponse

logger = logging.getLogger(__name__)

_LOOK_EVERY = 10.0

# The files of sources as they stand: path, when last written (ns), size.
Files = frozenset[tuple[str, int, int]]


class Serving:
    """The deployments of a service; ``sources`` are the configured ones, as they are now.

    ``server_since`` is when our own server was started, which nobody else uses, so that what is not ours there is left
    over; None says that others use it too.
    """

    def __init__(
        self, settings: Settings, runner: Runner, sources: Mapping[str, Source], *, server_since: datetime | None
    ) -> None:
        self.sources = sources
        self._settings = settings
        self._runner = runner
        self._server_since = server_since
        self._registered: dict[Key, Deployment] = {}
        self._files: Files = frozenset()

    async def begin(self, chosen: Sequence[Source]) -> None:
        """Register what is scheduled, remove what no longer is, and settle what an earlier service left."""
        from prefect import get_client

        self._files = await asyncio.to_thread(files_of, self._settings)
        async with get_client() as client:
            there = await _deployments(client)
            if self._server_since is not None:
                await end_the_dead(client, [one.id for one in there])
            await self._bring_in_line(client, planned(self._settings, chosen))
            ours = [one.id for one in there if _key(one) in self._registered]
            missed = await leave_the_latest(client, ours, utc_now(), self._server_since)
        if missed:
            click.echo(f"{missed} runs were missed while nothing served; each source runs once for all of its own")

    async def follow_sources(self) -> None:
        """Look again and again, until cancelled, whether source files have changed; a broken one changes nothing."""
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            files = await asyncio.to_thread(files_of, self._settings)
            if files != self._files:
                self._files = files
                try:
                    await self._read_again()
                except CommandError as error:
                    click.echo(f"khotin: sources changed, but {error}", err=True)
                except Exception:
                    logger.exception("the changed sources could not be scheduled")

    async def _read_again(self) -> None:
        from prefect import get_client

        sources, broken = await asyncio.to_thread(read_sources, self._settings)
        for error in broken:
            click.echo(f"khotin: source file left as it was: {error}", err=True)
        if any(not error.path.suffix for error in broken):
            return  # a whole folder is away: its sources are not gone for that
        chosen = [source for source in sources.values() if source.enabled]
        require_contact(self._settings, chosen)
        self.sources = sources
        async with get_client() as client:
            keep = {(HARVEST, error.path.stem) for error in broken}
            await self._bring_in_line(client, planned(self._settings, chosen), keep)

    async def _bring_in_line(
        self, client: PrefectClient, wanted: Sequence[Deployment], keep: Collection[Key] = ()
    ) -> None:
        """Register what is new or has changed, and remove what is no longer wanted; ``keep`` stays in any case."""
        begun = bool(self._registered)
        for one in wanted:
            if self._registered.get(one.key) != one:
                await self._runner.aadd_deployment(await asyncio.to_thread(registered, one))
                self._registered[one.key] = one
                if begun:
                    click.echo(f"  {one.name}: {one.cron} ({one.timezone})")
        keys = {one.key for one in wanted} | set(keep)
        for key in self._registered.keys() - keys:
            del self._registered[key]
            click.echo(f"  {key[1]}: no longer served")
        await self._remove_others(client, keys)

    async def _remove_others(self, client: PrefectClient, keys: Collection[Key]) -> None:
        """Remove deployments that are no longer wanted; on a server that others use, only say that they are there."""
        others = [one for one in await _deployments(client) if _key(one) not in keys]
        if self._server_since is not None:
            for one in others:
                await client.delete_deployment(one.id)
        elif others:
            named = ", ".join(sorted(one.name for one in others))
            click.echo(
                f"khotin: on this server, but not among the sources: {named} (prefect deployment delete)", err=True
            )


def _key(deployment: DeploymentResponse) -> Key:
    return deployment.entrypoint or "", deployment.name


async def _deployments(client: PrefectClient) -> list[DeploymentResponse]:
    """Return every deployment of Khotin's on the server."""
    from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterTags
    from prefect.client.schemas.sorting import DeploymentSort

    wanted = DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG]))
    return await every(
        lambda limit, offset: client.read_deployments(
            deployment_filter=wanted, limit=limit, offset=offset, sort=DeploymentSort.NAME_ASC
        )
    )


def files_of(settings: Settings) -> Files:
    """Return the source files, and the bases beside them, as they stand: a change shows in it."""
    return frozenset(_stand(BUNDLED if place == "bundled" else Path(place) for place in settings.sources))


def _stand(folders: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    for folder in folders:
        for path in folder.rglob("*.toml"):
            try:
                found = path.stat()
            except OSError:  # removed just now
                continue
            yield str(path), found.st_mtime_ns, found.st_size
