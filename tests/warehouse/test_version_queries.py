"""The queries that docs/versions.md offers run on a snapshot."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.warehouse.test_warehouse_history import at, bring, visit
from tests.warehouse.warehouse_samples import NOW
from warehouse.publish import publish
from warehouse.query import run_query
from warehouse.store import Warehouse

PAGE = Path(__file__).resolve().parents[2] / "docs/versions.md"
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def snapshot(warehouse: Warehouse) -> Path:
    """Return a data directory whose snapshot has an edit and a deletion."""
    bring(warehouse, visit(at(0)), visit(at(0, "b")))
    bring(
        warehouse, visit(at(2, body=("Five people were killed, officials said.",))), visit(at(2, "b"), 404, "http-404")
    )
    bring(warehouse, visit(at(4, "b"), 404, "http-404"))
    publish(warehouse, NOW + timedelta(hours=5))
    return warehouse.data


def test_every_query_of_the_page_runs(snapshot: Path) -> None:
    assert len(QUERIES) > 5
    for query in QUERIES:
        assert run_query(snapshot, query).columns
