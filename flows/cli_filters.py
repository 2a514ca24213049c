"""``khotin parse`` and ``khotin tag``: one stage as a filter over JSONL, or over documents, with the reasons shown."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from flows.options import configured_sources, settings_for, sources_option

DONE, IN_PART = 0, 1
F = TypeVar("F", bound=Callable[..., Any])


def _filter_options(command: F) -> F:
    """Add ``--input`` and ``--output``; without them a filter reads and writes the standard streams."""
    file = click.Path(dir_okay=False, path_type=Path)
    reads = click.option("--input", "input_", type=file, help="JSONL file to read; standard input if absent.")
    writes = click.option("--output", type=file, help="JSONL file to write; standard output if absent.")
    return reads(writes(command))


@click.command(name="parse")
@_filter_options
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that parse.")
@sources_option
def parse_filter(input_: Path | None, output: Path | None, workers: int, sources: tuple[str, ...]) -> None:
    """Parse pages, one a line of JSONL: {id, url, html | html_path, content_type?, source_id?, fetched_at?}.

    Example: khotin parse --input pages.jsonl --output parsed.jsonl
    """
    from flows.filter_pool import calm_collector

    with calm_collector():
        from flows.filters import run_filter
        from flows.parse_filter import ParseStage

        folder = input_.parent if input_ else Path()
        configured = partial(configured_sources, settings_for(None, sources))
        run_filter(ParseStage(configured, folder, datetime.now(UTC)), "parse", input_, output, workers)


@click.command(name="dedup")
@_filter_options
@click.option(
    "--index", type=click.Path(dir_okay=False, path_type=Path), help="DuckDB file that keeps what came so far."
)
@click.option("--story/--no-story", "stories", default=True, show_default=True, help="Say which story each one tells.")
@click.option(
    "--window",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="Compare only documents published at most so many days apart; one without a date is compared with all.",
)
def dedup_filter(
    input_: Path | None, output: Path | None, index: Path | None, *, stories: bool, window: int | None
) -> None:
    """Find copies and stories among documents, one a line of JSONL: {id, title, text, published?, source?}.

    Example: khotin dedup --input documents.jsonl --output copies.jsonl
    """
    from flows.dedup_filter import dedup_lines

    dedup_lines(input_, output, index, stories=stories, window=window)


@click.command(name="tag")
@click.argument("documents", nargs=-1, type=click.Path(dir_okay=False, path_type=Path))
@_filter_options
@click.option("--explain", is_flag=True, help="Show each tag with the words and the rule that gave it, for people.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that tag.")
def tag_filter(
    documents: tuple[Path, ...], input_: Path | None, output: Path | None, workers: int, *, explain: bool
) -> None:
    """Clean and tag documents: text or HTML files, or JSONL, {id, text} or {id, title, summary, body, …} a line.

    Example: khotin tag --explain story.txt
    """
    if documents and input_:
        raise click.UsageError("give documents, or --input, not both")
    if explain and output:
        raise click.UsageError("--explain writes for people, to standard output; leave --output out")
    from flows.filter_pool import calm_collector

    with calm_collector():  # from here on: importing makes objects too
        if explain or documents:
            from flows.tag_filter import explain_lines, file_lines  # what reads pages: half of the time to start

            refused = explain_lines(documents, input_) if explain else file_lines(documents, output)
            sys.exit(IN_PART if refused else DONE)
        from flows.filters import run_filter
        from transforms.tag_line import tag_line

        run_filter(tag_line, "tag", input_, output, workers)
