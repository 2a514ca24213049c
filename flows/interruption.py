"""Ctrl-C in a long command: the first one ends it in good order, the second one at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Coroutine
from types import FrameType
from typing import Any, TypeVar

import click

from flows.errors import IN_PART
from flows.tables import console

T = TypeVar("T")


async def until_interrupted(work: Coroutine[Any, Any, T]) -> T:
    """Await ``work`` as all that ``asyncio.run`` does, whose way with the first Ctrl-C is kept: the work is cancelled.

    Whatever that waits for, the second one does not: it ends the process as ``kill -9`` would, which costs what is not
    committed and nothing else.
    """
    cancels = signal.getsignal(signal.SIGINT)
    pressed = False

    def interrupt(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        if pressed:
            console(error=True).show_cursor()
            click.echo("khotin: ended at once; what was written is kept, and the same command goes on there", err=True)
            os._exit(IN_PART)
        pressed = True
        click.echo("khotin: stopping; Ctrl-C again ends at once", err=True)
        if callable(cancels):
            cancels(number, frame)

    signal.signal(signal.SIGINT, interrupt)
    try:
        return await work
    finally:
        signal.signal(signal.SIGINT, cancels)
