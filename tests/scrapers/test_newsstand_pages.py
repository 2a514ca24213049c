"""The newsstand's pages: healthy ones, odd ones, and what changes from one edition to the next."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from scrapers.newsstand import Newsstand
from tests.scrapers.newsstand_visit import NOW, all_paths, get, links_of

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def newsstand() -> Iterator[Newsstand]:
    with Newsstand(now=NOW) as running:
        yield running


def test_pages_name_themselves(newsstand: Newsstand) -> None:
    for outlet, paths in all_paths(newsstand).items():
        for path in paths[:3]:
            url = newsstand.origins[outlet] + path
            text = get(url).text
            if "<h1>500" in text:
                continue
            assert f'<link rel="canonical" href="{url}">' in text
            assert f'<meta property="og:url" content="{url}">' in text


def test_json_ld_on_some_pages_only(newsstand: Newsstand) -> None:
    counts = {
        outlet: sum(b"application/ld+json" in get(newsstand.origins[outlet] + path).body for path in paths)
        for outlet, paths in all_paths(newsstand).items()
    }
    assert counts == {"delta-wire": 15, "harbour-post": 0, "ban-mai": 5}


def test_some_vietnamese_pages_are_nfd(newsstand: Newsstand) -> None:
    forms = []
    for path in all_paths(newsstand)["ban-mai"]:
        page = get(newsstand.origins["ban-mai"] + path)
        if "charset" not in page.headers["content-type"] or "tin-khong-dau" in path:
            continue
        body = re.findall(r"<p>(.*?)</p>", page.text, re.DOTALL)[0]
        forms.append(unicodedata.is_normalized("NFD", body))
        assert unicodedata.is_normalized("NFC", body) is not forms[-1]
    assert sum(forms) == 4


def test_legacy_charset_and_stray_bytes(newsstand: Newsstand) -> None:
    paths = all_paths(newsstand)
    old = next(p for p in paths["ban-mai"] if "nha-may-thau-kinh" in p)
    page = get(newsstand.origins["ban-mai"] + old)
    assert page.headers["content-type"] == "text/html"
    assert b'<meta charset="windows-1258">' in page.body
    text = unicodedata.normalize("NFC", page.body.decode("windows-1258"))
    assert "Công ty quang học Rheintal Optik của Đức sẽ đầu tư 95 triệu euro" in text
    stray = get(newsstand.origins["delta-wire"] + next(p for p in paths["delta-wire"] if "lens-plant" in p))
    assert stray.headers["content-type"] == "text/html; charset=utf-8"
    with pytest.raises(UnicodeDecodeError):
        stray.body.decode()
    assert "Annegret Lohmüller" in stray.body.decode(errors="replace")


def test_syndicated_copies(newsstand: Newsstand) -> None:
    paths = all_paths(newsstand)

    def body(outlet: str, word: str) -> list[str]:
        text = get(newsstand.origins[outlet] + next(p for p in paths[outlet] if word in p)).text
        start = text.index('class="story__text"' if outlet == "delta-wire" else 'class="c-article__body"')
        return [p for p in re.findall(r"<p>(.*?)</p>", text[start:]) if "newsletter" not in p]

    original, copy = body("delta-wire", "laos-thailand"), body("harbour-post", "laos-thailand")
    assert original[0].startswith("VIENTIANE, Nov ")
    assert original[0].endswith(copy[0])
    assert copy[1:6] == original[1:6]
    wire, short = body("delta-wire", "green-shipping"), body("harbour-post", "clean-fuel")
    assert short[1:4] == wire[1:4]
    assert wire[4] not in short


def test_dead_ends(newsstand: Newsstand) -> None:
    post = newsstand.origins["harbour-post"]
    listed = get(post + "/rss.xml").text
    for path, status in (
        ("/society/tram-museum-night-opening", 404),
        ("/live", 200),
        ("/special/every-ship-of-the-century", 200),
    ):
        assert post + path in listed
        assert get(post + path).status == status
    assert len(get(post + "/special/every-ship-of-the-century").body) > 2_500_000
    assert "<article" not in get(post + "/live").text
    with pytest.raises(ET.ParseError):
        ET.fromstring(get(post + "/rss/business.xml").body)
    assert "<item" not in get(post + "/rss/business.xml").body.decode(errors="replace")
    assert get(newsstand.origins["delta-wire"] + "/feeds/markets.atom").headers["content-type"].startswith("text/html")


def test_the_flaky_page_recovers_after_four_failures(newsstand: Newsstand) -> None:
    url = newsstand.origins["harbour-post"] + "/business/denmark-belgium-night-train"
    assert [get(url).status for _ in range(6)] == [500, 500, 500, 500, 200, 200]


def main_text(text: str) -> str:
    """The article itself, without the teasers around it."""
    return re.sub(r'<aside class="more">.*|<section class="c-related">.*|<div class="c-inline-related">.*?</div>|'
                  r'<div class="bm-tinlienquan">.*', "", text, flags=re.DOTALL)  # fmt: skip


def test_the_next_edition_changes_what_is_promised_and_nothing_else(newsstand: Newsstand) -> None:
    before = all_paths(newsstand)
    pages = {(o, p): get(newsstand.origins[o] + p) for o, paths in before.items() for p in paths}
    newsstand.next_edition(NOW + timedelta(minutes=30))
    after = all_paths(newsstand)
    new = {(o, p) for o, paths in after.items() for p in paths} - set(pages)
    assert sorted(p.rpartition("/")[2].split("-post")[0] for _, p in new) == [
        "canada-malaysia-lng-bunkering",
        "thuy-si-giup-hue-do-chat-luong-khong-khi",
    ]
    changed = set()
    for (outlet, path), old in pages.items():
        page = get(newsstand.origins[outlet] + path, If_None_Match=old.headers.get("etag", ""))
        if page.status == 304:
            continue
        if main_text(page.text) != main_text(old.text):
            changed.add(path.rpartition("/")[2].split("-post")[0])
            assert old.headers.get("etag") != page.headers["etag"]
    assert changed == {
        "luzon-earthquake-cagayan",
        "ferry-barge-collision-vlissingen",
        "denmark-belgium-night-train",
        "ha-noi-thu-nghiem-xe-buyt-dien-mini",
    }


def test_the_feeds_tell_of_the_edit(newsstand: Newsstand) -> None:
    feeds = {
        o: newsstand.origins[o] + p for o, p in (("delta-wire", "/feeds/latest.atom"), ("harbour-post", "/rss.xml"))
    }
    before = {outlet: get(url) for outlet, url in feeds.items()}
    newsstand.next_edition(NOW + timedelta(minutes=30))
    after = {o: get(url, If_None_Match=before[o].headers["etag"]) for o, url in feeds.items()}
    entries = ET.fromstring(after["delta-wire"].body).findall(f"{ATOM}entry")
    quake = next(e for e in entries if "UPDATE 1" in (e.findtext(f"{ATOM}title") or ""))
    assert quake.findtext(f"{ATOM}updated") == "2026-11-12T17:30:00+08:00"
    assert quake.findtext(f"{ATOM}published") == "2026-11-12T05:10:00+08:00"
    assert "Canada and Malaysia" in (entries[0].findtext(f"{ATOM}title") or "")
    assert "Eleven hurt" in after["harbour-post"].text
    assert "<atom:updated>2026-11-12T10:30:00+01:00</atom:updated>" in after["harbour-post"].text


def test_an_edition_cannot_come_out_before_the_last(newsstand: Newsstand) -> None:
    with pytest.raises(ValueError, match="before the current edition"):
        newsstand.next_edition(NOW - timedelta(hours=1))
    newsstand.next_edition()
    assert newsstand.edition == 2
    with Newsstand(now=NOW, edition=2) as second:
        assert links_of(second, "delta-wire", "/")[0].endswith("canada-malaysia-lng-bunkering")
