"""The documentation holds what it says: generated pages are current, links lead somewhere, command lines parse."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import click
import pytest

from flows.cli import main
from flows.docs import DOCS, PAGES

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
PROSE = (README, ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")))
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(#[^)\s]*)?\)")
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
SHELL_SIGNS = frozenset({"&", "&&", "|", "||", ">", ">>", ";", "<"})
DISTRIBUTION = re.compile(r"[a-z0-9][a-z0-9._-]*")


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_current(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == PAGES[name](), "run make docs"


def test_every_command_is_documented() -> None:
    page = (DOCS / "commands.md").read_text("utf-8")
    assert set(re.findall(r"^## `khotin ([a-z-]+)`$", page, re.MULTILINE)) == set(main.commands)


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_to_one(path: Path) -> None:
    missing = [
        target
        for target, _ in LINK.findall(path.read_text("utf-8"))
        if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists()
    ]
    assert not missing


def test_the_folders_that_readme_lists_are_there() -> None:
    folders = re.findall(r"^\| `([a-z]+)/` \|", README.read_text("utf-8"), re.MULTILINE)
    assert folders
    assert not [name for name in folders if not (ROOT / name).is_dir()]


def command_lines(block: str) -> Iterator[tuple[str, ...]]:
    """Yield the arguments of every ``khotin`` command in a shell block; a quotation may go over several lines."""
    pending = ""
    for line in block.splitlines():
        pending += line
        try:
            words = shlex.split(pending, comments=True)
        except ValueError:  # a quotation is still open
            pending += "\n"
            continue
        pending = ""
        if words[:1] == ["khotin"]:
            yield tuple(takewhile(lambda word: word not in SHELL_SIGNS, words[1:]))


def examples() -> list[tuple[str, ...]]:
    shown = [
        line for path in PROSE for block in SHELL.findall(path.read_text("utf-8")) for line in command_lines(block)
    ]
    helps = [command.help or "" for command in main.commands.values()]
    told = [line for help_ in helps for line in command_lines(help_.partition("Example: ")[2])]
    return list(dict.fromkeys(shown + told))


def test_there_are_examples_to_hold() -> None:
    assert len(examples()) > len(main.commands)


@pytest.mark.parametrize("words", examples(), ids=" ".join)
def test_an_example_is_a_command_line_that_khotin_takes(words: tuple[str, ...]) -> None:
    name, *arguments = words
    command = main.commands[name]
    with click.Context(main, info_name="khotin") as group:
        command.make_context(name, arguments, parent=group)


def test_dependencies_are_described_one_by_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = (lines for name, lines in project["optional-dependencies"].items() if name != "dev")
    lines = [*project["dependencies"], *(line for extra in extras for line in extra)]
    declared = {DISTRIBUTION.findall(line.lower())[0] for line in lines}
    table = (DOCS / "dependencies.md").read_text("utf-8").partition("|---")[2].partition("\n\n")[0]
    cells = [line.split("|")[1] for line in table.splitlines()[1:]]
    described = [name.split("(")[0].strip() for cell in cells for name in cell.split(",")]
    assert sorted(described) == sorted(declared)
