"""The stages as filters over JSONL: one line in and out, same order, same ids, and a bad line stops nothing."""

from __future__ import annotations

import gc
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from flows.parse_filter import MAX_PAGE_BYTES
from tests.flows.console import invoke

PARAGRAPHS = [
    "Vietnam and Belgium will share the tide tables of two ports, their harbour masters said in Hanoi on Monday.",
    "Until now each kept its own, and ships that called at both had to ask twice, which cost half a day in winter.",
    "The tables will be kept in Antwerp and copied to Hai Phong every night over a line that the two cities rent.",
]
PAGE = (
    '<!doctype html><html lang="en"><head><title>Two ports, one table</title></head><body><article>'
    f"<h1>Two ports, one table</h1>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</article></body></html>"
)


def jsonl(*lines: object) -> str:
    return "".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def run(stage: str, *lines: object, folder: Path | None = None) -> list[dict[str, Any]]:
    """Send lines through a filter: by files where there is a folder for them, else by the standard streams."""
    if folder is None:
        done = invoke(stage, stdin=jsonl(*lines))
        out = done.stdout
    else:
        (folder / "in.jsonl").write_text(jsonl(*lines), encoding="utf-8")
        done = invoke(stage, "--input", folder / "in.jsonl", "--output", folder / "out.jsonl")
        out = (folder / "out.jsonl").read_text("utf-8")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in out.splitlines()]


def test_parse_reads_html_in_the_line_and_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.html").write_text(PAGE)
    (tmp_path / "pages" / "two.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    found = run(
        "parse",
        {"id": "a", "url": "https://a.example/1", "html": PAGE},
        {"id": "b", "url": "https://a.example/2", "html_path": "pages/one.html"},
        {"id": 3, "url": "https://a.example/3", "html_path": "pages/two.html.gz", "fetched_at": "2026-11-12T09:00:00Z"},
        folder=tmp_path,
    )
    assert [row["id"] for row in found] == ["a", "b", 3]
    assert [row["url"] for row in found] == [f"https://a.example/{number}" for number in (1, 2, 3)]
    assert all(row["title"] == "Two ports, one table" for row in found)
    assert all(row["body"] == PARAGRAPHS for row in found)
    assert all(row["is_article"] for row in found)


def test_parse_keeps_the_fields_of_what_is_no_article() -> None:
    (row,) = run("parse", {"id": "a", "url": "https://a.example/", "html": "<title>Front page</title><body><p>Hi"})
    assert row["is_article"] is False
    assert row["title"] == "Front page"
    assert "reject" not in row


BAD_LINES = [
    ("not json\n", None, "line 2: not JSON"),
    ("[1, 2]\n", None, "line 2: expected an object"),
    ("[" * 100_000 + "\n", None, "line 2: not JSON"),
    ({"id": "x", "url": "https://a.example/"}, "x", "expected html or html_path"),
    ({"id": "x", "url": 5, "html": PAGE}, "x", "url: expected text"),
    ({"id": "x", "url": "https://a.example/", "html": PAGE, "fetched_at": "soon"}, "x", "soon"),
    ({"id": "x", "url": "https://a.example/", "html_path": "no-such.html"}, "x", "no-such.html: cannot be read"),
    ({"id": "x", "url": "https://a.example/", "html_path": "cut.html.gz"}, "x", "cut.html.gz: cannot be read"),
    ({"id": "x", "url": "https://a.example/", "html_path": "vast.html"}, "x", f"more than {MAX_PAGE_BYTES} bytes"),
]


@pytest.mark.parametrize(("line", "id_", "detail"), BAD_LINES, ids=[detail for *_, detail in BAD_LINES])
def test_a_line_that_cannot_be_parsed_is_a_reject_in_its_place(
    tmp_path: Path, line: object, id_: str | None, detail: str
) -> None:
    (tmp_path / "cut.html.gz").write_bytes(gzip.compress(PAGE.encode())[:80])
    with (tmp_path / "vast.html").open("wb") as vast:
        vast.truncate(MAX_PAGE_BYTES + 1)
    good = {"id": "good", "url": "https://a.example/1", "html": PAGE}
    found = run("parse", good, line, good, folder=tmp_path)
    assert [row["id"] for row in found] == ["good", id_, "good"]
    assert found[1]["reject"]["stage"] == "parse"
    assert found[1]["reject"]["reason"] == "bad-line"
    assert detail in found[1]["reject"]["detail"]
    assert found[0]["title"] == found[2]["title"] == "Two ports, one table"


def test_empty_lines_are_passed_over() -> None:
    found = run("tag", "\n", {"id": 1, "text": "Vietnam thanks Belgium."}, "   \n", {"id": 2, "text": "Bỉ cảm ơn."})
    assert [row["id"] for row in found] == [1, 2]


def test_tag_takes_a_text_or_fields_and_ignores_other_keys() -> None:
    found = run(
        "tag",
        {"id": 1, "title": "Two ports", "body": PARAGRAPHS, "how": {"title": "h1"}, "published": "2026-11-12"},
        {"id": 2, "title": "Two ports", "body": "\n\n".join(PARAGRAPHS), "language": "en"},
    )
    assert [row["id"] for row in found] == [1, 2]
    for row in found:
        assert row["language"] == "en"
        assert {country["iso3"] for country in row["countries"]} == {"VNM", "BEL"}
        assert row["body"] == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        "}\n",
        '"text"\n',
        {"id": 7},
        {"id": 7, "text": 5},
        {"id": 7, "title": ["a"], "body": {}},
        {"id": 7, "text": "  "},
    ],
    ids=str,
)
def test_a_line_that_cannot_be_tagged_is_a_reject_in_its_place(line: object) -> None:
    good = {"id": "good", "text": "Vietnam thanks Belgium for its help in the Mekong delta."}
    found = run("tag", line, good)
    assert found[0]["reject"]["stage"] in ("tag", "clean")
    assert found[0]["reject"]["reason"]
    assert found[0]["reject"]["detail"]
    assert found[0]["id"] == (line["id"] if isinstance(line, dict) else None)
    assert found[1]["id"] == "good"
    assert "reject" not in found[1]


