"""The clock of shared_clock.c: builds it, starts programs under it, moves it."""

from __future__ import annotations

import ctypes
import hashlib
import mmap
import os
import struct
import subprocess
from pathlib import Path

from venvs import LAB

SOURCES = Path(__file__).resolve().parent


def build(source: Path) -> str:
    """Compile a preload library, once per source text; returns its path."""
    tag = hashlib.sha256(source.read_bytes()).hexdigest()[:12]
    out = LAB / f"{source.stem}-{tag}.so"
    if not out.exists():
        LAB.mkdir(exist_ok=True)
        part = out.with_suffix(f".{os.getpid()}")
        subprocess.run(
            ["cc", "-O2", "-shared", "-fPIC", "-o", part, source, "-ldl"], check=True
        )
        os.replace(part, out)
    return str(out)


def environment(path: str) -> dict[str, str]:
    """What a program needs to live by the clock in this file."""
    return {"LAB_CLOCK": path, "LD_PRELOAD": build(SOURCES / "shared_clock.c"), "TZ": "UTC"}


def seed_chance(seed: int) -> None:
    """From now on each thread of this process draws its chance from `seed`."""
    ctypes.CDLL(None).lab_seed(ctypes.c_uint64(seed))


class SharedClock:
    def __init__(self, path: str, start_ns: int) -> None:
        self.path = path
        with open(path, "wb") as file:
            file.write(struct.pack("=q", start_ns))
        with open(path, "r+b") as file:
            self.page = mmap.mmap(file.fileno(), 8)

    @property
    def ns(self) -> int:
        return struct.unpack("=q", self.page[:8])[0]

    def set(self, ns: int) -> None:
        self.page[:8] = struct.pack("=q", ns)

    def advance(self, seconds: float) -> None:
        self.set(self.ns + int(seconds * 1000) * 1_000_000)
