"""The client laboratory's clients: one virtual environment per version of Anki.

    python3 tests/oracle/venvs.py            installs what is missing under .lab/
    python3 tests/oracle/venvs.py 26.9.3     only that version
    python3 tests/oracle/venvs.py desktop    the newest with its windows, for `make beside`

Needs nothing but Python 3.11 with venv and pip; everything else runs in the
environments made here.
"""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAB = ROOT / ".lab"

# Oldest first. Each stands for a stretch of years; docs/clients.md says of what.
VERSIONS = {
    "2.1.49": "last years of the multipart protocol (version 10)",
    "2.1.66": "first protocol with zstd bodies (version 11)",
    "23.12.1": "media usn in meta",
    "24.11": "second generation of FSRS",
    "25.9.5": "the core inside AnkiDroid and AnkiMobile of 2026",
    "26.9.3": "newest",
}
NEWEST = list(VERSIONS)[-1]

# The wire tools need zstd; generated code of the oldest wheel needs the old protobuf runtime.
ALWAYS = ["zstandard==0.25.0"]
ALSO = {"2.1.49": ["protobuf<3.21"]}
# The newest desktop program itself, and what reads pictures. Only `make beside` needs it.
DESKTOP = "desktop"
WINDOWS = [f"aqt=={NEWEST}", "pyqt6==6.11.0", "pyqt6-webengine==6.11.0", "pillow==13.0.0"]


def python(version: str = NEWEST) -> Path:
    """The interpreter that has this version's wheel."""
    return folder_of(version) / "bin" / "python"


def folder_of(version: str) -> Path:
    return LAB / (DESKTOP if version == DESKTOP else f"v{version}")


def is_complete(version: str) -> bool:
    return (folder_of(version) / "complete").exists()


def install(version: str) -> None:
    """Make the environment, unless it is there already."""
    if is_complete(version):
        return
    folder = folder_of(version)
    print(f"installing the client {version}", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
    number = NEWEST if version == DESKTOP else version
    wanted = [f"anki=={number}", *ALWAYS, *ALSO.get(version, []), *(WINDOWS if version == DESKTOP else [])]
    subprocess.run(
        [python(version), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted],
        check=True,
    )
    (folder / "complete").write_text("\n".join(wanted) + "\n")


def main() -> int:
    versions = sys.argv[1:] or list(VERSIONS)
    with ThreadPoolExecutor(2) as pool:
        for _ in pool.map(install, versions):
            pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
