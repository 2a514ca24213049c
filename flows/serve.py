"""``khotin serve``: Prefect server and UI, one schedule per source, and the snapshot kept fresh, until stopped.

The server is a child process with its data below ``DATA/prefect``; an existing one is used where ``PREFECT_API_URL``
is set. Scheduled runs are processes of their own, started by Prefect's runner in this process; they load, and this
process publishes, at most once per ``publish_interval`` and only when something was loaded.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.commands import require_contact
from flows.errors import CommandError
from flows.publishing import check_and_publish
from flows.settings import Settings, prefect_environment
from flows.workshop import choose_sources, new_run_id, prepare_data, utc_now
from scrapers.source import Source
from warehouse.publish import is_stale
from warehouse.store import Warehouse, WarehouseBroken, WarehouseBusy

if TYPE_CHECKING:
    from prefect import Runner
    from prefect.deployments.runner import RunnerDeployment

logger = logging.getLogger(__name__)

SERVER_START_SECONDS = 120
SERVER_STOP_SECONDS = 20


def serve_until_stopped(settings: Settings, sources: Mapping[str, Source], port: int) -> None:
    """Serve the enabled sources until Ctrl-C or SIGTERM.

    Raises:
        CommandError: nothing to serve, no contact, or the server does not start.
    """
    chosen = choose_sources(sources, ())
    require_contact(settings, chosen)
    prepare_data(settings.data)
    _set_environment(settings)
    with _prefect_server(settings.data, port):
        try:
            asyncio.run(_serve(settings, chosen, port))
        except KeyboardInterrupt:
            click.echo("khotin: stopped before it served", err=True)
        else:
            click.echo("khotin: stopped", err=True)


def _set_environment(settings: Settings) -> None:
    """Set what Prefect and the runs' own processes read."""
    os.environ.update(settings.environment())
    os.environ.update(prefect_environment(settings, os.environ))


@contextmanager
def _prefect_server(data: Path, port: int) -> Iterator[None]:
    """Run a Prefect server as a child, unless PREFECT_API_URL names one that is there already."""
    if "PREFECT_API_URL" in os.environ:
        yield
        return
    address = f"http://127.0.0.1:{port}"
    os.environ["PREFECT_API_URL"] = f"{address}/api"
    os.environ["PREFECT_SERVER_UI_API_URL"] = f"{address}/api"
    log = (data / "prefect-server.log").open("ab")
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    # A session of its own: Ctrl-C on the terminal reaches this process alone, which then stops the runs first.
    server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)  # noqa: S603 - our own command line
    try:
        yield
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(SERVER_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
        log.close()


async def _serve(settings: Settings, chosen: Sequence[Source], port: int) -> None:
    await _server_is_up(settings.data)
    from prefect.runner import Runner

    runner = Runner(limit=settings.max_processes, pause_on_shutdown=False)
    for source in chosen:
        await runner.aadd_deployment(await _deployment(source))
    click.echo(f"Prefect's UI: {os.environ['PREFECT_API_URL'].removesuffix('/api')}")
    for source in chosen:
        click.echo(f"  {source.id}: {source.schedule} ({source.timezone})")
    click.echo("Stop with Ctrl-C.")
    publisher = asyncio.create_task(_keep_published(settings))
    try:
        await _run_until_signal(runner)
    finally:
        publisher.cancel()


async def _run_until_signal(runner: Runner) -> None:
    """Run Prefect's runner until SIGINT or SIGTERM; then cancel the runs under way and end.

    The runner's own handler for SIGTERM ends the process without waiting for that, so ours are set after it.
    """
    serving = asyncio.create_task(runner.start())
    while not runner.started and not serving.done():  # noqa: ASYNC110 - Prefect's runner has a flag and no event
        await asyncio.sleep(0.1)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if stop.is_set():
        click.echo("khotin: stopping the runs under way ...", err=True)
        await runner.astop()
    await serving


async def _server_is_up(data: Path) -> None:
    from prefect import get_client

    for _ in range(SERVER_START_SECONDS):
        async with get_client() as client:
            if await client.api_healthcheck() is None:
                return
        await asyncio.sleep(1)
    raise CommandError(
        f"the Prefect server at {os.environ['PREFECT_API_URL']} did not answer within {SERVER_START_SECONDS} s; "
        f"its log: {data / 'prefect-server.log'}"
    )


async def _deployment(source: Source) -> RunnerDeployment:
    """Return the deployment of a source: its schedule in its time zone, and never two runs at once."""
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    from flows.harvest_flow import harvest

    deployment = harvest.to_deployment(
        name=source.id,
        description=f"{source.name}, {source.homepage}",
        # The schedule is the shortest interval: a listing that changes rarely is passed over until it is due.
        parameters={"source_id": source.id, "only_due": True},
        schedule=Cron(source.schedule, timezone=source.timezone),
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        tags=["khotin", source.country, source.language],
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    # Called within an event loop, Prefect answers with something to await.
    return await deployment if inspect.isawaitable(deployment) else deployment


async def _keep_published(settings: Settings) -> None:
    """Publish whenever something was loaded since the last time."""
    warehouse = Warehouse(settings.place, lock_wait=settings.lock_wait)
    while True:
        await asyncio.sleep(settings.publish_interval)
        error = await asyncio.to_thread(_publish_what_is_new, warehouse, settings.check_history_days)
        if error:
            logger.warning("not published: %s", error)


def _publish_what_is_new(warehouse: Warehouse, keep_days: int | None = None) -> str | None:
    """Publish if something was loaded since the last time; return why that was not possible."""
    now = utc_now()
    try:
        if not is_stale(warehouse):
            return None
    except (WarehouseBusy, WarehouseBroken) as error:
        return str(error)
    return check_and_publish(warehouse, now, new_run_id(now), keep_days=keep_days).error
