"""The newsstand's watched folder, its faults, and how it starts and stops."""

from __future__ import annotations

import http.client
import logging
import socket
import threading
import time
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scrapers.newsstand import FAULTS, Newsstand
from scrapers.newsstand.content import OUTLETS
from tests.scrapers.newsstand_visit import NOW, get, links_of


@pytest.fixture
def newsstand() -> Iterator[Newsstand]:
    with Newsstand(now=NOW) as running:
        yield running


STORY = 'section = "world"\ntitle = "Estonia & Belgium"\nsummary = "S"\nbody = "One paragraph on {weekday}."\n'


def test_a_dropped_story_appears_everywhere_at_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = tmp_path / "harbour-post"
    folder.mkdir()
    with Newsstand(now=NOW, stories_dir=tmp_path) as newsstand:
        post = newsstand.origins["harbour-post"]
        feed = get(post + "/rss.xml")
        (folder / "estonia-data-embassy.toml").write_text(STORY)
        (folder / "broken.toml").write_text(STORY + 'colour = "red"\n')
        (tmp_path / "stray.toml").write_text(STORY)
        with caplog.at_level(logging.WARNING):
            page = get(post + "/world/estonia-data-embassy")
            again = get(post + "/rss.xml", If_None_Match=feed.headers["etag"])
        assert "Estonia &amp; Belgium" in page.text
        assert "One paragraph on Thursday." in page.text
        assert again.status == 200
        assert post + "/world/estonia-data-embassy" in again.text
        for path in ("/", "/world", "/archive/2026/11/12/"):
            assert links_of(newsstand, "harbour-post", path)[0] == "/world/estonia-data-embassy"
        warnings = [record.getMessage() for record in caplog.records]
        assert len(warnings) == 2  # once per file, not once per request
        assert any("broken.toml" in w and "colour" in w for w in warnings)
        assert any("stray.toml" in w and "subfolder" in w for w in warnings)


def test_a_dropped_story_can_be_edited_and_withdrawn(tmp_path: Path) -> None:
    path = tmp_path / "harbour-post" / "estonia-data-embassy.toml"
    path.parent.mkdir()
    path.write_text(STORY)
    with Newsstand(now=NOW, stories_dir=tmp_path) as newsstand:
        url = newsstand.origins["harbour-post"] + "/world/estonia-data-embassy"
        first = get(url)
        path.write_text(STORY.replace("One", "Another"))
        second = get(url, If_None_Match=first.headers["etag"])
        assert (second.status, "Another paragraph" in second.text) == (200, True)
        path.unlink()
        assert get(url).status == 404


def test_a_copy_of_an_unknown_original_is_refused(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "ban-mai" / "ban-sao.toml"
    path.parent.mkdir()
    path.write_text('section = "quoc-te"\n[syndicated]\nstory = "delta-wire/no-such-story"\n')
    with Newsstand(now=NOW, stories_dir=tmp_path) as newsstand:
        assert get(newsstand.origins["ban-mai"] + "/quoc-te").status == 200
    assert "syndicated.story: 'delta-wire/no-such-story'" in caplog.text


def test_unknown_faults_are_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"unknown fault 'tired': expected one of dead-feed, html-feed"):
        Newsstand(now=NOW, faults=["tired"])
    with pytest.raises(ValueError, match=r"unknown outlet 'gazette'"):
        Newsstand(now=NOW, faults=["hang@gazette"])
    assert set(FAULTS) == {
        *("dead-feed", "html-feed", "forbidden", "slow", "hang"),
        *("server-error", "redirect-loop", "truncated", "robots-500", "reset", "consent-wall", "soft-404"),
        *("bot-check", "empty-pages", "rate-limit", "geo-block", "robots-closed", "bad-tls"),
        *("empty-feed", "stale", "ahead", "undated", "redesign"),
    }


