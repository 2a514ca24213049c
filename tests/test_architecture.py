"""The rooms of docs/design.md, held by the code's own syntax trees: who may import whom, and what purity means."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("flows", "scrapers", "transforms", "warehouse")

# Which of our rooms each room may import (itself always).
MAY_IMPORT = {
    "transforms": set(),
    "scrapers": {"transforms"},
    "warehouse": {"transforms"},
    "flows": {"scrapers", "transforms", "warehouse"},
}

# Which distributions each room may import, by top-level module; a new one is described in docs/dependencies.md too.
THIRD_PARTY = {
    "transforms": {"babel", "dateutil", "ftfy", "idna", "msgspec", "numpy", "pycld2"},
    "scrapers": {
        "babel",
        "brotli",
        "bs4",
        "charset_normalizer",
        "cronsim",
        "feedparser",
        "h11",
        "h2",
        "httpcore",
        "httpx",
        "isal",
        "lxml",
        "msgspec",
        "playwright",
        "protego",
        "soupsieve",
        "tenacity",
        "warcio",
        "webencodings",
        "zstandard",
    },
    "warehouse": {"asyncpg", "duckdb", "numpy", "pyarrow", "tenacity"},
    "flows": {"click", "msgspec", "prefect", "prompt_toolkit", "pygments", "rich", "tenacity", "uvicorn"},
}

# The pure helpers of transforms that scrapers and warehouse may use: no cleaning, tagging or deciding there.
STAGES_OF_TRANSFORMS = {"clean", "dedup", "tag", "link"}

IMPURE_MODULES = {
    "aiofiles",
    "glob",
    "http",
    "importlib",
    "io",
    "logging",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "tempfile",
    "threading",
    "time",
    "urllib.request",
    "uuid",
}
IMPURE_CALLS = {"open", "print", "input", "exec", "eval", "now", "utcnow", "today", "read_text", "write_text"}
LEXICON_READERS = {Path("transforms/lexicons/__init__.py"), Path("transforms/lexicons/cldr.py")}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def files_of(room: str) -> list[Path]:
    files = sorted((ROOT / room).rglob("*.py"))
    assert files, f"{room}/ holds no Python"
    return files


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import; write the room's name"
            yield node.module or "", node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def all_files() -> list[Path]:
    return [path for room in ROOMS for path in files_of(room)]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", all_files(), ids=name_of)
def test_a_room_imports_only_what_is_its_own(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    allowed = MAY_IMPORT[room] | {room} | THIRD_PARTY[room] | set(sys.stdlib_module_names)
    wrong = {
        f"{name_of(path)}:{line}: {module}" for module, line in imports_of(path) if module.split(".")[0] not in allowed
    }
    assert not wrong


@pytest.mark.parametrize("path", files_of("scrapers") + files_of("warehouse"), ids=name_of)
def test_scrapers_and_warehouse_decide_nothing(path: Path) -> None:
    stages = {f"transforms.{stage}" for stage in STAGES_OF_TRANSFORMS}
    assert not {f"{name_of(path)}:{line}: {module}" for module, line in imports_of(path) if module in stages}


def test_records_import_nothing_of_ours() -> None:
    modules = {module.split(".")[0] for module, _ in imports_of(ROOT / "transforms/records.py")}
    assert not modules & set(ROOMS)


@pytest.mark.parametrize("path", files_of("transforms"), ids=name_of)
def test_transforms_are_pure(path: Path) -> None:
    if path.relative_to(ROOT) in LEXICON_READERS:
        return
    modules = {
        f"{name_of(path)}:{line}: imports {module}"
        for module, line in imports_of(path)
        if module in IMPURE_MODULES or module.split(".")[0] in IMPURE_MODULES
    }
    calls = {f"{name_of(path)}:{line}: calls {name}" for name, line in calls_of(path) if name in IMPURE_CALLS}
    assert not modules | calls


def calls_of(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name):
                yield function.id, node.lineno
            elif isinstance(function, ast.Attribute):
                yield function.attr, node.lineno


@pytest.mark.parametrize("path", files_of("scrapers") + files_of("warehouse"), ids=name_of)
def test_only_flows_know_the_clock_the_environment_and_the_terminal(path: Path) -> None:
    calls = {
        f"{name_of(path)}:{line}: {name}"
        for name, line in calls_of(path)
        if name in {"now", "utcnow", "today", "print"}
    }
    environment = {
        f"{name_of(path)}:{node.lineno}: {node.attr}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    }
    assert not calls | environment


@pytest.mark.parametrize("path", files_of("flows"), ids=name_of)
def test_fast_commands_do_not_import_prefect(path: Path) -> None:
    """Only these modules may import Prefect at their top; ``khotin sql`` and ``--help`` import none of them."""
    if path.name in ("harvest_flow.py", "maintenance_flow.py", "reparse_flow.py"):
        return
    top = {
        alias.name if isinstance(node, ast.Import) else node.module or ""
        for node in tree_of(path).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    with_prefect = {"flows.harvest_flow", "flows.maintenance_flow", "flows.reparse_flow"}
    assert not {module for module in top if module.split(".")[0] == "prefect" or module in with_prefect}


def test_sql_stands_in_sql_files() -> None:
    """No statement is written, let alone built, in Python: a string that begins with a verb of SQL is one."""
    verbs = ("select ", "insert ", "update ", "delete ", "merge ", "create ", "drop ", "alter ", "with ")
    found = {
        f"{name_of(path)}:{node.lineno}: {node.value[:40]!r}"
        for path in all_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.lstrip().lower().startswith(verbs)
        and any(word in node.value.lower() for word in (" from ", " into ", " set ", " table ", " view "))
    }
    assert not found
