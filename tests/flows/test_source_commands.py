"""``khotin sources check`` and ``khotin sources add``, as a person meets them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from flows.errors import CommandError
from flows.settings import Settings
from flows.source_add import Added, Request, add_source, web_address
from scrapers.newsstand import Newsstand
from scrapers.newsstand.newsstand import Clock
from scrapers.parse import parse
from scrapers.source import load_source
from tests.flows.conftest import ESCAPE
from tests.flows.console import invoke, khotin
from tests.flows.stand import MORNING
from tests.scrapers.loopback import Reply, Server
from tests.scrapers.test_source import GOOD, write
from tests.sources.fixtures import Expected, PageCase
from transforms.records import Lead, Page, ParsedArticle

pytestmark = pytest.mark.commands


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Newsstand]:
    """Serve a newsstand of now, with its source files in ``tmp_path / "sources"``."""
    with Newsstand(now=datetime.now(UTC)) as serving:
        serving.write_sources(tmp_path / "sources")
        yield serving


def test_the_shipped_files_are_right() -> None:
    checked = invoke("sources", "check")
    assert checked.exit_code == 0, checked.output
    assert checked.stdout.splitlines()[-1].endswith(" 0 problems")


def test_every_problem_of_every_file_is_told(tmp_path: Path) -> None:
    write(
        tmp_path, GOOD.replace('"VN"', '"XX"').replace("[expect]", "[expect]\nmin = 1").replace('"Example News"', "3")
    )
    write(tmp_path, GOOD.replace('"VN"', '"XX"').replace("*/15 ", "99 ").replace("example-en", "two"), "two.toml")
    write(tmp_path, "# Asleep since May.\nenabled = false\n" + GOOD.replace("example-en", "three"), "three.toml")
    write(tmp_path, "# Its feed is three's.\n" + GOOD.replace("example-en", "zz"), "zz.toml")
    checked = invoke("sources", "--sources", tmp_path, "check")
    assert checked.exit_code == 1
    told = [line.removeprefix(f"{tmp_path}/") for line in checked.stdout.splitlines()]
    assert [line.split(": ")[:2] for line in told[:6]] == [
        ["example-en.toml", "expect.min"],
        ["example-en.toml", "name"],
        ["two.toml", "country"],
        ["two.toml", "schedule"],
        ["zz.toml", "discover[0].url"],
        ["zz.toml", "discover[1].url"],
    ]
    assert told[6:] == ["disabled: three: Asleep since May.", "4 files, 1 enabled, 6 problems"]
    only = invoke("sources", "check", "three", "--sources", tmp_path, "--format", "json")
    assert only.exit_code == 0
    assert json.loads(only.stdout) == {
        "files": 1,
        "enabled": 0,
        "problems": [],
        "disabled": [{"source": "three", "reason": "Asleep since May."}],
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "no-such"], "no source file no-such.toml"),
        (["check", "no-such", "--live"], "no valid source 'no-such'"),
        (["check", "tuoitre", "--live"], "set KHOTIN_CONTACT"),
        (["add", "https://news.example/"], "set KHOTIN_CONTACT"),
        (["add", "no address"], "'no address' is no address of a web page"),
        (["add", "http://127.0.0.1:9/", "--id", "../evil"], "--id '../evil' is not kebab case"),
        (["add", "http://127.0.0.1:9/", "--id", "taken", "--output", "."], "taken.toml exists; write over it with"),
    ],
)
def test_a_wrong_command_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken.toml").touch()
    done = invoke("sources", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.output
    assert list(tmp_path.iterdir()) == [tmp_path / "taken.toml"]


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    checked = invoke("sources", "check", "--sources", tmp_path / "none")
    assert checked.exit_code == 1
    assert "no such folder" in checked.stdout


def test_live_check_of_a_stand(tmp_path: Path, stand: Newsstand) -> None:
    checked = invoke("sources", "check", "--live", "--sources", tmp_path / "sources")
    assert checked.exit_code == 1
    assert "harbour-post: feed " in checked.stdout
    assert "malformed-feed" in checked.stdout
    assert "delta-wire: feed " in checked.stdout
    assert checked.stdout.splitlines()[-1] == "3 sources probed, 1 healthy, 2 not"
    assert stand.requests
    assert {path.name for path in tmp_path.iterdir()} == {"sources"}, "nothing is kept or loaded"


def test_live_check_of_a_healthy_source_as_json(tmp_path: Path, stand: Newsstand) -> None:
    assert stand.origins
    checked = invoke("sources", "check", "ban-mai", "--live", "--format", "json", "--sources", tmp_path / "sources")
    assert checked.exit_code == 0
    (probe,) = json.loads(checked.stdout)
    assert (probe["source"], probe["healthy"]) == ("ban-mai", True)
    feed = probe["routes"][0]
    assert (feed["kind"], feed["status"], feed["form"], feed["fault"]) == ("feed", 200, "RSS", None)
    assert (probe["article"]["read_by"], probe["article"]["fault"]) == ("layout:0", None)


def test_an_ill_source_that_is_disabled_does_not_fail_the_check(tmp_path: Path) -> None:
    with Newsstand(now=datetime.now(UTC), faults=["forbidden"]) as ill:
        (path,) = [path for path in ill.write_sources(tmp_path) if path.stem == "ban-mai"]
        assert invoke("sources", "check", "ban-mai", "--live", "--sources", tmp_path).exit_code == 1
        path.write_text(path.read_text().replace("enabled = true", "enabled = false"))
        checked = invoke("sources", "check", "ban-mai", "--live", "--sources", tmp_path)
    assert checked.exit_code == 0
    assert "http-403" in checked.stdout
    assert checked.stdout.splitlines()[-1] == "1 sources probed, 0 healthy, 1 not; 1 disabled"


async def added_from(stand: Newsstand, outlet: str, folder: Path) -> Added:
    request = Request(stand.origins[outlet], folder)
    return await add_source(Settings(), request, Clock(MORNING), lambda text: None)


@pytest.mark.parametrize(
    ("outlet", "name", "read"),
    [
        ("ban-mai", "ban-mai", ("VN", "Asia/Ho_Chi_Minh", (r"-post\d+\.htm$",))),
        ("delta-wire", "delta-wire", ("US", "Etc/GMT-8", ())),
        ("harbour-post", "the-harbour-post", ("US", "Etc/GMT-1", ())),
    ],
)
async def test_a_site_never_seen_gets_a_file_and_a_fixture(
    tmp_path: Path, outlet: str, name: str, read: tuple[str, str, tuple[str, ...]]
) -> None:
    with Newsstand(now=MORNING) as stand:
        added = await added_from(stand, outlet, tmp_path)
    source = load_source(tmp_path / f"{name}.toml")
    assert (source.country, source.timezone, source.urls.allow) == read
    folder = tmp_path / "fixtures" / name / "2026-11-12"
    assert {path.name for path in added.fixture} == {path.name for path in folder.iterdir()}
    (page, listing) = _fixture(folder)
    article = parse(page.page, source)
    assert isinstance(article, ParsedArticle)
    assert (article.title, article.body) == (page.case.title, page.case.body)
    assert article.published is not None
    assert article.published.edtf == page.case.published
    assert listing == source.discover[0].url


class _Read:
    """A page of a fixture as the harness of the shipped sources reads it, and what is expected of it."""

    def __init__(self, folder: Path, case: PageCase) -> None:
        assert case.fetched is not None
        lead = Lead(case.url, "x", "fixture", published=case.hint)
        body = (folder / case.file).read_bytes()
        self.case = case
        self.page = Page(case.url, case.url, "x", case.content_type, body, case.fetched, "fixture", lead=lead)


def _fixture(folder: Path) -> tuple[_Read, str]:
    expected = msgspec.toml.decode((folder / "expected.toml").read_bytes(), type=Expected)
    assert expected.listing[0].leads
    assert (folder / expected.listing[0].file).exists()
    return _Read(folder, expected.page[0]), expected.listing[0].discover


def test_add_says_what_it_found_and_the_file_passes_the_check(tmp_path: Path, stand: Newsstand) -> None:
    folder = tmp_path / "mine"
    done = invoke("sources", "add", stand.origins["delta-wire"], "--output", folder)
    assert done.exit_code == 0, done.output
    assert "/news-sitemap.xml" in done.stdout
    assert f"wrote {folder / 'delta-wire.toml'}" in done.stdout
    assert "Still to do:" in done.stdout
    assert invoke("sources", "check", "--sources", folder).stdout == "1 files, 1 enabled, 0 problems\n"
    again = invoke("sources", "add", stand.origins["delta-wire"], "--sources", "bundled", "--sources", folder)
    assert again.exit_code == 2
    assert "exists; write over it with --force" in again.stderr
    forced = invoke("sources", "add", stand.origins["delta-wire"], "--sources", folder, "--force")
    assert forced.exit_code == 0


def test_sites_that_give_nothing_are_one_line_and_no_file(tmp_path: Path) -> None:
    with Server({"/": Reply(b"<html><body>Nothing here.</body></html>")}) as server:
        gone = server.origin
        empty = invoke("sources", "add", server.origin, "--output", tmp_path / "mine")
    assert empty.exit_code == 2
    assert "neither a feed nor a sitemap nor a page of articles was found (11 addresses asked)" in empty.stderr
    unreachable = invoke("sources", "add", gone, "--output", tmp_path / "mine")
    assert unreachable.exit_code == 2
    assert f"khotin: {gone}/: " in unreachable.stderr
    assert "Traceback" not in unreachable.output
    assert not (tmp_path / "mine").exists()


def test_what_a_site_says_never_reaches_the_terminal_as_control(tmp_path: Path) -> None:
    title = f"Red {ESCAPE}[31malert&#27;]0;owned&#7;"
    items = "".join(f"<item><title>{title}</title><link>/s-{n}.html</link></item>" for n in range(1000, 1009))
    feed = f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()
    home = f'<html><head><title>{title}</title><meta property="og:site_name" content="{title}"></head></html>'.encode()
    html = {"Content-Type": "text/html"}
    with Server({"/": Reply(home, headers=html), "/feed": Reply(feed), "/s-1000.html": Reply(home)}) as server:
        done = invoke("sources", "add", server.origin, "--id", "hostile", "--output", tmp_path)
    assert done.exit_code == 1, "no article could be read"
    assert ESCAPE not in done.output
    assert "\x07" not in done.output
    assert load_source(tmp_path / "hostile.toml").discover[0].url == f"{server.origin}/feed"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("news.example", "https://news.example/"),
        (" https://news.example/vi#top ", "https://news.example/vi"),
        ("localhost:8100", "http://localhost:8100/"),
    ],
)
def test_an_address_may_be_short(text: str, address: str) -> None:
    assert web_address(text) == address


@pytest.mark.parametrize("text", ["", "ftp://a.b", "http://", "http://u:p@a.b/", "http://[", "http://a.b:99999/"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(CommandError, match="is no address of a web page"):
        web_address(text)


@pytest.mark.flow
def test_a_site_that_was_added_is_harvested(tmp_path: Path, prefect_api: str) -> None:
    with Newsstand(now=datetime.now(UTC)) as stand:
        assert invoke("sources", "add", stand.origins["ban-mai"], "--output", tmp_path / "mine").exit_code == 0
        where = ("--sources", tmp_path / "mine", "--data", tmp_path / "data")
        done = khotin("run", *where, PREFECT_API_URL=prefect_api)
    assert done.returncode == 0, done.stdout + done.stderr
    asked = invoke("sql", "select count(*) as n from mart.article", "--format", "csv", "--data", tmp_path / "data")
    assert int(asked.stdout.split()[1]) >= 5
