"""The newsstand's content, listings, HTTP and pages are what its documentation says."""

from __future__ import annotations

import gzip
import http.client
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from scrapers.newsstand import Newsstand
from scrapers.newsstand.content import OUTLETS, ContentError, load_contents, load_story
from scrapers.newsstand.press import past_moment
from scrapers.newsstand.wording import fill
from tests.scrapers.newsstand_visit import NOW, archive, get, links_of

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def newsstand() -> Iterator[Newsstand]:
    with Newsstand(now=NOW) as running:
        yield running


def test_bundled_content_is_sound_and_rich_enough() -> None:
    contents = load_contents()
    assert tuple(contents) == OUTLETS
    for content in contents.values():
        first = [story for story in content.stories.values() if story.edition == 1]
        assert 14 <= len(first) <= 18
        own = [story for story in first if story.body]
        assert sum(4 <= len((story.body or "").strip().split("\n\n")) <= 8 for story in own) >= 12


def test_a_story_file_with_mistakes_names_file_and_key(tmp_path: Path) -> None:
    outlet = load_contents()["harbour-post"].outlet
    good = 'section = "world"\ntitle = "T"\nbody = "B"\ndays_ago = 1\ntime = 08:00:00\n'
    path = tmp_path / "a-b.toml"
    path.write_text(good)
    assert load_story(path, outlet).title == "T"
    mistakes = {
        good + 'titel = "x"\n': "titel",
        good.replace("title =", "keywords ="): "keywords",
        good.replace('title = "T"\n', ""): "title: required",
        good.replace('"world"', '"sport"'): "section: 'sport' is none of world, business, society",
        good.replace("time = 08:00:00\n", ""): "days_ago and time go together",
        good + "minutes_ago = 3\n": "only one of them",
        good.replace('"B"', '"{yesterday}"'): "body: '{yesterday}'",
        good.replace("= 1", "= -1"): "days_ago",
        good + "[page]\ncharset = 'koi8-r'\n": "page.charset",
        good + "broken\nx": "line 6",
    }
    for text, key in mistakes.items():
        path.write_text(text)
        with pytest.raises(ContentError) as caught:
            load_story(path, outlet)
        message = str(caught.value)
        assert message.startswith(f"{path}: ")
        assert key in message
        assert "\n" not in message


def test_days_in_words_count_from_the_day_of_publication() -> None:
    day = date(2026, 12, 31)
    assert fill("{weekday}, {day+1} and {date-31}", day, "en") == "Thursday, January 1 and November 30, 2026"
    assert fill("{weekday+3}, ngày {day}, {month}", day, "vi") == "Chủ nhật, ngày 31/12, tháng 12"
    with pytest.raises(ValueError, match="no known placeholder"):
        fill("a { brace", day, "en")


def test_a_time_still_to_come_moves_to_the_day_before() -> None:
    outlet = load_contents()["delta-wire"].outlet  # 09:00 UTC is 17:00 in Singapore
    assert past_moment(0, clock(17, 0), NOW, outlet) == NOW
    assert past_moment(0, clock(17, 1), NOW, outlet) == NOW + timedelta(minutes=1, days=-1)
    assert past_moment(3, clock(23, 0), NOW, outlet) == datetime(2026, 11, 9, 15, 0, tzinfo=UTC)


def test_the_archive_covers_the_past_days_and_every_article_answers(newsstand: Newsstand) -> None:
    for outlet, days in archive(newsstand).items():
        last_ten = sorted(days, reverse=True)[:10]
        assert sum(bool(days[day]) for day in last_ten) >= 9, outlet
        paths = [path for day in days.values() for path in day]
        assert len(paths) == len(set(paths)) == {"delta-wire": 15, "harbour-post": 16, "ban-mai": 18}[outlet]
        flaky = "/business/denmark-belgium-night-train"
        assert all(get(newsstand.origins[outlet] + path).status == 200 for path in paths if path != flaky)


def test_an_archive_day_without_a_story_is_a_page_without_links(newsstand: Newsstand) -> None:
    assert links_of(newsstand, "harbour-post", "/archive/2020/02/29/") == []
    assert get(newsstand.origins["harbour-post"] + "/archive/2021/02/29/").status == 404


