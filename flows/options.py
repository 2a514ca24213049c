"""What several commands take and do alike: options, the settings that follow from them, lines of progress."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from flows.settings import Settings, load_settings

if TYPE_CHECKING:
    from scrapers.source import Source

F = TypeVar("F", bound=Callable[..., Any])
DAY = click.DateTime(formats=["%Y-%m-%d"])

data_option = click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Folder that holds all state (KHOTIN_DATA)."
)
sources_option = click.option(
    "--sources",
    multiple=True,
    metavar="DIR",
    help="Folder of source files, instead of the shipped ones; may be repeated, later ids win; "
    "the word 'bundled' names the shipped set.",
)


def selection_options(command: F) -> F:
    """Add the options that say which articles: ``selected`` turns their values into what the warehouse takes."""
    options: tuple[Callable[[F], F], ...] = (
        click.option("--source", multiple=True, help="Articles of this source only; may be repeated."),
        click.option("--country", multiple=True, help="About this country, ISO alpha-3; may be repeated."),
        click.option("--language", multiple=True, help="In this language; may be repeated."),
        click.option("--topic", multiple=True, help="On this topic, IPTC code (medtop:11000000); may be repeated."),
        click.option("--since", type=DAY, help="First day of publication."),
        click.option("--until", type=DAY, help="Last day of publication, inclusive."),
    )
    return reduce(lambda decorated, option: option(decorated), reversed(options), command)


def selected(
    settings: Settings,
    *,
    source: tuple[str, ...],
    country: tuple[str, ...],
    language: tuple[str, ...],
    topic: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
) -> dict[str, Any]:
    """Return the values of ``selection_options`` by the names that a selection of the warehouse has.

    Raises:
        CommandError: a value that no article can have.
        SnapshotMissing: nothing is published, where sources are chosen.
    """
    given = {
        "sources": source,
        "countries": country,
        "languages": language,
        "topics": topic,
        "since": since and since.date(),
        "until": until and until.date(),
    }
    if not (source or country or language or topic):
        return given
    from flows.selecting import checked

    return checked(settings, given)


def settings_for(data: Path | None, sources: tuple[str, ...] = ()) -> Settings:
    """Return the settings of a command: its own options, else those before its name, else file and environment."""
    return load_settings(os.environ, data=data or _given("data"), sources=sources or _given("sources") or ())


def prepare_prefect(settings: Settings) -> None:
    """Make the data folder, and have a Prefect server until the command ends; to be called before Prefect is imported.

    Raises:
        CommandError: the folder cannot be written, or the server does not start.
    """
    from flows.prefect_server import server_at_hand
    from flows.workshop import prepare_data

    prepare_data(settings.data)
    click.get_current_context().with_resource(server_at_hand(settings))


def join_prefect(settings: Settings) -> bool:
    """Make the data folder, and use the Prefect server that runs already, if any, until the command ends.

    Returns whether there is one; to be called before Prefect is imported.

    Raises:
        CommandError: the folder cannot be written.
    """
    from flows.prefect_server import server_in_use
    from flows.workshop import prepare_data

    prepare_data(settings.data)
    return click.get_current_context().with_resource(server_in_use(settings))


def configured_sources(settings: Settings) -> dict[str, Source]:
    """Return the configured sources by id; broken files are named on the error stream and left out."""
    from scrapers.source import load_sources

    sources, broken = load_sources(settings.sources)
    for error in broken:
        click.echo(f"khotin: source file left out: {error}", err=True)
    return sources


def _given(name: str) -> Any:
    """Return the option of that name that was given nearest before the command's name."""
    context = click.get_current_context().parent
    while context is not None and not context.params.get(name):
        context = context.parent
    return context.params[name] if context is not None else None


def say(source_id: str, text: str) -> None:
    """Tell a person who waits what a source has come to, on the error stream."""
    click.echo(f"{datetime.now().astimezone():%H:%M:%S} {source_id}: {text}", err=True)
