"""URLs taken apart for a request."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.target import MAX_URL, BadURLError, target_of


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://n.example/a/b.html?x=1&y=%C3%A9", "https://n.example/a/b.html?x=1&y=%C3%A9"),
        ("https://n.example/a#part", "https://n.example/a"),
        ("HTTPS://N.Example:443/a", "https://n.example/a"),
        ("http://n.example:80", "http://n.example/"),
        ("https://n.example:8443/a", "https://n.example:8443/a"),
        ("https://báo.example/tin tức?q=à", "https://xn--bo-mia.example/tin%20t%E1%BB%A9c?q=%C3%A0"),
        ("https://n.example/a/../private/./x", "https://n.example/private/x"),
        ("https://n.example/a/..", "https://n.example/"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("http://n.example/a//b", "http://n.example/a//b"),
    ],
)
def test_url_as_it_is_sent(url: str, sent: str) -> None:
    target = target_of(url)
    assert target.url == sent
    assert target.url == f"{target.origin}{target.path}"
    assert target_of(target.url) == target


@pytest.mark.parametrize(
    "url",
    [
        "", "a", "/a", "//n.example/a", "ftp://n.example/a", "file:///etc/passwd", "javascript:alert(1)", "http://",
        "http:///a", "http://user@n.example/", "http://user:pw@n.example/", "http://n.example:99999/", "http://[::1",
        "http://[x#y", "http://n.example/\r\nX: y", "http://n.ex ample/", "data:text/html,x",
        f"http://n.example/{'a' * MAX_URL}",
    ],
)  # fmt: skip
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(BadURLError):
        target_of(url)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_a_target_or_refused_and_what_is_sent_is_ascii(host: str, path: str) -> None:
    try:
        target = target_of(f"http://{host}/{path}")
    except BadURLError:
        return
    assert target.url.isascii()
    assert not any(ord(char) <= 32 for char in target.url)
    assert "@" not in target.authority
    assert "/../" not in target.path.partition("?")[0]
