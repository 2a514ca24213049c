"""``khotin sql`` beyond one query: scripts, parameters, standard input, and the prompt as a person types into it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from flows.cli import main
from flows.sql_prompt import HISTORY, SqlCompleter, is_complete, prompt
from tests.flows.console import invoke
from warehouse.vocabulary import vocabulary

pytestmark = pytest.mark.commands


@pytest.fixture
def typed() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def ask(library: Path, pipe: PipeInput, text: str) -> None:
    pipe.send_text(text)
    prompt(library, "table", input_=pipe, output=DummyOutput())


def completions(library: Path, before: str, *, asked: bool = False) -> list[str]:
    completer = SqlCompleter(vocabulary(library))
    event = CompleteEvent(completion_requested=asked)
    return [found.text for found in completer.get_completions(Document(before), event)]


def test_a_script_shows_every_result_and_writes_the_last(library: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.sql"
    script.write_text("CREATE TEMP TABLE n AS SELECT 7 AS seven;\nSELECT seven FROM n;\nSELECT 'second' AS word;")
    shown = invoke("sql", "--file", script, "--data", library)
    assert "seven" in shown.output
    assert "second" in shown.output
    written = invoke("sql", "--file", script, "--format", "json", "--data", library)
    assert json.loads(written.output) == [{"word": "second"}]


def test_parameters_are_values_and_never_sql(library: Path) -> None:
    hostile = "x' OR 1=1 --"
    query = "SELECT $text AS text, $number + 1 AS number, $nothing IS NULL AS nothing"
    given = ("--param", f"text={hostile}", "--param", "number=41", "--param", "nothing=null")
    done = invoke("sql", query, *given, "--format", "json", "--data", library)
    assert json.loads(done.output) == [{"text": hostile, "number": 42, "nothing": True}]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["SELECT $day"], 2, "the parameter $day has no value"),
        (["SELECT 1", "--param", "day=1"], 2, "no statement has a parameter $day"),
        (["SELECT 1", "--param", "day"], 2, "expected NAME=VALUE"),
        (["SELECT 1", "--file", "other.sql"], 2, "not both"),
        (["--file", "missing.sql"], 2, "missing.sql: cannot be read as SQL"),
        (["SELECT 1;\nSELECT 2;\nSELECT titel FROM mart.article"], 2, "LINE 3: SELECT titel"),
    ],
)
def test_what_is_wrong_is_said(library: Path, arguments: list[str], status: int, said: str) -> None:
    done = invoke("sql", *arguments, "--data", library)
    assert done.exit_code == status
    assert said in done.output


@pytest.mark.parametrize("word", ["NaN", "Infinity", "007", "2026-11-23", "", "yes"])
def test_what_is_no_json_is_a_text(library: Path, word: str) -> None:
    done = invoke("sql", "SELECT $1 AS word", "--param", f"1={word}", "--format", "json", "--data", library)
    assert json.loads(done.output) == [{"word": word}]


def test_what_is_too_wide_for_a_table_is_shown_a_column_a_line(library: Path) -> None:
    shown = invoke("sql", "SELECT * FROM article LIMIT 1", "--data", library).output
    assert "row 1\narticle_id" in shown
    assert "1 row in" in shown
    none = invoke("sql", "SELECT * FROM article LIMIT 0", "--data", library).output
    assert none.startswith("article_id, ")
    assert "0 rows in" in none
    nested = invoke("sql", "SELECT {'a': [1, NULL], 'b': true} AS nested, '\\x00'::BLOB AS bytes", "--data", library)
    assert "{a: 1, NULL, b: true}   00" in nested.output


def test_a_table_shows_the_first_thousand_rows_and_counts_all(library: Path) -> None:
    shown = invoke("sql", "SELECT range AS n FROM range(30000)", "--data", library).output
    assert "\n 999 \n" in shown
    assert "\n 1000 \n" not in shown
    assert "30,000 rows in" in shown


def test_a_statement_that_only_sets_something_shows_no_table(library: Path) -> None:
    shown = invoke("sql", "SET VARIABLE day = 3; SELECT getvariable('day') AS day", "--data", library).output
    assert "Success" not in shown
    assert "1 row in" in shown


def test_a_result_that_fails_in_the_middle_leaves_the_earlier_file(library: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("earlier")
    query = "SELECT if(range = 90000, error('boom'), 'x') AS n FROM range(1000000)"
    done = invoke("sql", query, "--format", "csv", "--output", path, "--data", library)
    assert done.exit_code == 2
    assert "boom" in done.output
    assert path.read_text() == "earlier"


def test_sql_is_read_from_standard_input(library: Path) -> None:
    arguments = ["sql", "--format", "json", "--data", str(library)]
    done = CliRunner().invoke(main, arguments, input="SELECT 3 AS three")
    assert json.loads(done.output) == [{"three": 3}]


def test_only_unsafe_reaches_other_files(library: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n")
    query = f"SELECT a FROM read_csv('{other}')"
    assert invoke("sql", query, "--data", library).exit_code == 2
    assert invoke("sql", query, "--unsafe", "--data", library).exit_code == 0
    assert invoke("sql", "DELETE FROM core.article", "--unsafe", "--data", library).exit_code == 2


def test_the_prompt_answers_until_it_is_left(
    library: Path, typed: PipeInput, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(
        library,
        typed,
        ".tables\r.columns mart.story\r.columns nix\r.nonsense\rSELECT 40 + 2 AS answer\r;\rSELECT nix;\r;\r.quit\r",
    )
    shown = capsys.readouterr().out
    assert "mart.article " in shown
    assert "Id of the story." in shown
    assert "there is no nix" in shown
    assert ".columns NAME" in shown
    assert "42" in shown
    assert "LINE 1: SELECT nix;" in shown
    assert "SELECT 40 + 2" in (library / HISTORY).read_text()


def test_end_of_input_leaves_and_ctrl_c_does_not(
    library: Path, typed: PipeInput, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(library, typed, "SELECT 1 AS given_up\x03SELECT 2 AS two;\r\x04")
    shown = capsys.readouterr().out
    assert "two" in shown
    assert "given_up" not in shown


@pytest.mark.parametrize(
    ("text", "complete"), [("", True), ("SELECT 1", False), ("SELECT 1; \n", True), (".tables", True), ("; x", False)]
)
def test_enter_ends_a_statement_at_its_semicolon(text: str, complete: bool) -> None:
    assert is_complete(text) is complete


def test_completion_knows_tables_columns_functions_and_keywords(library: Path) -> None:
    assert completions(library, "SELECT * FROM mart.sto") == ["mart.story", "mart.story_lineage"]
    assert "list_contains" in completions(library, "SELECT list_con")
    assert "GROUP" in completions(library, "SELECT 1 gro")
    assert "originals" in completions(library, "FROM mart.story SELECT orig")
    assert completions(library, "SELECT ") == []
    assert "title" in completions(library, "SELECT ", asked=True)
