"""The sync protocol spoken by hand.

``RawClient`` speaks version 11 (a zstd body, the envelope in the ``anki-sync``
header) for what a real client never does: wrong keys, broken bodies, half-sent
requests. ``legacy`` speaks the multipart forms of versions 8 to 10.
"""

from __future__ import annotations

import gzip
import http.client
import io
import json
import random
import urllib.parse
import zipfile

import zstandard

SYNC_VERSION = 11
CLIENT_VERSION = "anki,26.09.3 (oracle),linux"
NO_GRAVES = {"cards": [], "decks": [], "notes": []}
NO_CHANGES = {"changes": {"models": [], "decks": [[], []], "tags": []}}


def zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=3).compress(data)


def unzstd(data: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompressobj().decompress(data) if data else b""


def split_endpoint(endpoint: str) -> tuple[str, str, int, str]:
    """(scheme, host, port, base path ending in /)"""
    url = urllib.parse.urlsplit(endpoint)
    port = url.port or (443 if url.scheme == "https" else 80)
    return url.scheme, url.hostname or "127.0.0.1", port, url.path or "/"


def connect(endpoint: str, timeout: float = 120) -> http.client.HTTPConnection:
    scheme, host, port, _ = split_endpoint(endpoint)
    kind = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
    return kind(host, port, timeout=timeout)


class RawClient:
    """Collection methods are under sync/, media methods under msync/."""

    def __init__(self, endpoint: str, hkey: str = "", skey: str | None = None) -> None:
        self.endpoint = endpoint
        self.base = split_endpoint(endpoint)[3]
        self.hkey = hkey
        self.skey = skey or f"{random.getrandbits(32):08x}"
        self.conn: http.client.HTTPConnection | None = None
        self.timeout = 120.0

    def header(self) -> str:
        return json.dumps(
            {"v": SYNC_VERSION, "k": self.hkey, "c": CLIENT_VERSION, "s": self.skey}
        )

    def send(self, path: str, body: bytes, headers: dict | None = None, verb: str = "POST"):
        """One request; returns (status, headers, body as sent)."""
        while True:
            reused = self.conn is not None
            if self.conn is None:
                self.conn = connect(self.endpoint, self.timeout)
            try:
                self.conn.request(verb, self.base + path, body, headers or {})
                answer = self.conn.getresponse()
                return answer.status, answer.headers, answer.read()
            except (http.client.RemoteDisconnected, ConnectionError):
                # The server may have closed an idle connection.
                self.close()
                if not reused:
                    raise
            except Exception:
                self.close()
                raise

    def post(self, path: str, body: bytes) -> tuple[int, bytes]:
        """An encoded body with the right headers; returns (status, decoded answer)."""
        status, headers, answer = self.send(
            path, body, {"anki-sync": self.header(), "content-type": "application/octet-stream"}
        )
        if headers.get("anki-original-size") is not None:
            answer = unzstd(answer)
        return status, answer

    def call(self, path: str, obj=None, raw: bytes | None = None) -> tuple[int, bytes]:
        """(status, decoded answer): JSON in, bytes out."""
        data = raw if raw is not None else json.dumps(obj if obj is not None else {}).encode()
        return self.post(path, zstd(data))

    def json(self, path: str, obj=None):
        status, body = self.call(path, obj)
        if status != 200:
            raise RuntimeError(f"{path}: HTTP {status} {body[:80]!r}")
        return json.loads(body)

    def login(self, user: str, password: str) -> str:
        self.hkey = self.json("sync/hostKey", {"u": user, "p": password})["key"]
        return self.hkey

    def meta(self) -> dict:
        return self.json("sync/meta", {"v": SYNC_VERSION, "cv": CLIENT_VERSION})

    def close(self) -> None:
        if self.conn is not None:
            self.conn.close()
            self.conn = None


def form(fields: dict, data: bytes | None) -> tuple[bytes, dict]:
    """A multipart body and its headers, as clients before 2023 made them."""
    boundary = "oracleboundary"
    out = b""
    for key, value in fields.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n'
        out += f"{head}{value}\r\n".encode()
    if data is not None:
        out += (
            f'--{boundary}\r\nContent-Disposition: form-data; name="data"; filename="data"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode() + data + b"\r\n"
    out += f"--{boundary}--\r\n".encode()
    return out, {"content-type": f"multipart/form-data; boundary={boundary}"}


def legacy(raw: RawClient, path: str, obj=None, data: bytes | None = None) -> tuple[int, bytes]:
    """One request of versions 8 to 10: a form with a gzipped part; a plain answer."""
    payload = data if data is not None else json.dumps(obj if obj is not None else {}).encode()
    body, headers = form({"k": raw.hkey, "c": "1", "s": raw.skey}, gzip.compress(payload))
    status, _, answer = raw.send(path, body, headers)
    return status, answer


def media_zip(files: dict[str, bytes | None]) -> bytes:
    """The body of uploadChanges: contents by number, names in ``_meta``; None deletes."""
    buffer = io.BytesIO()
    listed = []
    with zipfile.ZipFile(buffer, "w") as archive:
        for number, (name, data) in enumerate(files.items()):
            if data is None:
                listed.append([name, None])
            else:
                archive.writestr(str(number), data)
                listed.append([name, str(number)])
        archive.writestr("_meta", json.dumps(listed))
    return buffer.getvalue()


def unzip_media(body: bytes) -> dict[str, bytes]:
    """The files of a downloadFiles answer."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = json.loads(archive.read("_meta"))
        return {name: archive.read(number) for number, name in names.items()}
