"""What is proposed for a site: which listings, and a file that is valid whatever the site says of itself."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrapers.appraisal import Figures
from scrapers.autodiscover import Route, Survey
from scrapers.fixture import EXPECTED, MAX_LEADS, fixture_files
from scrapers.mentions import Mention, leads_of
from scrapers.parse import parse
from scrapers.proposal import Proposal, Sample, articles_a_day, choose_routes, propose
from scrapers.source import DiscoverKind, Source, Urls, load_source
from scrapers.source_text import source_text
from tests.scrapers.loopback import make_source
from transforms.records import Lead, Page, ParsedArticle

NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
FRESH = datetime(2026, 11, 12, 8, 0, tzinfo=UTC)
SITE = "https://paper.vn"
STORY = """<!doctype html><html lang="vi"><head><title>{title} | {site}</title>
<meta property="og:site_name" content="{site}"></head><body><article><h1>{title}</h1>
<p>Hôm nay hai bộ trưởng ký thoả thuận về cảng biển tại Hà Nội, sau nhiều tháng thương lượng giữa hai nước.</p>
<p>Thoả thuận cho phép các hãng tàu dùng chung bến cảng tại Antwerp và Hải Phòng trong mười năm tới.</p></article>"""


def page_of(url: str, body: str) -> Page:
    return Page(url, url, "survey", "text/html; charset=utf-8", body.encode("utf-8", "replace"), NOW, "f")


def route(numbers: range, kind: DiscoverKind = "feed", url: str = f"{SITE}/rss", **changes: Any) -> Route:
    mentions = tuple(Mention(f"{SITE}/tin-{n:06}.html", title=f"Tin {n}") for n in numbers)
    leads, _ = leads_of(mentions, base=url, source_id="survey", listing=url, day=None, urls=Urls())
    every = tuple(leads.values())
    figures = Figures(items=len(every), dated=len(every), own=len(every), newest=FRESH, offsets=Counter({"+07:00": 1}))
    values: dict[str, Any] = {
        "kind": kind, "form": "RSS", "url": url, "origin": "link", "page": page_of(url, "<rss/>"),
        "mentions": mentions, "leads": every, "keys": frozenset(leads), "children": (), "figures": figures,
    }  # fmt: skip
    return Route(**(values | changes))


def sample(site: str = "Báo Giấy", title: str = "Việt Nam và Bỉ ký thoả thuận về cảng biển") -> Sample:
    url = f"{SITE}/tin-000001.html"
    page = page_of(url, STORY.format(site=site, title=title))
    article = parse(page)
    assert isinstance(article, ParsedArticle)
    return Sample(Lead(url, "survey", "x"), page, article)


def proposed(
    folder: Path, survey: Survey, *samples: Sample, private: bool = False, **options: Any
) -> tuple[Proposal, str, Source]:
    visitor = make_source(politeness={"allow_private_addresses": private})
    proposal = propose(survey, samples, visitor=visitor, now=NOW, **options)
    text = source_text(proposal, survey.address, NOW)
    path = folder / f"{proposal.id}.toml"
    path.write_text(text, encoding="utf-8")
    return proposal, text, load_source(path)


def test_routes_that_bring_nothing_more_are_not_used() -> None:
    stale = Figures(items=9, dated=9, own=9, newest=datetime(2025, 1, 1, tzinfo=UTC))
    foreign = Figures(items=9, dated=9, own=1, newest=FRESH)
    routes = [
        route(range(20), "news_sitemap", f"{SITE}/news.xml"),
        route(range(10), url=f"{SITE}/top.rss"),
        route(range(15, 30), url=f"{SITE}/world.rss"),
        route(range(50, 60), url=f"{SITE}/old.rss", figures=stale),
        route(range(60, 70), url=f"{SITE}/videos.rss", figures=foreign),
        route(range(90), "sitemap", f"{SITE}/sitemap.xml"),
    ]
    used, others = choose_routes(routes, NOW)
    assert [each.url.removeprefix(SITE) for each in used] == ["/news.xml", "/world.rss"]
    assert [reason for _, reason in others] == [
        "names nothing that the ones above do not name",
        "its newest entry is of 2025-01-01",
        "most of its links lead to foreign hosts",
        "a sitemap of everything, for backfills",
    ]


def test_an_index_has_to_do_where_there_is_nothing_else() -> None:
    child = route(range(5), "sitemap", f"{SITE}/1.xml")
    index = route(range(0), "sitemap", f"{SITE}/index.xml", children=(f"{SITE}/1.xml",))
    used, others = choose_routes([child, index], NOW)
    assert [each.url for each in used] == [index.url]
    assert [each.url for each, _ in others] == [child.url]


def test_articles_a_day_are_those_of_whole_days() -> None:
    days = Counter({date(2026, 11, 9): 2, date(2026, 11, 10): 30, date(2026, 11, 11): 40, date(2026, 11, 12): 5})
    assert articles_a_day([route(range(3), figures=Figures(days=days))]) == 35
    assert articles_a_day([route(range(3), figures=Figures(days=Counter({date(2026, 11, 12): 4})))]) == 4
    assert articles_a_day([]) == 0


def test_the_file_says_what_was_found_and_what_is_to_do(tmp_path: Path) -> None:
    survey = Survey(f"{SITE}/", routes=[route(range(40))])
    proposal, text, source = proposed(tmp_path, survey, sample())
    assert (source.id, source.name, source.country, source.language) == ("paper", "Báo Giấy", "VN", "vi")
    assert source.timezone == "Asia/Ho_Chi_Minh"
    assert source.urls.allow == (r"-\d+\.html$",)
    assert source.politeness.delay_seconds == 2
    assert not source.politeness.allow_private_addresses
    assert [(spec.kind, spec.url) for spec in source.discover] == [("feed", f"{SITE}/rss")]
    assert "40 of the 40 links of the listings match" in text
    assert proposal.to_do[0] == "publisher: 'Báo Giấy' is taken from the articles; say who publishes it"
    assert all(f"# - {each}" in text for each in proposal.to_do)


FAMILY = """<!doctype html><html lang="vi"><body><h1 class="article__title">Việt Nam và Bỉ ký thoả thuận</h1>
<div class="article__body"><p>Hôm nay hai bộ trưởng ký thoả thuận về cảng biển tại Hà Nội, sau nhiều tháng.</p>
<p>Thoả thuận cho phép các hãng tàu dùng chung bến cảng tại Antwerp và Hải Phòng trong mười năm tới.</p></div>"""


@pytest.mark.parametrize(("form", "base"), [("tin-post{:06}.vnp", "post-id"), ("tin-{:06}.html", None)])
def test_a_site_of_a_known_content_system_gets_its_base(tmp_path: Path, form: str, base: str | None) -> None:
    mentions = tuple(Mention(f"{SITE}/{form.format(n)}") for n in range(20))
    leads, _ = leads_of(mentions, base=SITE, source_id="s", listing="l", day=None, urls=Urls())
    page = page_of(mentions[0].url, FAMILY)
    article = parse(page)
    assert isinstance(article, ParsedArticle)
    survey = Survey(f"{SITE}/", routes=[route(range(20), mentions=mentions, leads=tuple(leads.values()))])
    _, _, source = proposed(tmp_path, survey, Sample(Lead(page.url, "s", "l"), page, article))
    assert source.base == base
    assert bool(source.layouts) == bool(base)


def test_a_site_of_which_nothing_is_known_still_gives_a_valid_file(tmp_path: Path) -> None:
    survey = Survey("http://127.0.0.1:80/", routes=[route(range(2), url="http://127.0.0.1:80/a{b}?x='\"")])
    _, text, source = proposed(tmp_path, survey, private=True)
    assert source.discover[0].url == "http://127.0.0.1:80/a%7Bb%7D?x='\""
    assert source.politeness.allow_private_addresses
    assert source.urls.allow == ()
    assert "no article could be read" in text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(site=st.text(max_size=30), title=st.text(max_size=30), path=st.text(max_size=20))
def test_nothing_that_a_site_says_breaks_out_of_its_place(tmp_path: Path, site: str, title: str, path: str) -> None:
    mentions = (Mention(f"{SITE}/{path}", title=title), Mention(f"{SITE}/x", title=site))
    leads, _ = leads_of(mentions, base=SITE, source_id="s", listing="l", day=None, urls=Urls())
    hostile = route(range(3), mentions=mentions, leads=tuple(leads.values()))
    home = page_of(f"{SITE}/", STORY.format(site=site, title=title))
    lead = Lead(f"{SITE}/{path}", "s", "l", published=site)
    parsed = parse(home)
    assert isinstance(parsed, ParsedArticle)
    _, _, source = proposed(tmp_path, Survey(f"{SITE}/", home, routes=[hostile]), Sample(lead, home, parsed))
    assert [spec.url for spec in source.discover] == [hostile.url]
    expected = tomllib.loads(fixture_files(source, [hostile], Sample(lead, home, parsed))[EXPECTED].decode())
    assert expected["listing"][0]["discover"] == hostile.url


def test_a_listing_too_long_to_correct_by_eye_is_no_fixture(tmp_path: Path) -> None:
    long = route(range(MAX_LEADS + 1), "news_sitemap", f"{SITE}/news.xml", form="news sitemap")
    short = route(range(MAX_LEADS, MAX_LEADS + 9))
    _, _, source = proposed(tmp_path, Survey(f"{SITE}/", routes=[long, short]), sample())
    assert set(fixture_files(source, [long, short], sample())) == {"feed.xml", "page.html", EXPECTED}
    assert set(fixture_files(source, [long], None)) == {EXPECTED}


@pytest.mark.parametrize("wanted", ["mine", None])
def test_the_id_that_is_wanted_is_taken(tmp_path: Path, wanted: str | None) -> None:
    _, _, source = proposed(tmp_path, Survey(f"{SITE}/", routes=[route(range(9))]), wanted_id=wanted)
    assert source.id == (wanted or "paper")
