"""Documents that are already here, through ``khotin ingest``: the samples, every kind of file, our own archive."""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import signal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.flows.console import invoke, khotin, start
from tests.flows.stand import trial
from tests.scrapers.foreign_warcs import HEAD, warc_record
from warehouse.query import run_query

pytestmark = pytest.mark.commands

SAMPLES = ("000_ee94ff77135cb691", "004_f85bec5d394a454a")
CORE = "article article_version article_country article_flag duplicate story story_article source".split()
EVERY_ROW = " union all ".join(f"select '{name}' as name, hash(t) as hash from core.{name} t" for name in CORE)
PARAGRAPHS = (
    "The two ports will share their tide tables and the positions of their pilots, the harbour masters said on Monday.",
    "Until now each kept its own, and ships that called at both had to ask twice, which cost half a day in winter.",
    "The tables will be kept in Antwerp and copied to Hai Phong every night over a line that the two cities rent.",
    "A first trial ended in September without a fault, and the pilots of both ports asked for it to be made permanent.",
)


def rows(data: Path, sql: str) -> list[tuple[Any, ...]]:
    return list(run_query(data, sql).rows())


def ingest(data: Path, *paths: str | Path, source: str = "documents") -> str:
    done = invoke("ingest", *paths, "--data", data, "--source", source, KHOTIN_WORKERS="1")
    assert done.exit_code == 0, done.output
    return done.stdout


# The samples


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    data = tmp_path_factory.mktemp("samples")
    ingest(data, shared / "samples")
    return data


def expected(shared: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "contract" / "expected" / f"{name[:3]}.json").read_text("utf-8"))
    assert found["id"] == name
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_comes_out_as_the_contract_has_it(samples: Path, shared: Path, name: str) -> None:
    wanted = expected(shared, name)
    ((body, captions, *fields),) = rows(
        samples,
        "select words.body, words.captions, article.title, article.summary, article.authors, article.credit, "
        "article.agency_code, article.agency_name, article.agency_country, article.dateline_place, "
        "article.published_edtf, article.published_precision, article.published_timezone, article.published_method, "
        "article.published_at, article.language "
        "from core.article join core.article_version as words using (article_id, version) "
        f"where article.url like '%/{name}.txt'",
    )
    assert body == wanted["body"]
    assert captions == wanted["captions"]
    agency = wanted["agency"] or {"code": None, "name": None, "country": None}
    published = wanted["published"] or dict.fromkeys(("edtf", "precision", "timezone", "method", "datetime"))
    assert fields == [
        *(wanted[name] for name in ("title", "summary", "authors", "credit")),
        *(agency[name] for name in ("code", "name", "country")),
        wanted["dateline"],
        *(published[name] for name in ("edtf", "precision", "timezone", "method", "datetime")),
        wanted["language"],
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_about_the_countries_of_the_contract(samples: Path, shared: Path, name: str) -> None:
    found = rows(
        samples,
        "select iso3, role from core.article_country join core.article using (article_id) "
        f"where url like '%/{name}.txt' order by iso3",
    )
    assert found == [(country["iso3"], country["role"]) for country in expected(shared, name)["countries"]]


# Every kind of file


def text(title: str) -> str:
    return f"{title}\n{'-' * len(title)}\n\nThis is about {title}.\n\n" + "\n\n".join(PARAGRAPHS) + "\n"


def html(title: str) -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in (f"This is about {title}.", *PARAGRAPHS))
    article = f"<article><h1>{title}</h1>{paragraphs}</article>"
    return f'<!doctype html><html lang="en"><head><title>{title}</title></head><body>{article}</body></html>'


