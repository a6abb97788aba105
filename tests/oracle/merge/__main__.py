"""Many seeds: `python -m merge --seeds 500 --first 1`, in as many processes as there are cores."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter

from .devices import play_devices
from .history import play_in_process


def main() -> int:
    arguments = argparse.ArgumentParser(prog="merge")
    arguments.add_argument("--seeds", type=int, default=100)
    arguments.add_argument("--first", type=int, default=1)
    arguments.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    arguments.add_argument("--devices", action="store_true", help="real clients instead of one without manners")
    arguments.add_argument("--work", default=None, help="a folder; a tmpfs is quickest")
    options = arguments.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        seeds = range(options.first, options.first + options.seeds)
        tasks = [(seeds[n :: options.workers], os.path.join(folder, str(n))) for n in range(options.workers)]
        with multiprocessing.get_context("spawn").Pool(options.workers) as pool:
            results = pool.map(play_devices if options.devices else play_in_process, tasks, chunksize=1)
    tally = sum((counts for counts, _ in results), Counter())
    failures = [line for _, lines in results for line in lines]
    for what, count in sorted(tally.items()):
        print(f"{count:9} {what}")
    print(f"{options.seeds} seeds, {sum(c for w, c in tally.items() if w[-3:].isdigit())} requests, "
          f"{len(failures)} with a difference, {time.monotonic() - began:.0f} s")
    for failure in failures[:5]:
        print(f"\n{failure[:3000]}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
