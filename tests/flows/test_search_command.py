"""The words of ``khotin search`` as people type them in a shell: quoted by it, by themselves, or both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.flows.console import invoke
from tests.warehouse.warehouse_samples import NOW, article, batch, item
from warehouse.publish import publish
from warehouse.store import Warehouse


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = Warehouse(tmp_path_factory.mktemp("data"))
    made = (
        article("together", title="NATO and Article 5", body=("Article 5 was invoked once.",)),
        article("apart", title="An article", body=("In 5 days it was written.",)),
    )
    with warehouse.write() as session:
        session.load(batch(*map(item, made)))
    publish(warehouse, NOW)
    return warehouse.data


@pytest.mark.parametrize("words", [("article 5",), ('"article 5"',), ('"article 5" nato',), ("nato “article 5”",)])
def test_a_phrase_is_one_however_it_is_quoted(data: Path, words: tuple[str, ...]) -> None:
    done = invoke("search", *words, "--data", data, "--format", "jsonl")
    assert done.exit_code == 0, done.output
    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == ["NATO and Article 5"]


def test_words_apart_are_no_phrase(data: Path) -> None:
    done = invoke("search", "article", "5", "--data", data, "--format", "jsonl")
    assert len(done.stdout.splitlines()) == 2
