from __future__ import annotations

from dataclasses import replace

import pytest

from scrapers.parse import parse
from tests.scrapers.parse_pages import html_page, page
from transforms.records import ParsedArticle, Rights

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
NODE = f'<script type="application/ld+json">{{"@type": "NewsArticle", "license": "{LICENCE}"}}</script>'


def rights_of(head: str, known: Rights | None = None, body: str = "") -> Rights | None:
    parsed = parse(replace(page(html_page(head=head).replace("</body>", f"{body}</body>")), rights=known))
    assert isinstance(parsed, ParsedArticle)
    return parsed.rights


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", None),
        ('<meta name="robots" content="noarchive, max-snippet:50">', Rights(meta_robots="noarchive, max-snippet:50")),
        (
            '<meta name="Khotin" content="noindex"><meta name="robots" content="all">',
            Rights(meta_robots="noindex, all"),
        ),
        ('<meta name="googlebot" content="noindex">', None),
        (
            '<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="https://news.example/tdm.json">',
            Rights(tdm_reservation="1", tdm_policy="https://news.example/tdm.json", tdm_source="meta"),
        ),
        ('<meta name="tdm-reservation" content="perhaps">', None),
        (f'<link rel="license" href="{LICENCE}">', Rights(licence=LICENCE)),
        (NODE, Rights(licence=LICENCE)),
    ],
)
def test_what_the_page_states_of_its_rights_is_kept(head: str, expected: Rights | None) -> None:
    assert rights_of(head) == expected


def test_what_the_server_said_stays_and_its_tdm_header_counts_before_the_page() -> None:
    known = Rights(robots="allowed", x_robots_tag="noai", tdm_reservation="0", tdm_source="header")
    head = '<meta name="robots" content="index"><meta name="tdm-reservation" content="1">'
    assert rights_of(head, known) == replace(known, meta_robots="index")
    assert rights_of("", known) == known


def test_the_page_counts_before_the_file_of_its_site() -> None:
    known = Rights(tdm_reservation="0", tdm_policy="https://news.example/old", tdm_source="tdmrep.json")
    found = rights_of('<meta name="tdm-reservation" content="1">', known)
    assert found == Rights(tdm_reservation="1", tdm_source="meta")


def test_licences_of_pictures_are_not_that_of_the_article() -> None:
    link = '<a rel="license" href="{}">CC BY</a>'
    assert rights_of("", body=f"<figure>{link.format(LICENCE)}</figure>") is None
    assert rights_of("", body=link.format(LICENCE) + link.format("https://other.example/")) is None
    assert rights_of("", body=link.format(LICENCE)) == Rights(licence=LICENCE)
