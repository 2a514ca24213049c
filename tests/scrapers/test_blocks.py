from __future__ import annotations

import pytest

from scrapers.blocks import read_blocks
from scrapers.tree import build, prune


def texts(body: str) -> list[str]:
    root = build(f"<html><body>{body}</body></html>")
    prune(root)
    return [block.text for block in read_blocks(root).blocks]


@pytest.mark.parametrize(
    "span",
    [
        '<span class="sr-only">(opens in a new window)</span>',
        '<span class="link visually-hidden">(öffnet im neuen Fenster)</span>',
        '<span class="screen-reader-text"><b>(s’ouvre dans</b> un nouvel onglet)</span>',
        "<span hidden>(wird in einem neuen Tab geöffnet)</span>",
        '<span style="display: none">(mở trong cửa sổ mới)</span>',
    ],
)
def test_words_that_nobody_sees_are_no_text(span: str) -> None:
    assert texts(f"<p>The accord, <a href=/x>read here{span}</a>, runs for ten years.</p>") == [
        "The accord, read here, runs for ten years."
    ]


def test_a_long_text_that_a_click_shows_stays() -> None:
    more = "The accord runs for ten years and is to be reviewed after three. " * 5
    assert texts(f'<p>The ports agreed. <span id="more" style="display:none">{more}</span></p>') == [
        f"The ports agreed. {more.strip()}"
    ]


def test_a_hidden_inline_element_around_blocks_hides_none_of_them() -> None:
    assert texts('<li><span class="sr-only"><p>One.</p><p>Two.</p></span></li><p>Three.</p>') == [
        "One.",
        "Two.",
        "Three.",
    ]


def test_sizes_and_link_densities_are_known_of_each_block() -> None:
    root = build("<html><body><p>abcd<a href=/x>efgh</a></p><p>日本語</p></body></html>")
    first, second = read_blocks(root).blocks
    assert (first.text, first.links, first.link_density, first.size) == ("abcdefgh", 4, 0.5, 8.0)
    assert (second.link_density, second.size) == (0.0, 6.0)


def test_hidden_labels_and_separators_of_headings_and_captions_stay() -> None:
    assert texts('<h1><span>Ports</span><span class="sr-only">: </span><span>An accord</span></h1>') == [
        "Ports: An accord"
    ]
    assert texts('<figcaption>Ships <span class="sr-only">Photo:</span> VNA</figcaption>') == ["Ships Photo: VNA"]
