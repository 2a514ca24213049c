"""Pages of Prefect's UI load and tell nothing beyond their own origin."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from flows.server_app import POLICY, Message, Receive, Send, kept_to_itself


@pytest.mark.parametrize(
    ("path", "content_type", "policy"),
    [
        ("/", b"text/html; charset=utf-8", POLICY),
        ("/v2/runs", b"text/html", POLICY),
        ("/docs", b"text/html", None),
        ("/api/health", b"application/json", None),
    ],
)
async def test_a_page_may_ask_its_own_origin_alone(path: str, content_type: bytes, policy: str | None) -> None:
    async def app(scope: Message, receive: Receive, send: Send) -> None:
        headers: list[Any] = [(b"Content-Type", content_type)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"x"})

    transport = httpx.ASGITransport(app=kept_to_itself(app))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        answer = await client.get(path)
    assert (answer.text, answer.headers.get("content-security-policy")) == ("x", policy)
