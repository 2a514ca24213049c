"""DuckDB's own full-text extension on the same articles: ``search_fts.py LINES MORE WORDS…``; prints JSON.

Its index is built anew after every change. Seconds of CPU: ``build``, ``query`` (the mean of ten rounds over all words,
the best 20 ids of each), ``more`` (adding the lines of MORE: building again); and how many articles each word finds.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from time import process_time

import duckdb

ROUNDS = 10
CREATE = "CREATE TABLE article AS SELECT id, title, text FROM read_json(?)"
# No stemmer and no stop words, since the articles are in several languages; đ stays what it is.
INDEX = "PRAGMA create_fts_index('article', 'id', 'title', 'text', stemmer='none', stopwords='none', overwrite=1)"
QUERY = (
    "SELECT id FROM (SELECT id, fts_main_article.match_bm25(id, ?, conjunctive := 1) AS score FROM article) "
    "WHERE score IS NOT NULL ORDER BY score DESC"
)


def main(lines: str, more: str, *words: str) -> None:
    """Build, ask, add and say what it cost."""
    package = Path(str(import_module("duckdb_extension_fts").__file__)).parent
    (extension,) = package.rglob("fts.duckdb_extension")
    with duckdb.connect() as connection:
        connection.execute(f"LOAD '{extension}'")
        connection.execute("SET threads = 1")
        connection.execute(CREATE, [lines])
        begun = process_time()
        connection.execute(INDEX)
        built = process_time()
        found = {word: len(connection.execute(QUERY, [word]).fetchall()) for word in words}
        asked = process_time()
        for _ in range(ROUNDS):
            for word in words:
                connection.execute(f"{QUERY} LIMIT 20", [word]).fetchall()
        each = (process_time() - asked) / ROUNDS / len(words)
        connection.execute("INSERT INTO article SELECT id, title, text FROM read_json(?)", [more])
        adding = process_time()
        connection.execute(INDEX)
        print(json.dumps({"build": built - begun, "query": each, "more": process_time() - adding, "found": found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
