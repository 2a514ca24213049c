"""What a run leaves in Prefect's UI: text that nothing from the web can turn into markup, and a bar that is cheap."""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from flows import artifacts, journal
from flows.artifacts import PATIENCE, ProgressBar, leave_markdown
from flows.markdown import code_lines, escaped, linked
from flows.report import Outcome, Report
from flows.summaries import outcome_markdown, report_markdown
from flows.tally import Tally
from tests.flows.stand import MORNING, trial
from transforms.records import Reject, RunRecord

HOSTILE = "<img src=x onerror=alert(1)> | ![x](javascript:alert) [a](b) `c` www.evil.example https://evil.example\n# no"
RECORD = RunRecord(
    run_id="20261112T050000-abc123",
    kind="run",
    source_id="ban-mai",
    started_at=MORNING,
    finished_at=MORNING + timedelta(seconds=12),
    state="partial",
    message=HOSTILE,
    flow_run_id=None,
    code_version="0",
    new=3,
    rejected=2,
)


def test_what_came_from_the_web_is_shown_as_text() -> None:
    text = escaped(HOSTILE)
    assert "\n" not in text
    for markup in ("<", ">", "|", "[", "]", "`", "!", "#"):
        assert text.count(markup) == text.count(f"\\{markup}") == HOSTILE.count(markup)
    assert "www\\.evil" in text
    assert "https\\://evil" in text
    assert escaped("\x1b[31m") == "\ufffd\\[31m"


@pytest.mark.parametrize("address", ["https://news.example/", "http://127.0.0.1:8100/en/a-b.html"])
def test_an_address_that_is_one_becomes_a_link(address: str) -> None:
    assert linked(address) == address


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://a.example/![x](https://e.example/)", "a@b.example"]
)
def test_an_address_with_markup_in_it_is_text(address: str) -> None:
    assert linked(address) == escaped(address)


def test_a_fence_is_longer_than_any_within() -> None:
    fence, _, last = code_lines("echo '````'")
    assert fence == last == "`````"


def test_the_summary_of_a_source_tells_counts_causes_and_what_to_ask() -> None:
    outcome = Outcome(RECORD, Tally(new=3, reasons=Counter({"http-404": 2})))
    text = outcome_markdown(outcome, Path("/srv/my data"))
    assert text.startswith("# run ban-mai: partial: 3 new, 0 updated, 0 duplicate")
    assert "| ban-mai | http-404 | 2 |" in text
    assert "<img" not in text.replace("\\<", "")
    assert "khotin sql --data '/srv/my data' -p run=20261112T050000-abc123 -p source=ban-mai 'SELECT " in text


def test_the_summary_of_a_run_has_a_row_for_each_source() -> None:
    fine = replace(RECORD, source_id="delta-wire", state="done", message=None, rejected=0)
    report = Report((Outcome(RECORD, Tally()), Outcome(fine, Tally())), None)
    text = report_markdown(report, Path("/srv"))
    assert text.startswith("# 6 new and 0 updated articles from 2 sources")
    assert "| delta-wire | done | 0 | 0 | 0 | 0 | 3 | 0 | 0 | 0 | 12.0 |" in text
    assert text.count("\n- **") == 1


class _Written(list[tuple[float, str]]):
    """Stands for Prefect's client: what a bar was made with and set to."""

    async def create(self, progress: float, key: str, description: str) -> UUID:
        self.append((progress, description))
        return uuid4()

    async def update(self, artifact_id: UUID, progress: float, description: str) -> UUID:
        self.append((progress, description))
        return artifact_id


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> _Written:
    import prefect.artifacts

    found = _Written()
    monkeypatch.setattr(prefect.artifacts, "acreate_progress_artifact", found.create)
    monkeypatch.setattr(prefect.artifacts, "aupdate_progress_artifact", found.update)
    monkeypatch.setattr(artifacts, "_within_a_flow_run", lambda: True)
    return found


async def test_a_bar_is_written_seldom_and_at_the_end(written: _Written) -> None:
    now = 0.0
    bar = ProgressBar("run-a-progress", clock=lambda: now)
    for done in range(1, 201):
        now += PATIENCE / 50
        await bar(done, 200, f"{done} of 200 <pages>")
    assert len(written) == 5
    assert (round(written[0][0]), written[-1][0]) == (0, 100.0)
    assert written[-1][1] == "200 of 200 \\<pages\\>"


async def test_nothing_to_do_is_all_done(written: _Written) -> None:
    await ProgressBar("key")(0, 0)
    assert written == [(100.0, "0 of 0")]


async def test_a_server_that_is_gone_fails_nothing(written: _Written, monkeypatch: pytest.MonkeyPatch) -> None:
    import httpx
    import prefect.artifacts

    async def gone(*_: object, **__: object) -> None:
        raise httpx.ConnectError("gone")

    monkeypatch.setattr(prefect.artifacts, "acreate_progress_artifact", gone)
    monkeypatch.setattr(prefect.artifacts, "acreate_markdown_artifact", gone)
    await ProgressBar("key")(1, 1)
    await leave_markdown("key", "# text", "description")
    assert written == []


async def test_outside_of_a_flow_run_nothing_is_left() -> None:
    await ProgressBar("key")(1, 1)
    await leave_markdown("key", "# text", "description")


async def test_the_journal_names_source_and_url_and_ends_somewhere(tmp_path: Path) -> None:
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(f"{record.levelname} {record.getMessage()}")  # type: ignore[method-assign]  # a handler in a line
    logger = logging.getLogger(journal.NAME)
    logger.addHandler(handler)
    try:
        with trial(tmp_path, faults=["dead-feed@ban-mai"]) as made:
            await made.harvest("ban-mai")
        many = [Reject("fetch", "http-404", f"https://a.example/\x1b{n}", "gone") for n in range(50)]
        journal.note_rejects("a", many)
    finally:
        logger.removeHandler(handler)
    assert any(
        re.match(r"WARNING ban-mai: http-404 http://127\.0\.0\.1\S*[^:,] \(HTTP status 404", line) for line in lines
    )
    assert sum(line.startswith("WARNING a: http-404") for line in lines) == journal.MOST_LINES
    assert lines[-1] == "WARNING a: and 30 more; ops.reject has all of them"
    assert "\x1b" not in "".join(lines)