def write_warc(path: Path, pages: dict[str, str]) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        for url, page in pages.items():
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            payload = BytesIO(page.encode())
            record = writer.create_warc_record(url, "response", payload=payload, http_headers=headers)
            writer.write_record(record)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with documents of every kind, and one file that is none by its name."""
    folder = tmp_path_factory.mktemp("collection")
    (folder / "below" / "deep").mkdir(parents=True)
    (folder / "plain.txt").write_text(text("Plain"))
    (folder / "packed.txt.gz").write_bytes(gzip.compress(text("Packed").encode()))
    (folder / "below" / "page.html").write_text(html("Page"))
    (folder / "below" / "deep" / "page.htm.gz").write_bytes(gzip.compress(html("Packed page").encode()))
    write_warc(folder / "crawl.warc.gz", {"https://a.example/one": html("One"), "https://a.example/two": html("Two")})
    write_warc(folder / "flat.warc", {"https://b.example/three": html("Three")})
    (folder / "notes.docx").write_bytes(b"PK\x03\x04")
    return folder


def test_every_kind_of_file_becomes_articles(collection: Path, tmp_path: Path) -> None:
    ingest(tmp_path, collection, source="clippings")
    found = rows(tmp_path, "select title, source_id from mart.article order by title")
    titles = ("One", "Packed", "Packed page", "Page", "Plain", "Three", "Two")
    assert found == [(title, "clippings") for title in titles]
    kept = rows(tmp_path, "select distinct warc_file from raw.fetch where purpose = 'document'")
    assert all((tmp_path / "archive" / name).exists() for (name,) in kept)


def test_the_same_again_loads_nothing_says_so_and_rewrites_nothing(collection: Path, tmp_path: Path) -> None:
    ingest(tmp_path, collection)
    before = rows(tmp_path, f"{EVERY_ROW} order by all")
    fetches = rows(tmp_path, "select count(*) from raw.fetch")[0][0]
    assert len(before) > 7
    assert "Nothing new was loaded." in ingest(tmp_path, collection)
    assert rows(tmp_path, f"{EVERY_ROW} order by all") == before
    assert rows(tmp_path, "select count(*) from raw.fetch") == [(2 * fetches,)]


def test_a_changed_document_is_a_new_version_of_the_same_article(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(text("First"))
    ingest(tmp_path / "data", path)
    path.write_text(text("Second"))
    ingest(tmp_path / "data", path)
    found = rows(tmp_path / "data", "select article_id, version, title from core.article_version order by version")
    assert [(version, title) for _, version, title in found] == [(1, "First"), (2, "Second")]
    assert found[0][0] == found[1][0]


def archived(data: Path) -> int:
    return sum(path.stat().st_size for path in (data / "archive").rglob("*.warc.gz"))


def test_the_same_again_adds_little_to_the_archive(tmp_path: Path) -> None:
    pages = {f"https://a.example/{number}": html(f"Story {number}") + random_words(number) for number in range(20)}
    write_warc(tmp_path / "a.warc.gz", pages)
    data = tmp_path / "data"
    ingest(data, tmp_path / "a.warc.gz")
    first = archived(data)
    ingest(data, tmp_path / "a.warc.gz")
    assert archived(data) - first < first / 10
    assert rows(data, "select count(*), count(payload_file) from raw.fetch where purpose = 'document'") == [(40, 20)]


def random_words(seed: int) -> str:
    """What does not pack, as a comment."""
    return f"<!-- {random.Random(seed).randbytes(8000).hex()} -->"


# Public archives


@pytest.fixture
def news_archive(tmp_path: Path) -> Path:
    """Return a WARC file of two hosts and three days, as of a crawl of everything."""
    path = tmp_path / "news.warc.gz"
    pages = [
        ("https://news.example/politics/one", "2026-11-01T16:30:00Z"),
        ("https://www.news.example/politics/two", "2026-11-02T10:00:00Z"),
        ("https://news.example/video/three", "2026-11-02T10:00:00Z"),
        ("https://news.example/politics/four", "2026-11-02T17:30:00Z"),
        ("https://other.example/politics/five", "2026-11-02T10:00:00Z"),
    ]
    path.write_bytes(
        b"".join(
            gzip.compress(warc_record("response", HEAD + html(url.rsplit("/", 1)[-1]).encode(), url=url, date=when))
            for url, when in pages
        )
    )
    return path


SOURCE = """
id = "news-example"
name = "News"
publisher = "News"
homepage = "https://news.example/"
country = "VN"
language = "en"
timezone = "Asia/Ho_Chi_Minh"
schedule = "*/15 * * * *"
[[discover]]
kind = "feed"
url = "https://news.example/rss"
[urls]
allow = ['/politics/']
"""


def test_a_public_archive_is_filtered_by_host_and_day(news_archive: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = invoke(
        "ingest", news_archive, "--data", data, "--host", "news.example", "--since", "2026-11-02", KHOTIN_WORKERS="1"
    )
    assert done.exit_code == 0, done.output
    assert rows(data, "select title from mart.article order by 1") == [("four",), ("three",), ("two",)]
    assert rows(data, "select min(fetched_at)::date::text from raw.fetch") == [("2026-11-02",)]
    assert rows(data, "select message from ops.run") == [("passed over: 2 records (other-day 1, other-host 1)",)]


def test_a_configured_source_brings_its_days_and_its_url_patterns(news_archive: Path, tmp_path: Path) -> None:
    """The first page is of 23:30 and the fourth of 00:30, in the source's time zone."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "news-example.toml").write_text(SOURCE)
    data = tmp_path / "data"
    options = ("--sources", tmp_path / "sources", "--source", "news-example", "--until", "2026-11-02")
    done = invoke("ingest", news_archive, "--data", data, *options, KHOTIN_WORKERS="1")
    assert done.exit_code == 0, done.output
    assert rows(data, "select title from mart.article order by 1") == [("five",), ("one",), ("two",)]
    assert "passed over: 2 records (other-url 1, other-day 1)" in done.stdout


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (("--host", "https://news.example/"), "'https://news.example/' is not the name of a host"),
        (("--since", "2026-11-02", "--until", "2026-11-01"), "--since 2026-11-02 is after --until 2026-11-01"),
    ],
)
def test_a_selection_that_is_none_is_one_clear_line(tmp_path: Path, options: tuple[str, ...], text: str) -> None:
    done = invoke("ingest", tmp_path, "--data", tmp_path, *options)
    assert done.exit_code == 2
    assert text in done.output


