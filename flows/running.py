"""The row of a run in ``ops.run``: written at its beginning and its end, in other transactions where there are any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.lease import give_back_leases
from flows.tally import Count, Tally, layout_note
from flows.workshop import Workshop
from transforms import __version__
from transforms.records import RunKind, RunRecord, RunState
from warehouse.store import Session, SourceRow


class Running:
    """One source's part of a command while it goes on: its record, and what has been committed so far.

    ``begun`` is the record of its beginning, ``ended`` that of its end once it is committed.
    """

    def __init__(self, shop: Workshop, source: SourceRow, kind: RunKind, flow_run_id: str | None) -> None:
        self.count = Count()
        self.ended: RunRecord | None = None
        self.source_id = source.source_id
        self.source = source
        self._clock = shop.clock
        self.begun = RunRecord(
            run_id=shop.run_id,
            kind=kind,
            source_id=source.source_id,
            started_at=shop.clock(),
            finished_at=None,
            state="running",
            message=None,
            flow_run_id=flow_run_id,
            code_version=__version__,
        )

    def ending(self, state: RunState, message: str | None, total: Tally) -> RunRecord:
        """Return the record of the run when it has ended; its message tells of layouts that did not fit, too."""
        return replace(
            self.begun,
            finished_at=self._clock(),
            state=state,
            message="; ".join(filter(None, (message, layout_note(total)))) or None,
            found=total.found,
            fetched=total.fetched,
            not_modified=total.not_modified,
            unchanged=total.unchanged,
            new=total.new,
            updated=total.updated,
            duplicate=total.duplicate,
            rejected=total.rejected,
        )


def begin_runs(session: Session, runs: Sequence[Running]) -> None:
    """Write the rows of runs as they are at the beginning, and those of their sources, in the session's transaction."""
    session.upsert_sources([running.source for running in runs])
    session.write_runs([running.begun for running in runs])


def end_runs(session: Session, shop: Workshop, records: Sequence[RunRecord]) -> None:
    """Write the rows of runs as they are at the end, and give back their leases, in the session's transaction."""
    give_back_leases(session, shop, [record.source_id for record in records])
    session.write_runs(records)
