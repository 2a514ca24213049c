"""``kill -9`` of a backfill at random moments: run again it does only what is left, and every article is there once.

The moments are counted in requests and not in seconds, so that they fall into the work on a machine of any speed.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.flows.console import khotin, start
from tests.scrapers.loopback import Reply, Route, Server
from tests.soak.conftest import Tell, rounds
from tests.soak.killing import rows

BATCH = 20
SOURCE = """
id = "ledger"
name = "The Ledger"
publisher = "The Ledger"
homepage = "{origin}/"
country = "BE"
language = "en"
timezone = "Europe/Brussels"
schedule = "0 * * * *"
[politeness]
delay_seconds = 0.0
max_concurrency = 4
respect_robots = false
allow_private_addresses = true
[[discover]]
kind = "archive"
url = "{origin}/{{date:%Y/%m/%d}}"
links = "li a"
"""
WORDS = """
harbour minister budget railway bridge council letter season farmer engine winter school market border cabinet doctor
river station tunnel mayor captain pilot harvest export timber cotton museum theatre orchestra parliament committee
treaty embassy lantern factory village island mountain valley hospital library festival referee stadium tournament
""".split()

pytestmark = [pytest.mark.soak, pytest.mark.patient]


def page(day: date, number: int) -> Reply:
    """An article with words of its own, so that none is a copy of another."""
    chance = random.Random(f"{day} {number}")
    body = "".join(f"<p>{' '.join(chance.choices(WORDS, k=60)).capitalize()}.</p>" for _ in range(4))
    title = f"{' '.join(chance.choices(WORDS, k=5)).capitalize()} {number}"
    head = f'<title>{title}</title><meta property="article:published_time" content="{day}T09:00:00+01:00">'
    html = f"<html lang=en><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    return Reply(html.encode(), headers={"Content-Type": "text/html"})


@contextmanager
def paper(days: list[date], articles: int, seconds: float = 0.0) -> Iterator[Server]:
    """Serve an archive with so many articles a day, each so late, until the server's ``stopping`` is set."""

    def late(reply: Reply) -> Route:
        def wait(_: BaseHTTPRequestHandler) -> Reply:
            server.stopping.wait(seconds)
            return reply

        return wait if seconds else reply

    routes = {f"/{day:%Y/%m/%d}/{number}": late(page(day, number)) for day in days for number in range(articles)}
    for day in days:
        links = "".join(f'<li><a href="/{day:%Y/%m/%d}/{number}">Article</a></li>' for number in range(articles))
        routes[f"/{day:%Y/%m/%d}"] = Reply(f"<ul>{links}</ul>".encode(), headers={"Content-Type": "text/html"})
    with Server(dict(routes)) as server:
        yield server


def kill_after(server: Server, requests: int, *arguments: str | Path, **variables: str) -> bool:
    """Start a command and kill it when it has made so many requests; say whether it was still running."""
    process = start(*arguments, cwd=None, **variables)
    before = len(server.requests)
    while process.poll() is None and len(server.requests) < before + requests:
        time.sleep(0.02)
    running = process.poll() is None
    process.kill()
    process.communicate()
    return running


def test_every_article_is_loaded_once_however_often_backfill_is_killed(
    tmp_path: Path, prefect_api: str, tell: Tell
) -> None:
    count, articles, kills = rounds(30, 3), rounds(100, 12), rounds(5, 2)
    today = datetime.now(UTC).date()
    days = [today - timedelta(days=back) for back in range(2, 2 + count)]
    data, sources = tmp_path / "data", tmp_path / "sources"
    span = ("--since", f"{days[-1]}", "--until", f"{days[0]}")
    command = ("backfill", "ledger", *span, "--data", data, "--sources", sources)
    variables = {"PREFECT_API_URL": prefect_api, "KHOTIN_BATCH_SIZE": str(BATCH)}
    chance = random.Random(7)
    with paper(days, articles) as server:
        sources.mkdir()
        (sources / "ledger.toml").write_text(SOURCE.format(origin=server.origin), encoding="utf-8")
        share = count * articles // (kills + 1)
        running = sum(
            kill_after(server, chance.randrange(1, share + share // 2), *command, **variables) for _ in range(kills)
        )
        last = khotin(*command, cwd=None, timeout=1800, **variables)
        asked = server.paths()
        again = khotin(*command, cwd=None, timeout=300, **variables)
        assert server.paths() == asked  # nothing was left to do
    assert (last.returncode, again.returncode) == (0, 0), last.stderr[-2000:]
    assert f"{count} of {count} days were complete already" in again.stdout
    total = count * articles
    assert rows(data, "select count(*), count(distinct url_key) from core.article") == [(total, total)]
    assert rows(data, "select count(*) from core.article_version") == [(total,)]
    assert rows(data, "select count(*) from ops.lease") == [(0,)]
    ends = rows(data, "select state, count(*) from ops.run group by state order by state")
    assert ends == [("done", 2), *([("failed", running)] if running else [])]
    repeated = len(asked) - total - count
    assert 0 <= repeated <= running * (BATCH + 1)  # a kill costs the batch and the list that it was in, no more
    tell(f"backfill: {running} of {kills} kills met it running; {total} articles, each once; {repeated} requests twice")
