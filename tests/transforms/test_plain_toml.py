"""The fast reader of vocabularies says what the standard library says, of every file and of what it leaves to it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from transforms import lexicons
from transforms.lexicons import plain_toml

FILES = sorted(Path(lexicons.__file__).parent.glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_vocabulary_is_read_as_by_the_standard_library(path: Path) -> None:
    text = path.read_text("utf-8")
    assert plain_toml.loads(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        'name = "a # b"  # a comment\n',
        'names = [\n  "a", # one\n  "b",\n  # the last\n]\n',
        'names = ["x, ]", ["y",]]\n',
        'long = """\none = "two"\nthree"""\n',
        "[one]\na = 1\n[one.two]\nb = 2\n[[many]]\nc = 3\n[[many]]\n# nothing\n",
        '"Côte d\'Ivoire" = "CIV"\n',
        "day = 2026-11-22\n",
        "yes = true\nno = [false]\nhex = 0x1f\nbig = 1_000\nsigned = +1\n",
        "path = 'C:\\x'\n",
        'inline = {a = 1, b = "c"}\n',
        'dotted.key = "value"\n',
        'escaped = "tab\\t\\u0301"\nlong = """a \\\n  b"""\n',
        "",
        "# a comment alone\n",
    ],
)
def test_what_it_cannot_read_is_left_to_the_standard_library(text: str) -> None:
    assert plain_toml.loads(text) == tomllib.loads(text)


@pytest.mark.parametrize("text", ["a = 1 b = 2\n", "what is this\n", 'a = "open\n', "a = [1, 2\n", "a = 1\nb\n"])
def test_what_is_no_toml_is_an_error(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        plain_toml.loads(text)


def test_most_vocabularies_are_read_fast() -> None:
    left = []
    for path in FILES:
        try:
            plain_toml._read(path.read_text("utf-8"))
        except (ValueError, TypeError, AttributeError):
            left.append(path.name)
    assert len(left) < len(FILES) // 10, left
