"""``khotin sources check``: are the source files right, and, with ``--live``, do the sources answer?

Nothing is loaded, and nothing below DATA is touched: what is fetched is archived in a folder that goes with the check.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import msgspec

from flows.commands import Say, require_contact
from flows.errors import CommandError
from flows.settings import Settings
from flows.workshop import Clock, new_run_id
from scrapers.archive import Archive
from scrapers.probe import SourceProbe, WatchedFetcher, probe_source
from scrapers.source import BUNDLED, Source, review_source
from scrapers.source_review import review, review_base, review_together


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a source file: the file, the dotted key (empty: the file as a whole), and what it is."""

    path: Path
    key: str
    message: str


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What the check of the source files found.

    ``files`` counts those that were read, ``enabled`` those of them that are valid and enabled. ``disabled`` holds the
    ids of the others with the first sentence of the file's own comment, which says why.
    """

    files: int
    enabled: int
    problems: tuple[Problem, ...]
    disabled: tuple[tuple[str, str], ...]


def check_files(settings: Settings, wanted: Sequence[str] = ()) -> FileCheck:
    """Check the source files of the settings' folders, or of the wanted ids: every mistake of every file.

    Raises:
        CommandError: a wanted id that no folder has a file for.
    """
    folders = [BUNDLED if place == "bundled" else Path(place) for place in settings.sources]
    problems = [
        Problem(folder, "", "no such folder; expected source files") for folder in folders if not folder.is_dir()
    ]
    paths = [path for folder in folders for path in sorted(folder.glob("*.toml"))]
    _require_known(wanted, {path.stem for path in paths})
    sources: dict[str, tuple[Path, Source]] = {}
    for path in paths:
        source, found = _check_file(path)
        sources.pop(path.stem, None)  # the later file counts, also where it is broken
        if source is not None:
            sources[path.stem] = path, source
        if not wanted or path.stem in wanted:
            problems += found
    if not wanted:
        problems += _check_bases(folders)
    problems += _check_together(sources, wanted)
    problems += _check_own_checks([found for found in sources.values() if not wanted or found[1].id in wanted])
    chosen = [path for path in paths if not wanted or path.stem in wanted]
    valid = {path: source for path, source in sources.values() if path in chosen}
    return FileCheck(
        files=len(chosen),
        enabled=sum(source.enabled for source in valid.values()),
        problems=tuple(problems),
        disabled=tuple((source.id, first_comment(path)) for path, source in valid.items() if not source.enabled),
    )


def _require_known(wanted: Sequence[str], known: set[str]) -> None:
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise CommandError(
            f"no source file {', '.join(f'{name}.toml' for name in unknown)} (khotin sources lists them)"
        )


def _check_file(path: Path) -> tuple[Source | None, list[Problem]]:
    source, errors = review_source(path)
    found = [Problem(error.path, error.key, error.message) for error in errors]
    if source is not None and not errors:  # what makes sense together is only asked of what is right by itself
        found += [Problem(path, key, message) for key, message in review(source)]
    return source if not errors else None, found


def _check_bases(folders: Sequence[Path]) -> Iterator[Problem]:
    for folder in folders:
        for path in sorted((folder / "bases").glob("*.toml")):
            for error in review_base(path):
                yield Problem(error.path, error.key, error.message)


def _check_together(sources: Mapping[str, tuple[Path, Source]], wanted: Sequence[str]) -> Iterator[Problem]:
    for source_id, key, message in review_together({name: source for name, (_, source) in sources.items()}):
        if not wanted or source_id in wanted:
            yield Problem(sources[source_id][0], key, message)


def _check_own_checks(sources: Sequence[tuple[Path, Source]]) -> Iterator[Problem]:
    """Try the sources' own checks as SQL, on a warehouse without articles."""
    if not any(source.checks for _, source in sources):
        return
    from warehouse.own_checks import problems, source_check

    tried = {
        source_check(source.id, msgspec.structs.asdict(one)): (path, number)
        for path, source in sources
        for number, one in enumerate(source.checks)
    }
    for one, message in problems(tried):
        path, number = tried[one]
        yield Problem(path, f"checks[{number}]", message)


def first_comment(path: Path) -> str:
    """Return the first sentence of the comment at the head of a file; empty where there is none."""
    lines = takewhile(lambda line: line.startswith("#"), path.read_text("utf-8").splitlines())
    text = " ".join(line.lstrip("# ").strip() for line in lines)
    return re.split(r"(?<=[.;])\s", text, maxsplit=1)[0].rstrip(";")


@asynccontextmanager
async def visiting(settings: Settings, clock: Clock) -> AsyncIterator[WatchedFetcher]:
    """Hand out a fetcher whose archive is gone afterwards."""
    run_id = new_run_id(clock())
    with (
        tempfile.TemporaryDirectory(prefix="khotin-") as folder,
        Archive(Path(folder), run_id, clock) as archive,
    ):
        async with WatchedFetcher(contact=settings.contact, clock=clock, archive=archive, run_id=run_id) as fetcher:
            yield fetcher


async def check_live(settings: Settings, sources: Sequence[Source], clock: Clock, say: Say) -> tuple[SourceProbe, ...]:
    """Probe sources, several at a time, each with its own politeness; in the order given.

    Args:
        settings: contact and how many sources are probed at the same time.
        sources: those to probe, disabled ones too.
        clock: the time.
        say: told of each source when it is done.

    Raises:
        CommandError: no contact is set, and a source is not on loopback.
    """
    require_contact(settings, sources)
    turn = asyncio.Semaphore(settings.max_sources)
    async with visiting(settings, clock) as fetcher:

        async def probe(source: Source) -> SourceProbe:
            async with turn:
                found = await probe_source(source, fetcher, clock())
                say(source.id, "healthy" if found.healthy else "not healthy")
                return found

        return tuple(await asyncio.gather(*map(probe, sources)))
