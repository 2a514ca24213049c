"""What a command says when the Prefect server that it starts does not come up."""

from __future__ import annotations

import subprocess
from pathlib import Path
from unittest.mock import patch

import pytest

from flows.errors import IN_PART, CommandError, explain
from flows.prefect_server import Child

NOBODY = "http://127.0.0.1:9/api"
FULL = "sqlite3.OperationalError: database or disk is full"


def ended(log: Path, last_words: str) -> Child:
    """Return a server that has ended with these words in its log, behind those of an earlier one."""
    process = subprocess.Popen(["true"])
    child = Child(NOBODY, process, log)
    with log.open("a", encoding="utf-8") as out:
        out.write(f"{last_words}\nuvicorn.error - Application startup failed. Exiting.\n")
    process.wait()
    return child


@pytest.mark.parametrize("words", [FULL, "OSError: [Errno 28] No space left on device"])
def test_a_server_without_room_is_a_full_disk(tmp_path: Path, words: str) -> None:
    log = tmp_path / "prefect-server.log"
    log.touch()
    with patch.dict("os.environ", PREFECT_HOME=str(tmp_path / "prefect")), pytest.raises(OSError) as caught:  # noqa: PT011
        ended(log, words).wait_until_it_answers()
    status, text = explain(caught.value) or (0, "")
    assert status == IN_PART
    assert text.startswith(f"{tmp_path / 'prefect'}: the disk is full. Free space and run again")


def test_any_other_end_names_the_log_whatever_an_earlier_server_has_said(tmp_path: Path) -> None:
    log = tmp_path / "prefect-server.log"
    log.write_text(f"{FULL}\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"ended while it started; its log: .*prefect-server\.log"):
        ended(log, "RuntimeError: broken").wait_until_it_answers()
