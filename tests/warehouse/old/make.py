"""Makes the warehouse files of earlier versions, as SQL: ``python -m tests.warehouse.old.make`` adds what is missing.

``NNNN.sql`` is a warehouse file as the code of migration NNNN left it: its tables as they were created then, and a few
rows of each. It is made once, when the migration is written, and never changed afterwards: it stands for the files that
people have. The rows are a harvest of the newsstand, cut down to a handful of articles with what belongs to them, and
``more.sql`` for the tables that such a harvest leaves empty; a new table that stays empty is refused, so that whoever
adds one adds a row there too. Columns that a table did not have then are left out.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from tests.flows.stand import trial
from warehouse.sqlfiles import SqlFile, folder, literal

HERE = Path(__file__).parent
AT_MOST = 3  # rows of a table that has nothing to do with articles
_COMMENT = re.compile(r"^COMMENT ON .*;\n", re.MULTILINE)
_HEAD = """-- A warehouse file of schema version {number} ({name}), made by tests/warehouse/old/make.py; never change it

"""
# What a file of that time had in schema mart does not matter, as long as it is something else than today.
_VIEWS = "CREATE SCHEMA mart;\nCREATE VIEW mart.article AS SELECT name FROM ops.schema_migration;\n"


def main(numbers: list[int]) -> None:
    """Write the files of the given migrations, by default of those that have none."""
    migrations = {int(file.name[:4]): file for file in folder("schema")}
    wanted = numbers or [number for number in migrations if not (HERE / f"{number:04}.sql").exists()]
    if not wanted:
        return
    with tempfile.TemporaryDirectory() as place, duckdb.connect(":memory:") as connection:
        harvest(connection, Path(place))
        for number in wanted:
            text = dump(connection, [migrations[one] for one in sorted(migrations) if one <= number])
            (HERE / f"{number:04}.sql").write_text(text, encoding="utf-8")
            sys.stdout.write(f"wrote {HERE / f'{number:04}.sql'}\n")


def harvest(connection: duckdb.DuckDBPyConnection, place: Path) -> None:
    """Attach, as ``now``, a warehouse of today with a harvest cut down to a few articles."""
    with trial(place) as stand:
        for source in stand.sources:
            asyncio.run(stand.harvest(source))
        stand.ask("select 1")  # publishes, which fills the search index
        path = stand.warehouse.path
    connection.execute(f"ATTACH {literal(str(path))} AS now").fetchall()
    connection.execute("USE now; SET TimeZone = 'UTC'").fetchall()
    connection.execute("CREATE TEMP TABLE few (article_id VARCHAR)").fetchall()
    for name in ("few.sql", "more.sql"):
        connection.execute((HERE / name).read_text(encoding="utf-8")).fetchall()


def dump(connection: duckdb.DuckDBPyConnection, migrations: list[SqlFile]) -> str:
    """Return the SQL that makes a file of the last of these migrations."""
    connection.execute("USE memory").fetchall()
    connection.execute("ATTACH ':memory:' AS old").fetchall()
    connection.execute("USE old").fetchall()
    tables = "".join(_COMMENT.sub("", one.text) for one in migrations)
    connection.execute(tables).fetchall()
    rows = "".join(inserts(connection, migrations))
    connection.execute("USE memory; DETACH old").fetchall()
    last = migrations[-1].name
    return _HEAD.format(number=int(last[:4]), name=last) + tables + "\n" + _VIEWS + "\n" + rows


def inserts(connection: duckdb.DuckDBPyConnection, migrations: list[SqlFile]) -> Iterator[str]:
    """Yield an INSERT for every table of that time."""
    for schema, table in tables_of(connection, "old"):
        name, shared = f"{schema}.{table}", shared_columns(connection, schema, table)
        columns = ", ".join(f'"{one}"' for one in shared)
        rows: Sequence[tuple[str | None, ...]]
        if name == "ops.schema_migration":
            rows = [(str(int(one.name[:4])), one.name, "2026-01-02 03:04:05+00") for one in migrations]
        elif name == "ops.view_state":
            rows = [("as it was then", "2026-01-02 03:04:05+00")]
        else:
            where, most = condition(table, shared), limit(table, shared)
            chosen = f"SELECT {columns} FROM now.{name} WHERE {where} ORDER BY ALL LIMIT {most}"
            texts = ", ".join(f'"{one}"::VARCHAR' for one in shared)
            rows = connection.execute(f"SELECT {texts} FROM ({chosen})").fetchall()
        if not rows:
            raise SystemExit(f"{name} has no row: add one to {HERE / 'more.sql'}")
        values = ",\n".join(f"({', '.join('NULL' if one is None else literal(one) for one in row)})" for row in rows)
        yield f"INSERT INTO {name} ({columns}) VALUES\n{values};\n"


def tables_of(connection: duckdb.DuckDBPyConnection, database: str) -> list[tuple[str, str]]:
    """Return schema and name of every table of a database."""
    query = "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = ? AND NOT temporary ORDER BY ALL"
    return connection.execute(query, [database]).fetchall()


def shared_columns(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> list[str]:
    """Return the columns that a table has both in the old file and today."""
    query = (
        "SELECT column_name FROM duckdb_columns() WHERE schema_name = ? AND table_name = ? "
        "AND database_name IN ('old', 'now') GROUP BY ALL HAVING count(*) = 2 ORDER BY min(column_index)"
    )
    return [name for (name,) in connection.execute(query, [schema, table]).fetchall()]


def condition(table: str, columns: list[str]) -> str:
    """Return which rows of a table are taken: those of the few articles, where it has any to do with articles."""
    if key := {"article_id", "founder_article_id"} & set(columns):
        return f"{key.pop()} IN (FROM few)"
    if "doc" in columns:
        owner = {"copy": "copy_document", "story": "story_report", "search": "search_document"}[table.partition("_")[0]]
        return f"doc IN (SELECT doc FROM now.ops.{owner} WHERE article_id IN (FROM few))"
    return "true"


def limit(table: str, columns: list[str]) -> int:
    """Return how many rows of a table are taken at most: all that a search of the few articles needs, else some."""
    if table.startswith("search_"):
        return 1000
    return 25 if {"article_id", "founder_article_id", "doc"} & set(columns) else AT_MOST


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]])