def test_json_lines_become_articles(tmp_path: Path) -> None:
    lines = [
        {"url": "https://a.example/html", "html": html("Marked up"), "fetched_at": "2026-01-02T03:04:05+07:00"},
        {"url": "https://a.example/text", "text": text("Plain words"), "collector": "somebody"},
        {"url": "nowhere", "text": "x"},
    ]
    path = tmp_path / "documents.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    data = tmp_path / "data"
    ingest(data, path)
    found = rows(data, "select url, title from mart.article order by url")
    assert found == [("https://a.example/html", "Marked up"), ("https://a.example/text", "Plain words")]
    assert rows(data, "select reason, detail like '%line 3: %' from ops.reject") == [("bad-url", True)]
    assert rows(data, "select min(fetched_at)::varchar like '2026-01-0%' from raw.fetch") == [(True,)]


# Our own archive


@pytest.mark.parametrize(("source", "count"), [("ban-mai", 12), ("delta-wire", 8)])
def test_what_a_harvest_archived_makes_the_same_articles_elsewhere(tmp_path: Path, source: str, count: int) -> None:
    query = "select article_id, url, title, body, summary, published_edtf, language from mart.article order by all"
    with trial(tmp_path / "harvested") as stand:
        asyncio.run(stand.harvest(source))
        harvested = stand.ask(query)
    sources = ("--sources", tmp_path / "harvested" / "sources")
    ingest(tmp_path / "again", stand.settings.data / "archive", *sources, source=source)
    assert len(harvested) == count
    urls = {row[1] for row in harvested}
    assert [row for row in rows(tmp_path / "again", query) if row[1] in urls] == harvested


# An interruption


def test_ctrl_c_keeps_what_was_loaded_and_the_same_command_goes_on(tmp_path: Path) -> None:
    folder, data = tmp_path / "many", tmp_path / "data"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(text(f"Story number {number}"))
    arguments = ("ingest", folder, "--data", data)
    process = start(*arguments, KHOTIN_WORKERS="1", KHOTIN_BATCH_SIZE="20")
    assert process.stderr is not None
    assert "20 documents" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "interrupted; what was loaded is kept" in err
    assert "Traceback" not in err
    done = khotin(*arguments, KHOTIN_WORKERS="1")
    assert done.returncode == 0
    assert rows(data, "select count(*), count(distinct url) from mart.article") == [(400, 400)]
    states = rows(data, "select state, message, new + duplicate from ops.run order by started_at")
    assert states[0][:2] == ("failed", "interrupted")
    assert states[1][0] == "done"
    assert 20 <= states[0][2] < 400
    assert states[0][2] + states[1][2] == 400
