"""The wheel works where nothing but the wheel and its locked dependencies is: its package data are all there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
UV = Path(sys.executable).with_name("uv")
PACKAGES = ("flows", "scrapers", "transforms", "warehouse")
# The tree is built from a copy: setuptools leaves a build folder behind, and takes what an older one holds.
NO_SOURCE = shutil.ignore_patterns(".*", "build", "dist", "data", "out", "*.egg-info", "__pycache__", "tests", "bench")
STORY = """A railway line for the delta
----------------------------

The ministry of transport said on Tuesday that a line between Can Tho and the coast of Vietnam will open in spring.

Trains have run on it without passengers since June, and the last of the bridges was tested under load last week.
"""

pytestmark = pytest.mark.wheel


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command with no settings of ours and without the checkout on the path; return what it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KHOTIN_", "PREFECT_", "PYTHON"))}
    kept.pop("VIRTUAL_ENV", None)
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "source", ignore=NO_SOURCE)
    build = ("wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, folder / "source")
    run(sys.executable, "-m", "pip", *build, cwd=folder)
    (built,) = folder.glob("khotin-*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an environment ``env`` that holds the wheel, its dependencies as locked, and no more."""
    folder = tmp_path_factory.mktemp("elsewhere")
    run(UV, "venv", "--quiet", "--python", sys.executable, "env", cwd=folder)
    install = ("install", "--quiet", "--python", "env", "--constraint", ROOT / "requirements.lock", wheel)
    run(UV, "pip", *install, cwd=folder)
    return folder


def test_everything_that_is_no_test_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }
    assert packed == wanted


def test_the_installed_command_is_not_the_checkouts(elsewhere: Path) -> None:
    shown = run(elsewhere / "env/bin/python", "-c", "import flows; print(flows.__file__)", cwd=elsewhere)
    assert shown.startswith(str(elsewhere))
    assert "Start with `khotin demo`" in run(elsewhere / "env/bin/khotin", "--help", cwd=elsewhere)


def test_the_shipped_sources_are_read(elsewhere: Path) -> None:
    shown = run(elsewhere / "env/bin/khotin", "sources", cwd=elsewhere)
    names = [path.stem for path in (ROOT / "scrapers/sources").glob("*.toml")]
    assert names
    assert not [name for name in names if name not in shown]


def test_a_document_goes_in_and_comes_out_tagged(elsewhere: Path) -> None:
    (elsewhere / "story.txt").write_text(STORY)
    command = elsewhere / "env/bin/khotin"
    run(command, "ingest", "story.txt", cwd=elsewhere)
    query = "select title, array_to_string(countries, ' ') as countries from mart.article"
    shown = run(command, "sql", query, "--format", "csv", cwd=elsewhere)
    assert shown.splitlines()[1:] == ["A railway line for the delta,VNM"]


def test_the_demo_runs(elsewhere: Path) -> None:
    shown = run(elsewhere / "env/bin/khotin", "demo", cwd=elsewhere)
    assert "Who ran whose story" in shown
    assert "Edited since the last visit" in shown
    assert "Published" in shown
