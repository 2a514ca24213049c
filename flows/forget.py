"""``khotin forget``: removes articles from everything below DATA, for good, and safe to be killed at any point.

The order is written to ``DATA/forgetting.json`` first. The files of the archive that held anything of the articles are
written anew under other names, which nothing refers to yet; then one transaction deletes the rows, points the others
to the new files and leaves the tombstones; then the old files go, the warehouse file is written anew without its free
blocks (a lake without its past), and the snapshot is published. Killed before the transaction, the new files are
removed and all is done again; killed after it, the rest is done. The order holds words of the articles, since what is
left of them has to be found: it is the last thing to go.

No run may go on meanwhile: the leases of all sources are taken, and a file that a run writes to is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from flows.copies import release_copies, trace_copies
from flows.forget_archive import rewrite_archive
from flows.forget_files import sweep_files
from flows.forget_plan import Order
from flows.forget_proof import Proof, prove
from flows.publishing import Published, check_and_publish
from flows.settings import Settings
from flows.storying import tell_stories
from flows.workshop import holder_is_alive, holder_name, read_sources
from scrapers.payloads import Payloads
from transforms.records import WarcRef
from transforms.stories.features import read_features
from transforms.stories.records import Report
from warehouse import forgetting, tombstones
from warehouse.ducklake_erasing import drop_the_past, rewrite_files
from warehouse.ducklake_place import Lake
from warehouse.durable import put_in_place, sync_folder
from warehouse.errors import WarehouseBusy
from warehouse.files import UNFINISHED
from warehouse.forgetting import Removing
from warehouse.reading import wanted_rows
from warehouse.store import Session, Warehouse
from warehouse.story_index import StoryIndex
from warehouse.text_search import sweep
from warehouse.tombstones import Tombstone
from warehouse.vacuum import remove_left_overs, rewrite

_TEMPORARY = ".forgetting.tmp"
_ALL = "*"  # the lease that removals take, so that no two go on at once
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What a removal came to: exchanges and files of the archive, the new snapshot, and the proof (if asked for)."""

    articles: int
    exchanges: int
    files: int
    published: Published
    proof: Proof | None


