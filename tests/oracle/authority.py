"""An authority made for the occasion: a root, and below it the one that signs."""

from __future__ import annotations

import subprocess
from pathlib import Path

CA = "keyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n"
LEAF = "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"


class Authority:
    """Signs one certificate, for these names. `root` is what clients trust, `chain` what a server shows."""

    def __init__(self, folder: str, *names: str) -> None:
        self.folder = Path(folder)
        self.root, self.chain, self.key = (self.path(name) for name in ("root.pem", "chain.pem", "key.pem"))
        new = ["openssl", "req", "-newkey", "rsa:2048", "-noenc"]
        root = ["-x509", "-keyout", self.path("root.key"), "-out", self.root, "-days", "30", "-subj", "/CN=Laboratory"]
        self.run(*new, *root, "-addext", "keyUsage=critical,keyCertSign,cRLSign")
        self.run(*new, "-keyout", self.path("between.key"), "-out", self.path("asked"), "-subj", "/CN=Assistant")
        self.sign("root", "between.pem", f"basicConstraints=critical,CA:TRUE,pathlen:0\n{CA}authorityKeyIdentifier=keyid\n")
        self.run(*new, "-keyout", self.key, "-out", self.path("asked"), "-subj", f"/CN={names[0].split(':')[1]}")
        self.sign("between", "leaf.pem", f"subjectAltName={','.join(names)}\n{LEAF}")
        signed = [Path(self.path(name)).read_text() for name in ("leaf.pem", "between.pem")]
        Path(self.chain).write_text("".join(signed))

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def sign(self, by: str, made: str, extensions: str) -> None:
        Path(self.path("extensions")).write_text(extensions)
        signing = ["-CA", self.path(f"{by}.pem"), "-CAkey", self.path(f"{by}.key"), "-CAcreateserial"]
        made = ["-out", self.path(made), "-days", "20", "-extfile", self.path("extensions")]
        self.run("openssl", "x509", "-req", "-in", self.path("asked"), *signing, *made)

    @staticmethod
    def run(*words: str) -> None:
        subprocess.run(words, check=True, capture_output=True)
