"""The Prefect flows beside harvests: ``maintenance`` every day, and ``publish`` for workers without a service."""

from __future__ import annotations

import asyncio
import os
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.artifacts import leave_markdown
from flows.harvest_flow import as_task
from flows.maintenance import Maintained, maintain
from flows.markdown import escaped, table_lines
from flows.serve_publishing import publish_what_is_new
from flows.settings import load_settings
from flows.with_service import end_with_service
from flows.workshop import read_sources, silent, utc_now


def as_markdown(done: Maintained) -> str:
    """Return how the steps of maintenance ended as a table; and below it, where lines are folded, what they did."""
    rows = [(one.name, one.state, f"{one.seconds:.1f}") for one in done.steps]
    told = [f"- **{escaped(one.name)}**: {escaped(one.told)}" for one in done.steps]
    return "\n".join([*table_lines(("step", "state", "seconds"), rows), "", *told])


def _name() -> str:
    return f"maintenance {utc_now():%Y-%m-%d}"


@flow(name="maintenance", flow_run_name=_name)
async def maintenance() -> State[Any]:
    """Make the re-visits that are due, remove what has expired, run every check, compact, publish."""
    end_with_service()
    settings = load_settings(os.environ)
    sources, _ = read_sources(settings)
    done = await maintain(settings, sources, silent, step=as_task)
    await leave_markdown("maintenance", as_markdown(done), "What maintenance did")
    if done.ok:
        return Completed(message=f"{len(done.steps)} steps done")
    return Failed(message="; ".join(f"{one.name}: {one.told}" for one in done.steps if one.state == "failed"))


@flow(name="publish", flow_run_name="publish")
async def publish() -> State[Any]:
    """Publish what was loaded since the last time."""
    settings = load_settings(os.environ)
    sources, _ = read_sources(settings)
    done = await asyncio.to_thread(publish_what_is_new, settings, sources)
    if done.error:
        return Failed(message=done.error)
    return Completed(message="published" if done.is_new else "nothing new")
