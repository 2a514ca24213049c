"""The small parts of the web: addresses, content codings, pace, robots.txt, templates, verdicts, URLs of leads."""

from __future__ import annotations

import gzip
import zlib
from datetime import timedelta

import brotli
import pytest
import zstandard

from scrapers.address import Addresses, PrivateAddressError, is_loopback_name, is_public
from scrapers.answer import Answer, Problem
from scrapers.codings import CodingError, decode
from scrapers.mentions import Mention, leads_of, plain
from scrapers.pace import Pace
from scrapers.robots import MAX_DELAY, read_robots, robots_url
from scrapers.source import Urls
from scrapers.verdict import judge, retry_after
from tests.scrapers.loopback import NOW, FakeTime

DATA = b"Xin chao " * 1000


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
        "fd12::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "2002:a00:1::", "::7f00:1", "::a00:1", "64:ff9b:1::7f00:1", "2001::1", "100::1", "4000::1", "fec0::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_loopback_by_name() -> None:
    assert all(map(is_loopback_name, ["localhost", "LOCALHOST.", "a.localhost", "127.0.0.1", "127.1.2.3", "::1"]))
    assert not any(map(is_loopback_name, ["news.example", "localhost.example", "10.0.0.1", "0.0.0.0", ""]))


async def test_host_with_one_private_address_among_public_ones_is_refused() -> None:
    async def resolve(_: str) -> tuple[str, ...]:
        return ("93.184.215.14", "::ffff:192.168.0.1")

    addresses = Addresses(resolve)
    with pytest.raises(PrivateAddressError, match=r"news\.example is at the private address ::ffff:192\.168\.0\.1"):
        await addresses.of("news.example", private_allowed=False)
    assert len(await addresses.of("news.example", private_allowed=True)) == 2


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKED = {
    "gzip": gzip.compress(DATA, mtime=0),
    "x-gzip": gzip.compress(DATA[:5000]) + gzip.compress(DATA[5000:]),
    "deflate": zlib.compress(DATA),
    "Deflate ": raw_deflate(DATA),
    "br": brotli.compress(DATA),
    "zstd": zstandard.compress(DATA),
    "br, gzip": gzip.compress(brotli.compress(DATA)),
    "identity": DATA,
    "": DATA,
}


@pytest.mark.parametrize("coding", PACKED)
def test_codings_are_undone_up_to_the_limit_exactly(coding: str) -> None:
    assert decode(PACKED[coding], coding, len(DATA)) == DATA
    if coding not in ("identity", ""):
        with pytest.raises(CodingError) as caught:
            decode(PACKED[coding], coding, len(DATA) - 1)
        assert caught.value.reason == "too-large"
        assert len(caught.value.body) <= len(DATA)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "Deflate ", "br", "zstd"])
def test_coded_data_that_ends_too_soon_is_noticed(coding: str) -> None:
    with pytest.raises(CodingError) as caught:
        decode(PACKED[coding][:-9], coding, len(DATA))
    assert caught.value.reason == "truncated"


@pytest.mark.parametrize(
    ("coding", "body", "reason"),
    [
        ("gzip", gzip.compress(b"", mtime=0) * 2000, "bad-encoding"),  # members that cost and bring nothing
        ("gzip, gzip, gzip, gzip, gzip", b"x", "bad-encoding"),
        ("gzip", PACKED["gzip"][:-6] + b"\0\0\0\0" + PACKED["gzip"][-2:], "bad-encoding"),  # a wrong checksum
        ("deflate", b"\x78\x9cxxxxxx", "bad-encoding"),
        ("compress", b"x", "bad-encoding"),
    ],
)
def test_bodies_that_are_refused(coding: str, body: bytes, reason: str) -> None:
    with pytest.raises(CodingError) as caught:
        decode(body, coding, 1_000_000)
    assert caught.value.reason == reason


def test_what_follows_the_last_gzip_member_is_ignored() -> None:
    assert decode(PACKED["gzip"] + b"trailing rubbish", "gzip", len(DATA)) == DATA


def test_empty_body_has_no_coding_to_undo() -> None:
    assert decode(b"", "gzip", 10) == b""


