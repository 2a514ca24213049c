"""Other extractors as filters in the form of ``khotin parse``: ``extractors.py NAME pages.jsonl output.jsonl``.

Runs in an environment that holds the named one alone, so that each is imported where it is asked for. All are given
decoded text and the page's URL, as ``peers.md`` of the bench describes, with default settings and comments off.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

Row = dict[str, object]
Extract = Callable[[str, str], Row]
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def trafilatura() -> Extract:
    library = import_module("trafilatura")

    def extract(html: str, url: str) -> Row:
        found = library.bare_extraction(html, url=url, with_metadata=True, include_comments=False)
        fields = found.as_dict() if found else {}
        authors = [name for name in (fields.get("author") or "").split("; ") if name]
        return _row(fields.get("title"), fields.get("text"), authors, fields.get("date"), fields.get("description"))

    return extract


def newspaper4k() -> Extract:
    library = import_module("newspaper")

    def extract(html: str, url: str) -> Row:
        article = library.Article(url, fetch_images=False)
        article.download(input_html=html)
        article.parse()
        return _row(article.title, article.text, list(article.authors), _day(article.publish_date))

    return extract


def news_please() -> Extract:
    library = import_module("newsplease").NewsPlease

    def extract(html: str, url: str) -> Row:
        found = library.from_html(html, url=url, fetch_images=False)
        return _row(found.title, found.maintext, found.authors, _day(found.date_publish), found.description)

    return extract


def readability() -> Extract:
    document, text = import_module("readability").Document, import_module("html_text").extract_text

    def extract(html: str, url: str) -> Row:
        found = document(html, url=url)
        return _row(found.short_title(), text(found.summary(html_partial=True)))

    return extract


def resiliparse() -> Extract:
    plain = import_module("resiliparse.extract.html2text").extract_plain_text
    tree = import_module("resiliparse.parse.html").HTMLTree

    def extract(html: str, url: str) -> Row:
        parsed = tree.parse(html)
        return _row(parsed.title, plain(parsed, main_content=True, alt_texts=False, links=False, form_fields=False))

    return extract


EXTRACTORS: dict[str, Callable[[], Extract]] = {
    "trafilatura": trafilatura,
    "newspaper4k": newspaper4k,
    "news-please": news_please,
    "readability-lxml": readability,
    "resiliparse": resiliparse,
}


def _row(
    title: str | None,
    text: str | None,
    authors: list[str] | None = None,
    day: str | None = None,
    summary: str | None = None,
) -> Row:
    return {
        "title": title,
        "summary": summary,
        "body": [line for line in (text or "").split("\n") if line.strip()],
        "authors": authors or [],
        "published": {"edtf": day} if day else None,
    }


def _day(moment: object) -> str | None:
    return str(moment).replace(" ", "T") if moment else None


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        stated = _CHARSET.search(body[:4096])
        try:
            return body.decode(stated[1].decode() if stated else "cp1252", "replace")
        except LookupError:
            return body.decode("cp1252", "replace")


def main(name: str, source: Path, target: Path) -> None:
    extract = EXTRACTORS[name]()
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        for line in lines:
            page = json.loads(line)
            html = _decoded(gzip.decompress((source.parent / page["html_path"]).read_bytes()))
            try:
                row = extract(html, page["url"])
            except Exception as error:  # noqa: BLE001 - a peer's fault counts as an empty answer, as in peers.md
                row = {"reject": {"reason": type(error).__name__}}
            out.write(json.dumps({"id": page["id"], **row}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:4]))
