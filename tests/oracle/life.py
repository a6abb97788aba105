"""What somebody does with an account, with a word of its own in every field."""

from __future__ import annotations

import re
import time
import urllib.parse
from pathlib import Path

from device import Device
from searched import Site
from website import Website
from wire import connect

FORM = "application/x-www-form-urlencoded"


class Life:
    """What somebody does with an account."""

    def __init__(self, site: Site) -> None:
        self.site, self.words = site, site.words
        self.email = f"{self.words.new('address')}@example.org"
        self.password = self.words.new("password", never=True) + "-frogs"
        self.web = Website(site.server.url)
        self.device: Device | None = None

    def post(self, path: str, **form) -> tuple[int, str]:
        answer = self.web.request(path, urllib.parse.urlencode(form).encode(), FORM)
        body = answer.read().decode()
        cookie = answer.getheader("set-cookie")
        if cookie and "=" in cookie:
            self.web.cookie = cookie.split(";")[0]
        return answer.status, body

    def ok(self, path: str, **form) -> str:
        status, body = self.post(path, **form)
        assert status in (200, 303), f"{path}: {status} {re.sub('<[^>]+>', ' ', body)[:300]}"
        return body

    def letter(self, purpose: str) -> str:
        """The newest letter of a purpose, as text."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            self.site.settle()
            letters = list(Path(self.site.data, "outbox").glob(f"*-{purpose}-*.eml"))
            letters.sort(key=lambda path: int(re.search(r"-(\d+)(?:\.of-\d+)?$", path.stem).group(1)))
            if letters:
                return letters[-1].read_text().replace("=\n", "").replace("=\r\n", "").replace("=3D", "=")
            time.sleep(0.1)
        raise AssertionError(f"there is no letter {purpose}")

    def token(self, purpose: str) -> str:
        return re.search(r"(?:token|invitation)=([A-Za-z0-9_-]{20,})", self.letter(purpose)).group(1)

    def signs_up(self) -> None:
        words = self.words
        invited = self.site.server.run("account", "invite")
        invitation = re.search(r"invitation=([A-Za-z0-9_-]+)", invited).group(1)
        self.web.look(f"/account/signup?invitation={invitation}&x={words.new('query', never=True)}")
        self.ok("/account/signup", email=self.email, password=self.password, invitation=invitation)
        self.ok("/account/verify-email", token=self.token("confirm-address"))
        words.keep_out("cookie", self.web.cookie.split("=", 1)[1])

    def visits(self) -> None:
        """Everything that a browser says beside its forms."""
        words = self.words
        conn = connect(self.site.server.url)
        headers = {
            "cookie": f"{self.web.cookie}; _ga={words.new('foreign cookie', never=True)}",
            "user-agent": f"Browser {words.new('browser')}",
            "referer": f"https://elsewhere.example/{words.new('referrer')}?q={words.new('referrer query', never=True)}",
            "x-forwarded-for": words.new("forged address", never=True),
            "x-other": words.new("unknown header", never=True),
        }
        conn.request("GET", f"/account?secret={words.new('page query', never=True)}", headers=headers)
        conn.getresponse().read()
        conn.request("GET", f"/nothing/{words.new('unknown path')}", headers=headers)
        conn.getresponse().read()
        body = urllib.parse.urlencode({"email": self.email, "password": words.new("wrong password", never=True)})
        conn.request("POST", "/account/login", body, {"content-type": FORM, "origin": self.web.endpoint})
        conn.getresponse().read()
        conn.close()

    def studies(self, folder: str) -> None:
        words = self.words
        self.device = Device(folder, self.site.server.url, self.email, self.password)
        col = self.device.open()
        deck = col.decks.id(words.new("deck name", content=True))
        kind = col.models.by_name("Basic")
        kind["css"] += f"/* {words.new('style', content=True)} */"
        kind["tmpls"][0]["qfmt"] += f"<!-- {words.new('template', content=True)} -->"
        col.models.update_dict(kind)
        note = col.new_note(col.models.by_name("Basic"))
        picture = words.new("media name", content=True) + ".png"
        note["Front"] = f"{words.new('front', content=True)} <img src='{picture}'>"
        note["Back"] = words.new("back", content=True)
        note.tags = [words.new("tag", content=True)]
        col.add_note(note, deck)
        col.decks.set_current(deck)
        preset = col.decks.get_config(1)
        preset["name"] = words.new("preset name", content=True)
        col.decks.update_config(preset)
        col.set_config(words.new("config key", content=True), words.new("config value", content=True))
        self.device.put_media(picture, words.new("media bytes", content=True).encode() * 3)
        self.device.login()
        words.keep_out("host key", self.device.auth.hkey)
        assert self.device.sync(media=False).required in (2, 4)
        self.device.upload(media_usn=0)
        self.device.sync(media=True)
        self.site.clock.advance(5)
        note["Back"] += words.new("back, changed", content=True)
        col = self.device.open()
        col.update_note(note)
        self.site.clock.advance(5)
        self.device.sync(media=True)
        self.site.clock.advance(5)
        self.web.look("/decks")
        self.web.study("state")
        cards = self.web.state["cards"]
        assert cards, "there is something to study"
        self.web.study("answer", card=cards[0]["id"], version=cards[0]["version"], rating=3, taken=1000)
        self.site.clock.advance(5)
        self.device.sync()

    def keeps_safe(self) -> None:
        words = self.words
        self.prove()
        self.ok("/account/email", email=f"{words.new('new address')}@example.org")
        self.ok("/account/email/confirmation", token=self.token("confirm-new-address"))
        # The change is taken back, which asks for another password.
        self.ok("/account/email/return", token=self.token("address-changed"))
        self.password = words.new("second password", never=True) + "-toads"
        self.ok("/account/new-password", token=self.token("reset-password"), password=self.password)
        self.web.sign_in(self.email, self.password)
        self.prove()
        made = self.ok("/account/device-passwords", name=words.new("device password name"))
        shown = re.search(r"\b([a-z0-9]{4}(?:-[a-z0-9]{4}){3,})\b", made)
        assert shown, "the page shows the device password"
        words.keep_out("device password", shown.group(1))
        self.ok("/account/privacy/objection", objects="yes")

    def prove(self) -> None:
        self.ok("/account/proof", password=self.password, next="/account/data")

    def takes_a_copy(self) -> bytes:
        self.web.sign_in(self.email, self.password)
        self.prove()
        self.ok("/account/data", kind="everything")
        end = time.monotonic() + 60
        while time.monotonic() < end:
            page = self.web.look("/account/data")
            link = re.search(r"/account/data/copies/([A-Za-z0-9_-]+)", page)
            if link:
                self.web.conn.request("GET", link.group(0))
                answer = self.web.conn.getresponse()
                assert answer.status == 200, answer.status
                return answer.read()
            time.sleep(0.2)
        raise AssertionError("no copy was made")

    def leaves(self) -> None:
        self.web.sign_in(self.email, self.password)
        self.prove()
        self.ok("/account/remove-account", password=self.password)
        self.letter("removal-asked")

    def end(self) -> None:
        if self.device:
            self.device.destroy()
        self.web.close()
