"""``kill -9`` of a reparse at random moments: run again until done, every page is read, nothing is lost or doubled."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.flows.console import environment, invoke, khotin
from tests.soak.conftest import Tell, rounds
from tests.soak.killing import moments, rows
from tests.soak.test_kill_ingest import DOCUMENTS, write_documents
from warehouse.store import Warehouse

LONGEST = rounds(12, 6)  # seconds: a reparse that is not killed takes about as long
# The steps themselves, without Prefect, whose start would be most of the time.
REPARSE = """
import asyncio, sys
from pathlib import Path
from flows.pool import page_pool
from flows.reparse import Reparsing, reparse_source
from flows.settings import Settings
from flows.workshop import open_workshop

async def main():
    settings = Settings(data=Path(sys.argv[1]), workers=1, batch_size=4)
    async with open_workshop(settings, {}) as shop:
        with page_pool(1) as pool:
            outcome, changes = await reparse_source(shop, "documents", Reparsing(), pool)
    print(outcome.record.state, changes.pages, changes.corrected)

if __name__ == "__main__":
    asyncio.run(main())
"""

pytestmark = [pytest.mark.soak, pytest.mark.patient]


def test_every_version_is_corrected_once_however_often_a_reparse_is_killed(tmp_path: Path, tell: Tell) -> None:
    folder, data, script = tmp_path / "documents", tmp_path / "data", tmp_path / "reparse.py"
    write_documents(folder)
    script.write_text(REPARSE, encoding="utf-8")
    assert khotin("ingest", folder, "--data", data, KHOTIN_WORKERS="1").returncode == 0
    words = (
        "select article_id, version, title, body, content_hash, run_id, loaded_at from core.article_version order by 1"
    )
    tags = "select count(*), count(distinct article_id) from core.article_country"
    right = (rows(data, words), rows(data, tags))
    with Warehouse(data).write() as session:
        for spoiling in (
            "UPDATE core.article_version SET body = ['Spoiled.'], content_hash = 'spoiled'",
            "DELETE FROM core.article_country",
        ):
            session.connection.execute(spoiling).fetchall()
    times = moments(8, rounds(30, 3), LONGEST)
    running = sum(_killed(script, data, after) for after in times)
    done = subprocess.run(
        [sys.executable, script, data], env=_environment(), capture_output=True, text=True, check=True, timeout=300
    )
    state, pages, corrected = done.stdout.split()
    assert state == "done"
    assert pages == corrected
    with Warehouse(data).read() as session:
        ((left, unfinished),) = session.connection.execute(
            "SELECT (SELECT count(*) FROM core.article_version WHERE reparsed_at IS NULL), "
            "(SELECT count(*) FROM ops.run WHERE kind = 'reparse' AND state = 'running')"
        ).fetchall()
    assert (left, unfinished) == (0, 0)
    assert invoke("vacuum", "--data", data).exit_code == 0
    assert (rows(data, words), rows(data, tags)) == right
    tell(f"reparse: {running} of {len(times)} kills met it running; the last run had {pages} of {DOCUMENTS} pages left")


def _environment() -> dict[str, str]:
    return environment(PYTHONPATH=str(Path(__file__).resolve().parents[2]))


def _killed(script: Path, data: Path, after: float) -> bool:
    process = subprocess.Popen([sys.executable, script, data], env=_environment(), stdout=subprocess.DEVNULL)
    time.sleep(after)
    running = process.poll() is None
    process.kill()
    process.wait()
    return running
