"""Readers in processes of their own, who read the snapshot in every way there is until a file ``stop`` lies beside it.

``python -m tests.soak.readers DATA KIND`` ends by printing how often it read, and what was wrong.

- ``plain`` opens the snapshot with DuckDB, as a notebook does, reads and closes it, again and again;
- ``lasting`` keeps it open while others publish several times, and reads parts of it that it has not read before;
- ``sql`` and ``search`` run those commands.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from tests.flows.console import khotin
from tests.soak.loading import SIZE

_HELD_SECONDS = 3.0
# Between two commands, whose start costs as much CPU as what the loaders do; those are to be killed at their work.
_REST_SECONDS = 0.5
# Batches that are not whole, or whose text is that of another article.
_BROKEN = f"""
WITH batch AS (
    SELECT article.run_id, count(*) AS articles, count(DISTINCT article_id) AS ids, count(words.body) AS bodies,
        bool_and(words.body[1] = article.title || ' says so.') AS own
    FROM core.article
    LEFT JOIN core.article_version words USING (article_id, version)
    GROUP BY ALL
)
FROM batch WHERE (articles, ids, bodies, own) IS DISTINCT FROM ({SIZE}, {SIZE}, {SIZE}, true)
"""
_COUNT = "SELECT count(*) AS articles FROM mart.article"
_LINES = (
    "SELECT sum(len(list_filter(body, lambda line: line LIKE '%article%'))), count(*) * 31 FROM core.article_version"
)


def plain(data: Path) -> int:
    """Open the snapshot, see that it is whole, and return its articles."""
    with duckdb.connect(data / "published.duckdb", read_only=True) as connection:
        return whole(connection)


def lasting(data: Path) -> int:
    """Hold the snapshot for some seconds; return its articles at the end, which are those of the beginning."""
    with duckdb.connect(data / "published.duckdb", read_only=True) as connection:
        connection.execute("SET memory_limit = '64MB'").fetchall()
        before = connection.execute(_COUNT).fetchall()
        time.sleep(_HELD_SECONDS)
        ((lines, expected),) = connection.execute(_LINES).fetchall()
        assert lines == expected, "lines of another snapshot"
        found = whole(connection)
        assert before == [(found,)]
        return found


def whole(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number of articles; raises AssertionError where a batch is not whole."""
    broken = connection.execute(_BROKEN).fetchall()
    assert not broken, broken[:3]
    ((articles,),) = connection.execute(_COUNT).fetchall()
    return int(articles)


def sql(data: Path) -> int:
    """Run ``khotin sql`` and return what it counts."""
    time.sleep(_REST_SECONDS)
    done = khotin("sql", _COUNT, "--format", "json", "--data", data)
    assert done.returncode == 0, done.stderr
    found = int(json.loads(done.stdout)[0]["articles"])
    assert found % SIZE == 0, f"{found} articles"
    return found


def search(data: Path) -> int:
    """Run ``khotin search`` for words of one article of the first batch; return how many it finds, which is one."""
    time.sleep(_REST_SECONDS)
    done = khotin("search", '"north batch b0 article a7 says so"', "--format", "json", "--data", data)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [one["title"] for one in found] == ["north batch b0 article a7"], done.stdout
    return len(found)


def loop(data: Path, read: Callable[[Path], int]) -> Iterator[str | None]:
    """Read until told to stop; yield what is wrong, or None, for each time."""
    most = 0
    while not (data / "stop").exists():
        try:
            found = read(data)
        except (AssertionError, duckdb.Error, ValueError, LookupError) as error:
            yield f"{type(error).__name__}: {error}"
            continue
        yield None if found >= most else f"{found} articles after {most}"
        most = found


if __name__ == "__main__":
    read = {"plain": plain, "lasting": lasting, "sql": sql, "search": search}[sys.argv[2]]
    outcomes = list(loop(Path(sys.argv[1]), read))
    json.dump({"reads": len(outcomes), "faults": [one for one in outcomes if one]}, sys.stdout)
