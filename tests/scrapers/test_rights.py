"""What sites say of the use of their pages: tdmrep.json, ai.txt, headers."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from scrapers.rights import SiteRights, read_ai_txt, read_tdmrep, rights_of
from transforms.records import Rights

URL = "https://n.example/directory-b/html/story.html?page=2"


def rules(*entries: Any) -> SiteRights:
    return SiteRights(read_tdmrep(json.dumps(entries).encode()))


def reserved(location: str, url: str = URL) -> bool:
    site = rules({"location": location, "tdm-reservation": 1})
    return rights_of(url, "allowed", (), site).tdm_reservation == "1"


@pytest.mark.parametrize(
    ("location", "fits"),
    [
        ("/", True),
        ("/directory-b/html/", True),
        ("/directory-b/html/story.html", True),
        ("/directory-b/html/story.html$", False),  # the query follows
        ("/directory-b/html/story.html?page=2$", True),
        ("/directory-b/*/story", True),
        ("/*.html", True),
        ("*.html$", False),
        ("*page=2$", True),
        ("/*b*story*$", True),
        ("/directory-b/*/*/*", False),
        ("/Directory-B/", False),
        ("directory-b", False),
        ("/directory%2Db/", True),
        ("/directory-a/", False),
        ("", True),
    ],
)
def test_location_is_a_pattern_of_the_path(location: str, fits: bool) -> None:
    assert reserved(location) is fits


def test_first_rule_that_fits_counts() -> None:
    site = rules(
        {"location": "/directory-b/images/", "tdm-reservation": 0},
        {"location": "/directory-b/", "tdm-reservation": 1, "tdm-policy": "https://n.example/policy.json"},
        {"location": "/", "tdm-reservation": 0},
    )
    found = rights_of(URL, "no-rules", (), site)
    assert found == Rights(
        robots="no-rules",
        tdm_reservation="1",
        tdm_policy="https://n.example/policy.json",
        tdm_source="tdmrep.json",
    )
    assert rights_of("https://n.example/", "no-rules", (), site).tdm_reservation == "0"


def test_header_goes_before_the_file() -> None:
    headers = (("tdm-reservation", "0"), ("x-robots-tag", "noai"), ("x-robots-tag", "noimageindex"))
    found = rights_of(URL, "allowed", headers, rules({"location": "/", "tdm-reservation": 1, "tdm-policy": "x"}))
    assert (found.tdm_reservation, found.tdm_policy, found.tdm_source) == ("0", None, "header")
    assert found.x_robots_tag == "noai, noimageindex"


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>not found</html>", b"\xff\xfe", b"[" * 100_000, b"{}", b"[]", b"null", b"7", b'["/"]',
        b'[{"location": "/"}]', b'[{"location": "/", "tdm-reservation": 2}]',
        b'[{"location": 3, "tdm-reservation": 1}]', b'[{"location": "/", "tdm-reservation": true}]',
        b'[{"tdm-reservation": 1}]',
    ],
)  # fmt: skip
def test_what_is_no_rule_says_nothing(body: bytes) -> None:
    assert read_tdmrep(body) == ()


def test_single_object_and_text_values_are_understood() -> None:
    """Not as the protocol has it, but what it says is clear, and it is said in the rightsholder's favour."""
    (rule,) = read_tdmrep(b'\xef\xbb\xbf{"location": "/", "tdm-reservation": "1"}')
    assert (rule.reservation, rule.policy) == ("1", None)


def test_pattern_made_to_be_slow_is_not() -> None:
    started = time.process_time()
    assert not reserved("/" + "*a" * 400 + "*b$", "https://n.example/" + "a" * 5000)
    assert time.process_time() - started < 2, "linear matching takes milliseconds, backtracking would take years"


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        (b"User-Agent: *\nDisallow: /\n", "disallowed"),
        (b"User-Agent: *\nDisallow: /images/\nAllow: /\n", "allowed"),
        (b"User-Agent: khotin\nDisallow: *.html\n", "disallowed"),
        (b"User-Agent: OtherBot\nDisallow: /\n", "allowed"),
        (b"<html><body>Not found</body></html>", None),
        (b"", None),
    ],
)
def test_ai_txt(body: bytes, verdict: str | None) -> None:
    assert rights_of(URL, "allowed", (), SiteRights(ai=read_ai_txt(body))).ai_txt == verdict


@pytest.mark.parametrize(
    ("link", "licence"),
    [
        ('<https://c.example/by/4.0/>; rel="license"', "https://c.example/by/4.0/"),
        ('</style.css>; rel=preload; as=style, <https://c.example/l>; title="x"; rel=license', "https://c.example/l"),
        ("<https://n.example/>; rel=canonical", None),
        ("<https://n.example/license>; rel=nolicense", None),
        ("<" * 50_000, None),
    ],
)
def test_licence_of_the_link_header(link: str, licence: str | None) -> None:
    assert rights_of(URL, "allowed", (("link", link),), SiteRights()).licence == licence
