"""The pool of processes whose members are there before the command has any thread."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading

import pytest

from flows.pool import early_page_pool

# What a process of the pool has imported, and how it was started, said by a command that has no thread yet.
SAID = """
from multiprocessing import active_children
from flows.pool import early_page_pool
from flows.remake import remake
with early_page_pool(2) as pool:
    print(*sorted({type(one).__name__ for one in active_children()}), len(active_children()))
    print(pool.submit(eval, "'flows.remake' in __import__('sys').modules").result())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_processes_begin_with_what_the_command_has_imported() -> None:
    done = subprocess.run([sys.executable, "-c", SAID], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["ForkProcess", "2", "True"]


def test_a_command_that_has_threads_is_not_forked() -> None:
    ended = threading.Event()
    other = threading.Thread(target=ended.wait)
    other.start()
    try:
        with early_page_pool(1) as pool:
            assert pool.submit(os.getppid).result() == os.getpid()
            assert {type(one).__name__ for one in multiprocessing.active_children()} == {"SpawnProcess"}
    finally:
        ended.set()
        other.join()
