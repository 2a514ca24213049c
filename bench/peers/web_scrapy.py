"""Fetches pages with scrapy, so many in flight; prints what it cost. Runs in an environment of its own."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import scrapy  # type: ignore[import-not-found]  # in an environment of its own
from scrapy import signals
from scrapy.crawler import CrawlerProcess  # type: ignore[import-not-found]


class Pages(scrapy.Spider):  # type: ignore[misc]  # of a class that is not here
    """Takes every page's body and keeps nothing."""

    name = "pages"

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **options: Any) -> Any:
        spider = super().from_crawler(crawler, *args, **options)
        crawler.signals.connect(spider.opened, signals.spider_opened)
        crawler.signals.connect(spider.closed_, signals.spider_closed)
        return spider

    def opened(self) -> None:
        self.cpu, self.wall, self.count = time.process_time(), time.perf_counter(), 0

    def parse(self, response: Any) -> None:
        assert len(response.body) == 170_000, len(response.body)
        self.count += 1

    def closed_(self) -> None:
        spent = {"cpu": time.process_time() - self.cpu, "wall": time.perf_counter() - self.wall, "pages": self.count}
        print(json.dumps(spent), flush=True)


def main(pages: int, flight: int, bases: list[str]) -> None:
    urls = [f"{bases[number % len(bases)]}{number}" for number in range(pages)]
    process = CrawlerProcess(
        {
            "CONCURRENT_REQUESTS": flight,
            "CONCURRENT_REQUESTS_PER_DOMAIN": flight // len(bases),
            "DOWNLOAD_DELAY": 0,
            "LOG_ENABLED": False,
            "ROBOTSTXT_OBEY": True,
            "TELNETCONSOLE_ENABLED": False,
        }
    )
    process.crawl(Pages, start_urls=urls)
    process.start()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