class Forgetting:
    """A removal under way."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime], say: Say) -> None:
        self._settings, self._clock, self._say = settings, clock, say
        self._data = settings.data
        self._archive = settings.data / "archive"
        self._warehouse = Warehouse(settings.place, lock_wait=settings.lock_wait, memory=settings.memory)

    def run(self, order: Order, *, proof: bool) -> Forgotten:
        """Carry out an order, or go on with one that was cut off.

        Raises:
            WarehouseBusy: somebody else holds the warehouse, or a run is under way.
            WarehouseBroken: the warehouse cannot be used.
            OSError: a file below DATA cannot be read or written.
        """
        with self._alone(order.removal_id):
            with self._warehouse.read() as session:
                done = forgetting.is_done(session.connection, order.removal_id)
            if not done:
                write_order(self._data, order)
                self._remove_new_files(order)
                order = self._carry_out(order)
            return self._clean_up(order, proof=proof)

    def _carry_out(self, order: Order) -> Order:
        """Write the archive anew, then delete the rows; return the order with what became of the files."""
        with self._warehouse.read() as session:
            removing = Removing(session.connection, order.doomed)
            _, gone = removing.collect()
            pages, borrowers = removing.kept_pages(), removing.borrowers()
        self._say("searching the archive")
        rewritten = rewrite_archive(self._archive, order, gone, pages, borrowers)
        order = msgspec.structs.replace(order, replaced=rewritten.files)
        write_order(self._data, order)
        # From here on no run refers to a body in the old files.
        self._index_payloads({name: {} for name in rewritten.files})
        self._say("deleting the rows")
        with self._warehouse.write() as session:
            self._delete(session, order, rewritten.places)
        self._index_payloads(rewritten.payloads)
        return order

    def _delete(self, session: Session, order: Order, places: list[forgetting.Moved]) -> None:
        """Delete the rows of an order and decide anew what hung on them, in the session's transaction."""
        now, connection = self._clock(), session.connection
        removing = Removing(connection, order.doomed)
        exchanges, _ = removing.collect()
        removing.move(places)
        others = release_copies(session, order.article_ids, run_id=order.removal_id, now=now)
        removing.delete()
        trace_copies(session, others)
        _tell_heirs(session, others, order.removal_id, now)
        sweep(connection, order.traces)
        stones = (Tombstone(digest, kind, order.removal_id, now) for kind, digest in order.tombstones)
        tombstones.add(connection, stones)
        counted = {"articles": len(order.article_ids), "exchanges": exchanges}
        forgetting.record(connection, order.removal_id, order.kind, now, counted)

    def _clean_up(self, order: Order, *, proof: bool) -> Forgotten:
        """Do what is left when the rows are gone: old files, free blocks, snapshot, logs; then look for traces."""
        self._remove_old_files(order)
        self._say("writing the warehouse anew and publishing")
        lake = self._settings.place if isinstance(self._settings.place, Lake) else None
        with self._warehouse.exclusive() as held:
            with held.read() as session:
                removal = next(
                    one for one in tombstones.removals(session.connection) if one.removal_id == order.removal_id
                )
            remove_left_overs(self._data)
            if lake is None:
                rewrite(held, self._warehouse.path)
            else:
                rewrite_files(held)
        sources, _ = read_sources(self._settings)
        published = check_and_publish(self._warehouse, self._clock(), order.removal_id, sources)
        if lake is not None and published.result is not None:
            drop_the_past(self._warehouse, lake)
        sweep_files(self._data, order)
        found = prove(self._data, order.traces, UNFINISHED, lake) if proof else None
        if published.result is not None:
            (self._data / UNFINISHED).unlink(missing_ok=True)
            sync_folder(self._data)
        return Forgotten(removal.articles, removal.exchanges, len(order.replaced), published, found)

    def _remove_new_files(self, order: Order) -> None:
        """Remove what an attempt that was cut off wrote to the archive: nothing refers to it."""
        for path in self._archive.rglob(f"*.{order.removal_id}.warc.gz"):
            path.unlink()

    def _remove_old_files(self, order: Order) -> None:
        for old in order.replaced:
            (self._archive / old).unlink(missing_ok=True)

    def _index_payloads(self, files: Mapping[str, Mapping[bytes, WarcRef]]) -> None:
        """Tell the index of payloads which bodies the files hold, by SHA-256: these and no others."""
        payloads = Payloads(self._archive)
        for file, bodies in files.items():
            payloads.replace(file, bodies)
        payloads.close()

    @contextmanager
    def _alone(self, removal_id: str) -> Iterator[None]:
        """Hold the leases of all sources, so that no run goes on meanwhile.

        Raises:
            WarehouseBusy: a run is under way.
        """
        holder = f"forget-{removal_id}@{holder_name()}"
        with self._warehouse.write() as session:
            sources = [_ALL, *forgetting.leasable(session.connection)]
            ttl = timedelta(seconds=self._settings.lease_seconds)
            answers = session.acquire_leases(sources, holder, self._clock(), ttl, _is_alive)
            busy = {source: answer.kept_by for source, answer in answers.items() if answer.kept_by}
            if busy:
                source, by = max(busy.items())
                raise WarehouseBusy(
                    f"a run of {source} is under way ({by}); forget when it has ended, or stop it. Nothing was removed"
                )
        try:
            yield
        finally:
            with self._warehouse.write() as session:
                session.release_leases(sources, holder)


def write_order(data: Path, order: Order) -> None:
    """Write down what is going to be removed, for whoever has to finish it; readable by the owner alone."""
    beside = data / _TEMPORARY
    with beside.open("wb") as file:
        beside.chmod(0o600)
        file.write(msgspec.json.encode(order))
        file.flush()
    put_in_place(beside, data / UNFINISHED)


def read_order(data: Path) -> Order | None:
    """Return the removal that was begun and not finished, if there is one."""
    try:
        return msgspec.json.decode((data / UNFINISHED).read_bytes(), type=Order)
    except FileNotFoundError:
        return None


def resume(settings: Settings, clock: Callable[[], datetime], say: Say, *, proof: bool) -> Forgotten | None:
    """Finish a removal that was cut off; None where there is none. Raises as ``Forgetting.run``."""
    order = read_order(settings.data)
    return Forgetting(settings, clock, say).run(order, proof=proof) if order is not None else None


def _is_alive(holder: str) -> bool:
    return holder_is_alive(holder.rpartition("@")[2])


def _tell_heirs(session: Session, article_ids: set[str], removal_id: str, now: datetime) -> None:
    """Enter among the reports of events what was a copy and stands for itself now; it keeps its story."""
    rows = wanted_rows(session.connection, "forget/reports", article_ids)
    reports = [
        Report(
            row["article_id"],
            row["published"],
            read_features(row["title"], "\n".join(row["body"]), row["language"]),
            row["story_id"],
        )
        for row in rows
    ]
    tell_stories(StoryIndex(session.connection, run_id=removal_id, loaded_at=now), reports)
