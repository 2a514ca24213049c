"""Processes of runs end with the service that started them, though it was killed and could tell nobody."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from flows.with_service import SERVICE, end_with_service
from tests.flows.console import environment
from tests.flows.test_serve import is_running

RUN = "import time; from flows.with_service import end_with_service; end_with_service(); time.sleep(60)"
SERVED = f"""
import subprocess, sys
from flows.with_service import name_service
{{named}}
run = subprocess.Popen([sys.executable, "-c", {RUN!r}])
print(run.pid, flush=True)
run.wait()
"""


@contextmanager
def served(named: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Start a process that names itself as a service, or does not, and a run of it; yield it and the run's number."""
    program = SERVED.format(named=named)
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment()) as service:
        assert service.stdout is not None
        run = int(service.stdout.readline())
        try:
            yield service, run
        finally:
            service.kill()
            if is_running(run):
                os.kill(run, signal.SIGKILL)


def within(seconds: float, condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return condition()


def test_a_run_goes_on_with_its_service_and_ends_when_that_is_killed() -> None:
    with served("name_service()") as (service, run):
        assert not within(2, lambda: not is_running(run))
        service.kill()
        assert within(10, lambda: not is_running(run))


def test_a_run_that_no_service_started_outlives_whoever_did() -> None:
    with served("") as (service, run):
        service.kill()
        assert not within(2, lambda: not is_running(run))


def test_a_run_whose_service_has_ended_before_it_began_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setenv(SERVICE, str(os.getpid()))  # which is not the parent of this process
    monkeypatch.setattr("flows.with_service.os._exit", ended.append)
    end_with_service()
    assert within(10, lambda: ended == [1])
