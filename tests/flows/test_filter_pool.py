"""Lines over several processes: the order stays, memory is bounded, and the end of a worker is told."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from flows.errors import CommandError
from flows.filter_pool import Answer, Numbered, answers


def doubled(line: Numbered) -> Answer:
    return line[1] * 2, line[0] % 2 == 1


def ended(line: Numbered) -> Answer:
    os._exit(1) if line[0] == 20 else None
    return line[1], False


def numbered(count: int, size: int = 1) -> Iterator[Numbered]:
    return ((number, f"{number} ".encode() * size) for number in range(count))


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(("count", "size"), [(0, 1), (1, 1), (100, 1), (7, 400_000)])
def test_answers_come_in_the_order_of_the_lines(workers: int, count: int, size: int) -> None:
    expected = [(text * 2, number % 2 == 1) for number, text in numbered(count, size)]
    assert list(answers(doubled, numbered(count, size), workers)) == expected


def test_lines_are_not_read_far_ahead() -> None:
    read = 0

    def lines() -> Iterator[Numbered]:
        nonlocal read
        for line in numbered(10_000):
            read += 1
            yield line

    found = answers(doubled, lines(), 2)
    next(found)
    assert read < 100
    found.close()


def test_a_worker_that_ends_is_told_in_one_line() -> None:
    with pytest.raises(CommandError, match="worker"):
        list(answers(ended, numbered(100), 2))
