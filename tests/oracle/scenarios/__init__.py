"""Scenarios of the conformance run. Importing this registers all of them, in order."""

from scenarios import (  # noqa: F401
    signing_in,
    full,
    edits,
    settings,
    amounts,
    conflicts,
    interruptions,
    several,
    safeguards,
    media,
    wire_v11,
    wire_forms,
    promises,
)
