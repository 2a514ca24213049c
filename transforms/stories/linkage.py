"""Average linkage on a sparse graph: the two closest groups are joined as long as they are close enough on average.

The average over all pairs decides, not the best pair: one article between two events does not draw them together.
Pairs that are not in the graph count as having nothing in common. The outcome does not depend on the order of pairs.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence


class Linkage:
    """Groups of rows that are joined step by step.

    ``groups`` gives the group in which each row stands from the start, ``pairs`` the closeness of two rows, each pair
    once; below zero it speaks against joining. ``compared`` is with how many others a row was compared at most: of a
    larger group that many count, since the graph cannot hold more.
    """

    def __init__(self, groups: Sequence[int], pairs: Iterable[tuple[int, int, float]], compared: int = 1000) -> None:
        self._compared = compared
        firsts: dict[int, int] = {}
        self._root = [firsts.setdefault(group, row) for row, group in enumerate(groups)]
        self._size: dict[int, int] = {}
        for root in self._root:
            self._size[root] = self._size.get(root, 0) + 1
        self._sums: dict[int, dict[int, float]] = {}
        for one, other, closeness in pairs:
            self._add(self._root[one], self._root[other], closeness)

    def _add(self, one: int, other: int, closeness: float) -> None:
        if one != other:
            for here, there in ((one, other), (other, one)):
                sums = self._sums.setdefault(here, {})
                sums[there] = sums.get(there, 0.0) + closeness

    def _average(self, one: int, other: int) -> float:
        size, others = self._size[one], self._size[other]
        return self._sums[one][other] / (min(size, others) * min(max(size, others), self._compared))

    def join(self, least: float) -> list[int]:
        """Join groups whose average closeness is at least ``least``; return the first row of each row's group."""
        queue = [
            (-self._average(one, other), one, other)
            for one, sums in self._sums.items()
            for other in sums
            if one < other and self._average(one, other) >= least
        ]
        heapq.heapify(queue)
        while queue:
            closeness, one, other = heapq.heappop(queue)
            for near in self._merge(one, other) if self._is_current(one, other, -closeness) else ():
                if (average := self._average(one, near)) >= least:
                    heapq.heappush(queue, (-average, min(one, near), max(one, near)))
        return [self._find(row) for row in range(len(self._root))]

    def _is_current(self, one: int, other: int, closeness: float) -> bool:
        """Tell whether both groups still stand, as they were when the entry was made."""
        sums = self._sums.get(one)
        return sums is not None and other in sums and self._average(one, other) == closeness

    def _merge(self, one: int, other: int) -> list[int]:
        """Put the second group into the first; return the groups near the new one."""
        self._root[other] = one
        for near, total in self._sums.pop(other).items():
            del self._sums[near][other]
            self._add(one, near, total)
        self._size[one] += self._size.pop(other)
        return list(self._sums[one])

    def _find(self, row: int) -> int:
        while self._root[row] != row:
            self._root[row] = self._root[self._root[row]]
            row = self._root[row]
        return row
