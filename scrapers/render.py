"""Pages that are empty without JavaScript: opened in a browser that has no network of its own.

A source asks for it by ``render = true``. The page is fetched as any other; only then a headless Chromium is given its
bytes, and whatever its scripts ask for goes through the caller's own exchange: the same checks of addresses, the same
User-Agent, no cookies, limits of bytes, requests and time. The browser resolves no name and opens no connection, so
that a script can reach nothing that Khotin would not. What it makes of the page, serialised, becomes the answer's body;
a header field says so, and validators are dropped, since they speak of the empty page.

Needs the extra ``khotin[render]`` (Playwright) and a Chromium or Chrome, the system's or one that Playwright installed.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scrapers.answer import Answer, Headers, Problem
from scrapers.target import BadURLError, Target, target_of

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, Playwright, Request, Route

Ask = Callable[[Target, Headers], Awaitable[Answer | None]]  # None: the target is not to be asked for

RENDERED = "X-Khotin-Rendered"
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
# What scripts need to build a text; pictures, fonts, films, style sheets, frames and sockets add nothing to it.
_NEEDED = frozenset({"script", "xhr", "fetch"})
_MAX_REQUESTS = 60
_MAX_REDIRECTS = 5
_QUIET_SECONDS = 8.0
_LAUNCH_SECONDS = 20.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ARGUMENTS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
)
# Discard port (RFC 863): what is not handed to the caller ends there.
_NO_PROXY = "http://127.0.0.1:9"
# Of a response these speak of the form on the wire, of the unrendered page, or of a reader that is not to be known.
_DROPPED = frozenset({
    "content-encoding", "content-length", "transfer-encoding", "connection", "set-cookie", "etag", "last-modified",
    "content-type", "content-md5", "digest",
})  # fmt: skip
_KEPT_IN_REQUESTS = frozenset({"user-agent", "accept-encoding", "accept-language"})
_log = logging.getLogger(__name__)


class RenderError(Exception):
    """A page that could not be rendered: ``reason`` in kebab case, the message for people."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(slots=True)
class _Budget:
    """What is left of the requests and bytes of one page."""

    requests: int
    bytes: int
    opened: bool = False


