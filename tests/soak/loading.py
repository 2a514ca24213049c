"""A loader that is there to be killed: ``python -m tests.soak.loading DATA SOURCE`` loads and publishes, over and over.

Every batch has SIZE articles, whose title and body say which batch and which of its articles they are, so that half a
batch and a mixture of two snapshots both show. Each batch that is committed is told on standard output at once.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from tests.warehouse.warehouse_samples import article, batch, item
from transforms.records import Batch
from transforms.urls import article_id, url_key
from warehouse import publish as publishing
from warehouse.publish import publish
from warehouse.replacing import replace_snapshot
from warehouse.store import Warehouse

SIZE = 20
START = datetime(2026, 3, 2, tzinfo=UTC)


def made(source: str, number: int) -> Batch:
    """Return one batch: that of a number is always the same."""
    items = []
    for one in range(SIZE):
        title = f"{source} batch b{number} article a{one}"
        url = f"https://{source}.example/{number}/{one}"
        body = (f"{title} says so.", *(f"Line {line} of {title}: {hash_of(title, line)}" for line in range(30)))
        changes = {"article_id": article_id(source, url_key(url)), "url_key": url_key(url), "source_id": source}
        items.append(item(article(f"{source}-{number}-{one}", title=title, url=url, body=body, **changes)))
    loaded = START + timedelta(minutes=number)
    return replace(batch(*items), run_id=f"{source}-{number}", source_id=source, loaded_at=loaded, cursors=(), leads=())


def hash_of(title: str, line: int) -> str:
    """Return text that compresses badly, the same each time."""
    return " ".join(f"{(len(title) * 7919 + line * 104729 + part * part * 1299709) % 999983:x}" for part in range(40))


def main(data: Path, source: str) -> None:
    """Load and publish until killed, going on behind the last batch that is there."""
    # Small as it is, the snapshot is replaced as a large one would be.
    publishing.__dict__["replace_snapshot"] = partial(replace_snapshot, worth_keeping=0)
    warehouse = Warehouse(data, lock_wait=600)
    for number in count(stored(warehouse, source)):
        with warehouse.write() as session:
            session.load(made(source, number))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        publish(warehouse, START + timedelta(days=1))


def stored(warehouse: Warehouse, source: str) -> int:
    """Return how many batches of a source are there."""
    query = "SELECT count(*) FROM core.article WHERE source_id = ?"
    with warehouse.read() as session:
        ((articles,),) = session.connection.execute(query, [source]).fetchall()
    return int(articles) // SIZE


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
