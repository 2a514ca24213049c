from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from transforms.text import fold_tones, strip_marks
from transforms.tokens import Memo, Tokens, Trie


def names_in(trie: Trie[str], text: str) -> list[tuple[str, str]]:
    tokens = Tokens(text, fold_tones)
    return [(" ".join(tokens.texts[start:end]), value) for start, end, value in trie.find(tokens)]


def test_words_signs_and_their_folds() -> None:
    tokens = Tokens("Ông Hoà_2 said: U.S.’s", fold_tones)
    assert tokens.texts == ["Ông", "Hoà", "_", "2", "said", ":", "U", ".", "S", ".", "’", "s"]
    assert tokens.folds == ["ông", "hòa", "_", "2", "said", ":", "u", ".", "s", ".", "'", "s"]
    assert tokens.capitals == [0, 1, 6, 8]
    assert [token.text for token in tokens[4:6]] == ["said", ":"]
    assert len(Tokens("")) == 0


@given(st.text(max_size=60))
@example("İstanbul ﬁ ẞ\u2028_ ʼ`")
@example("a " + "b/" * 40 + "c d")
def test_spans_quote_the_text_and_every_token_has_its_fold(text: str) -> None:
    tokens = Tokens(text, strip_marks)
    assert len(tokens.folds) == len(tokens.texts)
    assert [text[start : tokens.end(place)] for place, start in enumerate(tokens.starts)] == tokens.texts
    spaced = [text[start - 1].isspace() for start in tokens.starts[1:]]
    assert [not tokens.is_glued(place) for place in range(1, len(tokens))] == spaced
    assert "".join(tokens.texts) == "".join(text.split())


@given(st.text(alphabet="aÉđ1 ,.'’“-\n\u00a0\u0303²", max_size=40))
@example("a,b c. (d) e–f g,, ’h ²")
def test_tokens_are_runs_of_letters_and_digits_and_single_signs(text: str) -> None:
    assert Tokens(text).texts == re.findall(r"\w+|[^\w\s]", text)


def test_the_longest_name_wins_and_names_do_not_overlap() -> None:
    trie: Trie[str] = Trie(fold_tones)
    for name in ("New York", "New York Times", "York", "US", "Hòa Bình"):
        trie.add(name, name.upper())
    trie.add("US", "second")
    text = "The NEW YORK TIMES and New York, us and US; Hoà Bình, new york"
    assert names_in(trie, text) == [
        ("NEW YORK TIMES", "NEW YORK TIMES"),
        ("New York", "NEW YORK"),
        ("US", "US"),
        ("Hoà Bình", "HÒA BÌNH"),
    ]


def test_a_tables_rows_are_read_when_their_first_word_is_met() -> None:
    read: list[str] = []

    def parse(row: str) -> list[tuple[str, str]]:
        read.append(row)
        return [(name, "table") for name in row.split("|")]

    trie: Trie[str] = Trie(fold_tones, {"port": "Port Louis|Port-au-Prince", "rome": "Rome"}, parse)
    trie.add("Port", "added")
    assert names_in(trie, "In port. Port Louis, Port-au-Prince, Port.") == [
        ("Port Louis", "table"),
        ("Port - au - Prince", "table"),
        ("Port", "added"),
    ]
    assert read == ["Port Louis|Port-au-Prince"]


def test_a_memo_keeps_short_words_and_no_more_than_it_may() -> None:
    asked: list[str] = []

    def size(word: str) -> int:
        asked.append(word)
        return len(word)

    memo = Memo(size)
    assert list(map(memo.__getitem__, ["tin", "tin", "x" * 41, "x" * 41])) == [3, 3, 41, 41]
    assert asked == ["tin", "x" * 41, "x" * 41]
    for number in range((1 << 15) + 5):
        assert memo[str(number)] == len(str(number))
    assert len(memo) <= 1 << 15


def test_capitals_and_words_of_a_list_are_found_by_place() -> None:
    tokens = Tokens("Bank and bank, BANK of Oslo")
    assert list(tokens.places_of({"bank", "of"})) == [0, 2, 4, 5]
    assert list(tokens.capitals_of({"bank", "of"})) == [0, 4]
    assert tokens.distinct == {"bank", "and", ",", "of", "oslo"}
