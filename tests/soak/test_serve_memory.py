"""``khotin serve`` for hours: its memory does not grow with the runs that it starts."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest

from flows.workshop import utc_now
from scrapers.newsstand import Newsstand
from tests.flows.test_serve import ask, children_of, service
from tests.ports import free_port
from tests.soak.conftest import Tell, rounds

SOURCES = 15  # each runs once a minute
MOST_GROWN = 0.05  # of what it has in the first quarter of the runs
PATIENCE = 3600.0


def _more_sources(folder: Path, stand: Newsstand) -> None:
    """Write the newsstand's own sources, and more of one of them under other ids."""
    stand.write_sources(folder)
    text = (folder / "harbour-post.toml").read_text("utf-8")
    assert 'id = "harbour-post"' in text
    for number in range(SOURCES - len(list(folder.glob("*.toml")))):
        copied = text.replace('id = "harbour-post"', f'id = "harbour-post-{number}"')
        (folder / f"harbour-post-{number}.toml").write_text(copied, "utf-8")


def _megabytes(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _server_of(pid: int) -> int:
    """Return the process of Prefect's server among the descendants of the service."""
    return next(
        child for child in children_of(pid) if b"flows.server_child" in Path(f"/proc/{child}/cmdline").read_bytes()
    )


@pytest.mark.soak
@pytest.mark.patient
def test_memory_stays_what_it_is_over_many_runs(tmp_path: Path, tell: Tell) -> None:
    wanted = rounds(200, 20)
    seen: list[tuple[int, float, float]] = []
    with Newsstand(now=utc_now()) as stand:
        _more_sources(tmp_path / "sources", stand)
        with service(tmp_path / "data", tmp_path / "sources", free_port()) as process:
            deadline = time.monotonic() + PATIENCE
            while not seen or seen[-1][0] < wanted:
                assert process.poll() is None, "khotin serve ended"
                assert time.monotonic() < deadline, f"{seen[-1:]} after {PATIENCE:.0f} s"
                time.sleep(5)
                counted = ask(tmp_path / "data", "select count(*) from ops.run where finished_at is not null")
                if counted and counted[0][0]:
                    seen.append((counted[0][0], _megabytes(process.pid), _megabytes(_server_of(process.pid))))
    early = [one for one in seen if one[0] <= wanted // 4] or seen[:1]
    late = [one for one in seen if one[0] >= wanted - wanted // 8]
    before, after = (statistics.median(own for _, own, _ in part) for part in (early, late))
    server = [statistics.median(server for _, _, server in part) for part in (early, late)]
    tell(
        f"serve: {before:.1f} MB after {early[-1][0]} runs, {after:.1f} after {seen[-1][0]}; "
        f"Prefect's server {server[0]:.1f} and {server[1]:.1f}"
    )
    assert after <= before * (1 + MOST_GROWN)
