"""Make ``transforms/lexicons/territories.tsv``, the names of territories in the languages that most texts are in.

    python -m bench.territories

CLDR's names are read as babel carries them. What is in the table could be asked of babel: but that takes ten
milliseconds a language whenever ``khotin tag`` starts. To be made anew when babel brings a new CLDR (a test says so).
"""

from __future__ import annotations

from pathlib import Path

import babel

from transforms import lexicons
from transforms.lexicons import cldr

LANGUAGES = ("en", "vi", "fr", "nl")
_TABLE = Path(lexicons.__file__).parent / "territories.tsv"
_HEADER = """\
# Territories: ISO 3166-1 alpha-2, alpha-3 (empty where CLDR has a code of its own), and their names by CLDR in the
# languages of the first row. Made by bench/territories.py; do not edit.
# Source: Unicode CLDR (https://cldr.unicode.org), as in Babel {version}.
# Licence: Unicode License v3 (https://www.unicode.org/license.txt), Copyright (c) Unicode, Inc.
"""


def table() -> str:
    """Return the table, header and all."""
    names = {language: cldr.territory_names(language) for language in LANGUAGES}
    codes = cldr.iso3_codes()
    rows = [["alpha-2", "", *LANGUAGES]]
    rows += [
        [code, codes.get(code, ""), *(names[language].get(code, "") for language in LANGUAGES)]
        for code in sorted(set().union(*names.values()))
    ]
    return _HEADER.format(version=babel.__version__) + "".join("\t".join(row) + "\n" for row in rows)


def main() -> None:
    """Write the table."""
    _TABLE.write_text(table(), "utf-8")
    print(_TABLE)


if __name__ == "__main__":
    main()
