"""Play seeds in as many processes as there are cores; exit status 1 if any differs."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter

from .devices import play_devices
from .history import play_histories


def play_all(play, count: int, options, folder: str) -> int:
    """Prints what was asked and what differed; returns how many seeds differed."""
    if not count:
        return 0
    began = time.monotonic()
    seeds = range(options.first, options.first + count)
    workers = min(options.workers, count)
    tasks = [(seeds[n::workers], os.path.join(folder, f"{play.__name__}{n}")) for n in range(workers)]
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        results = pool.map(play, tasks, chunksize=1)
    tally = sum((counts for counts, _ in results), Counter())
    failures = [line for _, lines in results for line in lines]
    for what, number in sorted(tally.items()):
        print(f"{number:9} {what}")
    requests = sum(number for what, number in tally.items() if what[-3:].isdigit())
    took = time.monotonic() - began
    print(f"{play.__name__}: {count} seeds, {requests} requests, {len(failures)} with a difference, {took:.0f} s\n")
    for failure in failures[:5]:
        print(f"{failure[:3000]}\n")
    return len(failures)


def main() -> int:
    arguments = argparse.ArgumentParser(prog="merge")
    arguments.add_argument("--seeds", type=int, default=24, help="histories of a client without manners")
    arguments.add_argument("--devices", type=int, default=12, help="histories of real clients")
    arguments.add_argument("--first", type=int, default=1)
    arguments.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    arguments.add_argument("--work", default=None, help="a folder; a tmpfs is quickest")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        failed = play_all(play_histories, options.seeds, options, folder)
        failed += play_all(play_devices, options.devices, options, folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
