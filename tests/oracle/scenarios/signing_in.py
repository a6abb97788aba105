"""Signing in, and keys that do not open the account."""

from __future__ import annotations

from device import FULL_DOWNLOAD, FULL_UPLOAD, NO_CHANGES
from scenarios.claims import fails, is_auth_error, is_required
from scenarios.stage import Skip, Stage, scenario


@scenario
def fresh_account_and_empty_client_have_nothing_to_do(stage: Stage) -> None:
    raw = stage.raw()
    if raw.meta()["mod"] != 0:
        raise Skip("the account has been used before")
    empty = stage.device()
    is_required(empty.sync(), NO_CHANGES)
    full = stage.device(base=True)
    is_required(full.sync(), FULL_UPLOAD)
    full.upload()
    is_required(full.sync(), NO_CHANGES)
    is_required(empty.sync(), FULL_DOWNLOAD)


@scenario
def login_gives_a_working_key(stage: Stage) -> None:
    dev = stage.device(base=True)
    first = dev.login().hkey
    assert first
    dev.upload()
    is_required(dev.sync(), NO_CHANGES)
    assert dev.login().hkey
    is_required(dev.sync(), NO_CHANGES)
    dev.auth.hkey = first  # signing in elsewhere does not end this key
    is_required(dev.sync(), NO_CHANGES)


@scenario
def login_with_bad_password_is_refused(stage: Stage) -> None:
    dev = stage.device()
    dev.password = stage.password + "x"
    is_auth_error(fails(dev.login))
    dev.password = ""
    is_auth_error(fails(dev.login))


@scenario
def login_of_unknown_user_is_refused(stage: Stage) -> None:
    dev = stage.device()
    dev.user = "no such user é"
    is_auth_error(fails(dev.login))


@scenario
def sync_with_wrong_key_is_refused(stage: Stage) -> None:
    dev = stage.device(base=True)
    dev.login()
    dev.auth.hkey = "0" * 40
    is_auth_error(fails(dev.sync))
    is_auth_error(fails(dev.sync_media))
    fails(dev.upload)
    fails(dev.download)
