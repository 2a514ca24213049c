"""What sites say to robots, with a stand-in for the fetcher."""

from __future__ import annotations

from scrapers.answer import Answer
from scrapers.sites import Sites
from scrapers.target import target_of
from scrapers.verdict import Verdict
from scrapers.visit import Call, End
from tests.scrapers.loopback import NOW, make_source

PAGE = target_of("https://n.example/a")


def ok(url: str, body: bytes) -> End:
    return End(url, Verdict("ok"), target_of(url), Answer(url, (), NOW, 1, status=200, body=body))


async def test_a_host_that_was_closed_when_its_rules_were_wanted_is_asked_at_the_next_page() -> None:
    asked: list[str] = []

    async def follow(url: str, _: Call) -> End:
        asked.append(url)
        closed = End(url, Verdict("failed", "host-resting", "n.example failed 5 times in a row"))
        return closed if len(asked) in (1, 3) else ok(url, b"User-agent: *\nDisallow: /b\n")

    now = 0.0
    sites = Sites(follow, lambda: now)
    call = Call(PAGE.url, make_source(), "article")
    assert (await sites.robots(PAGE, call)).unknown == "host-resting: n.example failed 5 times in a row"
    assert not (await sites.robots(PAGE, call)).allows("https://n.example/b")
    assert not (await sites.robots(PAGE, call)).allows("https://n.example/b")
    assert asked == ["https://n.example/robots.txt"] * 2

    now += 90_000.0  # the rules are old, and the host is closed when they are wanted: they stand for this page
    assert not (await sites.robots(PAGE, call)).allows("https://n.example/b")
    assert (await sites.robots(PAGE, call)).unknown is None
    assert len(asked) == 4


async def test_rights_are_unknown_before_they_were_asked_for() -> None:
    async def follow(url: str, _: Call) -> End:
        return ok(url, b"User-agent: *\nDisallow: /\n" if url.endswith("ai.txt") else b"[]")

    sites = Sites(follow, lambda: 0.0)
    call = Call(PAGE.url, make_source(), "article")
    assert sites.verdict(PAGE) == "not-asked"
    await sites.rights(PAGE, call)
    assert sites.known_rights(PAGE).ai is None, "nothing is asked of a site whose robots.txt is not known"
