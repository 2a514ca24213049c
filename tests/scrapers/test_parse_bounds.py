"""Hostile pages: bounded work, a bounded stack, and an answer. Work is counted in calls: times are the machine's."""

from __future__ import annotations

import faulthandler
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from scrapers.parse import parse
from scrapers.source import Layout
from tests.scrapers.parse_pages import FIRST, TITLE, page, source
from transforms.records import ParsedArticle, Reject

HEAD = f"<!doctype html><html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
TEXT = f"<p>{FIRST}</p>" * 4
LABELLED = '<div class="byline date related caption">'
# Running text of more than 100 characters would end the search for the last of it at once.
BRIEF = f"<p>{FIRST[:90]}</p>"
COMMENT = '<div class="comments"><p class="byline">By Jane Doe</p>words'
JSON = '<script type="application/ld+json">'
NODE = '{"@type": "Article", "name": "a"}'
LAYOUT = Layout(title="h1", body="p", authors=".author", published="time")

# Pages of n parts each; twice the parts may take little more than twice the work.
GROWING: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: HEAD + f"<p>{FIRST}</p>" * n,
    "short-lines": lambda n: HEAD + "<p>some words here</p>" * n,
    "dates": lambda n: HEAD + '<p class="date">5 October 2026</p>' * n + TEXT,
    "bylines": lambda n: HEAD + '<p class="byline author">By Jane Doe</p>' * n + TEXT,
    "links": lambda n: HEAD + '<p><a href="/x">A headline that leads elsewhere now</a></p>' * n + TEXT,
    "headings": lambda n: HEAD + f"<h1>{TITLE}</h1>" * n + TEXT,
    "figures": lambda n: HEAD + "<figure><img><figcaption>Ships (Photo: VNA)</figcaption></figure>" * n + TEXT,
    "cells": lambda n: HEAD + "<table>" + f"<tr>{'<td>cell</td>' * 10}</tr>" * (n // 10) + "</table>" + TEXT,
    "breaks": lambda n: HEAD + "<p>" + "some words here<br><br>" * n + TEXT,
    "labels": lambda n: HEAD + "".join(f'<p class="share byline {i}">words</p>' for i in range(n)) + TEXT,
    "metas": lambda n: '<meta name="date" content="5 October 2026">' * n + HEAD + TEXT,
    "nodes": lambda n: JSON + "[" + ",".join([NODE] * n) + "]</script>" + HEAD + TEXT,
    "nested": lambda n: HEAD + f"{LABELLED}some words" * (n // 2) + TEXT,
    "nested-links": lambda n: HEAD + "<article><h2><a href=x>A linked heading</a></h2>" * (n // 2) + TEXT,
    "labels-above-text": lambda n: HEAD + LABELLED * (n // 2) + BRIEF * n,
    "labels-in-the-text": lambda n: HEAD + (BRIEF + '<p><b itemprop="author">so they say</b></p>') * n,
    "labels-in-comments": lambda n: HEAD + BRIEF * n + COMMENT * (n // 2),
    "figures-nested": lambda n: HEAD + '<figure class="caption standfirst">some words' * (n // 2) + TEXT,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _end_of_patience() -> Iterator[None]:
    """A page that is never answered ends the tests with the place where it hangs, in C too."""
    faulthandler.dump_traceback_later(120, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


def calls(body: str) -> int:
    """How many Python functions, generators' steps included, are entered while a page is parsed."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event == "call"

    sys.setprofile(count)
    try:
        parse(page(body))
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("kind", GROWING)
def test_work_grows_no_faster_than_the_page(kind: str) -> None:
    make = GROWING[kind]
    parse(page(make(600)))  # what is worked out once for all pages
    assert calls(make(1_200)) <= 2.2 * calls(make(600)) + 1_000


@contextmanager
def small_stack(frames: int) -> Iterator[None]:
    """Leave no more than so many frames above the present one."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + frames)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@pytest.mark.parametrize(
    "start",
    ["<div>", "<b>", '<span class="author" itemprop="author">', "<ul><li>", "<table><tr><td>", "<blockquote><p>"],
)
@pytest.mark.parametrize("levels", [200, 600])
def test_depth_costs_no_stack(start: str, levels: int) -> None:
    deep = HEAD + start * levels + TEXT
    parse(page(HEAD + TEXT), source(LAYOUT))
    with small_stack(100):
        parsed = parse(page(deep), source(LAYOUT))
    assert isinstance(parsed, ParsedArticle), parsed
    assert FIRST in parsed.body


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (HEAD + "<div>" * 100_000, "too-many-elements"),
        (HEAD + "<div>" * 30_000, "too-deep"),
        (HEAD + "<i></i>" * 1_000_000, "too-many-elements"),
        (HEAD + "<p>x</p>" * 200_000, "too-many-elements"),
        (HEAD + "<br>" * 1_000_000, "too-many-elements"),
        (HEAD + "<p>" + "word " * 400_000, None),
        (HEAD + f'<p class="{"share " * 400_000}">x</p>' + TEXT, None),
        (HEAD + f'<p style="{"display " * 200_000}">x</p>' + TEXT, None),
        (HEAD + "<p " + " ".join(f"a{i}=b" for i in range(200_000)) + ">x</p>" + TEXT, None),
        (HEAD + "<a href=x>a link of some words</a>" * 15_000 + TEXT, None),
        (HEAD + f"<h1>{TITLE}</h1>" * 12_000 + TEXT, None),
        ('<meta name="date" content="2026">' * 20_000 + HEAD + TEXT, None),
        (f'{JSON}{"[" * 500_000}</script>' + HEAD + TEXT, None),
        (f'{JSON}{"/* " * 150_000}{" " * 300_000}</script>' + HEAD + TEXT, None),
        (HEAD + "<p>" + "&amp;&#x41;&bad &#x;" * 100_000 + TEXT, None),
        (HEAD + '<p class="' + TEXT * 2_000, None),
        (HEAD + "<noscript>" * 1_900 + TEXT * 1_500, None),
        (f"<title>{' - x' * 200_000}</title>" + HEAD + TEXT, None),
    ],
    ids=[
        "nested", "too-deep", "empty-tags", "siblings", "breaks", "one-line", "label", "style", "attributes", "links",
        "headings", "metas", "json", "json-comments", "entities", "unclosed-quote", "unclosed-tags", "title",
    ],
)  # fmt: skip
def test_pathological_pages_are_answered(body: str, answer: str | None) -> None:
    parsed = parse(page(body))
    assert (parsed.reason if isinstance(parsed, Reject) else None) == answer
