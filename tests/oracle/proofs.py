"""Proofs of promises outside the Rust tests: they are run by name, and what came of them is kept."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from venvs import ROOT

KEPT = ROOT / "target" / "proofs"


def prove(proof, *arguments) -> bool:
    """Run a proof `pr_…`; says and keeps whether it passed."""
    why = ""
    try:
        proof(*arguments)
    except Exception as error:
        why = f": {type(error).__name__}: {error}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with open(KEPT / f"{Path(sys.argv[0]).stem}.jsonl", "a") as file:
        file.write(json.dumps({"name": proof.__name__, "passed": not why}) + "\n")
    print(f"{'FAIL' if why else 'PASS'} {proof.__name__}{why}", flush=True)
    return not why
