"""``kill -9`` of ``khotin forget`` at random moments: the next one finishes it, nothing is left, the rest is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.console import khotin
from tests.flows.test_forget import everything
from tests.soak.conftest import Tell, rounds
from tests.soak.killing import Reader, kill, moments, rows

LONGEST = 6.0  # seconds: a removal that is not killed takes about as long
PATIENCE = 600.0
SHIPS = 60

KEPT = "select article_id, title, body, content_hash from mart.article order by 1"

pytestmark = [pytest.mark.soak, pytest.mark.patient]


def write_ships(folder: Path) -> None:
    folder.mkdir()
    for number in range(SHIPS):
        title = f"Ship number {number} calls at the port of Hai Phong"
        body = "\n\n".join(
            f"Part {part}: yard {number * 7 + part} built deck {number * 31 + part} of it, and {number + part} men "
            f"painted hold {number * part} in the colours of owner {number * 13 + part}."
            for part in range(5)
        )
        (folder / f"{number:03}.txt").write_text(f"{title}\n{'-' * len(title)}\n\n{body}\n")


class _Fewer(Reader):
    """Reads the snapshot again and again: it has to be there and whole; articles may go."""

    def _read(self) -> None:
        query = (
            "select count(*), count(words.body) from core.article left join core.article_version words "
            "using (article_id, version)"
        )
        while not self._stop.wait(0.1):
            ((count, bodies),) = rows(self.data, query)
            self.reads += 1
            if bodies != count or not count:
                self.faults.append(f"{count} articles, {bodies} bodies")


def test_a_removal_is_finished_however_often_it_is_killed(tmp_path: Path, tell: Tell) -> None:
    folder, data = tmp_path / "documents", tmp_path / "data"
    write_ships(folder)
    assert khotin("ingest", folder, "--data", data, timeout=PATIENCE, KHOTIN_WORKERS="1").returncode == 0
    before = {row[0]: row for row in rows(data, KEPT)}
    times = moments(11, rounds(50, 3), LONGEST)
    gone = [(key, row[1]) for key, row in before.items()][: len(times)]
    running = reads = 0
    for (article_id, title), after in zip(gone, times, strict=True):
        with _Fewer(data) as reader:
            running += kill(after, "forget", article_id, "--yes", "--data", data)
            done = khotin("forget", article_id, "--yes", "--data", data, timeout=PATIENCE)
        assert done.returncode == 0, done.stderr
        assert reader.faults == []
        reads += reader.reads
        found = everything(data)
        assert article_id.encode() not in found
        assert title.encode() not in found
    assert {row[0]: row for row in rows(data, KEPT)} == {
        key: row for key, row in before.items() if key not in dict(gone)
    }
    assert khotin("check", "--data", data, timeout=PATIENCE).returncode == 0
    assert rows(data, "select count(*), count(distinct digest) from ops.tombstone") == [(len(gone),) * 2]
    assert not [path.name for path in data.iterdir() if "forgetting" in path.name or path.suffix == ".tmp"]
    copied = khotin("export", "--data", data, "-o", tmp_path / "kept.warc.gz", timeout=PATIENCE)
    assert f"{SHIPS - len(gone)} records\n" in copied.stdout
    tell(f"forget: {running} of {len(times)} kills met it running; {reads} reads of the snapshot")
