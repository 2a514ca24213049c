"""Prefect's server as an application whose pages ask nobody else for anything.

Its UI would tell the makers of the library that it counts visits with of them, whatever is set for its server; and
where text of the web stood in a page as markup after all, it could load a picture from its own site. Browsers are told
to refuse both.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'"
)


def create_app() -> App:
    """Return Prefect's server, for uvicorn."""
    from prefect.server.api.server import create_app as prefect_app

    return kept_to_itself(prefect_app())


def kept_to_itself(app: App) -> App:
    """Return an application whose pages of HTML may load and tell nothing beyond their own origin.

    The descriptions of the API at ``/docs`` and ``/redoc``, which load their programs from elsewhere, stay as they are.
    """

    async def served(scope: Message, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message["headers"]):
                headers = [*message["headers"], (b"content-security-policy", POLICY.encode("ascii"))]
                message = {**message, "headers": headers}
            await send(message)

        described = scope["type"] == "http" and scope["path"].endswith(("/docs", "/redoc"))
        await app(scope, receive, send if described else answer)

    return served


def _is_page(headers: list[tuple[bytes, bytes]]) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers)
