"""``khotin parse`` and ``khotin tag``: the stages as filters over JSONL, the same functions that the flows call.

One object a line in and out, same order, same ids. A line that cannot be handled yields a ``reject`` object; the rest
goes on. Empty lines are passed over.
"""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from flows.errors import CommandError
from scrapers.source import Source
from transforms.records import Page, Reject

Line = Mapping[str, object]
Stage = Callable[[Line], dict[str, object]]

MAX_PAGE_BYTES = 20_000_000


def run_filter(stage: Stage, name: str, input_: Path | None, output: Path | None) -> int:
    """Send every line of a file (or standard input) through a stage; return how many lines were rejected.

    Raises:
        CommandError: a file cannot be read or written, or is both input and output.
    """
    if input_ and output and output.exists() and input_.exists() and output.samefile(input_):
        raise CommandError(f"{output}: is the input too; it would be emptied before it is read")
    rejected = 0
    with ExitStack() as stack:
        lines = _open(input_, "rb", stack) if input_ else sys.stdin.buffer
        out = _open(output, "wb", stack) if output else sys.stdout.buffer
        for number, text in enumerate(lines, 1):
            if not text.strip():
                continue
            row = _handled(stage, name, text, number)
            rejected += "reject" in row
            out.write(msgspec.json.encode(row) + b"\n")
    return rejected


def _open(path: Path, mode: Literal["rb", "wb"], stack: ExitStack) -> BinaryIO:
    try:
        return stack.enter_context(path.open(mode))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from None


def _handled(stage: Stage, name: str, text: bytes, number: int) -> dict[str, object]:
    try:
        line = json.loads(text)
    except (ValueError, RecursionError) as error:
        return reject_json(None, Reject("parse", "bad-line", "", f"line {number}: not JSON: {error}"), name)
    if not isinstance(line, dict):
        return reject_json(None, Reject("parse", "bad-line", "", f"line {number}: expected an object"), name)
    return {**stage(line), "id": line.get("id")}


def reject_json(id_: object, reject: Reject, stage: str | None = None) -> dict[str, object]:
    """Return the output line of something that was rejected."""
    return {
        "id": id_,
        "reject": {"stage": stage or reject.stage, "reason": reject.reason, "detail": reject.detail},
    }


def parse_stage(sources: Callable[[], Mapping[str, Source]], folder: Path, now: datetime) -> Stage:
    """Return the stage of ``khotin parse``.

    ``sources`` is asked when a line first names one: reading the source files takes as long as parsing many pages.
    ``html_path`` is relative to ``folder``; ``now`` stands for a missing ``fetched_at``.
    """
    from scrapers.parse import parse, to_json

    def stage(line: Line) -> dict[str, object]:
        id_ = line.get("id")
        try:
            page = _page(line, folder, now)
        except ValueError as error:
            return reject_json(id_, Reject("parse", "bad-line", "", str(error)))
        source = sources().get(page.source_id) if "source_id" in line else None
        parsed = parse(page, source)
        return reject_json(id_, parsed) if isinstance(parsed, Reject) else {"id": id_, **to_json(parsed)}

    return stage


def _page(line: Line, folder: Path, now: datetime) -> Page:
    """Return the page of an input line. Raises ValueError for a line without a page."""
    url = _string(line, "url") or ""
    fetched_at = _string(line, "fetched_at")
    moment = datetime.fromisoformat(fetched_at) if fetched_at else now
    return Page(
        url=url,
        final_url=url,
        source_id=_string(line, "source_id") or "documents",
        content_type=_string(line, "content_type") or "text/html",
        body=_body(line, folder),
        fetched_at=moment if moment.tzinfo else moment.replace(tzinfo=UTC),
        fetch_id="",
    )


def _body(line: Line, folder: Path) -> bytes:
    html = _string(line, "html")
    if html is not None:
        return b"\xef\xbb\xbf" + html.encode(
            "utf-8", "surrogatepass"
        )  # a byte order mark: this text is decoded already
    name = _string(line, "html_path")
    if name is None:
        raise ValueError("expected html or html_path")
    return _read(folder / name)


def _read(path: Path) -> bytes:
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            body: bytes = file.read(MAX_PAGE_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"{path}: cannot be read: {error}") from None
    if len(body) > MAX_PAGE_BYTES:
        raise ValueError(f"{path}: more than {MAX_PAGE_BYTES} bytes")
    return body


def _string(line: Line, key: str) -> str | None:
    value = line.get(key)
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"{key}: expected text, got {type(value).__name__}")
