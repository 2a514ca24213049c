"""The stages as filters over JSONL (``khotin parse``, ``khotin tag``): the same functions that the flows call.

One object a line in and out, same order, same ids. A line that cannot be handled yields a ``reject`` object; the rest
goes on. Empty lines are passed over.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from flows.errors import CommandError
from flows.filter_pool import Answer, Numbered, answers
from transforms.records import Reject

Line = Mapping[str, object]
Stage = Callable[[Line], dict[str, object]]


def run_filter(stage: Stage, name: str, input_: Path | None, output: Path | None, workers: int = 1) -> int:
    """Send every line of a file (or standard input) through a stage; return how many lines were rejected.

    Raises:
        CommandError: a file cannot be read or written, or is both input and output; a worker was ended.
    """
    if input_ and output and output.exists() and input_.exists() and output.samefile(input_):
        raise CommandError(f"{output}: is the input too; it would be emptied before it is read")
    rejected = 0
    with ExitStack() as stack:
        lines = open_file(input_, "rb", stack) if input_ else sys.stdin.buffer
        out = open_file(output, "wb", stack) if output else sys.stdout.buffer
        numbered = ((number, text) for number, text in enumerate(lines, 1) if text.strip())
        for row, refused in answers(partial(_answer, stage, name), numbered, workers):
            rejected += refused
            out.write(row)
    return rejected


def open_file(path: Path, mode: Literal["rb", "wb"], stack: ExitStack) -> BinaryIO:
    """Open a file that the user named; raises CommandError where that cannot be done."""
    try:
        return stack.enter_context(path.open(mode))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from None


def _answer(stage: Stage, name: str, line: Numbered) -> Answer:
    """The output line for an input line, and whether it is a reject."""
    row = _handled(stage, name, line[1], line[0])
    return msgspec.json.encode(row) + b"\n", "reject" in row


def _handled(stage: Stage, name: str, text: bytes, number: int) -> dict[str, object]:
    line = read_line(text, number)
    return reject_json(None, line, name) if isinstance(line, Reject) else {**stage(line), "id": line.get("id")}


def read_line(text: bytes, number: int) -> dict[str, object] | Reject:
    """Return the object of an input line, or why it is none."""
    try:
        line = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Reject("parse", "bad-line", "", f"line {number}: not JSON: {error}")
    return line if isinstance(line, dict) else Reject("parse", "bad-line", "", f"line {number}: expected an object")


def reject_json(id_: object, reject: Reject, stage: str | None = None) -> dict[str, object]:
    """Return the output line of something that was rejected."""
    return {
        "id": id_,
        "reject": {"stage": stage or reject.stage, "reason": reject.reason, "detail": reject.detail},
    }
