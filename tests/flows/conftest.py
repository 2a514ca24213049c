"""What several tests of the flows use: a small library, loaded and published once, and one Prefect server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from flows.settings import Settings, prefect_environment
from tests.flows.console import environment, khotin
from tests.flows.one_server import one_server

FORMULA = '=HYPERLINK("http://evil.example";"Vietnam and Belgium share a port")'
ESCAPE = "\x1b"

PORTS = f"""{FORMULA}
{"-" * len(FORMULA)}

Vietnam and Belgium signed a port agreement in Hà Nội on Tuesday, the two transport ministries said after the talks.

The agreement lets shipping lines of both countries share berths in Antwerp and Hai Phong, and says who pays for what.

Officials said that the first ships would use the new arrangement before the end of the year, if the weather holds.
"""

# A page whose title, byline and text try to take over a terminal: colours, the window's title, a cleared screen.
HOSTILE = """<!doctype html><html lang="en"><head><title>Red &#27;[31malert&#27;[0m in the harbour</title>
<meta name="author" content="Ann&#27;]0;owned&#7; Other"></head><body><article>
<h1>Red &#27;[31malert&#27;[0m in the harbour</h1>
<p>The harbour master of Da Nang raised an alert &#27;[2J on Monday after two ships had met near the mouth.</p>
<p>The ships were towed away by the coast guard, and nobody was hurt, the ministry said in the evening of that day.</p>
<p>Traffic went back to normal before nightfall, port officials said, and the ferries to the islands ran again.</p>
</article></body></html>
"""


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with two articles, one reject, and a snapshot. Read it, do not write it."""
    folder = tmp_path_factory.mktemp("library")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "ports.txt").write_text(PORTS, encoding="utf-8")
    (documents / "hostile.html").write_text(HOSTILE, encoding="utf-8")
    (documents / "nothing.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    loaded = khotin("ingest", documents, "--data", folder / "data", cwd=folder)
    assert loaded.returncode == 0, loaded.stderr
    return folder / "data"


@pytest.fixture(scope="session")
def prefect_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Point Prefect at one server for all tests of flows, whichever worker runs them; yield the address of its API."""
    home = prefect_environment(Settings(data=tmp_path_factory.mktemp("prefect")), {})
    common = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        common = common.parent
    with patch.dict(os.environ, environment(**home), clear=True), one_server(common, os.environ) as address:
        from prefect.events.worker import EventsWorker
        from prefect.logging.handlers import APILogWorker
        from prefect.settings import PREFECT_API_URL, temporary_settings

        with temporary_settings(updates={PREFECT_API_URL: address}):
            yield address
            # What is still to be sent goes before the server does.
            APILogWorker.instance().drain()
            EventsWorker.drain_all()
