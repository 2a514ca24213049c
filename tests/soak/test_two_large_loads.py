"""Two loaders of thousands of articles each into one lake, both killed at random and started again.

Every second article of the one is word for word one of the other's, and no other two have a sentence in common, so
that what has to be there is known: each article once, each pair of copies, each version, each tag with its article.
"""

from __future__ import annotations

import random
import resource
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.flows.console import khotin, start
from tests.postgres import PostgresMissing, postgres
from tests.soak.conftest import Tell, rounds
from tests.soak.killing import kill, moments, rows
from warehouse.backend import Place
from warehouse.ducklake_place import read_lake

ARTICLES = rounds(5_000, 120)  # of each loader
KILLS = rounds(6, 2)  # of each loader
LONGEST = float(rounds(60, 10))  # seconds
PATIENCE = 3600.0
EDITED = 40  # every so many-th article is edited

SOURCES = ("first", "second")
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "ol", "us")]

pytestmark = [pytest.mark.soak, pytest.mark.patient]


def written(seed: int) -> str:
    """Return an article that shares no sentence with that of another seed."""
    chance = random.Random(seed)
    names = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(90)]
    title = f"Belgium and Vietnam talk of {' '.join(names[:6])}"
    parts = (" ".join(names[at : at + 14]) for at in range(6, 90, 14))
    body = "\n\n".join(f"In Hanoi {part} was said, and in Brussels {part[::-1]}." for part in parts)
    return f"{title}\n{'-' * len(title)}\n\n{body}\n"


def write_articles(folder: Path) -> None:
    """Write the articles of both loaders; those with even numbers are the same."""
    for turn, source in enumerate(SOURCES):
        (folder / source).mkdir()
        for number in range(ARTICLES):
            seed = number if number % 2 == 0 else number + turn * ARTICLES
            (folder / source / f"{number:05}.txt").write_text(written(seed))


def edit_articles(folder: Path) -> int:
    """Edit some articles of the first loader that have no copy; return how many."""
    numbers = range(1, ARTICLES, EDITED)
    for number in numbers:
        with (folder / SOURCES[0] / f"{number:05}.txt").open("a") as file:
            file.write("\nMinisters of both countries signed it at last, which nobody had foreseen in the morning.\n")
    return len(numbers)


def test_two_large_loads_that_are_killed_lose_and_double_nothing(tmp_path: Path, tell: Tell) -> None:
    write_articles(tmp_path)
    try:
        with postgres() as server:
            url = f"ducklake:{server.create('lake')};data={tmp_path / 'files'}"
            lake = read_lake(url, tmp_path)
            tell(f"two large loads: {load_both(tmp_path, url, lake)}")
            edited = edit_articles(tmp_path)
            done = khotin(*command(tmp_path, SOURCES[0]), timeout=PATIENCE)
            assert done.returncode == 0, done.stderr
            compare(lake, edited)
            checked = khotin("check", "--data", tmp_path / "data-first", timeout=PATIENCE)
            assert checked.returncode == 0, checked.stdout
    except PostgresMissing as missing:
        pytest.skip(str(missing))


def command(folder: Path, source: str) -> tuple[str | Path, ...]:
    return "ingest", folder / source, "--source", source, "--data", folder / f"data-{source}"


def load_both(folder: Path, url: str, lake: Place) -> str:
    """Load with both at once, each killed again and again until it may end; return what that took."""
    for source in SOURCES:
        data = folder / f"data-{source}"
        data.mkdir()
        (data / "khotin.toml").write_text(f"warehouse = '{url}'\nworkers = 1\nlock_wait = 300\n")
    assert khotin("sources", "--data", folder / "data-first", timeout=PATIENCE).returncode == 0
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)

    def load(turn: int) -> tuple[int, int, str]:
        asked = command(folder, SOURCES[turn])
        running = sum(kill(after, *asked) for after in moments(20 + turn, KILLS, LONGEST))
        last = start(*asked)
        _, said = last.communicate(timeout=PATIENCE)
        return running, last.returncode, said

    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(load, range(2)))
    assert [code for _, code, _ in ended] == [0, 0], ended
    seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return (
        f"{2 * ARTICLES} articles in {seconds:.0f} s ({2 * ARTICLES / seconds:.1f} a second), {cpu:.0f} s CPU of the "
        f"loaders, {after.ru_maxrss / 1024:.0f} MB at most in one; {sum(met for met, *_ in ended)} of {2 * KILLS} "
        f"kills met one running"
    )


def compare(lake: Place, edited: int) -> None:
    """Compare what is there with what was written."""
    each = "select source_id, count(*), count(distinct url), count(distinct article_id) from core.article group by all"
    assert rows(lake, f"{each} order by all") == [(source, *(ARTICLES,) * 3) for source in SOURCES]
    versions = "select version, count(*), count(distinct article_id) from core.article_version group by all order by 1"
    assert rows(lake, versions) == [(1, *(2 * ARTICLES,) * 2), (2, edited, edited)]
    current = "select version, count(*) from core.article group by all order by 1"
    assert rows(lake, current) == [(1, 2 * ARTICLES - edited), (2, edited)]
    groups = "select list(url) as urls from mart.article group by coalesce(duplicate_of, article_id)"
    name = "list_sort(list_transform(urls, url -> regexp_extract(url, '([^/]+/[0-9]+).txt', 1)))"
    pairs = [[f"{source}/{number:05}" for source in SOURCES] for number in range(0, ARTICLES, 2)]
    single = [[f"{source}/{number:05}"] for source in SOURCES for number in range(1, ARTICLES, 2)]
    assert sorted(row[0] for row in rows(lake, f"select {name} from ({groups})")) == sorted(pairs + single)
    columns = "select table_name from information_schema.columns where table_schema = 'core'"
    tables = {table for (table,) in rows(lake, f"{columns} and column_name = 'article_id'")}
    assert {"article_country", "article_place", "article_version"} <= tables
    for table in tables:
        orphans = f"from core.{table} where article_id not in (select article_id from core.article)"
        assert rows(lake, f"select count(*) {orphans}") == [(0,)], table
    # Made-up words may be taken for a language in which nothing is tagged: one article in 170.
    untagged = (
        "from core.article where language = 'en' and article_id not in (select article_id from core.article_country)"
    )
    assert rows(lake, f"select count(*) {untagged}") == [(0,)]
    for table in ("copy_document", "search_document"):
        for column in ("doc", "article_id"):
            assert rows(lake, f"select {column} from ops.{table} group by all having count(*) > 1") == [], table
    assert rows(lake, "select count(*) from ops.lease") == [(0,)]
