"""What Prefect's server loses of a state does not lose what a source came to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from flows.errors import CommandError
from flows.report import Outcome, Report
from flows.source_run import harvest_source
from scrapers.source import Source
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

            report = await _gather(shop, ["ban-mai"], start, _never)
    assert report.outcomes == tuple(told)
    assert report.outcomes[0].record.new > 0


async def _never(source: Source) -> Outcome:
    raise AssertionError(f"{source.id} was harvested again")


async def test_a_server_in_trouble_keeps_no_source_from_being_harvested(tmp_path: Path) -> None:
    """One subflow is not begun, of another the end is not taken: both sources are harvested, once."""
    from prefect.client.schemas.objects import State

    from flows.harvest_flow import _gather, _told

    with trial(tmp_path) as stand:
        async with stand.workshop() as shop:

            async def start(source_id: str) -> State[Any]:
                if source_id == "harbour-post":
                    _told(source_id, await harvest_source(shop, stand.sources[source_id]))
                raise ConnectionError("503 Service Unavailable")

            async def plainly(source: Source) -> Outcome:
                assert source.id == "ban-mai"
                return await harvest_source(shop, source)

            report = await _gather(shop, ["ban-mai", "harbour-post"], start, plainly)
    assert all(outcome.record.new > 0 for outcome in report.outcomes)


async def test_a_server_that_does_not_take_the_run_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect.client.schemas.objects import State

    from flows.harvest_flow import _result

    async def refused() -> State[Any]:
        raise RuntimeError("Failed to reach API at http://127.0.0.1:9/api/\nmore")

    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    with pytest.raises(CommandError, match=r"PREFECT_API_URL\) does not take the run: Failed .*/api/\."):
        await _result(refused(), [])
    done = Report((), None)
    assert await _result(refused(), [done]) is done
