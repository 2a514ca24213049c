"""The recipes for plain DuckDB hold: what docs/recipes.md shows runs as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.warehouse_samples import NOW, article, batch, item
from warehouse.publish import publish
from warehouse.store import Warehouse

PAGE = (Path(__file__).parents[1] / "docs" / "recipes.md").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a published snapshot below ``data``."""
    warehouse = Warehouse(tmp_path / "data")
    with warehouse.write() as session:
        session.load(batch(item(article("a", title="Hà Nội opens a metro line"))))
    publish(warehouse, NOW)
    return tmp_path


def test_the_python_recipe_runs(folder: Path) -> None:
    recipe = re.findall(r"```python\n(import duckdb\n\nwith.*?)```", PAGE, re.DOTALL)[0]
    shown = f"{recipe}\nprint(rows[0][0], found)\n"
    done = subprocess.run([sys.executable, "-c", shown], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    last = done.stdout.splitlines()[-1:]  # DuckDB draws a bar above it on a machine that is busy
    assert last == ["Hà Nội opens a metro line [('Hà Nội opens a metro line',)]"], done.stderr


def test_the_copy_for_older_versions_has_everything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = re.findall(r'duckdb -c "(ATTACH.*?)"\n```', PAGE, re.DOTALL)[0]
    monkeypatch.chdir(folder)
    with duckdb.connect() as connection:
        connection.execute(recipe).fetchall()
    with duckdb.connect("older.duckdb", read_only=True) as older:
        assert older.execute("SELECT title FROM mart.article").fetchall() == [("Hà Nội opens a metro line",)]
        assert older.execute("SELECT count(*) FROM mart.search('hà nội')").fetchall() == [(1,)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_tool_that_wants_to_write_is_refused(folder: Path) -> None:
    with pytest.raises(duckdb.IOException, match="Permission denied"):
        duckdb.connect(folder / "data" / "published.duckdb")
