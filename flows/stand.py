"""``khotin newsstand``: the bundled fictional sites, served until stopped."""

from __future__ import annotations

import signal
import threading
from collections.abc import Sequence
from pathlib import Path

import click

from flows.errors import CommandError
from flows.workshop import utc_now
from scrapers.newsstand import FAULTS, Newsstand


def serve_newsstand(port: int, faults: Sequence[str], stories: Path | None, sources: Path | None) -> None:
    """Serve the newsstand until Ctrl-C or SIGTERM.

    Raises:
        CommandError: an unknown fault, or a port that is taken.
    """
    if "list" in faults:
        for name, what in FAULTS.items():
            click.echo(f"{name:16} {what}")
        return
    try:
        stand = Newsstand(now=utc_now(), port=port, faults=faults, stories_dir=stories)
        stand.start()
    except ValueError as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(f"port {port}: {error.strerror}; choose another with --port") from None
    try:
        _announce(stand, sources)
        _wait_for_signal()
    finally:
        stand.stop()


def _announce(stand: Newsstand, sources: Path | None) -> None:
    for outlet, origin in stand.origins.items():
        click.echo(f"# {outlet}: {origin}")
    click.echo(f"# web archive: {stand.archive_origin} (KHOTIN_WAYBACK, for khotin backfill --via wayback)")
    if sources is None:
        for outlet, text in stand.source_files().items():
            click.echo(f"\n# ---- {outlet}.toml\n{text}")
        return
    for path in stand.write_sources(sources):
        click.echo(f"# wrote {path}")
    click.echo(f"# harvest it with: khotin run --sources {sources}")


def _wait_for_signal() -> None:
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()
