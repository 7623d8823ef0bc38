"""A stand-in for the servers that may help: speaks both protocols, or misbehaves as told."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

LANGUAGES = [
    {"code": code, "name": code, "targets": ["ar", "en", "fr"]} for code in ("ar", "en", "fr")
]


class StandIn(ThreadingHTTPServer):
    """``heard`` keeps (method, path, headers, body) of each request.

    ``key``, when it is set, is demanded. ``says`` makes the words of an answer from the body.
    ``misbehave`` takes over: it is given the handler and writes what it likes.
    """

    daemon_threads = True
    block_on_close = False
    scheme = "http"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.heard: list[tuple[str, str, dict[str, str], Any]] = []
        self.key = ""
        self.says: Callable[[dict[str, Any]], str] = lambda _body: "Bonjour."
        self.finish_reason = "stop"
        self.misbehave: Callable[[BaseHTTPRequestHandler], None] | None = None

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what many of the tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: StandIn

    def log_message(self, *args: Any) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        self._hear(None)
        if self.path.endswith("/languages"):
            self.answer(LANGUAGES)
        else:
            self.answer({"error": "Not found"}, 404)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._hear(body)
        if self.server.misbehave:
            self.server.misbehave(self)
        elif self.path.endswith("/v1/chat/completions"):
            self._complete(body)
        elif self.path.endswith("/translate"):
            self._translate(body)
        else:
            self.answer({"error": "Not found"}, 404)

    def _hear(self, body: Any) -> None:
        self.server.heard.append((self.command, self.path, dict(self.headers), body))

    def _translate(self, body: dict[str, Any]) -> None:
        if set(body) - {"api_key"} != {"q", "source", "target", "format"}:
            self.answer({"error": "Invalid request: missing q parameter"}, 400)
        elif self.server.key and body.get("api_key") != self.server.key:
            self.answer({"error": "Invalid API key"}, 403)
        else:
            self.answer({"translatedText": self.server.says(body)})

    def _complete(self, body: dict[str, Any]) -> None:
        if self.server.key and self.headers["Authorization"] != f"Bearer {self.server.key}":
            self.answer({"error": {"message": "Incorrect API key provided", "code": None}}, 401)
            return
        message = {"role": "assistant", "content": self.server.says(body)}
        choice = {"index": 0, "message": message, "finish_reason": self.server.finish_reason}
        self.answer({"object": "chat.completion", "model": body["model"], "choices": [choice]})

    def answer(self, content: Any, status: int = 200, **headers: str) -> None:
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(raw)


@contextmanager
def standing_in(proof: ssl.SSLContext | None = None) -> Iterator[StandIn]:
    """A server on a port of its own until the end; with a ``proof`` it speaks https."""
    server = StandIn()
    if proof:
        server.scheme = "https"
        server.socket = proof.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
