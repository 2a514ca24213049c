"""What a command did: an outcome per source, and what was published."""

from __future__ import annotations

from dataclasses import dataclass

from flows.publishing import Published
from flows.tally import Tally
from transforms.records import RunRecord


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one source fared: its row of ``ops.run``, and its counts with the rejects by reason.

    ``cancelled`` says whether its run was cancelled in Prefect's UI.
    """

    record: RunRecord
    tally: Tally
    cancelled: bool = False

    @property
    def seconds(self) -> float:
        """Return how long it took."""
        end = self.record.finished_at or self.record.started_at
        return (end - self.record.started_at).total_seconds()


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of a command, source by source, and its publishing (None where it published nothing)."""

    outcomes: tuple[Outcome, ...]
    published: Published | None

    @property
    def complete(self) -> bool:
        """Say whether every source was done and the snapshot stands."""
        fine = all(outcome.record.state in ("done", "skipped") for outcome in self.outcomes)
        return fine and (self.published is None or self.published.ok)
