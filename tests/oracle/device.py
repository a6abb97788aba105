"""One real client of one account: the Anki library of the newest wheel on its own folder."""

from __future__ import annotations

import os
import shutil
import time

NO_CHANGES, NORMAL_SYNC, FULL_SYNC, FULL_DOWNLOAD, FULL_UPLOAD = range(5)
REQUIRED = ["NO_CHANGES", "NORMAL_SYNC", "FULL_SYNC", "FULL_DOWNLOAD", "FULL_UPLOAD"]


class Device:
    def __init__(self, folder: str, endpoint: str, user: str = "", password: str = "") -> None:
        self.folder = folder
        self.endpoint = endpoint
        self.user = user
        self.password = password
        os.makedirs(folder, exist_ok=True)
        self.path = os.path.join(folder, "collection.anki2")
        self.auth = None
        self.col = None

    def open(self):
        from anki.collection import Collection

        if self.col is None:
            self.col = Collection(self.path)
        return self.col

    def close(self) -> None:
        if self.col is not None:
            try:
                self.col.close()
            finally:
                self.col = None

    def login(self):
        self.open()
        self.auth = self.col.sync_login(
            username=self.user, password=self.password, endpoint=self.endpoint
        )
        return self.auth

    def use_key(self, hkey: str) -> None:
        """Go on with the key of an earlier sign-in."""
        from anki.sync import SyncAuth

        self.open()
        self.auth = SyncAuth(hkey=hkey, endpoint=self.endpoint)

    def get_auth(self, endpoint: str | None = None):
        if self.auth is None:
            self.login()
        if endpoint:
            return type(self.auth)(hkey=self.auth.hkey, endpoint=endpoint)
        return self.auth

    # collection

    def sync(self, media: bool = False, via: str | None = None):
        """Ordinary sync; returns the client's answer (see REQUIRED)."""
        self.open()
        try:
            out = self.col.sync_collection(self.get_auth(via), sync_media=media)
        finally:
            self.col.models._clear_cache()  # as the desktop client does
        if media:
            self.wait_media()
        return out

    def full(self, upload: bool, media_usn: int | None = None, via: str | None = None) -> None:
        self.open()
        auth = self.get_auth(via)
        self.col.close_for_full_sync()
        try:
            self.col.full_upload_or_download(auth=auth, server_usn=media_usn, upload=upload)
        finally:
            # The backend opens the collection again itself, also after an error.
            self.col.reopen(after_full_sync=True)
        if media_usn is not None:
            self.wait_media()

    def upload(self, **kwargs) -> None:
        self.full(upload=True, **kwargs)

    def download(self, **kwargs) -> None:
        self.full(upload=False, **kwargs)

    # media

    @property
    def media_dir(self) -> str:
        return self.open().media.dir()

    def wait_media(self, timeout: float = 600) -> None:
        """Wait for the background media sync; raises its error."""
        end = time.monotonic() + timeout
        pause = 0.002
        while self.col.media_sync_status().active:
            if time.monotonic() > end:
                raise TimeoutError("media sync")
            time.sleep(pause)
            pause = min(pause * 1.3, 0.05)

    def sync_media(self, via: str | None = None) -> None:
        self.open()
        self.col.sync_media(self.get_auth(via))
        self.wait_media()

    def put_media(self, name: str, data: bytes) -> None:
        with open(os.path.join(self.media_dir, name), "wb") as file:
            file.write(data)
        self.touch_media()

    def change_media(self, name: str, data: bytes, stamp: int = 1_000_000_000) -> None:
        """Replace a file that was synced: only another mtime tells the client of it."""
        path = os.path.join(self.media_dir, name)
        with open(path, "wb") as file:
            file.write(data)
        os.utime(path, (stamp, stamp))
        self.touch_media()

    def remove_media(self, name: str) -> None:
        os.unlink(os.path.join(self.media_dir, name))
        self.touch_media()

    def touch_media(self) -> None:
        """Anki looks at whole-second mtimes: make every change visible at once."""
        self._stamp = getattr(self, "_stamp", int(time.time())) - 3
        os.utime(self.media_dir, (self._stamp, self._stamp))

    def media(self) -> dict[str, bytes]:
        out = {}
        for name in sorted(os.listdir(self.media_dir)):
            with open(os.path.join(self.media_dir, name), "rb") as file:
                out[name] = file.read()
        return out

    def destroy(self) -> None:
        try:
            self.close()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