def test_sections_are_paged(newsstand: Newsstand) -> None:
    pages = [links_of(newsstand, "harbour-post", f"/business?page={number}") for number in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert len({path for page in pages for path in page}) == 7
    assert get(newsstand.origins["harbour-post"] + "/business?page=x").status == 404
    assert get(newsstand.origins["ban-mai"] + "/quoc-te?trang=9").status == 404


def test_feeds_are_well_formed_and_list_less_than_the_archive(newsstand: Newsstand) -> None:
    atom = ET.fromstring(get(newsstand.origins["delta-wire"] + "/feeds/latest.atom").body)
    assert len(atom.findall(f"{ATOM}entry")) == 9  # eight stories and the terminal's note
    for outlet, path, count in (("harbour-post", "/rss.xml", 12), ("ban-mai", "/rss/tin-moi-nhat.rss", 9)):
        items = ET.fromstring(get(newsstand.origins[outlet] + path).body).findall("channel/item")
        assert len(items) == count
        dates = [parsedate_to_datetime(item.findtext("pubDate", "")) for item in items]
        assert dates == sorted(dates, reverse=True)
        assert dates[0] <= NOW
    sitemap = ET.fromstring(get(newsstand.origins["delta-wire"] + "/news-sitemap.xml").body)
    dates = [datetime.fromisoformat(node.text or "") for node in sitemap.iter(f"{SITEMAP}lastmod")]
    assert dates
    assert all(NOW - timedelta(days=2) <= moment <= NOW for moment in dates)


@pytest.mark.parametrize("hour", [0, 3, 6, 12, 18, 23])
def test_no_date_is_ever_in_the_future(hour: int) -> None:
    now = NOW.replace(hour=hour, minute=7)
    with Newsstand(now=now) as newsstand:
        for _ in range(2):
            for path in ("/feeds/latest.atom", "/archive/2026/11/12/"):
                text = get(newsstand.origins["delta-wire"] + path).text
                stamps = re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00", text)
                assert all(datetime.fromisoformat(stamp) <= now for stamp in stamps)
            for outlet, path in (("harbour-post", "/rss.xml"), ("ban-mai", "/rss/tin-moi-nhat.rss")):
                items = ET.fromstring(get(newsstand.origins[outlet] + path).body).findall("channel/item")
                assert all(parsedate_to_datetime(item.findtext("pubDate", "")) <= now for item in items)
            newsstand.next_edition(now)


@pytest.mark.parametrize(
    ("outlet", "path"),
    [
        ("delta-wire", "/feeds/latest.atom"),
        ("delta-wire", "/news-sitemap.xml"),
        ("harbour-post", "/rss.xml"),
        ("harbour-post", "/world?page=2"),
        ("harbour-post", "/world/laos-thailand-power-link"),
        ("ban-mai", "/luu-tru/2026/11/12/"),
    ],
)
def test_conditional_get(newsstand: Newsstand, outlet: str, path: str) -> None:
    url = newsstand.origins[outlet] + path
    first = get(url)
    etag, modified = first.headers["etag"], first.headers["last-modified"]
    before = parsedate_to_datetime(modified) - timedelta(seconds=1)
    again = get(url, If_None_Match=f'"x", {etag}')
    assert (first.status, again.status, again.body) == (200, 304, b"")
    assert again.headers["etag"] == etag
    assert get(url, If_Modified_Since=modified).status == 304
    assert get(url, If_Modified_Since=before.strftime("%a, %d %b %Y %H:%M:%S GMT")).status == 200
    assert get(url, If_None_Match='"other"', If_Modified_Since=modified).status == 200
    assert get(url, If_Modified_Since="yesterday").status == 200
    assert [entry.conditional for entry in newsstand.requests] == [False, True, True, True, True, True]


def test_gzip_only_where_accepted(newsstand: Newsstand) -> None:
    url = newsstand.origins["ban-mai"] + "/"
    plain, packed = get(url), get(url, Accept_Encoding="br, gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.body) == plain.body
    assert "content-encoding" not in get(url, Accept_Encoding="gzip;q=0").headers
    assert "content-encoding" not in get(newsstand.origins["harbour-post"] + "/", Accept_Encoding="gzip").headers


def test_connections_are_kept_alive_and_head_has_no_body(newsstand: Newsstand) -> None:
    parts = urlsplit(newsstand.origins["harbour-post"])
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=4)
    connection.request("HEAD", "/rss.xml")
    head = connection.getresponse()
    assert head.read() == b""
    used = connection.sock
    connection.request("GET", "/rss.xml", headers={"User-Agent": "test/1"})
    body = connection.getresponse().read()
    assert connection.sock is used
    assert int(head.headers["Content-Length"]) == len(body)
    connection.close()
    assert [(r.method, r.path, r.status, r.user_agent) for r in newsstand.requests] == [
        ("HEAD", "/rss.xml", 200, ""),
        ("GET", "/rss.xml", 200, "test/1"),
    ]


def test_robots_disallows_what_the_feed_lists(newsstand: Newsstand) -> None:
    for outlet, feed in (
        ("delta-wire", "/feeds/latest.atom"),
        ("harbour-post", "/rss.xml"),
        ("ban-mai", "/rss/tin-moi-nhat.rss"),
    ):
        robots = get(newsstand.origins[outlet] + "/robots.txt").text
        assert "Crawl-delay: 0.05" in robots
        disallowed = re.findall(r"Disallow: (\S+)", robots)
        text = get(newsstand.origins[outlet] + feed).text
        assert any(newsstand.origins[outlet] + path in text for path in disallowed)
