"""The two who answer: Anki's own server over HTTP, and our engine over a pipe.

Both take the name of a method and the text of a request, and give a status and an answer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from server import ROOT, Official  # noqa: E402
from wire import RawClient  # noqa: E402


class Anki:
    """One account of the official server."""

    def __init__(self, server: Official, number: int) -> None:
        self.server = server
        self.user = server.user(number)
        self.raw = RawClient(server.url)
        self.raw.login(self.user, server.password(number))

    @property
    def file(self) -> str:
        return os.path.join(self.server.folder, self.user, "collection.anki2")

    def adopt(self, path: str) -> None:
        status, answer = self.raw.call("sync/upload", raw=Path(path).read_bytes())
        assert (status, answer) == (200, b"OK"), (status, answer)

    def call(self, method: str, body: str):
        status, answer = self.raw.call(f"sync/{method}", raw=body.encode())
        return status, json.loads(answer) if status == 200 else answer

    def abort(self) -> None:
        self.raw.call("sync/abort", {})

    def close(self) -> None:
        self.raw.close()


class Fuda:
    """Our engine: `crates/collection/examples/merge_jsonl.rs`."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.process = subprocess.Popen(
            [program()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def say(self, **request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the engine ended with {self.process.wait()} on {str(request)[:300]}")
        reply = json.loads(line)
        return reply["status"], reply["answer"]

    def do(self, **request):
        status, answer = self.say(**request)
        assert status == 200, (request, answer)
        return answer

    def adopt(self, path: str) -> None:
        for end in ("", "-wal", "-shm"):
            Path(self.file + end).unlink(missing_ok=True)
        self.do(op="adopt", path=self.file, source=path)

    def call(self, method: str, body: str):
        return self.say(op=method, body=body)

    def abort(self) -> None:
        self.do(op="abort")

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(20)


def program() -> str:
    """The built example; FUDA_MERGE names another."""
    named = os.environ.get("FUDA_MERGE")
    if named:
        return named
    built = [ROOT / "target" / profile / "examples" / "merge_jsonl" for profile in ("release", "debug")]
    built = [path for path in built if path.exists()]
    if not built:
        raise RuntimeError("no engine: run `cargo build -p collection --example merge_jsonl`")
    return str(max(built, key=lambda path: path.stat().st_mtime))
