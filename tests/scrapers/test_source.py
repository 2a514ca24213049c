"""Source files: what a good one says, and that every mistake is named with file and key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scrapers.source import BUNDLED, Discover, Layout, SourceError, load_source, load_sources

GOOD = """\
id = "example-en"
name = "Example News"
publisher = "Example Agency"
homepage = "https://news.example/"
country = "VN"
language = "en"
timezone = "Asia/Ho_Chi_Minh"
schedule = "*/15 * * * *"

[politeness]
delay_seconds = 1
max_concurrency = 1

[[discover]]
kind = "feed"
url = "https://news.example/rss/home.rss"

[[discover]]
kind = "archive"
url = "https://news.example/{date:%Y/%m/%d}/?page={page}"
links = "article h3 a"

[urls]
allow = ['/\\d{6}/']

[[layouts]]
valid_until = 2024-06-30
title = "h1.headline"
remove = [".related"]
date_order = "DMY"

[expect]
min_articles_per_day = 5
fields = ["title", "published_at", "body"]
"""


def write(folder: Path, text: str, name: str = "example-en.toml") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_good_file_is_read_with_defaults(tmp_path: Path) -> None:
    source = load_source(write(tmp_path, GOOD))
    assert source.enabled
    assert source.politeness.delay_seconds == 1.0
    assert source.politeness.timeout_seconds == 20.0
    assert source.discover[0] == Discover(kind="feed", url="https://news.example/rss/home.rss")
    assert source.urls.allow == (r"/\d{6}/",)
    assert source.layouts == (
        Layout(valid_until=date(2024, 6, 30), title="h1.headline", remove=(".related",), date_order="DMY"),
    )


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ('name = "Example News"', 'nmae = "x"', "nmae", "unknown key; did you mean 'name'?"),
        ("max_concurrency = 1", "zzz = 1", "politeness.zzz", "unknown key; expected one of delay_seconds, "),
        ('links = "article h3 a"', 'link = "a"', "discover[1].link", "unknown key; did you mean 'links'?"),
        ('name = "Example News"', "", "name", "missing; it is required"),
        ('kind = "feed"', "", "discover[0].kind", "missing; it is required"),
        ('kind = "feed"', 'kind = "rss"', "discover[0].kind", "invalid enum value 'rss'"),
        ("delay_seconds = 1", 'delay_seconds = "1"', "politeness.delay_seconds", "expected float, got str"),
        ("[[layouts]]", "[layouts]", "layouts", "expected array, got object"),
        ('id = "example-en"', 'id = "other"', "id", "'other' differs from the file's name; expected 'example-en'"),
        ('id = "example-en"', 'id = "Example"', "id", "'Example' is not kebab case; expected small letters"),
        ('publisher = "Example Agency"', 'publisher = " "', "publisher", "empty; expected a name"),
        ('"https://news.example/"', '"news.example"', "homepage", "'news.example' is not an absolute http or https"),
        ('"VN"', '"VNM"', "country", "'VNM' is no ISO 3166-1 alpha-2 code; expected two capitals such as 'VN'"),
        ('"VN"', '"XX"', "country", "'XX' is no ISO 3166-1 alpha-2 code"),
        ('"VN"', '"EU"', "country", "'EU' is no ISO 3166-1 alpha-2 code"),
        ('language = "en"', 'language = "xx"', "language", "'xx' is no known BCP 47 tag"),
        ("Ho_Chi_Minh", "Hochiminh", "timezone", "'Asia/Hochiminh' is no IANA time zone"),
        ('"Asia/Ho_Chi_Minh"', '"../../etc/passwd"', "timezone", "'../../etc/passwd' is no IANA time zone"),
        ("*/15 * * * *", "*/15 * * *", "schedule", "'*/15 * * *' is no cron line of five fields"),
        ("*/15 * * * *", "61 * * * *", "schedule", "'61 * * * *' is no cron line: Bad minute"),
        ("*/15 * * * *", "0 0 30 2 *", "schedule", "'0 0 30 2 *' is no cron line: Bad day-of-month"),
        ("delay_seconds = 1", "delay_seconds = -1", "politeness.delay_seconds", "-1.0 is out of range; expected at"),
        ("delay_seconds = 1", "delay_seconds = nan", "politeness.delay_seconds", "nan is out of range"),
        ("delay_seconds = 1", "timeout_seconds = 0", "politeness.timeout_seconds", "0.0 is out of range; expected mor"),
        ("max_concurrency = 1", "max_concurrency = 0", "politeness.max_concurrency", "0 is out of range"),
        ('"https://news.example/rss/home.rss"', '"/rss"', "discover[0].url", "'/rss' is not an absolute http or https"),
        ('"https://news.example/rss/home.rss"', '"http://[::1"', "discover[0].url", "'http://[::1' is not an absolute"),
        ("rss/home.rss", "rss/{page}", "discover[0].url", "{page} has no meaning for feed"),
        ("{date:%Y/%m/%d}", "today", "discover[1].url", "a date such as {date:%Y/%m/%d} belongs into the URL of an"),
        ("{date:%Y/%m/%d}", "{date:%B}", "discover[1].url", "bad date template '{date:%B}'; expected directives"),
        ("{date:%Y/%m/%d}", "{date:Y}", "discover[1].url", "bad date template '{date:Y}'"),
        ("{date:%Y/%m/%d}", "{day}", "discover[1].url", "unknown field '{day}' in the URL; expected {page} or a date"),
        ('links = "article h3 a"', "", "discover[1].links", "missing; archive needs the CSS selector of its links"),
        ('"article h3 a"', '"a["', "discover[1].links", "'a[' is no CSS selector: Malformed attribute selector"),
        ('rss/home.rss"', 'r"\nlinks = "a"', "discover[0].links", "feed has no links; only section and archive have"),
        ('rss/home.rss"', 'r"\npages = 2', "discover[0].pages", "expected at least 1, and only for section"),
        (r"['/\d{6}/']", "['(']", "urls.allow[0]", "'(' is no regular expression: missing ), unterminated"),
        ('"h1.headline"', '"h1:nope"', "layouts[0].title", "'h1:nope' is no CSS selector: ':nope' was"),
        ('".related"', '">"', "layouts[0].remove[0]", "'>' is no CSS selector"),
        ('date_order = "DMY"', 'date_order = "DYM"', "layouts[0].date_order", "invalid enum value 'DYM'"),
        ('"title", "published_at"', '"titel"', "expect.fields[0]", "unknown field 'titel'; did you mean 'title'?"),
    ],
)
def test_mistake_is_named(tmp_path: Path, old: str, new: str, key: str, message: str) -> None:
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(SourceError) as caught:
        load_source(path)
    assert str(caught.value).startswith(f"{path}: {key}: {message}")
    assert (caught.value.path, caught.value.key) == (path, key)
    assert "\n" not in str(caught.value)


def test_source_without_discovery_is_refused(tmp_path: Path) -> None:
    head = GOOD.partition("[politeness]")[0]
    with pytest.raises(SourceError, match=r"discover: empty; expected at least one \[\[discover\]\] table"):
        load_source(write(tmp_path, head + "discover = []\n"))


def test_section_of_several_pages_needs_a_page_in_its_url(tmp_path: Path) -> None:
    section = '[[discover]]\nkind = "section"\nurl = "https://news.example/x"\nlinks = "a"\npages = 3\n'
    with pytest.raises(SourceError, match=r"discover\[2\].pages: more than one page needs \{page\} in the URL"):
        load_source(write(tmp_path, GOOD.replace("[urls]", section + "[urls]")))


def test_folder_needs_an_absolute_path(tmp_path: Path) -> None:
    folder = '[[discover]]\nkind = "folder"\nurl = "%s"\n[urls]'
    assert load_source(write(tmp_path, GOOD.replace("[urls]", folder % "file:///srv/in"))).discover[2].kind == "folder"
    with pytest.raises(SourceError, match=r"discover\[2\].url: 'in' is no folder; expected a file: URL"):
        load_source(write(tmp_path, GOOD.replace("[urls]", folder % "in")))


def test_toml_error_names_file_and_line(tmp_path: Path) -> None:
    path = write(tmp_path, 'id = "example-en"\nname = Example\n')
    with pytest.raises(SourceError, match=r"not valid TOML: Invalid value \(at line 2, column 8\)") as caught:
        load_source(path)
    assert str(caught.value).startswith(str(path))


def test_file_that_is_no_text_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    with pytest.raises(SourceError, match=r"cannot be read: .*No such file"):
        load_source(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match=r"cannot be read: .*utf-8"):
        load_source(path)


def test_places_are_merged_and_a_broken_file_stops_nothing(tmp_path: Path) -> None:
    write(tmp_path / "a", GOOD)
    write(tmp_path / "a", GOOD.replace("example-en", "two"), "two.toml")
    write(tmp_path / "a", GOOD.replace("example-en", "three"), "three.toml")
    write(tmp_path / "b", GOOD.replace("Example News", "Later"))
    write(tmp_path / "b", "broken =", "two.toml")
    sources, errors = load_sources([tmp_path / "a", str(tmp_path / "b"), tmp_path / "none"])
    assert {key: source.name for key, source in sources.items()} == {"example-en": "Later", "three": "Example News"}
    assert [error.path for error in errors] == [tmp_path / "b" / "two.toml", tmp_path / "none"]
    assert "no such folder" in str(errors[1])


def test_bundled_sources_are_valid() -> None:
    sources, errors = load_sources(["bundled"])
    assert errors == ()
    assert len(sources) == len(list(BUNDLED.glob("*.toml"))) >= 7
    for source in sources.values():
        assert not source.politeness.allow_private_addresses
        assert source.politeness.respect_robots
        assert source.politeness.delay_seconds >= 1
