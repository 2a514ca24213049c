from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transforms.stories.linkage import Linkage


def test_the_average_decides_not_the_best_pair() -> None:
    chain = [(0, 1, 0.9), (2, 3, 0.9), (1, 2, 0.6)]
    assert Linkage(range(4), chain).join(0.2) == [0, 0, 2, 2]
    assert Linkage(range(4), chain).join(0.15) == [0, 0, 0, 0]


def test_groups_that_stand_are_joined_as_a_whole() -> None:
    assert Linkage([0, 0, 2], [(1, 2, 0.5)]).join(0.25) == [0, 0, 0]
    assert Linkage([0, 0, 2], [(1, 2, 0.4)]).join(0.25) == [0, 0, 2]


def test_closest_groups_are_joined_first() -> None:
    assert Linkage(range(3), [(0, 1, 0.5), (1, 2, 0.6)]).join(0.4) == [0, 1, 1]


def test_without_rows_there_are_no_groups() -> None:
    assert Linkage((), ()).join(0.5) == []


edges = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(1, 64).map(lambda value: value / 64),
)


@given(edges)
def test_the_order_of_pairs_changes_nothing(graph: dict[tuple[int, int], float]) -> None:
    pairs = [(one, other, closeness) for (one, other), closeness in graph.items()]
    assert Linkage(range(10), pairs).join(0.3) == Linkage(range(10), pairs[::-1]).join(0.3)


@given(edges)
def test_groups_left_apart_are_not_close_enough(graph: dict[tuple[int, int], float]) -> None:
    least = 0.3
    groups = Linkage(range(10), [(one, other, value) for (one, other), value in graph.items()]).join(least)
    for first in set(groups):
        for second in set(groups) - {first}:
            between = [
                value for (one, other), value in graph.items() if {groups[one], groups[other]} == {first, second}
            ]
            assert sum(between) / (groups.count(first) * groups.count(second)) < least + 1e-9
