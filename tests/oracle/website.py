"""A learner's browser without a screen: signs in, studies through the addresses of the study page."""

from __future__ import annotations

import http.client
import json
import secrets
import urllib.parse

from wire import connect


class Website:
    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint.rstrip("/")
        self.conn = connect(endpoint)
        self.cookie = ""
        self.state: dict = {}

    def request(self, path: str, body: bytes, kind: str) -> http.client.HTTPResponse:
        headers = {"content-type": kind, "origin": self.endpoint, "cookie": self.cookie, "accept": "application/json"}
        self.conn.request("POST", path, body, headers)
        return self.conn.getresponse()

    def sign_in(self, email: str, password: str) -> None:
        form = urllib.parse.urlencode({"email": email, "password": password}).encode()
        answer = self.request("/account/login", form, "application/x-www-form-urlencoded")
        answer.read()
        given = answer.getheader("set-cookie")
        if answer.status != 303 or not given:
            raise RuntimeError(f"signing in: HTTP {answer.status}")
        self.cookie = given.split(";")[0]

    def look(self, path: str) -> str:
        """A page."""
        self.conn.request("GET", path, headers={"cookie": self.cookie})
        answer = self.conn.getresponse()
        text = answer.read().decode()
        if answer.status != 200:
            raise RuntimeError(f"{path}: HTTP {answer.status}")
        return text

    def study(self, step: str, **words) -> dict:
        """One step of the study page; how things are afterwards."""
        words = {"zone": "UTC", "known": [], "ago": 0, "key": secrets.token_hex(16), **words}
        answer = self.request(f"/study/{step}", json.dumps(words).encode(), "application/json")
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{step}: HTTP {answer.status} {text[:300]!r}")
        self.state = json.loads(text)
        return self.state

    def close(self) -> None:
        self.conn.close()
