"""The figures of a campaign, for the terminal and for docs/reliability.md."""

from __future__ import annotations

from venvs import ROOT

PAGE = ROOT / "docs" / "reliability.md"


def summary(figures: dict) -> str:
    median, longest = figures["recovery"]
    checks = ", ".join(f"{name} {count}" for name, count in figures["checks"].items())
    return (
        f"kills {figures['kills']} ({figures['syscalls']} system calls swept), "
        f"acknowledged reviews {figures['acknowledged']}, lost {figures['lost']}, "
        f"violations {figures['violations']}\n"
        f"ready again after a kill: median {median:.2f} s, longest {longest:.2f} s\n"
        f"checks: {checks}"
    ) + "".join(f"\n{line}" for line in neighbours(figures))


def neighbours(figures: dict) -> list[str]:
    """Rows of a table: how long a good account waited, and beside whom."""
    beside = f"beside 20 hostile uploads at a time ({figures['uploads']} were answered)"
    return [
        f"| {'alone' if name == 'alone' else beside} | {wait['median']:.0f} | {wait['p99']:.0f} | {wait['longest']:.0f} | {wait['asked']} |"
        for name, wait in figures["waits"].items()
    ]


def bound(figures: dict) -> str:
    """With 0 lost in n, less than 3/n with 95 % confidence."""
    if figures["lost"] or not figures["acknowledged"]:
        return ""
    return f" (with 95 % confidence fewer than {3 / figures['acknowledged']:.1e} of them)"


def write(figures: dict, words: list) -> None:
    median, longest = figures["recovery"]
    faults = "\n".join(
        f"| {fault.__name__.replace('_', ' ')} | {fault.__doc__.strip().splitlines()[0]} | {word.lower()}{': ' + why if word == 'SKIP' else ''} |"
        for fault, word, why in words
    )
    points = "\n".join(f"| `{name}` | {count} |" for name, count in figures["points"].items())
    checks = "\n".join(f"| {name} | {count} |" for name, count in figures["checks"].items())
    waits = "\n".join(neighbours(figures))
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(f"""# Reliability

Written by `make chaos`; do not edit. The built binary is killed, starved and attacked while learners with a
ledger sync; one checker (`tests/chaos/invariants.py`) then compares the server with the ledger.

| figure | value |
| --- | --- |
| kills (kill -9) | {figures['kills']} |
| system calls at which it was killed or failed | {figures['syscalls']} |
| acknowledged reviews | {figures['acknowledged']} |
| of these lost | {figures['lost']}{bound(figures)} |
| violated invariants | {figures['violations']} |
| ready again after a kill | median {median:.2f} s, longest {longest:.2f} s |

## Faults

| fault | what | outcome |
| --- | --- | --- |
{faults}

## Beside hostile accounts

How long a good account waits for `meta`, in milliseconds, while twenty others upload without pause: bombs, bodies of
a few kilobytes a second, and files that were made to harm. All of them, and who asks, share the cores of one machine.

| | median | p99 | longest | asked |
| --- | --- | --- | --- | --- |
{waits}

## Crash points

Where the program can be told to kill itself, and how often it did in this campaign. A point with 0 lies on no
path of the operations tried (sync, upload, download, media up and down, signing in, leaving,
copying, posting letters).

| point | kills |
| --- | --- |
{points}

## Checks

| invariant | times checked |
| --- | --- |
{checks}

I1 convergence, I2 nothing acknowledged is lost, I3 nothing is invented, I4 and I5 counters never go back, I6 all
or nothing, I7 the file is sound, I8 media are what their rows say, I9 what was
begun ends complete, I12 letters go out once and at most twice, I13 bounds of memory and files, and nobody disturbs
another account, I15 success means kept and failure may be repeated.

Readers of strangers' bytes are tried alone, too: [fuzzing.md](fuzzing.md).
""")
