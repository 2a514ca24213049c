"""What an analyst finds after two days: three outlets harvested, edits seen, one silent, and a story taken down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flows.publishing import check_and_publish
from flows.settings import Settings
from flows.source_run import harvest_source
from flows.workshop import read_sources
from scrapers.newsstand import Newsstand
from scrapers.newsstand.newsstand import Clock
from tests.flows.stand import MORNING, Trial

OUTLETS = ("delta-wire", "harbour-post", "ban-mai")
_EDITED = """\
section = "world"
title = "Estonia to keep a copy of its registers in Belgium"
minutes_ago = 5
body = '''
Estonia will keep a copy of {number} registers in a vault in Mechelen, the two governments said after a year of talks.

The machines will belong to Estonia in the eyes of the law, and nobody but its own staff may touch them, they said.

“We looked at nine cellars and took the dry one,” said the minister, Kristjan Tamm, who had come for the signature.
'''
"""
_TAKEN_DOWN = """\
section = "world"
title = "Lighthouse keepers of Uruguay ask for a third lamp"
minutes_ago = 5
body = '''
Keepers of three lighthouses on the coast of Uruguay have asked for another lamp each before the winter storms set in.

The lamps they have were built in 1911, burn through a bulb a month, and cannot be seen from the new shipping lane.

The ministry said on Thursday that it would count its lamps first, and that there might be one to spare in Rocha.
'''
"""


async def harvest_two_days(folder: Path, warehouse: str | None = None) -> Path:
    """Harvest the newsstand into ``folder`` as time goes by, and publish; return the data folder.

    ``warehouse`` is the setting, for a lake.
    """
    stories = folder / "stories" / "harbour-post"
    stories.mkdir(parents=True)
    with Newsstand(now=MORNING, stories_dir=stories.parent) as stand:
        stand.write_sources(folder / "sources")
        settings = Settings(data=folder / "data", sources=(str(folder / "sources"),), warehouse=warehouse)
        sources, _ = read_sources(settings)
        made = Trial(stand, settings, sources, Clock(MORNING))
        vault, lamps = stories / "vault.toml", stories / "lamps.toml"
        vault.write_text(_EDITED.format(number="twelve"), encoding="utf-8")
        lamps.write_text(_TAKEN_DOWN, encoding="utf-8")
        await _harvest(made, 0, OUTLETS)
        stand.next_edition()
        vault.write_text(_EDITED.format(number="ten"), encoding="utf-8")
        lamps.unlink()
        await _harvest(made, 3, OUTLETS)
        await _harvest(made, 5, ("harbour-post",))
        check_and_publish(made.warehouse, MORNING + timedelta(hours=6), "newsroom")
    return settings.data


async def _harvest(made: Trial, hours: int, outlets: Sequence[str]) -> None:
    later = replace(made, clock=lambda: MORNING + timedelta(hours=hours))  # type: ignore[arg-type]  # tells the time
    async with later.workshop() as shop:
        for outlet in outlets:
            await harvest_source(shop, made.sources[outlet])
