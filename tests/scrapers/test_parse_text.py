"""Text documents: the blocks of the file, in order, nothing deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.parse import parse
from tests.scrapers.parse_pages import page
from transforms.cleaning.document import blocks as text_blocks
from transforms.records import ParsedArticle

WRAPPED = "A line that an editor or a mail program broke at seventy characters"
LONG = "A paragraph on one long line, as an editor writes that does not wrap its lines, " + "on and on " * 8


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("one\ntwo\nthree\n", ("one", "two", "three")),
        ("one\n\ntwo\n\n\nthree", ("one", "two", "three")),
        (f"{WRAPPED}\nof it\n\nnext", (f"{WRAPPED} of it", "next")),
        ("Title\n-----\none\ntwo\n.", ("Title", "-----", "one", "two", ".")),
        ("Title\n=====\n\none\ntwo", ("Title", "=====", "one", "two")),
        (f"Title\n-----\n\n{WRAPPED}\nof it\n\nnext", ("Title", "-----", f"{WRAPPED} of it", "next")),
        (f"one\r\n\r\n{WRAPPED}\rof it", ("one", f"{WRAPPED} of it")),
        ("A list\nof short\nlines\n\nnext", ("A list", "of short", "lines", "next")),
        (f"{LONG}\n{LONG}\n\n{LONG}", (LONG.strip(),) * 3),
        ("  spaced \t out  ", ("spaced out",)),
        ("", ()),
        ("\n \n", ()),
    ],
)
def test_blocks(text: str, blocks: tuple[str, ...]) -> None:
    assert text_blocks(text) == blocks


def test_a_document_keeps_its_key_and_has_no_other_fields() -> None:
    text = page(
        "First line\n\nSecond", content_type="text/plain; charset=utf-8", url="file:///a/b.txt", document_key="b.txt"
    )
    parsed = parse(text)
    assert isinstance(parsed, ParsedArticle)
    assert (parsed.plain_text, parsed.document_key, parsed.url) == (True, "b.txt", "file:///a/b.txt")
    assert parsed.body == ("First line", "Second")
    assert (parsed.title, parsed.canonical_url, parsed.published) == (None, None, None)


def test_a_web_server_that_calls_html_plain_text_is_not_believed() -> None:
    parsed = parse(page("<!doctype html><html><body><p>Hello</p></body></html>", content_type="text/plain"))
    assert isinstance(parsed, ParsedArticle)
    assert not parsed.plain_text


def test_the_samples_come_out_in_blocks(shared: Path) -> None:
    english, vietnamese = (
        text_blocks(path.read_text(encoding="utf-8")) for path in sorted((shared / "samples").iterdir())
    )
    assert (len(english), english[0][:16], english[-1]) == (12, "date 2025-04-01 ", "VNA")
    assert (len(vietnamese), set(vietnamese[1]), vietnamese[-1]) == (15, {"-"}, ".")
