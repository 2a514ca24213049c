"""The preview of a reparse: what would change, with examples; the same reading and comparing, and nothing written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor

from flows.pool import groups_of
from flows.remake import Redone
from flows.reparse import BATCHES, Days, Desk, Progress, choice_of, redo, silently
from flows.reparse_batch import count, weigh
from flows.reparse_tally import Changes
from flows.workshop import new_run_id, utc_now
from transforms.records import Batch


def preview(
    desk: Desk,
    source_ids: Iterable[str],
    days: Days,
    pool: Executor,
    *,
    of: int | None = None,
    examples: int = 0,
    progress: Progress = silently,
) -> dict[str, Changes]:
    """Return what a reparse would change of each source.

    Args:
        desk: settings, sources, profiles and the warehouse.
        source_ids: the sources.
        days: on which pages were fetched.
        pool: the processes that parse.
        of: how many pages of a source are read, taken evenly from all of them; None for all.
        examples: how many changed values are kept of every field.
        progress: is told how far it has come.
    """
    found = {}
    for source_id in source_ids:
        changes = found[source_id] = Changes()
        read = redo(desk, choice_of(desk, source_id, days, of), pool)
        for redone in groups_of(read, BATCHES * desk.settings.batch_size):
            _add(desk, source_id, redone, changes, examples)
            progress(source_id, changes.pages, min(of or changes.total, changes.total))
    return found


def _add(desk: Desk, source_id: str, redone: Sequence[Redone], changes: Changes, examples: int) -> None:
    """Compare a batch with what is stored, in a transaction that is undone."""
    now = utc_now()
    with desk.warehouse.read() as session:
        weighed = weigh(session, Batch(new_run_id(now), source_id, now), redone)
    changes.total = max(changes.total, redone[-1].page.total)
    count(changes, redone, weighed, examples)
