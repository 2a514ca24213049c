"""``khotin search`` as people type it in a shell: quoted by it, by themselves, or both; and limited."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.flows.console import invoke
from tests.warehouse.warehouse_samples import NOW, article, batch, item
from transforms.records import Evidence, TopicTag
from warehouse.publish import publish
from warehouse.store import Warehouse


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = Warehouse(tmp_path_factory.mktemp("data"))
    made = (
        article("together", title="NATO and Article 5", body=("Article 5 was invoked once.",)),
        article("apart", title="An article", body=("In 5 days it was written.",)),
    )
    first, second = map(item, made)
    topic = TopicTag("medtop:20000639", "diplomacy", True, 3.0, (), Evidence("title", None, 0, 4, "name"))
    assert first.tags is not None
    first = replace(first, tags=replace(first.tags, topics=(topic,)))
    with warehouse.write() as session:
        session.load(batch(first, second))
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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--source", "exampel-en"),
            "no source 'exampel-en'; did you mean example-en, vietnamplus-en or vnexpress-en?",
        ),
        (("--source", "vnexpres"), "no source 'vnexpres'; did you mean vnexpress or vnexpress-en?"),
        (("--source", "zzzzzzzz"), "no source 'zzzzzzzz'; khotin sources lists them"),
        (("--country", "be"), "no country 'be'; did you mean BEL?"),
        (("--country", "Belgium"), "no country 'Belgium'; did you mean BEL?"),
        (("--country", "XYZ"), "no country 'XYZ'; expected ISO 3166-1 alpha-3, such as BEL"),
        (("--language", "Vietnamese"), "no language 'Vietnamese'; did you mean vi?"),
        (("--language", "vn"), "no language 'vn'; expected BCP 47, such as vi"),
        (("--topic", "diplomacy"), "no topic 'diplomacy'; did you mean medtop:20000639 (diplomacy)?"),
        (("--topic", "99"), "no topic '99'; expected one of IPTC, such as medtop:11000000 (politics)"),
    ],
)
@pytest.mark.parametrize("command", [("search", "article"), ("export", "--output", "none.csv")], ids=lambda one: one[0])
def test_what_no_article_can_have_is_refused(
    data: Path, command: tuple[str, ...], arguments: tuple[str, str], said: str
) -> None:
    done = invoke(*command, *arguments, "--data", data)
    assert (done.exit_code, done.stderr, done.stdout) == (2, f"khotin: {said}\n", "")
    assert not Path("none.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--source", "example-en"), 2),
        (("--source", "vnexpress"), 0),  # it has a file, and no article
        (("--language", "EN"), 2),
        (("--language", "zh-Hans"), 0),
        (("--country", "xkx"), 0),
        (("--topic", "medtop:20000639"), 1),
        (("--topic", "20000639"), 1),
    ],
)
def test_what_an_article_could_have_is_an_answer(data: Path, arguments: tuple[str, ...], found: int) -> None:
    done = invoke("search", "article", *arguments, "--data", data, "--format", "jsonl")
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) == found
