"""Who a site is and where: id, name, language, country, time zone, and how sure that is."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from scrapers.locality import Guess, country_of, language_of, site_name, source_id, timezone_of

NOW = datetime(2026, 11, 12, tzinfo=UTC)
VIETNAMESE = ("Việt Nam và Bỉ ký thoả thuận về cảng biển tại Hà Nội trong ngày thứ Ba, hai bộ cho biết.",)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.vietnamnews.vn", "vietnamnews"),
        ("en.paper.vn", "paper-en"),
        ("www.paper.co.uk", "paper"),
        ("news.example.com", "example-news"),
        ("paper.com.vn", "paper"),
        ("127.0.0.1", "bao-duong-song"),
        ("localhost", "bao-duong-song"),
        ("báo.vn", "bao"),
        ("..", "bao-duong-song"),
    ],
)
def test_id_comes_from_the_host(host: str, expected: str) -> None:
    assert source_id(host, "Báo Đường Sông") == expected


def test_an_id_is_never_empty() -> None:
    assert source_id("127.0.0.1", "报") == "127-0-0-1"
    assert source_id("报", "报") == "source"


def test_name() -> None:
    assert site_name(["The Post", None, "The Post", "Other"], "x", "h").value == "The Post"
    assert site_name([], "News of today | The Post", "h") == Guess("The Post", "the home page's title", sure=False)
    assert site_name([" "], None, "post.example").value == "post.example"


@pytest.mark.parametrize(
    ("declared", "texts", "value", "sure"),
    [
        (["vi", "vi"], VIETNAMESE, "vi", True),
        (["vi-VN"], (), "vi-VN", True),
        (["en"], VIETNAMESE, "vi", False),  # a template in another language than its articles
        ([None, "<script>"], VIETNAMESE, "vi", True),
        ([], (), "en", False),
    ],
)
def test_language(declared: list[str | None], texts: tuple[str, ...], value: str, sure: bool) -> None:
    found = language_of(declared, texts)
    assert (found.value, found.sure) == (value, sure)


@pytest.mark.parametrize(
    ("host", "language", "value", "sure"),
    [
        ("paper.vn", "en", "VN", True),
        ("paper.co.uk", "en", "GB", True),
        ("paper.tv", "nl-BE", "BE", False),
        ("paper.com", "vi", "VN", False),
        ("paper.eu", "en-GB", "GB", False),
        ("127.0.0.1", "fr", "FR", False),
    ],
)
def test_country(host: str, language: str, value: str, sure: bool) -> None:
    found = country_of(host, language)
    assert (found.value, found.sure) == (value, sure)


@pytest.mark.parametrize(
    ("country", "offsets", "value", "sure"),
    [
        ("VN", {"+07:00": 9, "+00:00": 1}, "Asia/Ho_Chi_Minh", True),
        ("VN", {}, "Asia/Ho_Chi_Minh", True),
        ("BE", {"+01:00": 3}, "Europe/Brussels", True),
        ("US", {"+08:00": 3}, "Etc/GMT-8", False),
        ("US", {"+05:30": 3}, "UTC", False),
        ("ID", {"+08:00": 3}, "Asia/Makassar", True),
    ],
)
def test_timezone(country: str, offsets: dict[str, int], value: str, sure: bool) -> None:
    found = timezone_of(Guess(country, "", sure=True), Counter(offsets), NOW)
    assert (found.value, found.sure) == (value, sure)


def test_a_country_with_many_zones_is_a_guess() -> None:
    assert not timezone_of(Guess("US", "", sure=True), Counter(), NOW).sure
    assert not timezone_of(Guess("VN", "", sure=False), Counter(), NOW).sure
