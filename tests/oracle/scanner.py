"""What a real scanner of TLS (sslyze) finds at a listener, and what of it may not be.

The scanner tries every version and cipher suite that OpenSSL has ever known, and the attacks with a name.
Its own verdict is Mozilla's configuration "intermediate"; what we promise beyond that is judged here.
"""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import subprocess
import tempfile
import threading
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from venvs import python

# By name, all of them: what the scanner accepts may change, what we accept may not.
SUITES = {
    "tls_1_2_cipher_suites": {
        f"TLS_ECDHE_{key}_WITH_{cipher}"
        for key in ("RSA", "ECDSA")
        for cipher in ("AES_128_GCM_SHA256", "AES_256_GCM_SHA384", "CHACHA20_POLY1305_SHA256")
    },
    "tls_1_3_cipher_suites": {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"},
}
TOO_OLD = ("ssl_2_0_cipher_suites", "ssl_3_0_cipher_suites", "tls_1_0_cipher_suites", "tls_1_1_cipher_suites")
TWO_YEARS = 63_072_000
# Part of the result, what must be said there, and what it means if it is not.
ATTACKS = [
    ("tls_compression", "supports_compression", False, "compresses (CRIME)"),
    ("tls_1_3_early_data", "supports_early_data", False, "takes early data, which can be sent again"),
    ("openssl_ccs_injection", "is_vulnerable_to_ccs_injection", False, "takes an early ChangeCipherSpec"),
    ("heartbleed", "is_vulnerable_to_heartbleed", False, "bleeds (Heartbleed)"),
    ("robot", "robot_result", "NOT_VULNERABLE_RSA_NOT_SUPPORTED", "decrypts with RSA (ROBOT)"),
    ("session_renegotiation", "supports_secure_renegotiation", True, "renegotiates insecurely"),
    ("session_renegotiation", "is_vulnerable_to_client_renegotiation_dos", False, "renegotiates at a client's wish"),
    ("tls_fallback_scsv", "supports_fallback_scsv", True, "lets versions be talked down"),
    ("tls_extended_master_secret", "supports_ems_extension", True, "lacks the extended master secret"),
]


def scan(port: int, root: str, name: str) -> tuple[dict, list[str]]:
    """The scanner's results by part, and what its verdict complains of."""
    with tempfile.NamedTemporaryFile(suffix=".json") as found:
        line = [str(python("scanner")), "-m", "sslyze", "--json_out", found.name, "--certinfo_ca_file", root, "--sni", name]
        done = subprocess.run(
            [*line, "--early_data", "--http_headers", "--resum", "--mozilla_config", "intermediate", f"localhost:{port}"],
            capture_output=True,
            text=True,
            timeout=120,
        )
        try:
            (server,) = json.loads(Path(found.name).read_text())["server_scan_results"]
        except ValueError as error:
            raise AssertionError(f"the scanner said nothing: {done.stderr[-300:]}") from error
    assert server["scan_status"] == "COMPLETED", server["connectivity_error_trace"]
    complaints = [line.strip(" *") for line in done.stdout.splitlines() if line.startswith("        * ")]
    if done.returncode and not complaints:
        complaints = [f"the scanner ended with {done.returncode}"]
    return server["scan_result"], complaints


def part(result: dict, name: str) -> dict:
    """A part that was not looked at is a failure, not a pass."""
    looked = result[name]
    if looked["status"] != "COMPLETED":
        raise AssertionError(f"{name} was not scanned: {looked['error_reason']} {looked['error_trace']}")
    return looked["result"]


def accepted(result: dict, version: str) -> set[str]:
    return {suite["cipher_suite"]["name"] for suite in part(result, version)["accepted_cipher_suites"]}


def certificates(path: str) -> list[str]:
    """The certificates in a PEM file, each without white space."""
    pieces = Path(path).read_text().split("-----BEGIN CERTIFICATE-----")[1:]
    return ["".join(piece.split("-----END")[0].split()) for piece in pieces]


def chain_troubles(result: dict, chain: str) -> list[str]:
    found = []
    for shown in part(result, "certificate_info")["certificate_deployments"]:
        received = []
        for one in shown["received_certificate_chain"]:
            received.append("".join(one["as_pem"].replace("-----END", "-----BEGIN").split("-----")[2].split()))
        if received != certificates(chain):
            found.append(f"shows {len(received)} certificates, which are not those of the file")
        if not shown["received_chain_has_valid_order"]:
            found.append("shows its chain in the wrong order")
        trusts = [path for path in shown["path_validation_results"] if path["trust_store"]["name"].startswith("Supplied")]
        if not trusts or not all(path["was_validation_successful"] for path in trusts):
            found.append("shows a chain that does not lead to its root")
    return found


def troubles(port: int, root: str, chain: str, name: str = "localhost") -> list[str]:
    """What may not be, as sentences without a subject."""
    result, found = scan(port, root, name)
    found += [f"speaks {version[:7]}" for version in TOO_OLD if part(result, version)["is_tls_version_supported"]]
    for version, allowed in SUITES.items():
        if not part(result, version)["is_tls_version_supported"]:
            found.append(f"does not speak {version[:7]}")
        found += [f"accepts {suite}" for suite in sorted(accepted(result, version) - allowed)]
    for name, key, wanted, meaning in ATTACKS:
        if part(result, name)[key] != wanted:
            found.append(meaning)
    header = part(result, "http_headers")["strict_transport_security_header"]
    if not header or (header["max_age"] or 0) < TWO_YEARS or not header["include_subdomains"]:
        found.append(f"does not keep browsers to https: {header}")
    return found + chain_troubles(result, chain)


class Silent(BaseHTTPRequestHandler):
    """Answers that it cannot, and writes no log."""

    def log_message(self, *words) -> None:
        pass


class BadListener(ThreadingHTTPServer):
    """OpenSSL with everything allowed that it can still do, and a certificate nobody asked for."""

    daemon_threads = True

    def __init__(self, certificate: str, key: str) -> None:
        super().__init__(("127.0.0.1", 0), Silent)
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(certificate, key)
        self.tls.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.tls.minimum_version = ssl.TLSVersion.TLSv1
        self.tls.options |= 1 << 8  # SSL_OP_ALLOW_CLIENT_RENEGOTIATION
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def finish_request(self, request: socket.socket, client_address) -> None:
        with contextlib.suppress(OSError):
            super().finish_request(self.tls.wrap_socket(request, server_side=True), client_address)

    def __exit__(self, *exc) -> None:
        self.shutdown()
        self.server_close()
