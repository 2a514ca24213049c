"""A sitting holds the file from batch to batch, and lets go of it as soon as somebody else asks."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.warehouse.warehouse_samples import article, batch, dump, item
from warehouse import sitting as sitting_module
from warehouse.store import Warehouse, WarehouseBusy

COUNT = "SELECT count(*) FROM core.article"


def load(warehouse: Warehouse, *slugs: str) -> None:
    with warehouse.sitting() as sitting:
        for slug in slugs:
            with sitting.write() as session:
                session.load(batch(item(article(slug)), run_id=slug))


def articles(warehouse: Warehouse) -> int:
    with warehouse.read() as session:
        return int(session.connection.execute(COUNT).fetchall()[0][0])


def test_the_file_stays_open_between_batches_and_is_given_up_at_the_end(warehouse: Warehouse) -> None:
    other = Warehouse(warehouse.data, lock_wait=0)
    with warehouse.sitting() as sitting:
        for slug in "ab":
            with sitting.write() as session:
                session.load(batch(item(article(slug)), run_id=slug))
        with pytest.raises(WarehouseBusy), other.read():
            pass
    assert articles(other) == 2


def test_what_is_loaded_is_what_single_transactions_load(warehouse: Warehouse, tmp_path: Path) -> None:
    single = Warehouse(tmp_path / "single")
    for slug in "ab":
        with single.write() as session:
            session.load(batch(item(article(slug)), run_id=slug))
    load(warehouse, "a", "b")
    assert dump(warehouse, "core", "raw") == dump(single, "core", "raw")


def test_row_groups_are_written_once_while_batches_come_and_put_together_by_the_next_writer(
    warehouse: Warehouse,
) -> None:
    def groups() -> int:
        with warehouse.read() as session:
            found = session.connection.execute(
                "SELECT count(DISTINCT row_group_id) FROM pragma_storage_info('core.article_version')"
            ).fetchall()
        return int(found[0][0])

    for number in range(3):
        load(warehouse, *(f"{number}-{place}" for place in range(5)))
    assert groups() == 3, "a sitting does not write again what earlier ones wrote"
    with warehouse.write() as session:
        session.load(batch(item(article("last")), run_id="last"))
    assert groups() < 3
    assert articles(warehouse) == 16


def test_a_failure_undoes_its_batch_alone_and_lets_go_of_the_file(warehouse: Warehouse) -> None:
    with warehouse.sitting() as sitting:
        with sitting.write() as session:
            session.load(batch(item(article("a"))))
        with pytest.raises(ValueError, match="loaded one by one"), sitting.write() as session:
            session.load_states([batch(item(article("b")), run_id="run-2")])
        assert articles(Warehouse(warehouse.data, lock_wait=0)) == 1
        with sitting.write() as session:
            session.load(batch(item(article("c")), run_id="run-3"))
    assert articles(warehouse) == 2


def test_another_thread_that_waits_gets_the_file_between_two_batches(warehouse: Warehouse) -> None:
    found: list[int] = []
    waiting = threading.Thread(target=lambda: found.append(articles(Warehouse(warehouse.data, lock_wait=30))))
    with warehouse.sitting() as sitting:
        with sitting.write() as session:
            session.load(batch(item(article("a"))))
            waiting.start()
            while not (warehouse.data / ".warehouse-wanted").exists():
                waiting.join(0.01)
        waiting.join(10)
        assert found == [1]
        with sitting.write() as session:
            session.load(batch(item(article("b")), run_id="run-2"))
    assert articles(warehouse) == 2


def test_another_process_that_waits_gets_the_file_between_two_batches(warehouse: Warehouse) -> None:
    asks = (
        "import sys; from pathlib import Path; from warehouse.store import Warehouse\n"
        "with Warehouse(Path(sys.argv[1]), lock_wait=30).read() as session:\n"
        f"    print(session.connection.execute('{COUNT}').fetchall())"
    )
    with warehouse.sitting() as sitting:
        with sitting.write() as session:
            session.load(batch(item(article("a"))))
            other = subprocess.Popen([sys.executable, "-c", asks, warehouse.data], stdout=subprocess.PIPE, text=True)
            while not (warehouse.data / ".warehouse-wanted").exists():
                assert other.poll() is None
        assert other.communicate(timeout=30)[0] == "[(1,)]\n"


def test_a_sitting_ends_after_its_time(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitting_module, "LONGEST", 0.0)
    with warehouse.sitting() as sitting:
        with sitting.write() as session:
            session.load(batch(item(article("a"))))
        assert articles(Warehouse(warehouse.data, lock_wait=0)) == 1
