"""``khotin tag`` over documents, and its answers for people: what is read is the same as in every other run."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from flows.errors import CommandError
from flows.explain import Explained, show_explained, show_reject
from flows.filters import open_file, read_line, reject_json
from flows.interpret import interpret
from flows.tables import console
from scrapers.files import read_page
from transforms.records import Reject
from transforms.tag import tag
from transforms.tag_line import tagged, to_json

Answer = tuple[str, Explained | Reject]
_SOURCE = "documents"


def file_lines(documents: Sequence[Path], output: Path | None) -> int:
    """Write the tag contract's line of each document; return how many could not be tagged."""
    refused = 0
    with ExitStack() as stack:
        out = open_file(output, "wb", stack) if output else sys.stdout.buffer
        for name, answer in map(_document, documents):
            row = reject_json(name, answer) if isinstance(answer, Reject) else to_json(*answer, line_id=name)
            refused += isinstance(answer, Reject)
            out.write(msgspec.json.encode(row) + b"\n")
    return refused


def explain_lines(documents: Sequence[Path], input_: Path | None) -> int:
    """Show each document or line of JSONL with its tags and their evidence; return how many could not be tagged."""
    out, refused = console(), 0
    for name, answer in map(_document, documents) if documents else _lines(input_):
        if isinstance(answer, Reject):
            refused += 1
            show_reject(out, name, answer)
        else:
            show_explained(out, name, answer)
    return refused


def _document(path: Path) -> Answer:
    """Read, parse, clean and tag one file, as ``khotin ingest`` does but for keeping it."""
    try:
        page = read_page(path, lambda: datetime.now(UTC), _SOURCE)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror or error}") from None
    article = page if isinstance(page, Reject) else interpret(page, None)
    return path.name, article if isinstance(article, Reject) else (article, tag(article))


def _lines(input_: Path | None) -> Iterator[Answer]:
    with ExitStack() as stack:
        file = open_file(input_, "rb", stack) if input_ else sys.stdin.buffer
        for number, text in enumerate(file, 1):
            if text.strip():
                yield _line(text, number)


def _line(text: bytes, number: int) -> Answer:
    line, name = read_line(text, number), f"line {number}"
    return (name, line) if isinstance(line, Reject) else (str(line.get("id", name)), tagged(line))
