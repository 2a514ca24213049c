"""The command line in tests: within this process, or in one of its own where start, end or signals matter."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner, Result

from flows.cli import main

KHOTIN = Path(sys.executable).with_name("khotin")
OURS = ("KHOTIN_", "PREFECT_")


def environment(**more: str) -> dict[str, str]:
    """Return the environment without what the person who runs the tests has set for Khotin and Prefect."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)} | more


def invoke(*arguments: str | Path, stdin: str | None = None, **variables: str) -> Result:
    """Run a command in this process: quick, and good for whatever starts no flow."""
    with patch.dict(os.environ, environment(**variables), clear=True):
        return CliRunner().invoke(main, [str(part) for part in arguments], input=stdin)


def start(*arguments: str | Path, cwd: Path | None = None, **variables: str) -> subprocess.Popen[str]:
    """Start a command as a process of its own."""
    return subprocess.Popen(
        [KHOTIN, *map(str, arguments)],
        cwd=cwd,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def khotin(
    *arguments: str | Path, cwd: Path | None = None, timeout: float = 120, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own and wait for it."""
    process = start(*arguments, cwd=cwd, **variables)
    try:
        out, err = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        raise AssertionError(f"khotin {arguments} took more than {timeout} s; it said:\n{out}\n{err}") from None
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
