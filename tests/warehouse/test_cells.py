"""Values that Python's dates cannot hold, and rows that are read as they come."""

from __future__ import annotations

import io
import json
import os
import signal
import threading
from pathlib import Path
from typing import Any, cast

import duckdb
import pytest
from pyarrow import parquet

from warehouse.cells import plain_rows
from warehouse.errors import QueryError, WarehouseBroken
from warehouse.formats import write_parquet
from warehouse.streamed import Streamed
from warehouse.whole_file import whole_file


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("SET TimeZone = 'UTC'").fetchall()
    return connection


@pytest.mark.parametrize(
    ("sql", "text"),
    [
        ("'infinity'::DATE", "infinity"),
        ("'-infinity'::TIMESTAMP", "-infinity"),
        ("'infinity'::TIMESTAMPTZ", "infinity"),
        ("DATE '20000-01-01'", "20000-01-01"),
        ("DATE '0044-03-15 (BC)'", "-0043-03-15"),
        ("TIMESTAMPTZ '12026-11-23 01:02:03+00'", "12026-11-23T01:02:03.000000+00:00"),
        ("'2020-01-01 00:00:00.000000001'::TIMESTAMP_NS", "2020-01-01T00:00:00.000000001"),
    ],
)
def test_days_that_python_cannot_hold_are_text(connection: duckdb.DuckDBPyConnection, sql: str, text: str) -> None:
    kind = connection.execute(f"SELECT typeof({sql})").fetchall()[0][0]
    query = f"SELECT {sql}, [{sql}], {{'at': {sql}}}, MAP {{'k': {sql}}}, [{sql}]::{kind}[1]"
    ((one, many, struct, mapped, fixed),) = Streamed(connection, query).rows()
    assert (one, many, struct, mapped, fixed) == (text, [text], {"at": text}, {"k": text}, [text])


def test_other_values_of_such_a_column_stay_what_they_are(connection: duckdb.DuckDBPyConnection) -> None:
    rows = list(Streamed(connection, "SELECT unnest([DATE '2026-11-23', 'infinity'::DATE, NULL]) AS day").rows())
    assert [None if day is None else str(day) for (day,) in rows] == ["2026-11-23", "infinity", None]


def test_an_error_in_the_middle_of_the_rows_is_one_of_the_query(connection: duckdb.DuckDBPyConnection) -> None:
    streamed = Streamed(connection, "SELECT if(range = 90000, error('boom'), range::VARCHAR) AS n FROM range(1000000)")
    with pytest.raises(QueryError, match="boom"):
        list(streamed.rows())


def test_the_cause_of_a_failure_is_said_where_duckdb_first_names_its_consequence(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """DuckDB stops its other threads then, and once in some hundred times says only that."""

    class Stopped:
        asked = 0

        def execute(self, *asked: Any) -> Any:
            Stopped.asked += 1
            if Stopped.asked < 3:
                raise duckdb.InterruptException("INTERRUPT Error: Interrupted!")
            return connection.execute(*asked)

    stopped = cast("duckdb.DuckDBPyConnection", Stopped())
    with pytest.raises(QueryError, match="boom"):
        Streamed(stopped, "SELECT if(range = 90000, error('boom'), 'x') AS n FROM range(100000)")
    assert Stopped.asked == 3


def test_ctrl_c_ends_a_query_that_takes_for_ever(connection: duckdb.DuckDBPyConnection) -> None:
    sent = threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT))
    sent.start()
    with pytest.raises(KeyboardInterrupt):
        list(Streamed(connection, "SELECT sum(hash(md5(range::VARCHAR)) % 7) FROM range(10000000000)").rows())
    assert connection.execute("SELECT 1").fetchall() == [(1,)]


def test_small_batches_become_one_row_group(connection: duckdb.DuckDBPyConnection) -> None:
    out = io.BytesIO()
    rows = Streamed(connection, "SELECT range AS n, INTERVAL 2 MONTH AS i FROM range(150000)")
    write_parquet(rows.schema, rows.batches(), out)
    assert parquet.ParquetFile(out).metadata.num_row_groups == 2
    assert parquet.read_table(out).column("n").to_pylist() == list(range(150_000))


def test_an_empty_batch_has_no_rows(connection: duckdb.DuckDBPyConnection) -> None:
    batch = connection.execute("SELECT 1 AS a WHERE false").to_arrow_table().to_batches()
    assert [row for one in batch for row in plain_rows(one)] == []


def test_a_file_is_there_whole_or_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("earlier")
    with pytest.raises(ZeroDivisionError), whole_file(path) as out:
        out.write(bytes([1, 1 // 0]))
    assert path.read_text() == "earlier"
    link = tmp_path / "link.json"
    link.symlink_to(path)
    with whole_file(link) as out:
        out.write(json.dumps({"a": 1}).encode())
    assert link.is_symlink()
    assert json.loads(path.read_text()) == {"a": 1}
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link.json", "out.json"]


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    with whole_file(pipe) as out:
        out.write(b"through")
    reader.join()
    assert read == [b"through"]
    assert pipe.is_fifo()


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WarehouseBroken, match="cannot be written"), whole_file(tmp_path / "file" / "out.csv"):
        pass
