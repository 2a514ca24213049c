from __future__ import annotations

import pytest

from scrapers.canonical import canonical_url, states_home
from scrapers.metadata import Metadata, read_metadata
from scrapers.tree import build
from tests.scrapers.parse_pages import TITLE, URL, article, html_page
from transforms.clean import clean
from transforms.records import Article


def metadata_of(head: str, url: str, title: str = TITLE) -> Metadata:
    return read_metadata(build(f"<html><head><title>{title}</title>{head}</head><body></body></html>"), url)


def believed(stated: str, url: str = URL, title: str = TITLE) -> str | None:
    found = canonical_url(metadata_of(f'<link rel="canonical" href="{stated}">', url, title), url)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("stated", "page"),
    [
        ("https://news.example/world/2026/11/12/ports-sign-accord", URL),
        ("https://www.news.example/ports-sign-accord.html", URL),
        ("/2026/ports-of-antwerp-and-hai-phong-sign-an-accord", URL),
        ("//news.example/world/ports-sign-accord", URL),
        ("https://news.example/world/asia-45678901.html", "https://m.news.example/p/45678901"),
        ("https://news.example/tin/cang-hai-phong-ky-thoa-thuan", "https://news.example/?p=123"),
        ("https://news.example/a/b/", "https://news.example/a/b/amp/"),
        ("https://news.example/a/b", "https://news.example/a/b/page/2"),
        ("https://news.example/read.php?id=5", "https://news.example/read.php?id=5&skin=dark"),
        ("https://news.example/world/ports-sign-the-accord", "http://127.0.0.1:8000/saved/17"),
    ],
)
def test_a_plausible_canonical_url_is_believed(stated: str, page: str) -> None:
    assert believed(stated, page, "Cảng Hải Phòng ký thỏa thuận" if "cang" in stated else TITLE) is not None


@pytest.mark.parametrize(
    "stated",
    [
        "https://news.example/",
        "https://news.example",
        "https://news.example/index.html",
        "/",
        "https://news.example/world",
        "https://news.example/world/2026",
        "https://news.example/asia",
        "https://news.example/world/2025/01/03/night-train-returns-after-years",
        "https://other.example/world/2026/11/12/ports-sign-accord",
        "http://localhost/world/2026/11/12/ports-sign-accord",
        "http://192.168.0.4/world/2026/11/12/ports-sign-accord",
        "https://staging.news.example/world/2026/11/12/ports-sign-accord",
        "ports-sign-accord",
        "www.news.example/world/ports-sign-accord",
        "https://",
        "http://[broken",
        "javascript:void(0)",
        "ftp://news.example/ports-sign-accord",
        "https://user@news.example/ports-sign-accord",
        "https://news.example/{{slug}}",
        "https://news.example/world/undefined",
        "https://news.example/https://news.example/ports-sign-accord",
        "https://news.example/" + "a" * 3000,
        "",
    ],
)
def test_an_implausible_canonical_url_is_as_if_not_stated(stated: str) -> None:
    assert believed(stated) is None


def test_a_canonical_url_that_lost_the_parameter_which_chooses_the_article_is_not_believed() -> None:
    assert believed("https://news.example/news.html", "https://news.example/news.html?newsID=17") is None
    assert believed("https://news.example/read.php?id=6", "https://news.example/read.php?id=5") is None


def test_og_url_counts_where_the_canonical_link_is_implausible_and_not_where_they_disagree() -> None:
    own, other = "https://news.example/world/ports-sign-accord", "https://news.example/asia/ports-sign-accord"
    og = f'<meta property="og:url" content="{own}">'
    assert canonical_url(metadata_of(f'<link rel="canonical" href="/">{og}', URL), URL) == (own, "meta:og:url")
    both = metadata_of(f'<link rel="canonical" href="{other}">{og}', URL)
    assert canonical_url(both, URL) == (other, "link:canonical")


def test_a_site_whose_articles_all_name_the_home_page_keeps_its_articles_apart() -> None:
    head = '<link rel="canonical" href="https://news.example/"><meta property="og:url" content="https://news.example/">'
    ids = set()
    for number in range(3):
        cleaned = clean(article(html_page(head=head), url=f"https://news.example/world/story-{number}-of-the-day"))
        assert isinstance(cleaned, Article)
        ids.add(cleaned.article_id)
    assert len(ids) == 3


def test_a_site_whose_articles_all_name_one_article_keeps_its_articles_apart() -> None:
    head = '<link rel="canonical" href="https://news.example/2019/first-post-ever">'
    urls = [f"https://news.example/world/story-{number}-of-the-day" for number in range(3)]
    assert {article(html_page(head=head), url=url).canonical_url for url in urls} == {None}


def test_twins_become_one_article() -> None:
    head = f'<link rel="canonical" href="{URL}">'
    twins = [clean(article(html_page(head=head), url=url)) for url in (URL, URL + "/amp", URL.replace("//", "//m."))]
    assert len({twin.article_id for twin in twins if isinstance(twin, Article)}) == 1


def test_a_home_page_that_is_served_for_an_article_says_so() -> None:
    meta = metadata_of('<meta property="og:url" content="https://news.example/">', URL)
    assert states_home(meta, URL)
    assert not states_home(meta, "https://news.example/")
    assert not states_home(metadata_of("", URL), URL)
