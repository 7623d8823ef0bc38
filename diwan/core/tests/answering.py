"""A server on this machine that answers as it is asked to."""

from __future__ import annotations

import http.server
import threading
from contextlib import contextmanager
from urllib.parse import unquote

from diwan.core.links import Guard

#: lets this machine be asked, which only tests may
NEAR = Guard(is_near_allowed=True, seconds=3)


class Answering(http.server.BaseHTTPRequestHandler):
    """``/200`` answers 200 and so on; ``/get`` likes no HEAD; ``/to?where`` leads elsewhere."""

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()
        self.wfile.write(b"x" * 10_000)

    def answer(self):
        self.server.heard.append((self.command, self.path))
        path, _, where = self.path.partition("?")
        name = path.strip("/")
        if name == "get":
            self.send_response(200 if self.command == "GET" else 405)
        elif name == "to":
            self.send_response(302)
            self.send_header("Location", unquote(where))
        elif name == "slow":
            self.server.stop.wait(5)
            self.send_response(200)
        else:
            self.send_response(int(name))
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@contextmanager
def standing_in():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.heard, server.stop = [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield server
    finally:
        server.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()
