from __future__ import annotations

from datetime import UTC, datetime, timedelta

from transforms.copies.order import arrival_order, published_order


def test_dates_order_by_day_then_instant_and_unknown_last() -> None:
    hanoi = datetime.fromisoformat("2025-04-01T14:00+07:00")
    dates = [
        (None, None),
        (None, "XXXX-04-01"),
        (None, "2025-04-02"),
        (hanoi, "2025-04-01T14:00+07:00"),
        (None, "2025-04-01"),
    ]
    ordered = sorted(published_order(*one) for one in dates)
    assert ordered[:3] == ["2025-04-01", "2025-04-01T07:00:00+00:00", "2025-04-02"]
    assert ordered[3] == ordered[4]


def test_what_was_seen_first_comes_first_and_no_two_are_equal() -> None:
    seen = datetime(2025, 4, 1, tzinfo=UTC)
    later = arrival_order(seen + timedelta(seconds=1), "a")
    within = {arrival_order(seen, one) for one in ("a", "b", "c")}
    assert len(within) == 3
    assert all(one < later < 2**63 for one in within)
