"""Which sources a reparse is about, and which it has to leave alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.boilerplate import read_profiles
from flows.errors import CommandError
from flows.settings import Settings
from scrapers.source import Source
from transforms.records import BoilerplateProfile
from warehouse.files import WRITER_FILE
from warehouse.reparse_pages import Readable, readable_sources
from warehouse.store import Warehouse

_NOT_CONFIGURED = (
    "it has pages in the archive but no source file here, and without its layouts they would come out worse: "
    "name the folder of its file with --sources"
)


@dataclass(frozen=True, slots=True)
class ReadOnly:
    """What a preview works with: it writes nothing, so it needs neither archive nor network."""

    settings: Settings
    sources: Mapping[str, Source]
    profiles: Mapping[str, BoilerplateProfile]
    warehouse: Warehouse


class Chosen(NamedTuple):
    """Ids of the sources to reparse, and of those that are left alone with the reason."""

    source_ids: tuple[str, ...]
    left_out: dict[str, str]


def open_read_only(settings: Settings, sources: Mapping[str, Source]) -> ReadOnly:
    """Open the data folder for a preview.

    Raises:
        CommandError: there is no warehouse.
    """
    if settings.warehouse is None and not (settings.data / WRITER_FILE).exists():
        raise CommandError(f"{settings.data}: there is no warehouse; name the data folder with --data")
    warehouse = Warehouse(settings.place, lock_wait=settings.lock_wait, memory=settings.memory)
    return ReadOnly(settings, sources, read_profiles(settings.data), warehouse)


def choose(desk: ReadOnly, wanted: Sequence[str]) -> Chosen:
    """Choose the wanted sources, or all that have archived pages. A collection of documents needs no source file.

    Raises:
        CommandError: a wanted source has no archived page or no source file, or there is nothing at all.
    """
    with desk.warehouse.read() as session:
        readable = {one.source_id: one for one in readable_sources(session.connection)}
    unknown = [name for name in wanted if name not in readable]
    if unknown:
        there = ", ".join(readable) or "none"
        raise CommandError(f"the archive has no page of {', '.join(map(repr, unknown))}; it has pages of: {there}")
    if not readable:
        raise CommandError(f"{desk.settings.data}: the archive has no page yet (khotin run, khotin ingest)")
    asked = [readable[name] for name in dict.fromkeys(wanted)] or list(readable.values())
    left_out = {one.source_id: _NOT_CONFIGURED for one in asked if _lacks_its_file(one, desk.sources)}
    if wanted and left_out:
        name, reason = next(iter(left_out.items()))
        raise CommandError(f"{name}: {reason}")
    return Chosen(tuple(one.source_id for one in asked if one.source_id not in left_out), left_out)


def _lacks_its_file(one: Readable, sources: Mapping[str, Source]) -> bool:
    return one.is_outlet and one.source_id not in sources
