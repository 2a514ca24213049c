"""The command line as a person meets it: help, exit statuses, options, and that a command never does harm."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import click
import pytest

from flows.cli import main
from tests.flows.conftest import ESCAPE
from tests.flows.console import KHOTIN, environment, invoke, start

pytestmark = pytest.mark.commands

COMMANDS = tuple(main.commands)
HEAVY = ("prefect", "bs4", "lxml", "httpx", "asyncio", "feedparser", "babel")
IMPORTED = f"""
import sys
from flows.cli import main
try:
    main()
finally:
    print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_shows_an_example_that_parses(name: str) -> None:
    shown = invoke(name, "--help")
    assert shown.exit_code == 0
    example = next(line for line in shown.output.splitlines() if line.strip().startswith("Example: khotin"))
    assert example.split("khotin ")[1].split()[0] == name


def test_help_names_every_command() -> None:
    shown = invoke("--help")
    assert shown.exit_code == 0
    assert {line.split()[0] for line in shown.output.partition("Commands:\n")[2].splitlines() if line} == set(COMMANDS)


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["serve", "--help"], ["sql", "select 1"]])
def test_the_quick_commands_import_nothing_heavy(arguments: list[str], library: Path) -> None:
    """Half a second of CPU is asked for; what decides it is what is imported, and that is the same on every machine."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, *arguments],
        env=environment(KHOTIN_DATA=str(library)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["search"], "Missing argument 'WORDS...'"),
        (["sql", "select 1", "--format", "xls"], "'xls' is not one of"),
        (["backfill", "tuoitre", "--since", "2026-11-10", "--until", "2026-11-01"], "is after --until"),
        (["backfill", "tuoitre", "--since", "yesterday", "--until", "2026-11-01"], "does not match the format"),
        (["run", "no-such-paper"], "no source 'no-such-paper'"),
        (["backfill", "no-such", "--since", "2026-11-01", "--until", "2026-11-01"], "no source 'no-such'"),
        (["run", "tuoitre"], "set KHOTIN_CONTACT"),
        (["serve"], "set KHOTIN_CONTACT"),
        (["ingest", "no-such-folder"], "no such file or folder: no-such-folder"),
        (["sql", "select 1"], "nothing has been published yet"),
        (["search", "word"], "nothing has been published yet"),
        (["newsstand", "--fault", "no-such"], "unknown fault 'no-such'"),
        (["parse", "--input", "no-such.jsonl"], "no-such.jsonl: No such file"),
        (["run", "--sources", "no-such"], "source file left out: no-such: no such folder"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
def test_a_wrong_command_is_status_2_and_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = invoke(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stderr.splitlines()[-1].startswith(("khotin: ", "Error: "))
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("variables", "text", "said"),
    [
        ({"KHOTIN_LOK_WAIT": "3"}, "", "did you mean 'KHOTIN_LOCK_WAIT'"),
        ({"KHOTIN_BATCH_SIZE": "many"}, "", "environment:"),
        ({}, "kontact = 'me'", "khotin.toml: unknown setting 'kontact'; did you mean 'contact'?"),
        ({}, "contact =", "khotin.toml: not valid TOML"),
    ],
)
def test_a_wrong_setting_is_status_2(tmp_path: Path, variables: dict[str, str], text: str, said: str) -> None:
    (tmp_path / "khotin.toml").write_text(text)
    done = invoke("sources", "--data", tmp_path, **variables)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_statuses_tell_done_from_done_in_part(tmp_path: Path, library: Path) -> None:
    assert invoke("check", "--data", library).exit_code == 0
    (tmp_path / "broken.toml").write_text("id = ")
    listed = invoke("sources", "--sources", "bundled", "--sources", tmp_path)
    assert listed.exit_code == 1
    assert "tuoitre" in listed.stdout
    assert str(tmp_path / "broken.toml") in listed.stderr


def test_data_and_sources_stand_before_or_after_the_commands_name(tmp_path: Path, library: Path) -> None:
    query = ("sql", "select count(*) as n from mart.article", "--format", "csv")
    assert invoke("--data", library, *query).stdout.split() == ["n", "2"]
    assert invoke(*query, "--data", library).stdout.split() == ["n", "2"]
    assert invoke(*query, KHOTIN_DATA=str(library)).stdout.split() == ["n", "2"]
    assert invoke("--data", tmp_path, *query, "--data", library).stdout.split() == ["n", "2"]
    empty = tmp_path / "mine"
    empty.mkdir()
    for arguments in (("--sources", empty, "sources"), ("sources", "--sources", empty)):
        assert "tuoitre" not in invoke(*arguments).stdout
    both = invoke("sources", KHOTIN_SOURCES=os.pathsep.join(["bundled", str(empty)]))
    assert "tuoitre" in both.stdout


def test_wrong_sql_shows_where_it_is_wrong(library: Path) -> None:
    done = invoke("sql", "select titel from mart.article", "--data", library)
    assert done.exit_code == 2
    *_, line, mark = done.stderr.splitlines()
    assert line[mark.index("^") :].startswith("titel")
    assert '"title"' in done.stderr


@pytest.mark.parametrize(
    "statement",
    [
        "insert into core.source select * from core.source",
        "delete from core.article",
        "drop table core.article",
        "create table mine as select 1",
        "attach '{folder}/other.duckdb'",
        "copy (select 1) to '{folder}/out.csv'",
        "export database '{folder}/out'",
        "select * from read_csv('{folder}/secret.csv')",
        "select * from read_text('/etc/hostname')",
        "from '{folder}/secret.csv'",
        "install httpfs",
        "load '{folder}/evil.duckdb_extension'",
        "set enable_external_access = true",
        "reset enable_external_access",
        "select 1; delete from core.article",
    ],
)
def test_sql_can_only_read_the_snapshot(tmp_path: Path, library: Path, statement: str) -> None:
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    before = (library / "published.duckdb").read_bytes()
    done = invoke("sql", statement.format(folder=tmp_path), "--data", library)
    assert done.exit_code == 2
    assert done.stderr.startswith("khotin: ")
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]
    assert (library / "published.duckdb").read_bytes() == before


def test_broken_pipe_ends_quietly(library: Path) -> None:
    for format_ in ("csv", "table"):
        process = start("sql", "select range from range(20000)", "--format", format_, "--data", library)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait() == 0


@pytest.mark.parametrize("command", [["sources"], ["check"], ["sql", "select title, authors, body from mart.article"]])
def test_no_control_sequence_of_a_page_reaches_the_output(library: Path, command: list[str]) -> None:
    shown = invoke(*command, "--data", library)
    assert shown.exit_code == 0
    assert ESCAPE not in shown.output
    assert "\x07" not in shown.output


@pytest.mark.parametrize("format_", ["table", "csv", "markdown", "json", "jsonl"])
def test_a_terminal_shows_control_characters_and_does_not_obey_them(library: Path, format_: str) -> None:
    """What comes from a terminal itself (colours of a table) is not in question: the query's own escape is."""
    ours, theirs = pty.openpty()
    query = "select 'a' || chr(27) || '[2Jb' || chr(160) || 'c' as x"
    command = [str(KHOTIN), "sql", query, "--format", format_, "--data", str(library)]
    with subprocess.Popen(command, stdout=theirs, env=environment(TERM="xterm")) as process:
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        assert process.wait() == 0
    os.close(ours)
    assert b"\x1b[2J" not in shown
    assert b"[2Jb\xc2\xa0c" in shown


def _read(terminal: int) -> bytes:
    """Read from a terminal; Linux says EIO where the other side is closed."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_version_is_told() -> None:
    from transforms import __version__

    assert invoke("--version").output.strip() == f"khotin, version {__version__}"


def test_every_option_has_a_help_text_or_a_name_that_needs_none() -> None:
    plain = {"limit", "format_"}
    for name, command in main.commands.items():
        missing = {p.name for p in command.params if isinstance(p, click.Option) and not p.help} - plain
        assert not missing, name
