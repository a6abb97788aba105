"""The laboratory's programs: one virtual environment per version of Anki, and one per tool.

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
# Programs that judge from outside, each in an environment of its own.
TOOLS = {
    "bucket": ["moto[s3]==5.2.5", "flask==3.1.3", "flask-cors==6.0.5"],
    "sink": ["aiosmtpd==1.4.6"],
    "scanner": ["sslyze==6.3.1", "nassl==5.4.0", "cryptography==46.0.7"],
}


def python(name: str = NEWEST) -> Path:
    """The interpreter that has this version's wheel, or this tool."""
    is_version = name in VERSIONS
    return LAB / (f"v{name}" if is_version else name) / "bin" / "python"


def wanted(name: str) -> list[str]:
    """The packages of a version of Anki, of its desktop program, or of a tool."""
    if name in TOOLS:
        return TOOLS[name]
    if name == DESKTOP:
        return [*wanted(NEWEST), *WINDOWS]
    return [f"anki=={name}", *ALWAYS, *ALSO.get(name, [])]


def install(name: str) -> None:
    """Make the environment, unless it is there already with these packages."""
    at = python(name)
    complete = at.parents[1] / "complete"
    lines = "\n".join(wanted(name)) + "\n"
    if complete.exists() and complete.read_text() == lines:
        return
    print(f"installing {name}", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", at.parents[1]], check=True)
    pip = [at, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *wanted(name)], check=True)
    complete.write_text(lines)


def main() -> int:
    names = sys.argv[1:] or [*VERSIONS, *TOOLS]
    with ThreadPoolExecutor(2) as pool:
        for _ in pool.map(install, names):
            pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
