from __future__ import annotations

from collections.abc import Iterator

import pytest

from scrapers.newsstand import Newsstand
from scrapers.newsstand.content import OUTLETS
from tests.scrapers.newsstand_visit import NOW, get, links_of
from tests.scrapers.parse_pages import article


@pytest.fixture(scope="module")
def newsstand() -> Iterator[Newsstand]:
    with Newsstand(now=NOW) as stand:
        yield stand


@pytest.mark.parametrize("outlet", OUTLETS)
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("consent-wall", "consent-wall"),
        ("soft-404", "soft-404"),
        ("bot-check", "bot-check"),
        ("login", "login-page"),
        ("paywall", "paywall-stub"),
        ("javascript", "too-little-text"),
    ],
)
def test_hidden_pages_answer_200_and_are_no_articles(newsstand: Newsstand, outlet: str, name: str, reason: str) -> None:
    url = f"{newsstand.origins[outlet]}/hidden/{name}"
    got = get(url)
    assert got.status == 200
    assert article(got.body, url=url).not_article_reason == reason


def test_nothing_leads_to_the_hidden_pages(newsstand: Newsstand) -> None:
    for outlet in OUTLETS:
        assert b"/hidden/" not in get(f"{newsstand.origins[outlet]}/").body
        assert get(f"{newsstand.origins[outlet]}/hidden/nothing").status == 404


@pytest.mark.parametrize("fault", ["consent-wall", "soft-404"])
def test_a_wall_stands_before_every_article_and_nothing_else(fault: str) -> None:
    with Newsstand(now=NOW, faults=[f"{fault}@harbour-post"]) as stand:
        front = links_of(stand, "harbour-post", "/")
        url = stand.origins["harbour-post"] + front[0]
        assert article(get(url).body, url=url).not_article_reason == fault
        assert article(get(stand.origins["harbour-post"] + "/").body, url=url).not_article_reason != fault
        other = stand.origins["delta-wire"] + links_of(stand, "delta-wire", "/")[0]
        assert article(get(other).body, url=other).is_article
