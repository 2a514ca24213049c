"""``khotin serve``: Prefect server and UI, one schedule per source, and the snapshot kept fresh, until stopped.

The server is a child process with its data below ``DATA/prefect``; an existing one is used where ``PREFECT_API_URL``
is set. Scheduled runs are processes of their own, started by Prefect's runner in this process: at most
``max_processes`` at the same time over all sources, and never two of one; they end with this process. They load, and
this process publishes, at most once per ``publish_interval`` and only when something was loaded. Source files that
change meanwhile are noticed.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Coroutine, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from flows.commands import require_contact
from flows.deployments import planned
from flows.errors import CommandError
from flows.prefect_server import API_URL, START_SECONDS, Child, answers, service_server
from flows.serve_publishing import keep_published
from flows.settings import Settings
from flows.with_service import name_service
from flows.workshop import choose_sources, prepare_data, utc_now
from scrapers.source import Source

if TYPE_CHECKING:
    from prefect import Runner

_LOOK_EVERY = 1.0


def serve_until_stopped(settings: Settings, sources: Mapping[str, Source], host: str, port: int) -> None:
    """Serve the enabled sources until Ctrl-C or SIGTERM.

    Raises:
        CommandError: nothing to serve, no contact, another service on the same data, or the server does not start.
    """
    require_contact(settings, choose_sources(sources, ()))
    prepare_data(settings.data)
    os.environ.update(settings.environment())
    # Until the runner is there, SIGTERM ends the service as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    name_service()
    begun = utc_now()
    try:
        with service_server(settings, host, port) as child:
            _wait_for_server(child)
            asyncio.run(_serve(settings, sources, child, begun))
    except KeyboardInterrupt:
        click.echo("khotin: stopped before it served", err=True)
    else:
        click.echo("khotin: stopped", err=True)


async def _serve(settings: Settings, sources: Mapping[str, Source], child: Child | None, begun: datetime) -> None:
    chosen = choose_sources(sources, ())
    from prefect.runner import Runner

    from flows.serve_deployments import Serving

    runner = Runner(limit=settings.max_processes, pause_on_shutdown=False)
    serving = Serving(settings, runner, sources, server_since=None if child is None else begun)
    await serving.begin(chosen)
    _tell(settings, chosen)
    beside = [keep_published(settings, lambda: serving.sources), serving.follow_sources()]
    await _run_until_signal(runner, beside, child)


def _wait_for_server(child: Child | None) -> None:
    """Wait until the server answers, ours or the user's. Raises CommandError where it does not.

    Here in the main thread, where Ctrl-C ends the waiting at once.
    """
    if child is not None:
        child.wait_until_it_answers()
        return
    address = os.environ[API_URL]
    for _ in range(int(START_SECONDS)):
        if answers(address):
            return
        time.sleep(1)
    raise CommandError(f"the Prefect server at {address} ({API_URL}) did not answer within {START_SECONDS:.0f} s")


def _tell(settings: Settings, chosen: Sequence[Source]) -> None:
    """Tell what is served, where to look, and how to stop it."""
    click.echo(f"Prefect's UI: {os.environ[API_URL].removesuffix('/api')}")
    for one in planned(settings, chosen):
        click.echo(f"  {one.name}: {one.cron} ({one.timezone})")
    click.echo(f"At most {settings.max_processes} runs at the same time, one of each source. Stop with Ctrl-C.")


async def _run_until_signal(runner: Runner, beside: Sequence[Coroutine[Any, Any, None]], child: Child | None) -> None:
    """Run Prefect's runner, and what goes on beside it, until SIGINT or SIGTERM; then cancel the runs and end.

    The runner's own handler for SIGTERM ends the process without waiting for that, so ours are set after it.

    Raises:
        CommandError: our server has ended.
    """
    serving = asyncio.create_task(runner.start())
    while not runner.started and not serving.done():  # noqa: ASYNC110 - Prefect's runner has a flag and no event
        await asyncio.sleep(0.1)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    others = [asyncio.create_task(work) for work in beside]
    ends = {serving, asyncio.create_task(stop.wait()), asyncio.create_task(_until_it_ends(child)), *others}
    try:
        done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        if serving not in done:
            click.echo("khotin: stopping the runs under way ...", err=True)
            await runner.astop()
        for task in done:
            task.result()
        await serving
    finally:
        for task in ends:
            task.cancel()


async def _until_it_ends(child: Child | None) -> None:
    """Wait for the end of our server, which nothing goes on without. Raises CommandError when it comes."""
    while child is None or not child.has_ended():  # noqa: ASYNC110 - a process of subprocess.Popen has no event
        await asyncio.sleep(_LOOK_EVERY)
    raise CommandError(f"the Prefect server has ended; its log: {child.log}")
