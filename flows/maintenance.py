"""What keeps a store in order, once a day: re-visits, retention, every check, compaction, and the snapshot.

``khotin serve`` has it as a deployment (``flows.maintenance_flow``), and ``khotin maintain`` does the same at once.
Each step stands for itself: one that fails is told with its cause, and the others are done all the same. All of it may
be killed and run again at any time.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_fixed

from flows.harvest import Step, directly
from flows.settings import Settings
from flows.workshop import Clock, new_run_id, open_workshop, utc_now
from scrapers.pace import Sleep
from scrapers.source import Source
from warehouse.files import WRITER_FILE
from warehouse.store import Warehouse, WarehouseBroken, WarehouseBusy

logger = logging.getLogger(__name__)

State = Literal["done", "failed"]
Say = Callable[[str, str], None]

# A run of a source makes at most fifty re-visits: so many runs of one source may follow each other here.
_MOST_ROUNDS = 20
# Retention needs a moment in which no run is under way: it is tried again so often, after so many seconds.
_TRIES, _PAUSE = 10, 30.0
# The file is written anew where that gives back so many bytes and such a part of it; it needs that room meanwhile.
_WORTH_BYTES, _WORTH_PART = 64_000_000, 0.25
_MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class StepDone:
    """One step of maintenance: how it ended, what it did or why it failed, and the seconds that it took."""

    name: str
    state: State
    told: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Maintained:
    """What maintenance did, step by step."""

    steps: tuple[StepDone, ...]

    @property
    def ok(self) -> bool:
        """Say whether every step did what it is for."""
        return all(step.state == "done" for step in self.steps)


class StepFailed(Exception):
    """A step found something that a person has to mend; the text is one clear line."""


async def maintain(
    settings: Settings,
    sources: Mapping[str, Source],
    say: Say,
    *,
    clock: Clock = utc_now,
    step: Step = directly,
    pause: float = _PAUSE,
    sleep: Sleep = asyncio.sleep,
) -> Maintained:
    """Do the whole of maintenance.

    Args:
        settings: whose data.
        sources: the configured sources, by id.
        say: is told (step, what it did) after each.
        clock: the time.
        step: how each step is run, such as a Prefect task.
        pause: seconds between two tries to find a moment without runs.
        sleep: what waits out politeness and retries.
    """
    works: dict[str, Callable[[], Awaitable[str]]] = {
        "re-visits": lambda: _revisit(settings, sources, clock, step, sleep),
        "retention": lambda: _expire(settings, sources, clock, sleep, pause),
        "checks": lambda: asyncio.to_thread(_check, settings),
        "compaction": lambda: asyncio.to_thread(_compact, settings),
        "publishing": lambda: asyncio.to_thread(_publish, settings, sources, clock),
    }
    done = []
    for name, work in works.items():
        done.append(await _carried_out(name, work, step if name != "re-visits" else directly))
        say(name, done[-1].told)
    return Maintained(tuple(done))


async def _carried_out(name: str, work: Callable[[], Awaitable[str]], step: Step) -> StepDone:
    """Do one step, whatever becomes of it."""

    async def outcome() -> StepDone:
        began = time.monotonic()
        state: State = "failed"
        try:
            state, told = "done", await work()
        except (StepFailed, WarehouseBusy, WarehouseBroken) as error:
            told = str(error)
        except Exception as error:
            logger.exception("maintenance: %s failed", name)
            told = f"{type(error).__name__}: {error}"
        return StepDone(name, state, told, time.monotonic() - began)

    return await step("maintain", name, outcome)


async def _revisit(settings: Settings, sources: Mapping[str, Source], clock: Clock, step: Step, sleep: Sleep) -> str:
    """Visit what is due of enabled sources, beyond what their own runs came to; each is a run like any other."""
    from flows.source_run import harvest_source

    enabled = [source for source in sources.values() if source.enabled]
    if not enabled:
        return "no source is enabled"
    due: dict[str, set[str]] = {}
    visited, stuck = 0, dict[str, str]()
    async with open_workshop(settings, sources, clock=clock, sleep=sleep) as shop:
        for _ in range(_MOST_ROUNDS):
            states = await shop.writer.write(lambda session: session.states([one.id for one in enabled], clock()))
            found = {name: {url for url, _ in state.revisits} for name, state in states.items()}
            # What is still due after a round was not visited in it, and would not be in the next one.
            still = [name for name, urls in found.items() if urls and urls == due.get(name)]
            stuck |= dict.fromkeys(still, "re-visits that are due could not be made")
            due = {name: urls for name, urls in found.items() if urls and name not in stuck}
            if not due:
                break
            for name, urls in due.items():
                outcome = await harvest_source(shop, sources[name], step=step, only_due=True)
                if outcome.record.state == "skipped":
                    stuck[name] = outcome.record.message or "skipped"
                visited += 0 if name in stuck else len(urls)
    if stuck:
        raise StepFailed("; ".join(f"{name}: {why}" for name, why in stuck.items()))
    return f"{visited:,} articles" if visited else "none was due"


async def _expire(settings: Settings, sources: Mapping[str, Source], clock: Clock, sleep: Sleep, pause: float) -> str:
    """Remove what is older than its source keeps, at a moment when no run is under way."""
    from flows import retention
    from flows.forget import Forgotten

    if settings.warehouse is None and not (settings.data / WRITER_FILE).exists():
        return "there is no warehouse yet"
    attempts = AsyncRetrying(
        retry=retry_if_exception_type(WarehouseBusy),
        stop=stop_after_attempt(_TRIES),
        wait=wait_fixed(pause),
        sleep=sleep,
        reraise=True,
    )
    work = partial(retention.expire, settings, sources, clock, lambda _: None)
    done: Forgotten | None = await attempts(asyncio.to_thread, work)
    return f"{done.articles:,} articles removed" if done else "nothing is older than is kept"


def _check(settings: Settings) -> str:
    """Run every check over everything that is stored."""
    from flows.checks import Asked, check_everything
    from flows.publishing import checks_passed

    asked = Asked(settings, (), None, "table")
    if not asked.has_warehouse():
        return "there is no warehouse yet"
    report = check_everything(asked)
    found = [one for one in report.results if one.rows or one.error]
    named = ", ".join(f"{one.check.name} ({one.check.severity}, {one.error or len(one.rows)})" for one in found)
    if not checks_passed(report):
        raise StepFailed(f"failed: {named}; khotin check --explain NAME shows the rows")
    return f"{len(report.results)} checks passed" + (f"; warnings: {named}" if named else "")


def _compact(settings: Settings) -> str:
    """Write the warehouse anew where much of it is free; put a lake's small files together."""
    warehouse = Warehouse(settings.place, lock_wait=settings.lock_wait, memory=settings.memory)
    if settings.warehouse is not None:
        from warehouse.ducklake_keeping import compact

        with warehouse.exclusive() as held:
            joined = compact(held.connection)
        return f"{joined.files_before} files before, {joined.files_after} now, {joined.deleted} old ones deleted"
    from warehouse.vacuum import room, vacuum

    if not warehouse.path.exists():
        return "there is no warehouse yet"
    found = room(warehouse)
    told = f"{found.free / _MEGA:.0f} of {found.bytes / _MEGA:.0f} MB are free"
    if found.free < max(_WORTH_BYTES, found.bytes * _WORTH_PART):
        return f"not worth while: {told}"
    if shutil.disk_usage(settings.data).free < found.bytes:
        raise StepFailed(f"{told}, but the disk has no room for a second file: khotin vacuum when it has")
    done = vacuum(warehouse)
    return f"{done.before / _MEGA:.0f} MB before, {done.after / _MEGA:.0f} MB now"


def _publish(settings: Settings, sources: Mapping[str, Source], clock: Clock) -> str:
    """Check what is new, and publish."""
    from flows.publishing import check_and_publish

    warehouse = Warehouse(settings.place, lock_wait=settings.lock_wait, memory=settings.memory)
    now = clock()
    published = check_and_publish(warehouse, now, new_run_id(now), sources, keep_days=settings.check_history_days)
    if published.error:
        raise StepFailed(published.error)
    return f"{published.result.bytes / _MEGA:.1f} MB" if published.result else "nothing to publish"