async def test_pace_of_a_host_is_its_own() -> None:
    time = FakeTime()
    pace = Pace(time.timer, time.sleep)
    for host in ("a", "b", "a", "b", "a"):
        async with pace.turn(host, 2.0, 1):
            pass
    assert time.slept == [2.0, 2.0]
    pace.pause("b", 10)
    assert (pace.paused("a"), pace.paused("b"), pace.paused("new")) == (0, 10, 0)
    async with pace.turn("b", 0.0, 1):
        assert time.slept[-1] == 10


async def test_longer_delay_of_two_sources_on_one_host_counts() -> None:
    time = FakeTime()
    pace = Pace(time.timer, time.sleep)
    for delay in (5.0, 1.0, 1.0):
        async with pace.turn("a", delay, 1):
            pass
    assert time.slept == [5.0, 1.0]


async def test_turn_that_has_become_pointless_takes_no_time() -> None:
    time = FakeTime()
    pace = Pace(time.timer, time.sleep)
    async with pace.turn("a", 2.0, 1):
        pass
    for _ in range(5):
        async with pace.turn("a", 2.0, 1, unless=lambda: True):
            pass
    assert time.slept == []
    async with pace.turn("a", 2.0, 1):
        assert time.slept == [2.0]


async def test_place_is_given_back_after_a_failure() -> None:
    time = FakeTime()
    pace = Pace(time.timer, time.sleep)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            async with pace.turn("a", 0.0, 1):
                raise ZeroDivisionError


def test_robots_of_hostile_content() -> None:
    assert read_robots(200, b"\xff\x00<html>" * 1000, None).allows("https://n.example/a")
    rules = read_robots(200, b"User-agent: *\nCrawl-delay: 86400\nDisallow: /*?\n", None)
    assert (rules.delay, rules.verdict) == (MAX_DELAY, "allowed")
    assert read_robots(200, b"\xef\xbb\xbfuser-agent : KHOTIN\nDisallow:\n", None).verdict == "allowed"
    assert (
        read_robots(200, b"User-agent: Other\nDisallow: /\nUser-agent: KhotinX\nDisallow: /", None).verdict
        == "no-rules"
    )
    assert not rules.allows("https://n.example/a?b")
    assert read_robots(0, b"", "timeout: x").unknown == "timeout: x"
    assert robots_url("https://n.example:8443/a/b?c#d") == "https://n.example:8443/robots.txt"


def test_retry_after_in_both_forms() -> None:
    later = (NOW + timedelta(seconds=90)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert retry_after("120", NOW) == 120
    assert retry_after(later, NOW) == 90
    assert retry_after("Thu, 01 Jan 2026 00:00:00 GMT", NOW) == 0
    assert [retry_after(text, NOW) for text in (None, "", "soon", "-1", "١٢")] == [None] * 5


def test_status_counts_more_than_the_body_of_an_error_page() -> None:
    answer = Answer("http://n.example/", (), NOW, 1, status=503, problem=Problem("bad-encoding", "x"))
    assert (judge(answer, conditional=False).outcome, judge(answer, conditional=False).reason) == ("failed", "http-503")


def test_leads_are_unique_and_keep_the_best_title() -> None:
    mentions = [
        Mention("/a"),
        Mention("https://www.n.example/a/?utm_source=x#top", title="Words"),
        Mention("https://n.example/a", title="Other words"),
        Mention("  /b  "),
        Mention(""),
    ]
    leads, left_out = leads_of(
        mentions, base="https://n.example/", source_id="s", listing="l", day=None, urls=Urls(deny=("example/$",))
    )
    assert [(lead.url, lead.title) for lead in leads.values()] == [
        ("https://www.n.example/a/?utm_source=x", "Words"),
        ("https://n.example/b", None),
    ]
    assert left_out == {"https://n.example/"}


def test_hints_are_plain_text() -> None:
    assert plain("  A &lt;b&gt;bold&lt;/b&gt;\n <i>word</i> &amp;amp; more ") == "A bold word & more"
    assert plain("Ng&ocirc;n ngữ") == "Ngôn ngữ"
    assert [plain(text) for text in (None, "", " ", "<br>")] == [None] * 4
    assert len(plain("x" * 100_000) or "") == 2000
