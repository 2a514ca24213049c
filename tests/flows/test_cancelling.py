"""Cancel in Prefect's UI: which work it ends, how, and what Prefect is told. Whole commands: ``tests/soak``."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import flows.cancelling
import flows.reparse
from flows.cancelling import Watch, unless_cancelled, watching
from flows.errors import CANCELLED, IN_PART, CancelledInUI, explain
from flows.reparse import Reparsing
from flows.report import Outcome
from flows.workshop import Workshop
from tests.flows.prefect_ui import Api
from tests.flows.stand import trial

COMMAND, ONE, OTHER = "command", "one", "other"


class Ui:
    """What was cancelled in the UI so far; a server that can be gone."""

    def __init__(self) -> None:
        self.cancelled: set[str] = set()
        self.gone = False

    async def found(self) -> set[str]:
        if self.gone:
            raise ConnectionError
        return self.cancelled


@pytest.fixture
def ui(monkeypatch: pytest.MonkeyPatch) -> Ui:
    made = Ui()
    monkeypatch.setattr(flows.cancelling, "ASK_SECONDS", 0.01)
    monkeypatch.setattr(Watch, "_found", lambda _: made.found())
    return made


async def work(seconds: float, ended: list[str]) -> str:
    """Work, and tidy up for longer than the server is left unasked."""
    try:
        await asyncio.sleep(seconds)
    finally:
        await asyncio.sleep(0.1)
        ended.append("tidied")
    return "done"


async def test_a_work_that_is_cancelled_tidies_up_and_the_others_go_on(ui: Ui) -> None:
    ended: list[str] = []
    async with watching(COMMAND) as watch:
        ui.cancelled = {ONE}
        one, other = await asyncio.gather(
            unless_cancelled(ONE, work(60, ended)), unless_cancelled(OTHER, work(0.2, [])), return_exceptions=True
        )
    assert isinstance(one, CancelledInUI)
    assert (other, ended, watch.everything) == ("done", ["tidied"], False)


async def test_a_command_that_is_cancelled_ends_all_and_begins_nothing_more(ui: Ui) -> None:
    ended: list[str] = []
    async with watching(COMMAND) as watch:
        ui.cancelled = {COMMAND}
        works = [unless_cancelled(name, work(60, ended)) for name in (ONE, OTHER, None)]
        assert all(isinstance(one, CancelledInUI) for one in await asyncio.gather(*works, return_exceptions=True))
        assert watch.everything
        with pytest.raises(CancelledInUI):
            await unless_cancelled(ONE, work(60, ended))
    assert len(ended) == 3


async def test_ctrl_c_stays_an_interruption(ui: Ui) -> None:
    ended: list[str] = []
    async with watching(COMMAND):
        running = asyncio.create_task(unless_cancelled(ONE, work(60, ended)))
        await asyncio.sleep(0.05)
        running.cancel()
        await asyncio.sleep(0.03)
        ui.cancelled = {ONE}
        with pytest.raises(asyncio.CancelledError):
            await running
    assert ended == ["tidied"]


async def test_a_server_that_is_gone_for_some_time_is_asked_again(ui: Ui) -> None:
    ui.gone = True
    async with watching(COMMAND):
        running = asyncio.create_task(unless_cancelled(ONE, work(60, [])))
        await asyncio.sleep(0.05)
        assert not running.done()
        ui.gone, ui.cancelled = False, {ONE}
        with pytest.raises(CancelledInUI):
            await running


async def test_without_a_command_nobody_watches(ui: Ui) -> None:
    ui.cancelled = {ONE}
    assert await unless_cancelled(ONE, work(0.05, [])) == "done"


def test_a_command_that_was_cancelled_ends_as_an_interrupted_one() -> None:
    status, text = explain(CancelledInUI()) or (0, "")
    assert status == IN_PART
    assert text == f"{CANCELLED}; what was loaded is kept, and the same command goes on there"


@pytest.mark.flow
def test_a_run_that_was_done_when_it_was_cancelled_ends_as_cancelled_too(
    tmp_path: Path, prefect_api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prefect takes no other end then, and would show it as Cancelling for good."""
    import flows.harvest_flow

    api = Api(prefect_api)

    async def cancel(shop: Workshop, outcome: Outcome) -> None:
        api.cancel(str(outcome.record.flow_run_id))

    monkeypatch.setattr(flows.harvest_flow, "_leave_summary", cancel)

    async def run() -> tuple[Outcome, ...]:
        with trial(tmp_path) as stand:
            async with stand.workshop() as shop:
                return (await flows.harvest_flow.run_sources(shop, ["ban-mai"])).outcomes

    (outcome,) = asyncio.run(run())
    assert (outcome.record.state, outcome.record.new, outcome.cancelled) == ("done", 11, False)
    assert api.state(str(outcome.record.flow_run_id)) == "CANCELLED"
    assert api.state(api.parent(str(outcome.record.flow_run_id))) == "COMPLETED"


@pytest.mark.flow
def test_a_reparse_that_is_cancelled_undoes_its_batch_and_goes_on_with_the_next_source(
    tmp_path: Path, prefect_api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    api, plain, reparsed = Api(prefect_api), flows.reparse._settle, ("ban-mai", "harbour-post")
    monkeypatch.setattr(flows.cancelling, "ASK_SECONDS", 0.1)

    def slowly(*given: Any, **named: Any) -> Any:
        time.sleep(1 if named["job"].choice.source_id == "ban-mai" else 0)
        return plain(*given, **named)

    monkeypatch.setattr(flows.reparse, "_settle", slowly)

    async def run() -> tuple[Outcome, ...]:
        from flows.harvest_flow import flow_run_id
        from flows.reparse_flow import run_reparse

        def cancel(source_id: str, done: int, total: int) -> None:
            if source_id == "ban-mai":
                api.cancel(str(flow_run_id()))

        with trial(tmp_path, workers=1, batch_size=1) as stand:
            for source_id in reparsed:
                await stand.harvest(source_id)
            async with stand.workshop() as shop:
                with ThreadPoolExecutor(1) as pool:
                    done = await run_reparse(shop, reparsed, Reparsing(), cancel, pool)
            with stand.warehouse.read() as session:
                ask = session.connection.execute
                batches = "SELECT pages FROM ops.reparse WHERE source_id = 'ban-mai' AND finished_at IS NULL"
                assert ask(batches).fetchall() == [(flows.reparse.BATCHES,)]
                assert ask("SELECT * FROM ops.lease").fetchall() == []
        return done.report.outcomes

    one, other = asyncio.run(run())
    assert (one.record.state, one.record.message, one.cancelled) == ("failed", CANCELLED, True)
    assert (other.record.state, other.cancelled) == ("done", False)
    assert api.state(str(one.record.flow_run_id)) == "CANCELLED"
    assert api.state(str(other.record.flow_run_id)) == "COMPLETED"
