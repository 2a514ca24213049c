"""Search: the full-text index on a growing stream, the CPU of queries and of adding 500, beside DuckDB's fts extension.

    python -m bench.search [--articles 20000]

CPU is of one thread. The peer answers with ids from an open connection, as ``mart.search`` does, so these two are
compared; ``khotin search`` opens the snapshot for each query and reads the texts that it shows, which is stated apart.
The articles are those of ``../shared/bench/dedup/scale.py``; says so where it is absent.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from time import process_time
from typing import Any

from bench.measure import ROOT, SHARED, peer, run
from warehouse.files import SNAPSHOT_FILE
from warehouse.query import tables_on
from warehouse.search import search
from warehouse.search_index import update_index
from warehouse.store import Warehouse

STREAM = SHARED / "bench" / "dedup" / "scale.py"
MORE, ROUNDS = 500, 10
WORDS = ("government minister", "thu tuong", "viet nam", "bóng đá", "ronaldo", "đường phố", "duong pho")
PEER = ("duckdb==1.5.5", "duckdb-extension-fts==1.5.5")
COLUMNS = "{id: 'VARCHAR', title: 'VARCHAR', text: 'VARCHAR', published: 'TIMESTAMPTZ', source: 'VARCHAR'}"
ARTICLE = """
INSERT INTO core.article BY NAME
SELECT id AS article_id, source AS source_id, id AS url_key, id AS url, title, [] AS authors, published AS published_at,
    published::DATE AS published_date, 100 AS word_count, false AS paywall, false AS live_blog, 'h' AS content_hash,
    1 AS version, published AS first_seen_at, 'f' AS fetch_id, published AS fetched_at, 'r' AS run_id,
    published AS loaded_at, '1' AS code_version
FROM read_json(?, columns = {columns})
"""
VERSION = """
INSERT INTO core.article_version BY NAME
SELECT id AS article_id, 1 AS version, 'h' AS content_hash, title, string_split(text, chr(10)) AS body,
    [] AS captions, [] AS authors, [] AS keywords, [] AS images, [] AS published_candidates, [] AS how,
    100 AS word_count, 'f' AS fetch_id, published AS fetched_at, 'r' AS run_id, published AS loaded_at,
    '1' AS code_version
FROM read_json(?, columns = {columns})
"""
TOP = "SELECT article_id FROM mart.search($words) ORDER BY score DESC LIMIT 20"
COUNT = "SELECT count(*) AS articles FROM mart.search($words)"


def main() -> None:
    """Print what building, asking and adding cost, ours and the peer's."""
    if not STREAM.is_file():
        print(f"left out: {STREAM} is not there")
        return
    parser = argparse.ArgumentParser(description="the full-text index beside DuckDB's")
    parser.add_argument("--articles", type=int, default=20_000, metavar="N")
    size = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines, more = _stream(folder / "first.jsonl", size, 0), _stream(folder / "more.jsonl", MORE, size)
        ours = _ours(Warehouse(folder / "data"), lines, more)
        script = ROOT / "bench" / "peers" / "search_fts.py"
        said = subprocess.check_output([peer("duckdb-fts", *PEER), script, lines, more, *WORDS], text=True)
        theirs: dict[str, Any] = json.loads(said)
    print(f"{size:,} articles; CPU of building, of a query (the best 20 ids), of adding {MORE}")
    for who, cost in (("khotin", ours), ("duckdb fts", theirs)):
        print(f"  {who:12} {cost['build']:6.1f} s {cost['query'] * 1e3:6.1f} ms {cost['more'] * 1e3:8.0f} ms")
    print(f"  khotin search, which opens the snapshot and shows 20 passages: {ours['command'] * 1e3:.0f} ms")
    for word in WORDS:
        print(f"  {word:22} khotin finds {ours['found'][word]:6,}, duckdb fts {theirs['found'][word]:6,}")


def _stream(path: Path, size: int, skip: int) -> Path:
    run([peer("duckdb-fts", *PEER), STREAM, str(size), "--skip", str(skip), "--out", path])
    return path


def _ours(warehouse: Warehouse, lines: Path, more: Path) -> dict[str, Any]:
    build = _add(warehouse, lines)
    _publish(warehouse)
    with tables_on(warehouse.data) as ask:
        found = {word: ask(COUNT, {"words": word})["articles"][0].as_py() for word in WORDS}
        begun = process_time()
        for _ in range(ROUNDS):
            for word in WORDS:
                ask(TOP, {"words": word})
        each = (process_time() - begun) / ROUNDS / len(WORDS)
    begun = process_time()
    for word in WORDS:
        search(warehouse.data, word)
    command = (process_time() - begun) / len(WORDS)
    return {"build": build, "query": each, "command": command, "more": _add(warehouse, more), "found": found}


def _add(warehouse: Warehouse, lines: Path) -> float:
    """Store the articles as they are, untagged, and return the CPU of bringing the index up to date."""
    with warehouse.write() as session:
        for statement in (ARTICLE, VERSION):
            session.connection.execute(statement.format(columns=COLUMNS), [str(lines)]).fetchall()
    with warehouse.exclusive() as held:
        begun = process_time()
        update_index(held.connection)
        return process_time() - begun


def _publish(warehouse: Warehouse) -> None:
    with warehouse.exclusive() as held:
        held.connection.execute("CHECKPOINT").fetchall()
        shutil.copy(warehouse.path, warehouse.data / SNAPSHOT_FILE)


if __name__ == "__main__":
    main()
