"""The interactive prompt of ``khotin sql``: history, completion of tables and columns, statements over several lines.

Each statement runs on the snapshot that is published at that moment, so that what a harvest brings meanwhile is seen.
A statement ends with ``;``. Lines that begin with a dot are for the prompt itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory
from prompt_toolkit.input import Input
from prompt_toolkit.lexers import PygmentsLexer
from prompt_toolkit.output import Output
from pygments.lexers.sql import SqlLexer

from flows.errors import CommandError
from flows.query import print_result
from flows.tables import console, printable
from warehouse.backend import Place, folder_of
from warehouse.query import Format, QueryError, stream_script
from warehouse.vocabulary import Vocabulary, vocabulary

HISTORY = ".sql_history"
HELP = """.help             this list
.tables           views and tables, with what they hold
.columns NAME     columns of a view or table, such as mart.article
.quit             leave (as Ctrl-D)
Anything else is SQL, up to a semicolon."""

_WORD = re.compile(r"[\w.]*$")
_DOT_LINE = re.compile(r"\s*\.\w")


def prompt(
    place: Place,
    format_: Literal["table"] | Format,
    *,
    unsafe: bool = False,
    input_: Input | None = None,
    output: Output | None = None,
) -> None:
    """Ask for statements and show their results until the person leaves.

    Raises SnapshotMissing when nothing is published. ``input_`` and ``output`` stand in for the terminal in tests.
    """
    words = vocabulary(place)
    out = console()
    out.print(f"{place}: read-only; statements end with ; and .help helps", style="dim", markup=False)
    for text in _asked(_session(folder_of(place), words, input_, output)):
        if _DOT_LINE.match(text):
            if not _answered(text.split(), words):
                return
            continue
        try:
            for answer in stream_script(place, text, unsafe=unsafe):
                if answer.has_rows:
                    print_result(answer.streamed, format_, None)
        except KeyboardInterrupt:
            out.print("interrupted", style="red")
        except (QueryError, CommandError) as error:
            out.print(printable(error), style="red", markup=False)


def _session(data: Path, words: Vocabulary, input_: Input | None, output: Output | None) -> PromptSession[str]:
    session: PromptSession[str] = PromptSession(
        "khotin> ",
        history=FileHistory(str(data / HISTORY)),
        completer=SqlCompleter(words),
        lexer=PygmentsLexer(SqlLexer),
        multiline=Condition(lambda: not is_complete(session.default_buffer.text)),
        prompt_continuation="   ...> ",
        input=input_,
        output=output,
    )
    return session


def is_complete(text: str) -> bool:
    """Tell whether Enter ends the input: nothing yet, a line for the prompt, or SQL up to a semicolon."""
    return not text.strip() or _DOT_LINE.match(text) is not None or text.rstrip().endswith(";")


def _asked(session: PromptSession[str]) -> Iterator[str]:
    """Yield what the person asks; Ctrl-C gives up a statement, Ctrl-D leaves."""
    while True:
        try:
            text = session.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if text.strip(" \n;"):
            yield text


def _answered(words: list[str], known: Vocabulary) -> bool:
    """Answer a line for the prompt; return False if it asks to leave."""
    out = console()
    match words:
        case [".quit" | ".exit"]:
            return False
        case [".tables"]:
            for name, comment in known.relations.items():
                out.print(f"{name:<28} {comment}", markup=False)
        case [".columns", name] if name in known.columns:
            for column, told in known.columns[name].items():
                out.print(f"{column:<24} {told}", markup=False)
        case [".columns", name]:
            out.print(f"there is no {name}; .tables lists what there is", markup=False)
        case _:
            out.print(HELP, markup=False)
    return True


class SqlCompleter(Completer):
    """Completes relations, columns (of the relations that the statement names first), functions and keywords."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Yield what the word before the cursor can become."""
        found = _WORD.search(document.text_before_cursor)
        typed = found[0] if found else ""
        if not typed and not complete_event.completion_requested:
            return
        for word, kind in self.candidates(document.text):
            if word.lower().startswith(typed.lower()):
                yield Completion(word, start_position=-len(typed), display_meta=kind)

    def candidates(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield every word that may stand in a statement with its kind, the likeliest first, none twice."""
        mentioned = [name for name in self._words.columns if re.search(rf"\b{re.escape(name)}\b", text)]
        columns = (column for name in mentioned or self._words.columns for column in self._words.columns[name])
        seen: set[str] = set()
        for kind, words in (
            ("column", columns),
            ("table", self._words.relations),
            ("keyword", self._words.keywords),
            ("function", self._words.functions),
        ):
            for word in words:
                if word not in seen:
                    seen.add(word)
                    yield word, kind
