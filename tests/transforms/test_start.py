"""What keeps the start short: nothing is read or taken apart before a text needs it."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from transforms import lexicons
from transforms.plover.acts_vi_lexicon import Phrases
from transforms.text import fold_tones
from transforms.tokens import Tokens, first_fold

_HEAVY = ("babel", "duckdb", "ftfy", "idna", "lxml", "numpy", "scrapers", "transforms.plover.acts_vi")

_OF_DATABASES = ("duckdb", "numpy", "prefect", "pyarrow")


def test_tagging_a_plain_line_imports_nothing_that_reads_pages_or_repairs_them() -> None:
    code = (
        "import sys, flows.filters, transforms.tag_line as line\n"
        "line.tag_line({'id': '1', 'text': 'France and Germany signed a treaty in Berlin.'})\n"
        f"print([name for name in {_HEAVY!r} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_tagging_documents_needs_no_database() -> None:
    code = (
        "import sys, flows.tag_filter\nprint([name for name in ('duckdb', 'numpy', 'prefect') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@given(st.text(min_size=1).filter(lambda text: bool(Tokens(text).texts)))
def test_the_first_token_of_a_name_is_that_of_all_its_tokens(name: str) -> None:
    assert first_fold(name, fold_tones) == Tokens(name, fold_tones).folds[0]


def test_the_words_of_a_table_are_all_its_cells() -> None:
    cells = {cell for row in lexicons.rows("given_names") for cell in row}
    assert set(lexicons.words("given_names")) == cells


def test_a_table_by_its_first_column_has_every_row() -> None:
    rows = {row[0]: "\t".join(row[1:]) for row in lexicons.rows("gazetteer")}
    assert dict(lexicons.table("gazetteer")) == rows


def test_names_of_territories_need_no_other_tables_of_a_locale() -> None:
    assert lexicons.territory_names("vi")["DE"] == "Đức"
    assert lexicons.territory_names("en-GB")["VN"] == "Vietnam"
    assert not lexicons.territory_names("xx-none")


def test_a_phrase_may_stand_among_words_only_if_its_first_two_do() -> None:
    phrases = Phrases({"hai bên": None, "họ": None})
    assert phrases.may_stand_among({"bên", "hai"})
    assert phrases.may_stand_among({"họ"})
    assert not phrases.may_stand_among({"hai", "nước"})
