"""The profiles of recurring lines, one file a source below ``DATA/boilerplate``, for people to read and to correct.

A profile is learned from what the snapshot holds, at a person's request, and applied to every article that is cleaned
from then on; rows name its version. Articles that were cleaned before stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flows.errors import CommandError
from flows.settings import Settings
from transforms.cleaning.boilerplate import profile, recurring_lines
from transforms.records import BoilerplateLine, BoilerplateProfile
from transforms.text import fold

_FOLDER = "boilerplate"
_HEAD = """\
# Lines that recur in the articles of {source_id}: each is left out of every article that is cleaned from now on.
# A paragraph a line; take out what belongs to the text. Lines that begin with # are not read.
"""


def profile_path(data: Path, source_id: str) -> Path:
    """Return where the profile of a source lies."""
    return data / _FOLDER / f"{source_id}.txt"


def read_profiles(data: Path) -> dict[str, BoilerplateProfile]:
    """Return every stored profile by source id.

    Raises:
        CommandError: a file cannot be read.
    """
    paths = sorted((data / _FOLDER).glob("*.txt"))
    return {path.stem: profile(path.stem, _lines(path)) for path in paths}


def learn(settings: Settings, source_id: str) -> tuple[BoilerplateLine, ...]:
    """Return the recurring lines of a source's articles in the snapshot.

    Raises:
        QueryError: there is no snapshot.
    """
    from warehouse.query import run_statement
    from warehouse.sqlfiles import statement

    result = run_statement(settings.place, statement("queries/bodies"), {"source_id": source_id})
    return recurring_lines(body for (body,) in result.rows())


def keep(settings: Settings, source_id: str, found: tuple[BoilerplateLine, ...]) -> Path:
    """Add lines to the profile of a source; return its file. What was taken out by hand comes back, if it recurs.

    Raises:
        CommandError: the file cannot be written.
    """
    path = profile_path(settings.data, source_id)
    lines = {fold(line): line for line in (*(_lines(path) if path.exists() else ()), *(one.text for one in found))}
    text = _HEAD.format(source_id=source_id) + "".join(f"{_on_one_line(line)}\n" for line in lines.values())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from None
    return path


def _on_one_line(line: str) -> str:
    """A paragraph as a line of the file: folding passes over what is lost here."""
    return " ".join(line.split()).lstrip("# ")


def _lines(path: Path) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path}: {error}; expected a text file in UTF-8 with a paragraph a line") from None
    return (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