class Renderer:
    """Renders pages in one browser, started with the first of them; to be used in one event loop and closed."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    async def render(self, answer: Answer, ask: Ask, *, seconds: float, max_bytes: int) -> Answer:
        """Return the answer with the page as its scripts leave it.

        An answer that is no whole HTML page comes back as it is. What goes wrong is the answer's ``problem``:
        ``render-unavailable`` (no Playwright, no browser), ``render-failed``, ``render-timeout``, ``too-large``.

        Args:
            answer: the page as fetched.
            ask: fetches what the page's scripts ask for, GET alone.
            seconds: time for everything.
            max_bytes: size of the rendered page, and of all that its scripts load together.
        """
        if not is_page(answer):
            return answer
        started = time.perf_counter()
        try:
            browser = await self._started()
            async with asyncio.timeout(seconds):
                text = await self._rendered(browser, answer, ask, _Budget(_MAX_REQUESTS, max_bytes), seconds)
            body = text.encode("utf-8", "replace")
            problem = Problem("too-large", f"{len(body)} bytes after rendering, {max_bytes} allowed")
            failed = problem if len(body) > max_bytes else None
        except TimeoutError:
            body, failed = b"", Problem("render-timeout", f"not rendered within {seconds:g} s")
        except RenderError as error:
            body, failed = b"", Problem(error.reason, str(error))
        elapsed = answer.elapsed_ms + round((time.perf_counter() - started) * 1000)
        headers = _headers(answer, self._browser.version if self._browser else "none")
        return replace(answer, body=body[:max_bytes], headers=headers, problem=failed, elapsed_ms=elapsed)

    async def close(self) -> None:
        """End the browser, if one was started."""
        browser, self._browser = self._browser, None
        playwright, self._playwright = self._playwright, None
        if browser is not None:
            await browser.close()
        if playwright is not None:
            await playwright.stop()

    async def _started(self) -> Browser:
        async with self._lock:
            if self._browser is None or not self._browser.is_connected():
                await self.close()
                self._browser = await self._start()
            return self._browser

    async def _start(self) -> Browser:
        try:
            from playwright.async_api import Error, async_playwright
        except ImportError:
            raise RenderError("render-unavailable", "Playwright is missing; install khotin[render]") from None
        program = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
        self._playwright = await async_playwright().start()
        try:
            return await self._playwright.chromium.launch(
                executable_path=program,
                args=list(_ARGUMENTS),
                chromium_sandbox=os.geteuid() != 0,  # Chromium refuses its sandbox to root
                proxy={"server": _NO_PROXY},
                timeout=_LAUNCH_SECONDS * 1000,
            )
        except Error as error:
            await self.close()
            line = str(error).strip().partition("\n")[0]
            raise RenderError("render-unavailable", f"no browser could be started: {line}") from None

    async def _rendered(self, browser: Browser, answer: Answer, ask: Ask, budget: _Budget, seconds: float) -> str:
        from playwright.async_api import Error

        agent = next((value for name, value in answer.request_headers if name.lower() == "user-agent"), None)
        context = await browser.new_context(user_agent=agent, accept_downloads=False, service_workers="block")
        try:
            context.set_default_timeout(seconds * 1000)

            async def on_route(route: Route, request: Request) -> None:
                await _serve(route, request, answer, ask, budget)

            await context.route("**/*", on_route)
            await context.route_web_socket("**/*", lambda socket: socket.close())
            page = await context.new_page()
            await page.goto(answer.url, wait_until="commit")
            await _settle(page, seconds)
            return await page.content()
        except Error as error:
            line = str(error).strip().partition("\n")[0]
            raise RenderError("render-failed", line) from None
        finally:
            await context.close()


def is_page(answer: Answer) -> bool:
    """Say whether an answer is a whole HTML page, of which alone rendering can make more."""
    media = (answer.header("content-type") or "text/html").partition(";")[0].strip().lower()
    return answer.status == 200 and answer.problem is None and media in {"text/html", "application/xhtml+xml"}  # noqa: PLR2004 - OK


async def _settle(page: Page, seconds: float) -> None:
    """Wait until nothing was asked for during half a second; a page that never rests is taken as it is by then."""
    from playwright.async_api import TimeoutError as StillBusy

    try:
        await page.wait_for_load_state("networkidle", timeout=min(_QUIET_SECONDS, seconds / 2) * 1000)
    except StillBusy:
        _log.debug("%s still loads; taken as it is", page.url)


async def _serve(route: Route, request: Request, answer: Answer, ask: Ask, budget: _Budget) -> None:
    """Answer one request of the browser: the page itself from what was fetched, scripts and data by asking."""
    if request.is_navigation_request():
        if request.frame.parent_frame is not None:
            await route.abort()
            return
        if budget.opened or request.url != answer.url:
            await route.fulfill(status=204)  # the page that is open stays; an abort would show an error in its place
            return
        budget.opened = True
        kind = answer.header("content-type") or "text/html"
        await route.fulfill(status=200, headers={"content-type": kind}, body=answer.body)
        return
    found = await _asked(request, answer, ask, budget)
    if found is None:
        await route.abort()
        return
    headers = {name.lower(): value for name, value in found.headers if name.lower() not in _DROPPED}
    headers["content-type"] = found.header("content-type") or "application/octet-stream"
    await route.fulfill(status=found.status, headers=headers, body=found.body)


async def _asked(request: Request, answer: Answer, ask: Ask, budget: _Budget) -> Answer | None:
    """Return what the site answers to a script, redirects followed; None for what is not to be asked for."""
    if request.resource_type not in _NEEDED or request.method != "GET":
        return None
    url = request.url
    for _ in range(_MAX_REDIRECTS):
        target = _target(url, answer)
        if target is None or budget.requests <= 0 or budget.bytes <= 0:
            return None
        budget.requests -= 1
        found = await ask(target, _request_headers(answer, target))
        if found is None or found.problem is not None:
            return None
        budget.bytes -= len(found.body)
        location = found.header("location")
        if found.status not in _REDIRECTS or not location:
            return found
        url = urljoin(url, location)
    return None


def _target(url: str, answer: Answer) -> Target | None:
    """Return what a URL asks for; None for none, and for the page's host under another scheme.

    The caller holds the turn of the page's host, and asking that host in another way could wait for the same turn.
    """
    try:
        page, target = target_of(answer.url), target_of(url)
    except BadURLError:
        return None
    return None if target.authority == page.authority and target.scheme != page.scheme else target


def _request_headers(answer: Answer, target: Target) -> Headers:
    kept = tuple((name, value) for name, value in answer.request_headers if name.lower() in _KEPT_IN_REQUESTS)
    return (("Host", target.authority), *kept, ("Accept", "*/*"), ("Referer", answer.url))


def _headers(answer: Answer, version: str) -> Headers:
    kept = tuple((name, value) for name, value in answer.headers if name.lower() not in _DROPPED)
    return (*kept, ("Content-Type", "text/html; charset=utf-8"), (RENDERED, f"chromium/{version}"))
