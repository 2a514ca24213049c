"""Peers of khotin tag, each in an environment of its own: ``taggers.py NAME LINES OUTPUT``.

Each answers the part of the contract that it can: the language, or the countries of the set of traps.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

Row = dict[str, object]
Answer = Callable[[str], Row]
# The countries of the set of traps by the syllables that also are other things.
COUNTRIES = {"Anh": "GBR", "Đức": "DEU", "Nga": "RUS", "Mỹ": "USA", "Ý": "ITA", "Pháp": "FRA", "Áo": "AUT", "Bỉ": "BEL"}


def pycld2() -> Answer:
    library = import_module("pycld2")
    return lambda text: {"language": library.detect(text.encode(), bestEffort=True)[2][0][1]}


def lingua() -> Answer:
    library = import_module("lingua")
    told = (library.Language.ENGLISH, library.Language.VIETNAMESE)
    detector = library.LanguageDetectorBuilder.from_languages(*told).build()

    def detect(text: str) -> Row:
        found = detector.detect_language_of(text)
        return {"language": found.iso_code_639_1.name.lower() if found else None}

    return detect


def py3langid() -> Answer:
    library = import_module("py3langid")
    return lambda text: {"language": library.classify(text)[0]}


def country_names() -> Answer:
    """Every word that is a name of a country counts as one: CLDR's names beside the syllables."""
    names = dict(import_module("babel").Locale("vi").territories)
    three = {"GB": "GBR", "DE": "DEU", "RU": "RUS", "US": "USA", "IT": "ITA", "FR": "FRA", "AT": "AUT", "BE": "BEL"}
    words = COUNTRIES | {name: three[code] for code, name in names.items() if code in three}
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b")
    return lambda text: _countries({words[name] for name in pattern.findall(text)})


def underthesea() -> Answer:
    library = import_module("underthesea")

    def find(text: str) -> Row:
        places = {word for place, _, _, tag in library.ner(text) if tag.endswith("LOC") for word in place.split()}
        return _countries({code for name, code in COUNTRIES.items() if name in places})

    return find


PEERS = {"pycld2": pycld2, "lingua": lingua, "py3langid": py3langid, "country-names": country_names}
PEERS["underthesea"] = underthesea


def main() -> None:
    name, lines, output = sys.argv[1:]
    answer = PEERS[name]()
    rows = map(json.loads, Path(lines).read_text("utf-8").splitlines())
    with Path(output).open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"id": row["id"], **answer(_text(row))}) + "\n" for row in rows)


def _text(row: Row) -> str:
    return "\n".join(part for key in ("title", "summary", "text", "body") if isinstance(part := row.get(key), str))


def _countries(codes: set[str]) -> Row:
    return {"countries": [{"iso3": code} for code in sorted(codes)]}


if __name__ == "__main__":
    main()
