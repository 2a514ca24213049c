"""Sentences that are not read for acts would give none: what saves the time changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.test_acts_en import events_of, line
from transforms.plover import acts_en
from transforms.plover.acts_vocabulary_en import vocabulary

_SUBJECTS = ("Russia", "It", "France and Poland", "The rebels", "Both sides", "Protesters in Hanoi", "He", "The move")
_VERBS = (
    "accused",
    "met",
    "is prepared to attack",
    "must withdraw from",
    "was expelled from",
    "will send aid to",
    "saw",
)
_OBJECTS = ("Ukraine", "its neighbour", "them", "the government", "Manila", "talks with Japan", "the accusations", "")
_sentences = st.builds("{} {} {}.".format, *map(st.sampled_from, (_SUBJECTS, _VERBS, _OBJECTS)))


@settings(deadline=None)  # timings never decide a test
@given(st.lists(_sentences, min_size=1, max_size=6))
def test_a_sentence_is_left_out_only_where_it_tells_of_no_act(sentences: list[str]) -> None:
    text = "Weather in Spain was fine.\n\n" + " ".join(sentences)
    read = events_of(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(acts_en, "may_tell", lambda *_: True)
        patch.setattr(acts_en, "_may_count", lambda *_: True)
        assert events_of(text) == read


def test_a_pronoun_is_traced_back_over_sentences_that_nobody_asked_about() -> None:
    text = "Weather in Spain was fine.\n\nRussia is large. It has many rivers. It is cold. It accused Ukraine of lying."
    assert [line(event) for event in events_of(text)] == ["ACCUSE allege RUS>UKR"]


def test_the_words_that_make_a_sentence_worth_reading_are_those_of_the_entries() -> None:
    known = vocabulary()
    assert {"accused", "talks", "prepared", "must"} <= known.heads
    assert known.heads.isdisjoint({"the", "of", "river"})
