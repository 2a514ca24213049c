from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.transforms_makers import cleaned, parsed
from transforms.tag import tag
from transforms.tag_line import from_json, tag_line, to_json

FIELDS = (
    "id contract title summary body captions authors credit agency dateline published language machine_translated"
    " mt_cues flags countries places persons organisations agreements topics events dates"
)


@pytest.mark.parametrize("name", ["000_ee94ff77135cb691", "004_f85bec5d394a454a"])
def test_both_samples(shared: Path, name: str) -> None:
    expected = json.loads((shared / "contract/expected" / f"{name[:3]}.json").read_text(encoding="utf-8"))
    text = (shared / "samples" / f"{name}.txt").read_text(encoding="utf-8")
    line: dict[str, Any] = tag_line({"id": name, "text": text})
    for key in ("id", "contract", "title", "summary", "body", "captions", "authors", "credit", "agency", "dateline"):
        assert line[key] == expected[key], key
    for key in ("published", "language"):
        assert line[key] == expected[key], key
    assert sorted(line["countries"], key=lambda one: str(one["iso3"])) == expected["countries"]


def test_every_field_of_the_contract_is_there() -> None:
    line = tag_line({"id": "1", "title": "Belgium"})
    assert set(line) == set(FIELDS.split())
    assert json.loads(json.dumps(line)) == line


def test_what_is_given_is_kept() -> None:
    body = ["The King (Photo: VNA)", "HANOI (VNA) - He came.", "VNA"]
    line: dict[str, Any] = tag_line(
        {"id": "1", "title": "T", "body": body, "authors": ["A"], "credit": "(VNA)", "x": 1}
    )
    assert (line["title"], line["body"], line["authors"], line["credit"]) == ("T", body, ["A"], "VNA")
    assert line["agency"]["code"] == "VNA"


def test_a_body_in_one_string_is_parted() -> None:
    line = tag_line({"id": "1", "title": "T", "body": "One paragraph.\n\nAnother one."})
    assert line["body"] == ["One paragraph.", "Another one."]


@pytest.mark.parametrize(
    ("published", "edtf", "precision", "instant"),
    [
        ("2025-04-01", "2025-04-01", "day", None),
        ("2025-04", "2025-04", "month", None),
        ("2025-04-01T08:30+07:00", "2025-04-01T08:30+07:00", "minute", "2025-04-01T01:30:00+00:00"),
        ("2025-04-01T08:30", "2025-04-01T08:30", "minute", None),
        ("XXXX-04-01", "XXXX-04-01", "day", None),
        ({"edtf": "2025", "method": "meta", "timezone": "UTC"}, "2025", "year", None),
    ],
)
def test_published(published: object, edtf: str, precision: str, instant: str | None) -> None:
    line: dict[str, Any] = tag_line({"id": "1", "text": "Some text.", "published": published})
    assert line["published"]["edtf"] == edtf
    assert line["published"]["precision"] == precision
    assert line["published"]["datetime"] == instant


@pytest.mark.parametrize(
    ("line", "stage", "reason"),
    [
        ({"id": "1"}, "tag", "bad-line"),
        ({"id": "1", "text": 5}, "tag", "bad-line"),
        ({"id": "1", "body": [1]}, "tag", "bad-line"),
        ({"id": "1", "text": "x", "published": "yesterday"}, "tag", "bad-line"),
        ({"id": "1", "text": "x", "published": "2025-02-30"}, "tag", "bad-line"),
        ({"id": "1", "text": "x", "captions": "VNA"}, "tag", "bad-line"),
        ({"id": "1", "text": " . "}, "clean", "empty-body"),
    ],
)
def test_a_line_that_cannot_be_handled_says_why(line: dict[str, object], stage: str, reason: str) -> None:
    answer: dict[str, Any] = tag_line(line)
    assert answer["id"] == "1"
    assert (answer["reject"]["stage"], answer["reject"]["reason"]) == (stage, reason)
    assert answer["reject"]["detail"]


def test_from_json_names_the_key() -> None:
    with pytest.raises(ValueError, match="authors: expected a list"):
        from_json({"id": "1", "text": "x", "authors": "A"})


def test_language_flags_stand_with_those_of_cleaning() -> None:
    article = cleaned(parsed(body=("Thu tuong tiep Dai su Bi tai Ha Noi hom nay",)))
    flags = {flag["flag"] for flag in to_json(article, tag(article))["flags"]}  # type: ignore[attr-defined]  # object
    assert {"diacritics_missing", "title_missing", "published_missing", "too_short"} <= flags


@settings(deadline=None)  # the first example loads the vocabularies
@given(st.text(), st.none() | st.text(), st.none() | st.lists(st.text(), max_size=3))
def test_any_text_gives_a_line(text: str, title: str | None, body: list[str] | None) -> None:
    for line in ({"id": text, "text": text}, {"id": text, "title": title, "body": body}):
        answer = tag_line(line)
        assert answer["id"] == text
        assert "reject" in answer or answer["contract"] == "tag/1"
        json.dumps(answer).encode("utf-8")


def test_an_article_is_let_go_without_a_search_for_rings() -> None:
    body = [
        "Belgium and Vietnam signed an agreement in Hanoi. They said both sides would meet again.",
        "President Emmanuel Macron met Prime Minister Bart De Wever in Brussels. He condemned the attack on Ukraine.",
    ]
    line = {"id": "1", "title": "Belgium and Vietnam sign an agreement", "body": body}
    assert tag_line(line)["events"]

    def rings() -> int:
        gc.collect()
        tag_line(line)
        return gc.collect()

    enabled = gc.isenabled()
    gc.disable()
    try:
        # Threads that other tests left behind make rings of their own now and then; those of tagging would be in each.
        assert min(rings() for _ in range(5)) == 0
    finally:
        if enabled:
            gc.enable()
