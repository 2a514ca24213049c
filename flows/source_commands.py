"""The bodies of ``khotin sources check`` and ``khotin sources add``: do the work, show it, say whether all is well."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

import click

from flows.commands import Say
from flows.errors import CommandError
from flows.settings import Settings
from flows.show_sources import probe_json, show_added, show_file_check, show_probes
from flows.source_add import Request, add_source
from flows.sourcing import FileCheck, check_files, check_live
from flows.tables import console
from flows.workshop import read_sources, utc_now
from scrapers.source import Source


def check_source_files(settings: Settings, wanted: Sequence[str], format_: str) -> bool:
    """Check the source files and show what is wrong; say whether nothing is."""
    check = check_files(settings, wanted)
    if format_ == "json":
        click.echo(json.dumps(_check_json(check), ensure_ascii=False, indent=2))
    else:
        show_file_check(console(), check)
    return not check.problems


def _check_json(check: FileCheck) -> dict[str, object]:
    problems = [
        {"file": str(problem.path), "key": problem.key, "message": problem.message} for problem in check.problems
    ]
    disabled = [{"source": source_id, "reason": reason} for source_id, reason in check.disabled]
    return {"files": check.files, "enabled": check.enabled, "problems": problems, "disabled": disabled}


def probe_sources(settings: Settings, wanted: Sequence[str], format_: str, say: Say) -> bool:
    """Probe the wanted sources, or all, and show how they fare; say whether every enabled one is healthy.

    Raises:
        CommandError: a name that no valid source has, no source at all, or no contact.
    """
    sources, broken = read_sources(settings)
    chosen = _chosen(sources, wanted)
    for error in broken:
        click.echo(f"khotin: source file left out: {error}", err=True)
    probes = asyncio.run(check_live(settings, chosen, utc_now, say))
    if format_ == "json":
        click.echo(json.dumps([probe_json(probe) for probe in probes], ensure_ascii=False, indent=2))
    else:
        show_probes(console(), probes)
    return not broken and all(probe.healthy for probe in probes if probe.source.enabled)


def _chosen(sources: dict[str, Source], wanted: Sequence[str]) -> list[Source]:
    """Return the wanted sources, or all of them: whether a disabled one answers is worth knowing too."""
    unknown = [name for name in wanted if name not in sources]
    if unknown:
        raise CommandError(f"no valid source {', '.join(map(repr, unknown))} (khotin sources lists them)")
    chosen = [sources[name] for name in dict.fromkeys(wanted)] or list(sources.values())
    if not chosen:
        raise CommandError("no source to check: give a folder of source files with --sources")
    return chosen


def add_and_show(
    settings: Settings, url: str, output: Path | None, wanted_id: str | None, *, force: bool, say: Say
) -> bool:
    """Add a source for a site and show what was found and written; say whether an article could be read.

    Raises:
        CommandError: see ``add_source``.
    """
    own = [place for place in settings.sources if place != "bundled"]
    request = Request(url, output or Path(own[0] if own else "sources"), wanted_id, force)
    added = asyncio.run(add_source(settings, request, utc_now, lambda text: say("sources add", text)))
    show_added(console(), added)
    return bool(added.proposal.samples)
