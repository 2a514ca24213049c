"""Redirects that do not lead to the article that was wanted."""

from __future__ import annotations

import pytest

from scrapers.redirects import misled

WANTED = "https://news.example/world/belgium-and-vietnam-sign-123456.html"
ESCAPED = "https%3A%2F%2Fnews.example%2Fworld%2Fbelgium-and-vietnam-sign-123456.html"


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("https://news.example/", "redirected-to-home"),
        ("https://news.example", "redirected-to-home"),
        ("https://www.news.example/?utm_source=old", "redirected-to-home"),
        ("https://other.example/index.html", "redirected-to-home"),
        ("https://news.example/en", "redirected-to-home"),
        ("https://news.example/vi-VN/", "redirected-to-home"),
        ("https://news.example/trang-chu.htm", "redirected-to-home"),
        (f"https://id.example/login?next={ESCAPED}", "redirected-to-login"),
        ("https://news.example/user/signin.php", "redirected-to-login"),
        (f"https://id.example/oauth2/v2/start?r={ESCAPED}", "redirected-to-login"),
        ("https://news.example/dang-nhap", "redirected-to-login"),
        (
            f"https://privacy.example/consent?siteKey=1&callbackUrl={ESCAPED.replace('%', '%25')}",
            "redirected-to-consent",
        ),
        ("https://news.example/cookiewall/", "redirected-to-consent"),
        (f"https://privacy.example/consent/form?back={ESCAPED}", "redirected-to-consent"),
    ],
)
def test_redirect_away_from_the_article(target: str, reason: str) -> None:
    found = misled(WANTED, target)
    assert found is not None
    assert found[0] == reason
    assert target in found[1]


@pytest.mark.parametrize(
    "target",
    [
        "https://www.news.example/world/belgium-and-vietnam-sign-123456.html",
        "https://news.example/belgium-and-vietnam-sign-d123456.html",
        "https://news.example/world/minister-signs-consent-order-9.html",
        "https://news.example/login-failures-rise-9.html",
        "https://news.example/consent/the-debate-on-consent-9.html",
        "https://m.news.example/?p=123456",
        "https://news.example/politics",
        "https://news.example/vietnam",
    ],
)
def test_redirect_to_an_article_is_one(target: str) -> None:
    assert misled(WANTED, target) is None


def test_word_that_was_wanted_is_no_sign() -> None:
    wanted = "https://news.example/topics/consent/11"
    assert misled(wanted, "https://news.example/topics/11/consent") is None


def test_front_page_that_was_wanted_may_be_redirected_to_another() -> None:
    assert misled("https://news.example/", "https://news.example/en/") is None
    assert misled("https://news.example/?p=77", "https://news.example/") is not None
