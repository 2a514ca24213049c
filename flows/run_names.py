"""Names of flow runs: the source, and the window that the run looks at."""

from __future__ import annotations


def harvest_name() -> str:
    """Return the name of the harvest that is under way: its source, which of its listings, and the time in UTC.

    The time is the one that it was meant for: of a scheduled run the moment of its schedule, not that of its start.
    """
    from prefect.runtime import flow_run

    which = "due listings" if flow_run.parameters.get("only_due") else "all listings"
    return f"harvest {flow_run.parameters['source_id']}: {which}, {flow_run.scheduled_start_time:%Y-%m-%d %H:%M} UTC"
