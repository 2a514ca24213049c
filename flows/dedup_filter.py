"""``khotin dedup``: which documents are copies of which, over JSONL, with an index that can be kept between calls.

Documents go into the index in batches, each in a transaction; the answers are read from it at the end, so that each
counts everything known by then, also what a later line said of an earlier one. A call that dies is repeated: batches
that were committed are known already, and the groups depend on the documents alone.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from flows.errors import CommandError
from flows.filter_pool import calm_collector
from flows.filter_stories import Stories, Told
from flows.filters import open_file, read_line, reject_json
from flows.placing import SKETCHES, place_copies
from transforms.copies.records import UNDATED, Document, Words
from transforms.copies.shingles import content_key
from transforms.copies.wordnumbers import read_all
from transforms.link import story_id
from transforms.records import Reject
from warehouse.copy_file import Answer, CopyFile, Earlier, Given, open_copy_file

_BATCH_LINES, _BATCH_CHARS = 2_500, 8_000_000  # what a batch costs is one pass over all sketches, and some 60 MB
_ANSWERS = 20_000


class Line(msgspec.Struct):
    """A line of the input."""

    id: str | int
    title: str | None = None
    text: str | None = None
    published: str | None = None
    source: str | None = None


class Piece(NamedTuple):
    """A document as it came: line number, id as JSON, when and where it was published, what to read, a digest of it."""

    line: int
    key: str
    published: str
    source: str | None
    title: str | None
    text: str
    digest: int


_read = msgspec.json.Decoder(Line).decode


def dedup_lines(
    input_: Path | None, output: Path | None, index: Path | None, *, stories: bool, window: int | None = None
) -> int:
    """Answer every line of a file (or standard input); return how many were rejected.

    ``window`` is how many days two documents that are compared may be apart, if that is limited.

    Raises:
        CommandError: a file cannot be read or written, or is both input and output.
        WarehouseBusy: the index is in use by another process.
        WarehouseBroken: the index cannot be used.
    """
    if input_ and output and output.exists() and input_.exists() and output.samefile(input_):
        raise CommandError(f"{output}: is the input too; it would be emptied before it is read")
    with ExitStack() as stack:
        lines = open_file(input_, "rb", stack) if input_ else sys.stdin.buffer
        file = stack.enter_context(_index(index, window))
        stack.enter_context(calm_collector())
        count = _take_in(file, lines, Stories(file) if stories else None)
        out = open_file(output, "wb", stack) if output else sys.stdout.buffer
        rejected = 0
        for rows, refused in _answers(file, count, stories=stories):
            out.write(rows)
            rejected += refused
    return rejected


@contextmanager
def _index(path: Path | None, window: int | None) -> Iterator[CopyFile]:
    """Open the index that is kept, or one for this call alone."""
    with ExitStack() as stack:
        if path is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="khotin-dedup-"))
            path = Path(folder, "index.duckdb")
        yield stack.enter_context(open_copy_file(path, SKETCHES, datetime.now(UTC), window=window))


def _take_in(file: CopyFile, lines: Iterable[bytes], stories: Stories | None) -> int:
    """Place the documents of all lines, batch by batch, and tell their stories; return the number of the last line."""
    pieces: list[Piece | Given] = []
    size = number = 0
    for number, text in enumerate(lines, 1):
        if text.strip():
            pieces.append(_piece(text, number))
            size += len(text)
        if len(pieces) >= _BATCH_LINES or size >= _BATCH_CHARS:
            _place(file, pieces, stories)
            pieces, size = [], 0
    _place(file, pieces, stories)
    if stories:
        stories.tell()
    return number


def _piece(text: bytes, number: int) -> Piece | Given:
    """Return the document of a line, or the line as refused."""
    try:
        line = _read(text)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        plain = read_line(text, number)  # the reader that takes what is odd, and says what is wrong
        if isinstance(plain, Reject):
            return _refused(number, None, plain.reason, plain.detail)
        try:
            line = msgspec.convert(plain, Line)
        except msgspec.ValidationError as error:
            return _refused(number, plain.get("id"), "bad-field", str(error))
    return _checked(line, number)


def _checked(line: Line, number: int) -> Piece | Given:
    title, text = line.title or None, line.text or ""
    if not title and not text.strip():
        return _refused(number, line.id, "no-text", "the line has neither text nor title")
    try:
        published = _published(line.published)
        key = msgspec.json.encode(line.id).decode()
    except UnicodeEncodeError:
        return _refused(number, None, "bad-id", "the id holds half a character, which nothing can write")
    except (ValueError, OverflowError):
        return _refused(number, line.id, "bad-published", f"{line.published!r}: expected an ISO 8601 time or day")
    whole = f"{title}\0{text}\0{published}".encode("utf-8", "surrogatepass")
    digest = int.from_bytes(hashlib.blake2b(whole, digest_size=8).digest(), "little")
    return Piece(number, key, published, line.source or None, title, text, digest)


def _published(text: str | None) -> str:
    """Return a time of publication as it is sorted: ISO 8601 in UTC, a bare day before its minutes."""
    if not text:
        return UNDATED
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


def _refused(number: int, id_: object, reason: str, detail: str) -> Given:
    row = reject_json(id_, Reject("dedup", reason, "", detail))
    try:
        return Given(number, None, msgspec.json.encode(row))
    except UnicodeEncodeError:
        return Given(number, None, msgspec.json.encode(row | {"id": None}))


def _place(file: CopyFile, pieces: list[Piece | Given], stories: Stories | None) -> None:
    """Place a batch in one transaction; an id with another text than it had is refused."""
    with file.batch():
        known = file.given([piece.key for piece in pieces if isinstance(piece, Piece)])
        fresh: dict[str, Piece] = {}
        lines: list[Given] = []
        for piece in pieces:
            if isinstance(piece, Given):
                lines.append(piece)
                continue
            if known.setdefault(piece.key, piece.digest) != piece.digest:
                id_ = msgspec.json.decode(piece.key)
                lines.append(_refused(piece.line, id_, "id-taken", "another document was given under this id"))
                continue
            lines.append(Given(piece.line, piece.key))
            fresh.setdefault(piece.key, piece)
        stored = file.given(list(fresh))
        new = [piece for key, piece in fresh.items() if key not in stored]
        place_copies(file.index, list(_documents(new, file.next_arrival())))
        file.note(lines, {piece.key: piece.digest for piece in new})
    if stories:
        stories.take(Told(piece.key, piece.published, piece.title, piece.text) for piece in fresh.values())


def _documents(pieces: list[Piece], arrival: int) -> Iterator[tuple[Document, Words]]:
    texts = read_all([(piece.title, piece.text) for piece in pieces])
    for place, (piece, words) in enumerate(zip(pieces, texts, strict=True), arrival):
        order = piece.published, place
        yield Document(piece.key, order, content_key(words), int(words.size), source=piece.source), words


def _answers(file: CopyFile, last: int, *, stories: bool) -> Iterator[tuple[bytes, int]]:
    """Yield the output in parts, each with the number of rejects among its lines."""
    for first in range(1, last + 1, _ANSWERS):
        after = first + _ANSWERS
        earlier = file.earlier(first, after)
        answers = file.answers(first, after)
        rows = [_row(one, earlier.get(one.article_id or "", []), stories=stories) for one in answers]
        yield b"".join(rows), sum(one.refusal is not None for one in answers)


def _row(answer: Answer, earlier: list[Earlier], *, stories: bool) -> bytes:
    """Return the output line of an input line."""
    if answer.article_id is None:
        return (answer.refusal or b"") + b"\n"
    row: dict[str, object] = {
        "id": msgspec.Raw(answer.article_id.encode()),
        "duplicate_of": msgspec.Raw(answer.of.encode()) if answer.of else None,
        "kind": answer.kind,
        "similarity": _rounded(answer.similarity),
    }
    if stories:
        row["story_id"] = answer.story or story_id(answer.of or answer.article_id)
    row["matches"] = [
        {"id": msgspec.Raw(one.article_id.encode()), "kind": one.kind, "similarity": _rounded(one.similarity)}
        for one in earlier
    ]
    return msgspec.json.encode(row) + b"\n"


def _rounded(similarity: float | None) -> float | None:
    return None if similarity is None else round(similarity, 4)
