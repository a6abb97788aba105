"""What Anki's desktop program asks by itself, asked by the library inside it.

Runs in a client's virtual environment. The addresses are fixed in the library
(https://ankiweb.net/…), so the caller sets HTTPS_PROXY and SSL_CERT_FILE. Prints
one JSON object with the answers.
"""

from __future__ import annotations

import json
import sys

from anki._backend import RustBackend


def main() -> None:
    version, install, last = (int(word) for word in sys.argv[1:4])
    backend = RustBackend()
    update = backend.check_for_update(
        version=version,
        buildhash="canary-build",
        os="lin:debian:12",
        install_id=install,
        last_message_id=last,
    )
    add_ons = backend.get_addon_info(client_version=version, addon_ids=[1, 2, 3])
    answer = {
        "newer": update.new_version if update.HasField("new_version") else None,
        "time": update.current_time,
        "message": update.message if update.HasField("message") else None,
        "last": update.last_message_id,
        "add_ons": len(add_ons),
    }
    print(json.dumps(answer))


main()
