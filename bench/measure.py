"""What the benchmarks share: CPU and memory of a child process, and environments for peers."""

from __future__ import annotations

import importlib.util
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PEERS = ROOT / ".bench"


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds (user and system) and peak memory in MB of one process and its children."""

    cpu: float
    megabytes: float


def run(command: Sequence[str | Path]) -> Cost:
    """Run a command to its end and return what it cost; raises RuntimeError if it fails.

    Modules are compiled once and kept, as they are for a user, whatever the environment says (PYTHONDONTWRITEBYTECODE).
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen([str(part) for part in command], cwd=ROOT, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{command[0]} failed")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def peak_megabytes() -> float:
    """Return the peak memory of this process so far in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def peer(name: str, *requirements: str) -> Path:
    """Return the Python of an environment that holds one peer, pinned, made on first use."""
    home = PEERS / name
    python = home / "bin" / "python"
    if not python.exists():
        uv = Path(sys.executable).with_name("uv")
        run([uv, "venv", "--quiet", "--python", sys.executable, home])
        run([uv, "pip", "install", "--quiet", "--python", python, *requirements])
    return python


def scorer(home: Path) -> ModuleType:
    """Return the scoring script of a folder of ``../shared/bench`` as a module."""
    spec = importlib.util.spec_from_file_location(f"{home.name}_score", home / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
