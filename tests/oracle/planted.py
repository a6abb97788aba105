"""Words that nobody else says, and where they are found again, however they are packed."""

from __future__ import annotations

import io
import secrets
import zipfile

import zstandard

FRAME = b"\x28\xb5\x2f\xfd"


class Words:
    """Words that nobody else says, by what they were planted in."""

    def __init__(self) -> None:
        self.by_name: dict[str, str] = {}
        self.never: set[str] = set()
        self.content: set[str] = set()

    def new(self, name: str, never: bool = False, content: bool = False) -> str:
        word = "cnry" + secrets.token_hex(6)  # longer ones are masked in logs, as secrets are
        self.by_name[name] = word
        if never:
            self.never.add(name)
        if content:
            self.content.add(name)
        return word

    def keep_out(self, name: str, secret: str) -> None:
        """A secret that the site itself has made."""
        self.by_name[name] = secret
        self.never.add(name)

    def found_in(self, data: bytes) -> set[str]:
        return {name for name, word in self.by_name.items() if word.encode() in data}


def unpacked(data: bytes, depth: int = 0):
    """The bytes, and whatever is packed in them."""
    yield data
    if depth > 4:
        return
    if data[:4] == b"PK\x03\x04":
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
            for name in archive.namelist():
                yield name.encode()
                yield from unpacked(archive.read(name), depth + 1)
        except zipfile.BadZipFile:
            pass
        return
    at = data.find(FRAME)
    while at >= 0:
        try:
            inner = zstandard.ZstdDecompressor().decompressobj().decompress(data[at:])
        except zstandard.ZstdError:
            inner = b""
        if inner:
            yield from unpacked(inner, depth + 1)
        at = data.find(FRAME, at + 4)
