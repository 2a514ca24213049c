from __future__ import annotations

import pytest

from scrapers.titles import without_site
from tests.scrapers.parse_pages import TITLE, article, html_page


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (f"{TITLE} - Example News", TITLE),
        (f"{TITLE} | World | Example News", f"{TITLE} | World"),
        (f"Example News: {TITLE}", TITLE),
        (f"Example News » {TITLE}", TITLE),
        ("Covid-19: what is new - and what is not", "Covid-19: what is new - and what is not"),
        ("Example News", "Example News"),
    ],
)
def test_the_name_of_the_site_is_cut_off(title: str, expected: str) -> None:
    assert without_site(title, {"examplenews"}) == expected


def test_the_heading_wins_over_the_search_engines_title() -> None:
    head = '<meta property="og:title" content="Ports of Antwerp and Hai Phong: accord on clean fuels explained">'
    assert article(html_page(head=head)).title == TITLE


def test_a_heading_that_shares_half_its_words_yields_to_metadata_that_agree() -> None:
    stated = "Ports of Antwerp and Hai Phong to sell ammonia"
    names = ("og:title", "twitter:title")
    head = "".join(f'<meta property="{name}" content="{stated}">' for name in names)
    assert article(html_page(head=head, title=stated)).title == stated


@pytest.mark.parametrize("hyphen", ["\xad", "&shy;", "&#173;"])
def test_soft_hyphens_are_no_part_of_title_and_text(hyphen: str) -> None:
    broken = html_page().replace("Antwerp", f"Ant{hyphen}werp")
    assert (article(broken).title, article(broken).body) == (TITLE, article(html_page()).body)


def test_a_logo_in_a_first_heading_is_no_title() -> None:
    page = html_page().replace("<main>", "<h1>The Harbour Example</h1><main>")
    assert article(page).title == TITLE


def test_a_second_level_heading_is_taken_where_there_is_no_first() -> None:
    page = html_page().replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    assert article(page).title == TITLE


def test_metadata_speak_where_no_heading_is_confirmed() -> None:
    parsed = article(html_page(heading="Menu", title="x", head=f'<meta property="og:title" content="{TITLE}">'))
    assert parsed.title == TITLE
    assert dict(parsed.how)["title"] == "meta:og:title"


def test_a_page_without_any_title_has_none() -> None:
    assert article("<html><body><p>Only a paragraph.</p></body></html>").title is None
