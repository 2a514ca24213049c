"""Reads whatever Prefect's API gives in pages, to the end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")
_PAGE = 200  # what the API gives at most, by its default (PREFECT_API_DEFAULT_LIMIT)


async def every(page: Callable[[int, int], Awaitable[list[T]]]) -> list[T]:
    """Return what all pages hold; ``page`` reads one, by its limit and offset."""
    found: list[T] = []
    while True:
        read = await page(_PAGE, len(found))
        found += read
        if len(read) < _PAGE:
            return found
