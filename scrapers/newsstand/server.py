"""The HTTP server of one outlet: HTTP/1.1 with keep-alive, a thread per connection, none left after stopping."""

from __future__ import annotations

import logging
import socket
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any

from scrapers.newsstand.reply import Reply, Request

_log = logging.getLogger(__name__)
_IDLE_SECONDS = 60.0
_JOIN_SECONDS = 5.0
_POLL_SECONDS = 0.02  # how long stopping may take; tests stop many newsstands

Answer = Callable[[Request], Reply | None]
Report = Callable[[str, str, int, Request], None]


class _Handler(BaseHTTPRequestHandler):
    """Reads a request, has it answered, reports it and writes the answer."""

    protocol_version = "HTTP/1.1"
    server_version = "Newsstand"
    sys_version = ""
    timeout = _IDLE_SECONDS
    wbufsize = -1  # head and body leave in one piece; two small packets would wait for each other
    disable_nagle_algorithm = True
    server: OutletServer

    def do_GET(self) -> None:
        """Answer a GET request."""
        self._respond(with_body=True)

    def do_HEAD(self) -> None:
        """Answer a HEAD request."""
        self._respond(with_body=False)

    def _respond(self, *, with_body: bool) -> None:
        request = Request.read(self.path, dict(self.headers.items()))
        reply = self.server.answer(request)
        self.server.report(self.command, self.path, reply.status if reply else 0, request)
        if reply is None:
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 304:  # noqa: PLR2004 - a status is best known by its number
            self.send_header("Content-Length", str(len(reply.body) + reply.missing))
        if reply.missing:
            self.close_connection = True
        self.end_headers()
        if with_body:
            self.wfile.write(reply.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        """Send the access log to ``logging`` and not to standard error."""
        _log.debug(format, *args)


class OutletServer(ThreadingHTTPServer):
    """Serves one outlet on loopback from a thread of its own and knows its open connections.

    Raises OSError where the port is taken.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, outlet: str, port: int, answer: Answer, report: Report) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.answer = answer
        self.report = report
        self._connections: dict[socket.socket, threading.Thread] = {}
        self._guard = threading.Lock()
        self._name = f"newsstand-{outlet}"
        self._loop = threading.Thread(target=self.serve_forever, args=(_POLL_SECONDS,), name=self._name, daemon=True)

    @property
    def origin(self) -> str:
        """The site's origin, such as ``http://127.0.0.1:8080``."""
        return f"http://127.0.0.1:{self.server_port}"

    def server_bind(self) -> None:
        """Bind without asking a name server who 127.0.0.1 is, as the base class would."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.socket.getsockname()[1]

    def start(self) -> None:
        """Begin to answer."""
        self._loop.start()

    def stop(self) -> None:
        """Stop answering, close every connection and wait for all threads."""
        if self._loop.is_alive():
            self.shutdown()
            self._loop.join(_JOIN_SECONDS)
        with self._guard:
            connections = dict(self._connections)
        for connection in connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:  # the client was faster
                continue
        for thread in connections.values():
            thread.join(_JOIN_SECONDS)
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Handle a connection in a thread that ``stop`` can find."""
        arguments = (request, client_address)
        thread = threading.Thread(target=self.process_request_thread, args=arguments, name=self._name, daemon=True)
        with self._guard:
            self._connections[request] = thread
        thread.start()

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Run in the connection's thread, and forget the connection at its end."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._guard:
                self._connections.pop(request, None)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Log what went wrong with a connection; clients that hang up in the middle are normal."""
        level = logging.DEBUG if isinstance(sys.exception(), OSError) else logging.ERROR
        _log.log(level, "newsstand: connection from %s broke off", client_address, exc_info=True)