@pytest.mark.parametrize(
    ("fault", "feed", "page", "robots"),
    [
        ("dead-feed", 404, 200, 200),
        ("html-feed", 200, 200, 200),
        ("forbidden", 403, 403, 403),
        ("server-error", 500, 500, 500),
        ("redirect-loop", 302, 302, 200),
        ("robots-500", 200, 200, 500),
        ("consent-wall", 200, 200, 200),
        ("soft-404", 200, 200, 200),
        ("rate-limit", 429, 429, 200),
        ("geo-block", 451, 451, 200),
        ("bad-tls", 301, 301, 200),
    ],
)
def test_faults_by_status(fault: str, feed: int, page: int, robots: int) -> None:
    with Newsstand(now=NOW, faults=[fault]) as newsstand:
        post = newsstand.origins["harbour-post"]
        answers = [get(post + path) for path in ("/rss.xml", "/world", "/robots.txt")]
    assert [answer.status for answer in answers] == [feed, page, robots]
    if fault == "html-feed":
        assert answers[0].headers["content-type"].startswith("text/html")


def test_the_redirect_loop_comes_back() -> None:
    with Newsstand(now=NOW, faults=["redirect-loop"]) as newsstand:
        post = newsstand.origins["harbour-post"]
        there = get(post + "/world").headers["location"]
        assert get(post + there).headers["location"] == "/world"


def test_truncated_and_reset() -> None:
    with Newsstand(now=NOW, faults=["truncated@harbour-post", "reset@ban-mai"]) as newsstand:
        with pytest.raises(http.client.IncompleteRead):
            get(newsstand.origins["harbour-post"] + "/world")
        assert get(newsstand.origins["harbour-post"] + "/robots.txt").status == 200
        with pytest.raises(http.client.RemoteDisconnected):
            get(newsstand.origins["ban-mai"] + "/robots.txt")
        assert get(newsstand.origins["delta-wire"] + "/robots.txt").status == 200
        assert newsstand.requests[-2].status == 0


def test_slow_and_hang_end_with_the_newsstand() -> None:
    newsstand = Newsstand(now=NOW, faults=["slow@delta-wire", "hang@ban-mai"])
    newsstand.start()
    began = time.monotonic()
    assert get(newsstand.origins["delta-wire"] + "/robots.txt").status == 200
    assert 1.9 < time.monotonic() - began < 3.5
    with pytest.raises(TimeoutError):
        get(newsstand.origins["ban-mai"] + "/", timeout=0.2)
    waiting = socket.create_connection(("127.0.0.1", urlsplit(newsstand.origins["ban-mai"]).port or 0))
    waiting.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    began = time.monotonic()
    newsstand.stop()
    assert time.monotonic() - began < 2
    assert waiting.recv(100) == b""
    waiting.close()


def test_stop_leaves_no_thread_and_closes_idle_connections() -> None:
    before = set(threading.enumerate())
    newsstand = Newsstand(now=NOW)
    newsstand.start()
    idle = socket.create_connection(("127.0.0.1", urlsplit(newsstand.origins["delta-wire"]).port or 0))
    idle.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n")
    assert idle.recv(12) == b"HTTP/1.1 200"
    newsstand.stop()
    newsstand.stop()
    assert set(threading.enumerate()) == before
    idle.close()
    with pytest.raises(RuntimeError, match="make a new one"):
        newsstand.start()


def test_a_taken_port_is_named() -> None:
    with Newsstand(now=NOW) as first:
        port = urlsplit(first.origins["delta-wire"]).port or 0
        before = set(threading.enumerate())
        with pytest.raises(OSError, match=f"port {port} for delta-wire cannot be used"):
            Newsstand(now=NOW, port=port).start()
        assert set(threading.enumerate()) == before


def test_source_files_fit_the_ports(newsstand: Newsstand, tmp_path: Path) -> None:
    paths = newsstand.write_sources(tmp_path / "sources")
    assert [path.name for path in paths] == [f"{outlet}.toml" for outlet in OUTLETS]
    for path in paths:
        source = tomllib.loads(path.read_text(encoding="utf-8"))
        origin = newsstand.origins[path.stem]
        assert source["id"] == path.stem
        assert source["politeness"]["allow_private_addresses"] is True
        assert all(entry["url"].startswith(origin) for entry in source["discover"])
        assert {entry["kind"] for entry in source["discover"]} >= {"feed", "archive"}
        assert bool(source.get("layouts")) is (path.stem == "ban-mai")
    with pytest.raises(RuntimeError, match="start the newsstand first"):
        Newsstand(now=NOW).source_files()


def test_now_must_have_a_zone() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        Newsstand(now=datetime(2026, 11, 12, 9, 0))  # noqa: DTZ001 - the mistake under test
