"""trafilatura as a filter in the form of ``khotin parse``; runs in an environment that holds trafilatura alone."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import trafilatura


def read(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def main(source: Path, target: Path) -> None:
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        for line in lines:
            page = json.loads(line)
            body = read(source.parent / page["html_path"])
            found = trafilatura.bare_extraction(body, url=page["url"], with_metadata=True, include_comments=False)
            fields = found.as_dict() if found else {}
            row = {
                "id": page["id"],
                "title": fields.get("title"),
                "summary": fields.get("description"),
                "body": (fields.get("text") or "").split("\n"),
                "authors": [name for name in (fields.get("author") or "").split("; ") if name],
                "published": {"edtf": fields["date"]} if fields.get("date") else None,
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
