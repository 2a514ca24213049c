"""Which Prefect server a command uses that can do without one."""

from __future__ import annotations

import os
from pathlib import Path
from unittest.mock import patch

from flows.prefect_server import API_URL, server_in_use
from flows.settings import Settings

ELSEWHERE = "http://127.0.0.1:9/api"


def test_none_is_started_where_none_runs(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != API_URL}
    with patch.dict(os.environ, environment, clear=True), server_in_use(Settings(data=tmp_path)) as there_is_one:
        assert not there_is_one
        assert API_URL not in os.environ
    assert not (tmp_path / "prefect-server.log").exists()


def test_the_one_that_is_named_is_used_unasked(tmp_path: Path) -> None:
    with patch.dict(os.environ, {API_URL: ELSEWHERE}), server_in_use(Settings(data=tmp_path)) as there_is_one:
        assert there_is_one
        assert os.environ[API_URL] == ELSEWHERE


def test_that_of_a_service_is_named_as_long_as_it_is_used(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != API_URL}
    with patch.dict(os.environ, environment, clear=True), patch("flows.prefect_server.running_service") as running:
        running.return_value = ELSEWHERE
        with server_in_use(Settings(data=tmp_path)) as there_is_one:
            assert there_is_one
            assert os.environ[API_URL] == ELSEWHERE
        assert API_URL not in os.environ
