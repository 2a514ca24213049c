from __future__ import annotations

import csv
import html
import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from pyarrow import parquet

from tests.warehouse.warehouse_samples import NOW, article, batch, item
from warehouse.errors import WarehouseBroken
from warehouse.export import FEED_ENTRIES, archived_records, export_months, export_rows
from warehouse.formats import Rows
from warehouse.publish import publish
from warehouse.query import QueryError, SnapshotMissing
from warehouse.selection import ALL, PastSelection, Selection
from warehouse.store import Warehouse
from warehouse.syndication import SUMMARY_CHARS, FeedFormat, write_feed

HOSTILE = (
    "<script>alert(1)</script> ]]> <![CDATA[ <!-- -- > <?xml version='1.1'?> <!DOCTYPE x [<!ENTITY a 'b'>]> &a; &#0;",
    "".join(map(chr, range(0x20))) + "\x7f\x80\x85\x9f\ufffe\uffff\U0001ffff\U0010ffff\ud800\udfff",
    "\u202egnp.exe\u202c \u2066a\u2069 \u200b\ufeff \u2028 \u2029 \u0301\u0301",
    "w" * 5_000 + '"\' ="x" | a | `b` {{ c }} %s \\ \r\n\r',
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    warehouse = Warehouse(folder)
    with warehouse.write() as session:
        session.load(batch(item(article("a")), item(article("b"))))
    publish(warehouse, NOW)
    return folder


def titles(path: Path) -> list[str]:
    return [json.loads(line)["title"] for line in path.read_text(encoding="utf-8").splitlines()]


def test_all_articles_as_lines(data: Path, tmp_path: Path) -> None:
    assert export_rows(data, "jsonl", tmp_path / "all.jsonl", ALL) == 2
    assert sorted(titles(tmp_path / "all.jsonl")) == ["Title of a", "Title of b"]


@pytest.mark.parametrize(
    ("selection", "rows"),
    [
        (Selection(countries=("BEL",)), 2),
        (Selection(countries=("FRA",)), 0),
        (Selection(sources=("no-such",)), 0),
        (Selection(languages=("xx",)), 0),
        (Selection(topics=("medtop:1",)), 0),
        (Selection(since=date(2026, 3, 1), until=date(2026, 3, 1)), 2),
        (Selection(since=date(2026, 3, 2)), 0),
        (Selection(until=date(2026, 2, 28)), 0),
    ],
    ids=repr,
)
def test_a_selection_is_of_what_it_names(data: Path, tmp_path: Path, selection: Selection, rows: int) -> None:
    assert export_rows(data, "csv", tmp_path / "some.csv", selection) == rows
    assert len(list(csv.reader((tmp_path / "some.csv").open(encoding="utf-8", newline="")))) == rows + 1


def test_parquet_by_month_replaces_an_earlier_export_and_nothing_else(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    for _ in range(2):
        assert export_months(data, folder, ALL) == 2
    assert [path.name for path in folder.iterdir()] == ["month=2026-03"]
    table = parquet.read_table(folder)
    assert sorted(table.column("title").to_pylist()) == ["Title of a", "Title of b"]
    assert table.column("countries").to_pylist() == [["BEL", "VNM"]] * 2
    assert list(tmp_path.iterdir()) == [folder]
    (folder / "precious.txt").write_text("mine")
    with pytest.raises(WarehouseBroken, match=r"precious\.txt"):
        export_months(data, folder, ALL)
    assert export_months(data, tmp_path / "none", Selection(sources=("no-such",))) == 0


def test_one_parquet_file_and_a_query_of_ones_own(data: Path, tmp_path: Path) -> None:
    query = "SELECT title, title, INTERVAL 1 DAY AS i FROM mart.article ORDER BY title LIMIT 1;"
    assert export_rows(data, "parquet", tmp_path / "one.parquet", ALL, query) == 1
    rows = parquet.read_table(tmp_path / "one.parquet").to_pylist()
    assert rows == [{"title": "Title of a", "title_2": "Title of a", "i": rows[0]["i"]}]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY (SELECT 1 AS a) TO '{folder}/leak.csv'",
        "SELECT titel FROM mart.article",
        "DELETE FROM core.article",
    ],
)
def test_an_export_can_only_read_the_snapshot(data: Path, tmp_path: Path, query: str) -> None:
    written = query.format(folder=tmp_path)
    with pytest.raises(QueryError):
        export_rows(data, "csv", tmp_path / "out.csv", ALL, written)
    with pytest.raises((QueryError, WarehouseBroken)):
        export_months(data, tmp_path / "out", ALL, written)
    with pytest.raises(QueryError):
        archived_records(data, ALL, written)
    assert not [path for path in tmp_path.iterdir() if path.is_file()]


