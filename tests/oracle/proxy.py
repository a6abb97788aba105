"""A forwarding HTTP proxy that can cut, kill and alter what passes."""

from __future__ import annotations

import http.client
import http.server
import socket
import threading

from wire import connect, split_endpoint


class Drop(Exception):
    """Raised by a hook: close the connection without an answer."""


HOP_BY_HOP = {"connection", "transfer-encoding", "content-length", "keep-alive", "host", "expect"}


class FaultProxy:
    """Forwards to `endpoint`; `before` and `after` may interfere.

    before(method, body) runs with the whole request read, before forwarding.
    after(method, status, body) runs with the server's answer, before the client
    gets it, and may return a new body.  `method` is like ``sync/finish``.
    `seen` lists the methods in the order of arrival.
    """

    def __init__(self, endpoint: str, before=None, after=None) -> None:
        self.endpoint = endpoint
        self.before = before
        self.after = after
        self.seen: list[str] = []
        self.lock = threading.Lock()
        proxy = self
        base = split_endpoint(endpoint)[3]

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def log_message(self, *args) -> None:
                pass

            def read_body(self) -> bytes:
                if "chunked" in self.headers.get("transfer-encoding", "").lower():
                    parts = []
                    while True:
                        size = int(self.rfile.readline().split(b";")[0], 16)
                        if size == 0:
                            while self.rfile.readline().strip():
                                pass
                            return b"".join(parts)
                        parts.append(self.rfile.read(size))
                        self.rfile.readline()
                return self.rfile.read(int(self.headers.get("content-length") or 0))

            def handle_any(self) -> None:
                method = self.path.split("?")[0].lstrip("/")
                try:
                    body = self.read_body()
                    with proxy.lock:
                        proxy.seen.append(method)
                    if proxy.before:
                        proxy.before(method, body)
                    conn = connect(proxy.endpoint)
                    headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP_BY_HOP}
                    conn.request(self.command, base + self.path.lstrip("/"), body, headers)
                    resp = conn.getresponse()
                    answer = resp.read()
                    conn.close()
                    if proxy.after:
                        new = proxy.after(method, resp.status, answer)
                        answer = answer if new is None else new
                except (Drop, OSError, ValueError, http.client.HTTPException):
                    self.close_connection = True
                    try:
                        self.connection.shutdown(socket.SHUT_RDWR)
                    except OSError:
                        pass
                    return
                self.send_response(resp.status)
                for key, value in resp.headers.items():
                    if key.lower() not in HOP_BY_HOP | {"date", "server"}:
                        self.send_header(key, value)
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = handle_any

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request, client_address) -> None:
                pass  # a killed client is expected here

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def __enter__(self) -> "FaultProxy":
        return self

    def __exit__(self, *exc) -> None:
        self.close()
