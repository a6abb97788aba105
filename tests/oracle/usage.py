"""What a server's processes use: processor time, memory, open files (Linux)."""

from __future__ import annotations

import os
import re
import threading
import time

TICK = os.sysconf("SC_CLK_TCK")
MIB = 1024 * 1024


class Usage:
    """Reads one process and all its children, those that have ended included."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def children(self, pid: int) -> list[int]:
        out = []
        try:
            for task in os.listdir(f"/proc/{pid}/task"):
                with open(f"/proc/{pid}/task/{task}/children") as file:
                    out += [int(word) for word in file.read().split()]
        except OSError:
            pass  # it has ended meanwhile
        return out

    def tree(self) -> list[int]:
        out = [self.pid]
        for pid in out:
            out += self.children(pid)
        return out

    def cpu(self) -> float:
        """Seconds used by the process, its live children, and those it has waited for."""
        total = 0
        for pid in self.tree():
            try:
                with open(f"/proc/{pid}/stat") as file:
                    fields = file.read().rsplit(")", 1)[1].split()
                # utime, stime, and the same of children that were waited for
                total += sum(int(word) for word in fields[11:15])
            except OSError:
                pass
        return total / TICK

    def field(self, pid: int, key: str) -> int:
        """A field of /proc/PID/status in bytes (Vm*) or as it stands."""
        try:
            with open(f"/proc/{pid}/status") as file:
                match = re.search(rf"^{key}:\s+(\d+)( kB)?", file.read(), re.M)
        except OSError:
            return 0
        if not match:
            return 0
        return int(match.group(1)) * (1024 if match.group(2) else 1)

    def memory(self) -> int:
        """Resident bytes of the process, and of its children what they do not share with it."""
        own, *children = self.tree()
        name = self.command(own)
        # A child that has not yet become its own program shares all memory with its parent.
        apart = [pid for pid in children if self.command(pid) != name]
        return self.field(own, "VmRSS") + sum(self.share(pid) for pid in apart)

    def command(self, pid: int) -> bytes:
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                return file.read()
        except OSError:
            return b""

    def share(self, pid: int) -> int:
        """Resident bytes in which pages shared by several processes count in parts."""
        try:
            with open(f"/proc/{pid}/smaps_rollup") as file:
                return int(re.search(r"^Pss:\s+(\d+)", file.read(), re.M).group(1)) * 1024
        except (OSError, AttributeError):
            return 0  # it has ended meanwhile

    def peak(self) -> int:
        """Highest resident bytes of the process itself since reset_peak()."""
        return self.field(self.pid, "VmHWM")

    def reset_peak(self) -> None:
        try:
            with open(f"/proc/{self.pid}/clear_refs", "w") as file:
                file.write("5")
        except OSError:
            pass  # then it is the peak since the start

    def written(self) -> int:
        """Bytes that the process caused to be written to the disk."""
        try:
            with open(f"/proc/{self.pid}/io") as file:
                return int(re.search(r"^write_bytes: (\d+)", file.read(), re.M).group(1))
        except OSError:
            return 0

    def files(self) -> int:
        try:
            return len(os.listdir(f"/proc/{self.pid}/fd"))
        except OSError:
            return 0


class Meter:
    """Around a measurement: what the server used meanwhile.

    Children live too briefly to keep a peak of their own, so that the sum over
    all processes is sampled every few milliseconds.
    """

    def __init__(self, usage: Usage, memory: bool = True) -> None:
        self.usage = usage
        self.samples_wanted = memory

    def __enter__(self) -> "Meter":
        self.usage.reset_peak()
        self.memory_before = self.usage.memory()
        self.highest = self.memory_before
        self.done = threading.Event()
        self.watcher = threading.Thread(target=self._watch, daemon=True)
        self.written_before = self.usage.written()
        self.cpu_before = self.usage.cpu()
        self.started = time.perf_counter()
        if self.samples_wanted:
            self.watcher.start()
        return self

    def _watch(self) -> None:
        while not self.done.wait(0.004):
            self.highest = max(self.highest, self.usage.memory())

    def __exit__(self, *exc) -> None:
        self.seconds = time.perf_counter() - self.started
        self.done.set()
        if self.samples_wanted:
            self.watcher.join()
        self.cpu = self.usage.cpu() - self.cpu_before
        self.written = self.usage.written() - self.written_before
        self.peak = max(self.highest, self.usage.peak())
        self.above = self.peak - self.memory_before