def test_an_export_that_fails_leaves_the_earlier_file(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("earlier")
    with pytest.raises(QueryError):
        export_rows(data, "csv", path, ALL, "SELECT titel FROM mart.article")
    assert path.read_text() == "earlier"
    with pytest.raises(WarehouseBroken, match="cannot be written"):
        export_rows(data, "csv", path / "below" / "a.csv", ALL)
    with pytest.raises(SnapshotMissing):
        export_rows(tmp_path, "csv", path, ALL)


class Table:
    """Rows that a test writes by hand."""

    def __init__(self, columns: tuple[str, ...], *rows: tuple[object, ...]) -> None:
        self.columns, self._rows = columns, rows

    def rows(self) -> Iterator[tuple[object, ...]]:
        return iter(self._rows)


def written(rows: Rows, fmt: FeedFormat, folder: Path) -> Path:
    path = folder / f"feed.{fmt}"
    with path.open("wb") as out:
        write_feed(rows, fmt, out)
    return path


@pytest.mark.parametrize("fmt", ["rss", "atom"])
def test_a_feed_is_read_by_a_feed_reader(data: Path, tmp_path: Path, fmt: FeedFormat) -> None:
    assert export_rows(data, fmt, tmp_path / "feed", ALL) == 2
    feed = feedparser.parse((tmp_path / "feed").read_bytes())
    assert not feed.bozo
    assert feed.version == {"rss": "rss20", "atom": "atom10"}[fmt]
    assert sorted(entry.title for entry in feed.entries) == ["Title of a", "Title of b"]
    assert all(entry.link.startswith("https://") and entry.id and entry.published for entry in feed.entries)


@pytest.mark.parametrize("fmt", ["rss", "atom"])
def test_text_of_the_web_stays_text_in_a_feed(tmp_path: Path, fmt: FeedFormat) -> None:
    hostile = Table(
        ("title", "url", "summary", "topics"),
        ("<script>alert(1)</script> & \x00\ud800", "javascript:alert(1)", "word " * 200, ["<t>"]),
        (None, None, None, None),
    )
    path = written(hostile, fmt, tmp_path)
    feed = feedparser.parse(path.read_bytes(), sanitize_html=False)
    assert not feed.bozo
    assert "<script>alert(1)</script> & " in "".join(ET.parse(path).getroot().itertext())
    assert "javascript" not in path.read_text(encoding="utf-8")
    assert len(feed.entries[0].summary) <= SUMMARY_CHARS + 2
    assert feed.entries[1].title == "Untitled"


@pytest.mark.parametrize("fmt", ["rss", "atom"])
def test_a_reader_of_feeds_makes_no_markup_of_a_summary(tmp_path: Path, fmt: FeedFormat) -> None:
    """The description of RSS is HTML by its definition, the summary of Atom is text unless it says otherwise."""
    hostile = Table(("title", "summary"), ("One", "<img src=x onerror=alert(1)> a < b &amp; [x](https://e.example)"))
    found = feedparser.parse(written(hostile, fmt, tmp_path).read_bytes(), sanitize_html=False).entries[0]
    shown = html.unescape(found.summary) if fmt == "rss" else found.summary
    assert shown == "<img src=x onerror=alert(1)> a < b &amp; [x](https://e.example)"
    assert (fmt == "rss") == ("<" not in found.summary)
    assert fmt == "rss" or found.summary_detail.type == "text/plain"


@pytest.mark.skipif(shutil.which("xmllint") is None, reason="xmllint (libxml2-utils) is not installed")
@pytest.mark.parametrize("fmt", ["rss", "atom"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_feed_is_well_formed_to_xmllint(tmp_path: Path, fmt: FeedFormat, text: str) -> None:
    columns = ("article_id", "title", "summary", "authors", "topics", "url", "source_id")
    rows = Table(columns, (text, text, text, [text], [text], f"https://news.example/{text}", text))
    judged = subprocess.run(
        ["xmllint", "--noout", "--nonet", written(rows, fmt, tmp_path)], capture_output=True, check=False, text=True
    )
    assert (judged.returncode, judged.stderr) == (0, "")


def test_a_query_for_a_feed_may_have_columns_of_other_types(tmp_path: Path) -> None:
    rows = Table(
        ("title", "authors", "topics", "modified_at"),
        ("One", "A. Writer", "medtop:1", "infinity"),
        ("Two", None, [None, "medtop:2"], None),
    )
    feed = feedparser.parse(written(rows, "atom", tmp_path).read_bytes())
    assert not feed.bozo
    assert [entry.author for entry in feed.entries] == ["A. Writer", "unknown"]
    assert [[tag.term for tag in entry.tags] for entry in feed.entries] == [["medtop:1"], ["medtop:2"]]
    assert len({entry.id for entry in feed.entries}) == 2


def test_a_query_without_a_day_cannot_be_divided_by_month(data: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"such as rows\.parquet"):
        export_months(data, tmp_path / "out", ALL, "SELECT 1 AS x")


def test_a_feed_holds_the_newest(data: Path, tmp_path: Path) -> None:
    many = "SELECT 'n' || range AS title, NULL AS url FROM range(300)"
    assert export_rows(data, "rss", tmp_path / "mine.rss", ALL, many) == 300, "a query is taken as it is"
    assert FEED_ENTRIES < 300


def test_the_corpus_is_exported_as_it_stood(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    hour = timedelta(hours=1)
    changed = article("a", title="Second title", fetched_at=NOW + hour)
    with warehouse.write() as session:
        session.load(batch(item(article("a"))))
        session.load(batch(item(changed, action="updated", version=2), loaded_at=NOW + hour))
    publish(warehouse, NOW + 2 * hour)
    for moment, found in ((NOW - hour, []), (NOW, ["Title of a"]), (NOW + hour, ["Second title"])):
        export_rows(tmp_path, "jsonl", tmp_path / "then.jsonl", PastSelection(countries=("BEL",), as_of=moment))
        assert titles(tmp_path / "then.jsonl") == found
        assert export_months(tmp_path, tmp_path / "then", PastSelection(as_of=moment)) == len(found)
