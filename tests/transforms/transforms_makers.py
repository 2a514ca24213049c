"""Small parsed articles for the tests of transforms."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from transforms.clean import clean
from transforms.cleaning.document import blocks
from transforms.records import Article, DateValue, KnownArticle, ParsedArticle

FETCHED = datetime(2025, 4, 2, 8, 0, tzinfo=UTC)
TEXT = "The two ministers spoke about trade and research for two hours and agreed to meet again."
OTHER = "A storm closed the harbour on Sunday and the ferries stayed in port until Tuesday night."


def parsed(**fields: Any) -> ParsedArticle:
    """A scraped page's article; any field can be given."""
    given: dict[str, Any] = {
        "url": "https://news.example/a-1",
        "canonical_url": None,
        "source_id": "example-en",
        "fetch_id": "f1",
        "fetched_at": FETCHED,
    }
    return ParsedArticle(**(given | fields))


def document(text: str, **fields: Any) -> ParsedArticle:
    """A plain-text document."""
    return parsed(body=blocks(text), plain_text=True, **fields)


def cleaned(page: ParsedArticle, *, as_given: bool = False) -> Article:
    """The clean article, where none is expected to be refused."""
    article = clean(page, as_given=as_given)
    assert isinstance(article, Article), article
    return article


def flag_names(article: Article) -> set[str]:
    """The names of an article's flags."""
    return {flag.flag for flag in article.flags}


def day(edtf: str) -> DateValue:
    """A given date known to the day."""
    return DateValue(edtf, None, "day", None, "given")


def article(path: str, text: str = TEXT, published: DateValue | None = None) -> Article:
    """The clean article at a path of the example site."""
    return cleaned(parsed(url=f"https://news.example/{path}", title=path, body=(text,), published=published))


def stored(
    one: Article, version: int = 1, content_hash: str | None = None, *, earlier: tuple[str, ...] = ()
) -> KnownArticle:
    """What the warehouse holds of an article; with another hash, of an earlier version of it."""
    current = content_hash or one.content_hash
    hashes = (*earlier, current)
    return KnownArticle(one.article_id, current, version, hashes, FETCHED, FETCHED, FETCHED, None, None)
