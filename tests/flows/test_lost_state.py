"""What Prefect's server loses of a state does not lose what a source came to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from flows.report import Outcome
from flows.source_run import harvest_source
from tests.flows.stand import trial

pytestmark = pytest.mark.commands


async def test_an_outcome_is_reported_though_its_state_came_back_without_data(tmp_path: Path) -> None:
    from prefect.client.schemas.objects import State
    from prefect.states import Completed

    from flows.harvest_flow import _gather, _told

    told: list[Outcome] = []
    with trial(tmp_path) as stand:
        async with stand.workshop() as shop:

            async def start(source_id: str) -> State[Any]:
                told.append(await harvest_source(shop, stand.sources[source_id]))
                _told(source_id, told[-1])
                return Completed(message="as the server remembers it")

            report = await _gather(shop, ["ban-mai"], start)
    assert report.outcomes == tuple(told)
    assert report.outcomes[0].record.new > 0