def test_parse_can_be_piped_into_tag() -> None:
    parsed = invoke("parse", stdin=jsonl({"id": "a", "url": "https://a.example/1", "html": PAGE}))
    tagged = invoke("tag", stdin=parsed.stdout)
    row = json.loads(tagged.stdout)
    assert row["id"] == "a"
    assert row["title"] == "Two ports, one table"
    assert row["language"] == "en"


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(jsonl({"id": 1, "text": "Vietnam"}))
    done = invoke("tag", "--input", tmp_path / "in.jsonl", "--output", tmp_path / "no" / "out.jsonl")
    assert done.exit_code == 2
    assert done.stderr == f"khotin: {tmp_path / 'no' / 'out.jsonl'}: No such file or directory\n"


def test_the_output_of_a_filter_is_not_its_input(tmp_path: Path) -> None:
    """Opening the output empties it: the same file as both would lose what is in it."""
    path = tmp_path / "lines.jsonl"
    path.write_text(jsonl({"id": 1, "text": "Vietnam thanks Belgium."}))
    done = invoke("tag", "--input", path, "--output", path)
    assert done.exit_code == 2
    assert str(path) in done.stderr
    assert json.loads(path.read_text())["id"] == 1


def test_several_workers_give_the_same_rows_in_the_same_order(tmp_path: Path) -> None:
    lines = [{"id": number, "url": f"https://a.example/{number}", "html": PAGE} for number in range(40)]
    lines[7] = {"id": 7, "url": "https://a.example/7"}
    lines[30]["source_id"] = "no-such-source"
    (tmp_path / "in.jsonl").write_text(jsonl("nonsense\n", *lines), encoding="utf-8")
    written = []
    for workers in ("1", "3"):
        out = tmp_path / f"{workers}.jsonl"
        done = invoke("parse", "--workers", workers, "--input", tmp_path / "in.jsonl", "--output", out)
        assert done.exit_code == 0, done.output
        written.append(out.read_bytes())
    rows = [json.loads(line) for line in written[0].splitlines()]
    assert [row["id"] for row in rows] == [None, *range(40)]
    assert [row["id"] for row in rows if "reject" in row] == [None, 7]
    assert written[0] == written[1]


def test_the_garbage_collector_is_left_as_it_was() -> None:
    before = gc.get_threshold()
    run("parse", {"id": "a", "url": "https://a.example/1", "html": PAGE})
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


def story(folder: Path) -> Path:
    path = folder / "story.txt"
    path.write_text(" date 2025-04-01 \n\nThe Belgian king arrived in Vietnam.\n\nVNA", encoding="utf-8")
    return path


def test_tag_takes_documents_and_reads_them_as_ingest_does(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<html><body><article><h1>A long visit</h1><p>{'Vietnam thanks Belgium. ' * 40}</p></article>")
    done = invoke("tag", story(tmp_path), page)
    assert done.exit_code == 0, done.output
    text, html = (json.loads(line) for line in done.stdout.splitlines())
    assert (text["id"], text["credit"], text["published"]["edtf"]) == ("story.txt", "VNA", "2025-04-01")
    assert (html["id"], html["title"]) == ("page.html", "A long visit")
    assert {country["iso3"] for country in html["countries"]} == {"BEL", "VNM"}


def test_explain_shows_each_tag_with_its_words_place_and_rule(tmp_path: Path) -> None:
    done = invoke("tag", "--explain", story(tmp_path))
    assert done.exit_code == 0, done.output
    line = next(line for line in done.stdout.splitlines() if "country" in line and "BEL" in line)
    assert "body 0, 4-11" in line
    assert "“Belgian”" in line
    assert "countries_en:demonyms:Belgian" in line
    assert "flag header_metadata_stripped" in done.stdout


def test_explain_reads_lines_and_names_what_it_cannot_read() -> None:
    done = invoke("tag", "--explain", stdin=jsonl({"id": "a", "title": "Vietnam\x1b[2J thanks"}, {"id": "b"}) + "{\n")
    assert done.exit_code == 1
    assert "\x1b" not in done.stdout
    assert "b: bad-line: expected text, or title, summary or body" in done.stdout
    assert "line 3: bad-line: line 3: not JSON" in done.stdout


@pytest.mark.parametrize("options", [("--input", "x.jsonl"), ("--explain", "--output", "y.jsonl")])
def test_tag_refuses_what_contradicts_itself(tmp_path: Path, options: tuple[str, ...]) -> None:
    done = invoke("tag", *options, story(tmp_path))
    assert done.exit_code == 2
    assert "Usage" in done.output


def test_tag_names_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    done = invoke("tag", "--output", tmp_path / "none" / "out.jsonl", story(tmp_path))
    assert done.exit_code == 2
    assert "out.jsonl: No such file or directory" in done.output
