"""How a line ends, and cheap looks that spare dear searches: they may not change an answer."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from scrapers import chrome
from scrapers.blocks import Block, Sequence
from scrapers.credits import _RIGHTS, _TAIL, _rights
from scrapers.frame import folded, says
from scrapers.line_end import FULL_STOPS, STOPS, ends_in
from scrapers.vocabulary import SIGN_UP

_ENDS = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
_PIECES = st.sampled_from(["words", "A", ".", ":", "。", '"', "”", ")", "]", "İ", "ß", " ", "-", "©", "(c)"])
_RESERVED = ["Riproduzione riservata", "ALLE RECHTE VORBEHALTEN", "Tous droits réservés", "todos os direitos"]
_MAIL = ["NEWSLETTER", "Sign up", "subſcribe", "Bản tin", "ĐĂNG KÝ nhận", "Suscríbete", "s’abonner", "Nieuwsbrief"]


def test_the_end_of_a_line_is_what_stands_before_closing_marks() -> None:
    assert ends_in("He said: “So it is.”)", FULL_STOPS)
    assert ends_in("as follows:", STOPS)
    assert not ends_in("as follows:", FULL_STOPS)
    assert not ends_in("(a name)", STOPS)
    assert not ends_in("”", STOPS)


@given(st.lists(_PIECES, max_size=8).map("".join))
def test_the_end_is_told_as_a_search_would(line: str) -> None:
    assert ends_in(line, STOPS) == bool(_ENDS.search(line))


@given(st.lists(_PIECES, max_size=30).map("".join), st.lists(_PIECES, max_size=30).map("".join))
def test_a_text_says_a_wording_where_both_fold_alike(text: str, other: str) -> None:
    assert says(text, folded(text))
    assert says(text, folded(other)) == (folded(text) == folded(other))


@given(st.lists(_PIECES | st.sampled_from(_RESERVED), max_size=8).map(" ".join))
def test_rights_are_found_as_a_search_would(text: str) -> None:
    found, searched = _rights(text), _RIGHTS.search(text, max(0, len(text) - _TAIL))
    assert (found and found.span()) == (searched and searched.span())


@given(st.lists(st.lists(_PIECES | st.sampled_from(_MAIL), min_size=1, max_size=4).map(" ".join), max_size=6))
def test_links_that_ask_to_sign_up_are_found_as_a_search_would(lines: list[str]) -> None:
    page = Sequence([Block(line, etree.Element("a"), "p", len(line)) for line in lines])
    assert chrome._asking(page) == {
        i for i, line in enumerate(lines) if len(line) < chrome._LONG and SIGN_UP.search(line)
    }
