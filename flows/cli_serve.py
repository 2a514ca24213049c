"""``khotin serve`` and ``khotin maintain``: the always-on service, its files for the system, and its daily work."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from flows.options import configured_sources, data_option, say, settings_for, sources_option

_IN_PART = 1
TARGETS = ("systemd", "systemd-user", "compose", "prefect-yaml")


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=4200, show_default=True, help="Prefect's UI; 0: any.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve the UI on; it has no password.")
@click.option("--install", "target", type=click.Choice(TARGETS), help="Print what starts the service, and do nothing.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="With --install: write it to this file instead."
)
@click.option("--pool", default="khotin", show_default=True, help="With --install prefect-yaml: the workers' pool.")
@data_option
@sources_option
def serve(
    port: int,
    *,
    host: str,
    target: str | None,
    output: Path | None,
    pool: str,
    data: Path | None,
    sources: tuple[str, ...],
) -> None:
    """Run the always-on service: Prefect server and UI, one schedule per source, until stopped.

    Each source runs by its own schedule in its own time zone, never twice at once, and all of them at most
    KHOTIN_MAX_PROCESSES at once; once a day there is maintenance (khotin maintain). After a time in which nothing
    served, each source runs once. Source files that are added, changed or removed are noticed within seconds.

    --install prints what starts it after a reboot, with the settings that are in force now: a systemd unit of the
    system or of a user, or a Docker Compose file; or prefect.yaml, for workers of your own (docs/running.md).

    Example: khotin serve --data /srv/khotin
    """
    settings = settings_for(data, sources)
    configured = configured_sources(settings)
    if target is None:
        if output is not None:
            raise click.UsageError("--output goes with --install")
        from flows.serve import serve_until_stopped

        serve_until_stopped(settings, configured, host, port)
        return
    from flows.install import Installed, write

    for line in write(Installed(settings, configured, port, pool), target, output):
        click.echo(line, err=True)


@click.command()
@data_option
@sources_option
def maintain(*, data: Path | None, sources: tuple[str, ...]) -> None:
    """Do now what khotin serve does once a day: re-visits, retention, all checks, compaction, publishing.

    For whoever starts khotin run by a scheduler of their own. Every step stands for itself and may be repeated; exit
    status 1 where one failed.

    Example: khotin maintain --data data
    """
    import asyncio

    from flows.maintenance import maintain as maintained

    settings = settings_for(data, sources)
    done = asyncio.run(maintained(settings, configured_sources(settings), say))
    sys.exit(0 if done.ok else _IN_PART)
