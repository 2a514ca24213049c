"""The profile of a source's recurring lines: learned at a person's request, kept in a file, applied from then on."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.boilerplate import profile_path, read_profiles
from flows.errors import CommandError
from tests.flows.console import invoke
from warehouse.query import run_query

NOTICE = "Every weekday our editors choose five stories for you."
SUBJECTS = "bridges ferries harbours treaties elections floods schools markets railways vaccines".split()


def write(folder: Path, numbers: range) -> Path:
    folder.mkdir()
    for number in numbers:
        text = f"Talks about {SUBJECTS[number % 10]} went on in room {number}.\n\nThey end on day {number}, it is said."
        (folder / f"{number}.txt").write_text(f"{text}\n\n{NOTICE}", encoding="utf-8")
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    done = invoke("ingest", write(tmp_path / "first", range(32)), "--data", tmp_path / "data")
    assert done.exit_code == 0, done.output
    return tmp_path / "data"


@pytest.mark.commands
def test_lines_are_shown_kept_and_left_out_of_what_comes_later(data: Path, tmp_path: Path) -> None:
    shown = invoke("sources", "boilerplate", "documents", "--data", data)
    assert "100%" in shown.output
    assert NOTICE in shown.output
    assert not profile_path(data, "documents").exists()

    kept = invoke("sources", "boilerplate", "documents", "--keep", "--data", data)
    assert kept.exit_code == 0, kept.output
    assert NOTICE in profile_path(data, "documents").read_text("utf-8").splitlines()

    done = invoke("ingest", write(tmp_path / "second", range(40, 42)), "--data", data)
    assert done.exit_code == 0, done.output
    (version,) = (profile.version for profile in read_profiles(data).values())
    sql = f"""SELECT count(*) FILTER (contains(body, 'five stories')), count(*)
        FROM mart.article JOIN core.article USING (article_id) WHERE boilerplate_profile = '{version}'"""
    assert list(run_query(data, sql).rows()) == [(0, 2)]


def test_what_was_taken_out_by_hand_is_read_and_comments_are_not(tmp_path: Path) -> None:
    path = profile_path(tmp_path, "a")
    path.parent.mkdir()
    path.write_text("# a comment\n\nOne line here.\n", encoding="utf-8")
    assert read_profiles(tmp_path)["a"].keys == {"one line here"}


def test_an_unreadable_profile_names_its_file(tmp_path: Path) -> None:
    path = profile_path(tmp_path, "a")
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(CommandError, match=r"a\.txt: .*expected a text file in UTF-8"):
        read_profiles(tmp_path)


def test_a_source_without_recurring_lines_says_what_is_needed(data: Path) -> None:
    done = invoke("sources", "boilerplate", "nobody", "--keep", "--data", data)
    assert "at least 30 are needed" in done.output
    assert not profile_path(data, "nobody").exists()
