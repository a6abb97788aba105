#!/usr/bin/env python3
"""Anki as a test oracle: one JSON request a line in, one JSON reply a line out.

Run it with an interpreter that has the ``anki`` wheel installed:

    python anki_oracle.py --clock auto --start 2024-03-05T10:00:00Z --tz UTC

Requests are ``{"op": NAME, ...arguments}``; an ``"id"`` is echoed.  Replies are
``{"ok": RESULT}`` or ``{"error": {"kind": KIND, "message": TEXT}}``.  Named
operations are the ``op_*`` functions below (``{"op": "help"}`` lists them).
Every other method of the Rust backend is an operation too, under its own
snake-case name, with the fields of its request message as arguments and its
reply message as the result (see ``proto_json.py`` for the mapping):

    {"op": "bury_or_suspend_cards", "card_ids": [1], "mode": "SUSPEND"}

Collections are addressed by a handle, ``"h"`` (default "main"), so that several
may be open at once.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import sys
import traceback
import zipfile
from datetime import datetime, timezone
from typing import Any, Callable

import clock as clockmod

NS = 1_000_000_000


def parse_time(value: Any) -> int:
    """Seconds (int or float) or ISO 8601 text to nanoseconds since the epoch."""
    if isinstance(value, str):
        moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=timezone.utc)
        whole = int(moment.replace(microsecond=0).timestamp())
        return whole * NS + moment.microsecond * 1000
    if isinstance(value, int):
        return value * NS
    return round(value * 1000) * 1_000_000


def cli() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--clock", choices=("auto", "shim", "libfaketime", "real"), default="auto")
    p.add_argument("--start", help="freeze the clock at this moment (ISO 8601 or epoch seconds)")
    p.add_argument("--tz", help="time zone of the process (value of TZ)")
    p.add_argument("--random-seed", type=int, help="answer the backend's random requests from this seed (shim only)")
    p.add_argument("--no-fuzz", action="store_true", help="set ANKI_TEST_MODE: no fuzz (and local 02:00-04:00 read two hours earlier)")
    p.add_argument("--lang", default="en", help="language of labels and messages")
    return p.parse_args()


ARGS = cli() if __name__ == "__main__" else argparse.Namespace(lang="en")
if __name__ == "__main__":
    if ARGS.no_fuzz:
        os.environ["ANKI_TEST_MODE"] = "1"
    _start = None
    if ARGS.start:
        _start = parse_time(int(ARGS.start) if ARGS.start.lstrip("-").isdigit() else ARGS.start)
    clockmod.reexec(ARGS.clock, _start, ARGS.random_seed, ARGS.tz)

import google.protobuf.message  # noqa: E402

from anki.collection import Collection  # noqa: E402  (first: the wheel's modules import each other)

import anki.lang  # noqa: E402
from anki import _backend, backend_pb2  # noqa: E402
from anki import cards_pb2, config_pb2, deck_config_pb2, decks_pb2, generic_pb2, notes_pb2, notetypes_pb2, scheduler_pb2  # noqa: E402,F401
from anki.buildinfo import version as ANKI_VERSION  # noqa: E402
from anki.cards import Card  # noqa: E402

from proto_json import BadRequest, from_json, short_f64, to_json  # noqa: E402

CLOCK = clockmod.Clock()


class OracleError(Exception):
    """An error of the oracle itself, not of Anki."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


# --------------------------------------------------------------------------
# Errors: keep the backend's own kind, which pylib folds into a few classes.

_pylib_exception = _backend.backend_exception_to_pylib


def _exception_with_kind(err: backend_pb2.BackendError) -> Exception:
    out = _pylib_exception(err)
    named = backend_pb2.BackendError.DESCRIPTOR.enum_types_by_name["Kind"].values_by_number.get(err.kind)
    out.oracle_kind = named.name if named else str(err.kind)  # type: ignore[attr-defined]
    out.oracle_message = err.message  # type: ignore[attr-defined]
    return out


_backend.backend_exception_to_pylib = _exception_with_kind


def error_reply(err: BaseException) -> dict[str, Any]:
    kind = getattr(err, "oracle_kind", None)
    if kind:
        return {"kind": kind, "message": err.oracle_message}  # type: ignore[attr-defined]
    if isinstance(err, OracleError):
        return {"kind": err.kind, "message": str(err)}
    if isinstance(err, BadRequest):
        return {"kind": "BAD_REQUEST", "message": str(err)}
    if isinstance(err, google.protobuf.message.Error):
        return {"kind": "BAD_REQUEST", "message": str(err)}
    if type(err).__name__ == "PanicException":
        return {"kind": "PANIC", "message": str(err)}
    return {
        "kind": "PYTHON_" + type(err).__name__,
        "message": str(err),
        "trace": traceback.format_exc(limit=-4),
    }


# --------------------------------------------------------------------------
# Backend methods by name


def _snake(name: str) -> str:
    out = []
    for i, c in enumerate(name):
        if c.isupper() and i and (not name[i - 1].isupper() or (i + 1 < len(name) and name[i + 1].islower())):
            out.append("_")
        out.append(c.lower())
    return "".join(out)


def _collect_methods() -> dict[str, tuple[Any, Any]]:
    import importlib
    import pkgutil

    import anki

    from google.protobuf import message_factory

    out: dict[str, tuple[Any, Any]] = {}
    for mod in pkgutil.iter_modules(anki.__path__):
        if not mod.name.endswith("_pb2"):
            continue
        file = importlib.import_module(f"anki.{mod.name}").DESCRIPTOR
        for service in file.services_by_name.values():
            if "Frontend" in service.name or service.name in ("AnkidroidService",):
                continue
            for method in service.methods:
                name = _snake(method.name)
                if hasattr(_backend.RustBackend, name + "_raw"):
                    out[name] = (
                        message_factory.GetMessageClass(method.input_type),
                        message_factory.GetMessageClass(method.output_type),
                    )
    return out


METHODS = _collect_methods()


def _request(name: str, args: dict[str, Any]) -> Any:
    msg = METHODS[name][0]()
    if "json_value" in args:
        # generic.Json and legacy messages carry JSON text in a bytes field
        args = dict(args)
        value = args.pop("json_value")
        args["json"] = base64.b64encode(json.dumps(value).encode()).decode()
    return from_json(msg, args)


def _json_result(msg: Any) -> Any:
    if isinstance(msg, generic_pb2.Json):
        return json.loads(msg.json or b"null")
    return to_json(msg)


def call(backend: Any, name: str, msg: Any) -> Any:
    """Run one backend method with a ready message, return its reply message."""
    reply = METHODS[name][1]()
    reply.ParseFromString(getattr(backend, name + "_raw")(msg.SerializeToString()))
    return reply


# --------------------------------------------------------------------------
# State


class State:
    def __init__(self) -> None:
        self.cols: dict[str, Collection] = {}
        self.paths: dict[str, str] = {}
        self.loose: Any = None

    def col(self, req: dict[str, Any]) -> Collection:
        handle = req.get("h", "main")
        col = self.cols.get(handle)
        if col is None:
            raise OracleError("NOT_OPEN", f"no collection is open as {handle!r}")
        return col

    def backend(self, req: dict[str, Any]) -> Any:
        """The collection's backend, or one without a collection."""
        handle = req.get("h", "main")
        if handle in self.cols:
            return self.cols[handle]._backend
        if self.loose is None:
            self.loose = _backend.RustBackend(langs=[ARGS.lang])
        return self.loose


STATE = State()
OPS: dict[str, Callable[[dict[str, Any]], Any]] = {}


def op(func: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    OPS[func.__name__.removeprefix("op_")] = func
    return func


def need(req: dict[str, Any], *names: str) -> list[Any]:
    missing = [n for n in names if n not in req]
    if missing:
        raise BadRequest("missing " + ", ".join(missing))
    return [req[n] for n in names]


RESERVED = {"op", "id", "h"}


def plain_args(req: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in req.items() if k not in RESERVED}


# --------------------------------------------------------------------------
# Process


@op
def op_help(req: dict[str, Any]) -> Any:
    """List operations: named ones with their text, backend ones with their messages."""
    return {
        "named": {k: (f.__doc__ or "").strip() for k, f in sorted(OPS.items())},
        "backend": {k: [a.DESCRIPTOR.full_name, b.DESCRIPTOR.full_name] for k, (a, b) in sorted(METHODS.items())},
    }


@op
def op_schema(req: dict[str, Any]) -> Any:
    """Fields of a message: {"message": "anki.scheduler.CardAnswer"}."""
    from google.protobuf import descriptor_pool

    (name,) = need(req, "message")
    pool = descriptor_pool.Default()
    try:
        desc = pool.FindMessageTypeByName(name)
    except KeyError:
        enum = pool.FindEnumTypeByName(name)
        return {v.name: v.number for v in enum.values}
    out = {}
    for f in desc.fields:
        kind = f.message_type or f.enum_type
        out[f.name] = {"number": f.number, "type": kind.full_name if kind else f.type, "presence": f.has_presence}
    return out


@op
def op_ping(req: dict[str, Any]) -> Any:
    """Versions and clock state."""
    import platform

    return {
        "anki": ANKI_VERSION,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "clock": CLOCK.info(),
        "open": sorted(STATE.cols),
    }


@op
def op_clock(req: dict[str, Any]) -> Any:
    """Set or read the clock.

    {"secs": N} | {"ns": N} | {"at": "ISO"} freezes it there; {"advance": SECS}
    moves a frozen clock; {"offset": SECS} lets it run shifted; {"real": true}
    gives the true time back; {"tz": "Area/City"} changes the zone; {"seed": N}
    reseeds randomness ({"seed": null} makes it real again).
    """
    if "tz" in req:
        CLOCK.set_tz(req["tz"])
    if "seed" in req:
        CLOCK.seed_random(req["seed"])
    if "ns" in req:
        CLOCK.freeze(int(req["ns"]))
    elif "secs" in req or "at" in req:
        CLOCK.freeze(parse_time(req.get("secs", req.get("at"))))
    elif "advance" in req:
        CLOCK.freeze(CLOCK.now_ns() + parse_time(req["advance"]))
    elif "offset" in req:
        CLOCK.offset(parse_time(req["offset"]))
    elif req.get("real"):
        CLOCK.real()
    return CLOCK.info()


# --------------------------------------------------------------------------
# Collections


@op
def op_open(req: dict[str, Any]) -> Any:
    """Open (or make) a collection: {"path", "new": bool, "server": bool, "lang"}."""
    (path,) = need(req, "path")
    handle = req.get("h", "main")
    if handle in STATE.cols:
        raise OracleError("ALREADY_OPEN", f"{handle!r} is open")
    path = os.path.abspath(path)
    if req.get("new"):
        for suffix in ("", "-wal", "-shm", "-journal"):
            if os.path.exists(path + suffix):
                os.unlink(path + suffix)
        os.makedirs(os.path.dirname(path), exist_ok=True)
    lang = req.get("lang", ARGS.lang)
    backend = _backend.RustBackend(langs=[lang], server=bool(req.get("server")))
    anki.lang.set_lang(lang)
    col = Collection(path, backend=backend)
    STATE.cols[handle] = col
    STATE.paths[handle] = path
    return {"path": path, "crt": col.crt, "timing": to_json(col._backend.sched_timing_today())}


@op
def op_close(req: dict[str, Any]) -> Any:
    """Close: {"downgrade": true} writes the old schema 11 as for AnkiDroid/legacy use."""
    handle = req.get("h", "main")
    col = STATE.col(req)
    STATE.cols.pop(handle)
    STATE.paths.pop(handle)
    col.close(downgrade=bool(req.get("downgrade", False)))
    return {}


@op
def op_reopen(req: dict[str, Any]) -> Any:
    """Close and open again (drops undo history, queues and cached timing)."""
    handle = req.get("h", "main")
    col = STATE.col(req)
    col.close(downgrade=False)
    col.reopen()
    return {"path": STATE.paths[handle]}


def _rows(col: Collection, sql: str, *args: Any) -> list[list[Any]]:
    return col._backend.db_query(sql, list(args), False)


@op
def op_sql(req: dict[str, Any]) -> Any:
    """Run SQL on the collection: {"sql", "args": []}.  Anything but a select
    clears the undo history and the study queues, as Anki's own proxy does."""
    (sql,) = need(req, "sql")
    return {"rows": _rows(STATE.col(req), sql, *req.get("args", []))}


BLOBS = {
    ("decks", "common"): decks_pb2.Deck.Common,
    ("decks", "kind"): decks_pb2.Deck.KindContainer,
    ("deck_config", "config"): deck_config_pb2.DeckConfig.Config,
    ("notetypes", "config"): notetypes_pb2.Notetype.Config,
    ("fields", "config"): notetypes_pb2.Notetype.Field.Config,
    ("templates", "config"): notetypes_pb2.Notetype.Template.Config,
}
TABLES = {
    "col": "id",
    "config": "key",
    "deck_config": "id",
    "decks": "id",
    "notetypes": "id",
    "fields": "ntid, ord",
    "templates": "ntid, ord",
    "notes": "id",
    "cards": "id",
    "revlog": "id",
    "tags": "tag",
    "graves": "oid, type",
}


def dump_table(col: Collection, table: str, raw: bool = False, where: str = "") -> list[dict[str, Any]]:
    names = [r[1].lower() for r in _rows(col, f"select cid, name from pragma_table_info('{table}')")]
    out = []
    for row in _rows(col, f"select * from {table} {where} order by {TABLES[table]}"):
        item: dict[str, Any] = {}
        for name, value in zip(names, row):
            if isinstance(value, list):
                data = bytes(value)
                message = BLOBS.get((table, name))
                if message:
                    item[name] = to_json(message.FromString(data))
                elif table == "config":
                    item[name] = json.loads(data)
                else:
                    item[name] = base64.b64encode(data).decode()
                if raw:
                    item[name + "_raw"] = base64.b64encode(data).decode()
            elif isinstance(value, float):
                item[name] = short_f64(value)
            elif table == "cards" and name == "data":
                item[name] = json.loads(value) if value else {}
                if raw:
                    item[name + "_raw"] = value
            else:
                item[name] = value
        out.append(item)
    return out


@op
def op_dump(req: dict[str, Any]) -> Any:
    """All tables as canonical JSON: {"tables": [...], "raw": bool, "hash_only": bool}.

    Blobs are decoded; with "raw" their bytes come along as base64.  Rows are
    ordered by primary key.  "sha256" is over the compact, key-sorted JSON.
    """
    col = STATE.col(req)
    tables = {t: dump_table(col, t, bool(req.get("raw"))) for t in req.get("tables", TABLES)}
    text = json.dumps(tables, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    out: dict[str, Any] = {"sha256": hashlib.sha256(text.encode()).hexdigest()}
    if not req.get("hash_only"):
        out["tables"] = tables
    return out


@op
def op_rows(req: dict[str, Any]) -> Any:
    """Rows of one table by id: {"table": "cards", "ids": [..]} or "where"."""
    (table,) = need(req, "table")
    if table not in TABLES:
        raise BadRequest(f"no table {table!r}")
    where = req.get("where", "")
    if "ids" in req:
        key = TABLES[table].split(",")[0]
        where = f"where {key} in ({','.join(str(int(i)) for i in req['ids'])})"
    elif where:
        where = "where " + where
    return dump_table(STATE.col(req), table, bool(req.get("raw")), where)


# --------------------------------------------------------------------------
# Decks and options


def deck_id(col: Collection, value: Any) -> int:
    if isinstance(value, str):
        did = col.decks.id_for_name(value)
        if did is None:
            raise OracleError("NOT_FOUND_ERROR", f"no deck {value!r}")
        return did
    return int(value)


def notetype_id(col: Collection, value: Any) -> int:
    if isinstance(value, str):
        ntid = col.models.id_for_name(value)
        if ntid is None:
            raise OracleError("NOT_FOUND_ERROR", f"no notetype {value!r}")
        return ntid
    return int(value)


@op
def op_deck_tree(req: dict[str, Any]) -> Any:
    """Deck tree with due counts; {"now": SECS} (default: the clock), 0 = no counts."""
    col = STATE.col(req)
    now = req.get("now", CLOCK.now_ns() // NS)
    return to_json(col._backend.deck_tree(now=now))


@op
def op_deck_add(req: dict[str, Any]) -> Any:
    """Get or make a normal deck by name: {"name", "patch": {Deck.Common/Normal fields}}.

    "common" and "normal" are merged into the deck message before saving.
    """
    (name,) = need(req, "name")
    col = STATE.col(req)
    did = col.decks.id_for_name(name)
    if did is None:
        deck = col._backend.new_deck()
        deck.name = name
        did = col._backend.add_deck(deck).id
    if req.get("common") or req.get("normal"):
        deck = col._backend.get_deck(did)
        from_json(deck.common, req.get("common", {}))
        from_json(deck.normal, req.get("normal", {}))
        col._backend.update_deck(deck)
    return {"deck_id": did}


@op
def op_deck_get(req: dict[str, Any]) -> Any:
    """A deck message: {"deck": id or name}."""
    col = STATE.col(req)
    return to_json(col._backend.get_deck(deck_id(col, need(req, "deck")[0])))


@op
def op_deck_patch(req: dict[str, Any]) -> Any:
    """Change a deck through update_deck: {"deck", "name"?, "common"?, "normal"?, "filtered"?}."""
    col = STATE.col(req)
    deck = col._backend.get_deck(deck_id(col, need(req, "deck")[0]))
    if "name" in req:
        deck.name = req["name"]
    for part in ("common", "normal", "filtered"):
        if part in req:
            sub = getattr(deck, part)
            for field in req[part]:
                sub.ClearField(field)
            from_json(sub, req[part])
    return to_json(col._backend.update_deck(deck))


@op
def op_deck_select(req: dict[str, Any]) -> Any:
    """Make a deck the current one (its queue is what "queue" then shows)."""
    col = STATE.col(req)
    return to_json(col._backend.set_current_deck(deck_id(col, need(req, "deck")[0])))


@op
def op_deck_config_get(req: dict[str, Any]) -> Any:
    """Options of a deck: {"deck"} -> the DeckConfigsForUpdate message, or {"config": id}."""
    col = STATE.col(req)
    if "config" in req:
        return to_json(col._backend.get_deck_config(int(req["config"])))
    return to_json(col._backend.get_deck_configs_for_update(deck_id(col, req.get("deck", 1))))


@op
def op_deck_config_set(req: dict[str, Any]) -> Any:
    """Save deck options the way the options screen does (update_deck_configs).

    {"deck": id or name, "config": {DeckConfig.Config fields to change},
     "preset": name (make or pick another preset for the deck),
     "fsrs", "fsrs_reschedule", "new_cards_ignore_review_limit",
     "apply_all_parent_limits", "limits", "mode", "card_state_customizer"}.
    Everything not given keeps its present value.
    """
    col = STATE.col(req)
    did = deck_id(col, req.get("deck", 1))
    now = col._backend.get_deck_configs_for_update(did)
    by_name = {c.config.name: c.config for c in now.all_config}
    by_id = {c.config.id: c.config for c in now.all_config}
    preset = req.get("preset")
    if preset is None:
        config = by_id[now.current_deck.config_id]
    elif preset in by_name:
        config = by_name[preset]
    else:
        config = deck_config_pb2.DeckConfig()
        config.CopyFrom(now.defaults)
        config.id = 0
        config.name = preset
    patch = req.get("config", {})
    for field in patch:
        if field not in config.config.DESCRIPTOR.fields_by_name:
            raise BadRequest(f"no option {field!r}")
        config.config.ClearField(field)
    from_json(config.config, patch)

    msg = deck_config_pb2.UpdateDeckConfigsRequest(
        target_deck_id=did,
        configs=[config],
        card_state_customizer=req.get("card_state_customizer", now.card_state_customizer),
        new_cards_ignore_review_limit=req.get("new_cards_ignore_review_limit", now.new_cards_ignore_review_limit),
        fsrs=req.get("fsrs", now.fsrs),
        apply_all_parent_limits=req.get("apply_all_parent_limits", now.apply_all_parent_limits),
        fsrs_reschedule=req.get("fsrs_reschedule", False),
        fsrs_health_check=req.get("fsrs_health_check", now.fsrs_health_check),
    )
    msg.limits.CopyFrom(now.current_deck.limits)
    for field in req.get("limits", {}):
        msg.limits.ClearField(field)
    from_json(msg.limits, req.get("limits", {}))
    if "mode" in req:
        from_json(msg, {"mode": req["mode"]})
    changes = call(col._backend, "update_deck_configs", msg)
    after = col._backend.get_deck_configs_for_update(did)
    return {"config_id": after.current_deck.config_id, "changes": to_json(changes)}


@op
def op_set_fsrs(req: dict[str, Any]) -> Any:
    """Turn FSRS on or off through the options screen's call: {"enabled", "deck"?, "params"?,
    "desired_retention"?, "reschedule"?}."""
    config: dict[str, Any] = {}
    if "params" in req:
        config["fsrs_params_6"] = req["params"]
    if "desired_retention" in req:
        config["desired_retention"] = req["desired_retention"]
    return op_deck_config_set(
        {
            "h": req.get("h", "main"),
            "deck": req.get("deck", 1),
            "config": config,
            "fsrs": bool(need(req, "enabled")[0]),
            "fsrs_reschedule": bool(req.get("reschedule", False)),
        }
    )


# --------------------------------------------------------------------------
# Study


def card_row(col: Collection, cid: int) -> dict[str, Any] | None:
    rows = dump_table(col, "cards", True, f"where id = {int(cid)}")
    return rows[0] if rows else None


@op
def op_queue(req: dict[str, Any]) -> Any:
    """Queued cards of the current deck: {"limit": 1, "intraday_learning_only", "labels": true}.

    Each card comes with its four next states and, with "labels", the button texts.
    """
    col = STATE.col(req)
    out = col._backend.get_queued_cards(
        fetch_limit=req.get("limit", 1),
        intraday_learning_only=bool(req.get("intraday_learning_only", False)),
    )
    result = to_json(out)
    if req.get("labels", True):
        for item, card in zip(result["cards"], out.cards):
            item["labels"] = list(col._backend.describe_next_states(card.states))
    if req.get("ids_only"):
        result["cards"] = [{"id": c.card.id, "queue": scheduler_pb2.QueuedCards.Queue.Name(c.queue)} for c in out.cards]
    return result


@op
def op_next_states(req: dict[str, Any]) -> Any:
    """States after each rating, with button labels: {"card"}."""
    col = STATE.col(req)
    (cid,) = need(req, "card")
    states = col._backend.get_scheduling_states(cid)
    return {"states": to_json(states), "labels": list(col._backend.describe_next_states(states))}


RATINGS = ("again", "hard", "good", "easy")


@op
def op_answer(req: dict[str, Any]) -> Any:
    """Answer a card: {"rating": 1-4, "card"?, "ms_taken": 0, "via": "queue"|"direct",
    "answered_at_ms"?, "custom_data"?}.

    "queue" (default) does what the reviewer does: fetch the head of the queue,
    take its states, answer.  Without "card" the head is answered.  "direct" asks
    for the card's states without touching the queue; if a queue has been built
    and the card is not at its head, the backend refuses.
    """
    col = STATE.col(req)
    rating = int(need(req, "rating")[0])
    if not 1 <= rating <= 4:
        raise BadRequest("rating must be 1-4")
    cid = req.get("card")
    if req.get("via", "queue") == "queue":
        queued = col._backend.get_queued_cards(fetch_limit=1, intraday_learning_only=False)
        if not queued.cards:
            raise OracleError("QUEUE_EMPTY", "no card is due")
        head = queued.cards[0]
        if cid is not None and head.card.id != cid:
            raise OracleError("NOT_AT_TOP", f"card {head.card.id} is at the top, not {cid}")
        cid, states = head.card.id, head.states
    else:
        if cid is None:
            raise BadRequest("missing card")
        states = col._backend.get_scheduling_states(cid)
    labels = list(col._backend.describe_next_states(states))
    chosen = getattr(states, RATINGS[rating - 1])
    if "custom_data" in req:
        chosen.custom_data = req["custom_data"]
    msg = scheduler_pb2.CardAnswer(
        card_id=cid,
        current_state=states.current,
        new_state=chosen,
        rating=rating - 1,
        answered_at_millis=req.get("answered_at_ms", CLOCK.now_ns() // 1_000_000),
        milliseconds_taken=int(req.get("ms_taken", 0)),
    )
    before = {r[0] for r in _rows(col, "select id from revlog where cid = ?", cid)}
    changes = call(col._backend, "answer_card", msg)
    revlog = [r for r in dump_table(col, "revlog", where=f"where cid = {int(cid)}") if r["id"] not in before]
    return {
        "card_id": cid,
        "labels": labels,
        "states": to_json(states),
        "leech": col._backend.state_is_leech(chosen),
        "card": card_row(col, cid),
        "revlog": revlog,
        "changes": to_json(changes),
    }


@op
def op_card_row(req: dict[str, Any]) -> Any:
    """The row of a card in the cards table, data decoded: {"card"}."""
    return card_row(STATE.col(req), need(req, "card")[0])


@op
def op_bury(req: dict[str, Any]) -> Any:
    """{"cards": [...], "mode": "BURY_USER"|"BURY_SCHED"|"SUSPEND"}."""
    col = STATE.col(req)
    (cards,) = need(req, "cards")
    msg = scheduler_pb2.BuryOrSuspendCardsRequest(card_ids=cards)
    from_json(msg, {"mode": req.get("mode", "BURY_USER")})
    return to_json(call(col._backend, "bury_or_suspend_cards", msg))


@op
def op_suspend(req: dict[str, Any]) -> Any:
    """{"cards": [...]}"""
    return op_bury({**req, "mode": "SUSPEND"})


@op
def op_forget(req: dict[str, Any]) -> Any:
    """Reset cards to new: {"cards", "log": true, "restore_position": false, "reset_counts": false}."""
    col = STATE.col(req)
    msg = scheduler_pb2.ScheduleCardsAsNewRequest(
        card_ids=need(req, "cards")[0],
        log=req.get("log", True),
        restore_position=req.get("restore_position", False),
        reset_counts=req.get("reset_counts", False),
    )
    if "context" in req:
        from_json(msg, {"context": req["context"]})
    return to_json(call(col._backend, "schedule_cards_as_new", msg))


@op
def op_timing(req: dict[str, Any]) -> Any:
    """Day number, next day start, and what the clock says."""
    col = STATE.col(req)
    return {
        "timing": to_json(col._backend.sched_timing_today()),
        "clock": CLOCK.info(),
        "crt": col.db.scalar("select crt from col"),
        "rollover": col._backend.get_preferences().scheduling.rollover,
        "creation_offset": json.loads(col._backend.get_config_json("creationOffset"))
        if col.db.scalar("select 1 from config where key='creationOffset'")
        else None,
        "local_offset": json.loads(col._backend.get_config_json("localOffset"))
        if col.db.scalar("select 1 from config where key='localOffset'")
        else None,
    }


@op
def op_filtered_deck(req: dict[str, Any]) -> Any:
    """Make or change a filtered deck: {"name", "deck"?: id, "reschedule": true,
    "terms": [{"search", "limit", "order"}], "preview_again_secs"...}."""
    col = STATE.col(req)
    msg = col._backend.get_or_create_filtered_deck(deck_id(col, req["deck"]) if "deck" in req else 0)
    if "name" in req:
        msg.name = req["name"]
    if "allow_empty" in req:
        msg.allow_empty = req["allow_empty"]
    config = msg.config
    if "reschedule" in req:
        config.reschedule = req["reschedule"]
    if "terms" in req:
        del config.search_terms[:]
        for term in req["terms"]:
            from_json(config.search_terms.add(), term)
    for field in ("preview_again_secs", "preview_hard_secs", "preview_good_secs", "delays"):
        if field in req:
            config.ClearField(field)
            from_json(config, {field: req[field]})
    out = call(col._backend, "add_or_update_filtered_deck", msg)
    return {"deck_id": out.id, "changes": to_json(out.changes)}


# --------------------------------------------------------------------------
# Search


def _order(req: dict[str, Any]) -> tuple[Any, bool]:
    from anki import search_pb2

    order = search_pb2.SortOrder()
    if req.get("order") is None:
        order.none.SetInParent()
        return order, True
    return from_json(order, req["order"]), False


def _search(req: dict[str, Any], name: str) -> Any:
    col = STATE.col(req)
    order, sort = _order(req)
    msg = METHODS[name][0](search=need(req, "query")[0])
    msg.order.CopyFrom(order)
    ids = list(call(col._backend, name, msg).ids)
    return sorted(ids) if sort else ids


@op
def op_search_notes(req: dict[str, Any]) -> Any:
    """Note ids for {"query"}: ascending, or in {"order": SortOrder message} order."""
    return _search(req, "search_notes")


@op
def op_search_cards(req: dict[str, Any]) -> Any:
    """Card ids for {"query"}: ascending, or in {"order": SortOrder message} order."""
    return _search(req, "search_cards")


@op
def op_browser_rows(req: dict[str, Any]) -> Any:
    """Browser cells: {"columns": [keys], "ids": [card or note ids], "notes_mode": false}."""
    from anki.config import Config

    col = STATE.col(req)
    columns, ids = need(req, "columns", "ids")
    col.set_config_bool(Config.Bool.BROWSER_TABLE_SHOW_NOTES_MODE, bool(req.get("notes_mode")))
    col._backend.set_active_browser_columns(columns)
    return [to_json(col._backend.browser_row_for_id(i)) for i in ids]


# --------------------------------------------------------------------------
# Notes and notetypes


@op
def op_notetype_make(req: dict[str, Any]) -> Any:
    """Add a notetype: {"name", "kind": "normal"|"cloze", "fields": [name or {"name", ...}],
    "templates": [{"name", "qfmt", "afmt", "bqfmt"?, "bafmt"?, "did"?}], "css"?, "sortf"?,
    "latexPre"?, "latexPost"?, "latexsvg"?}.  Keys are those of Anki's notetype JSON."""
    col = STATE.col(req)
    (name,) = need(req, "name")
    model = col.models.new(name)
    if req.get("kind") == "cloze":
        model["type"] = 1
    for key in ("css", "latexPre", "latexPost", "latexsvg", "sortf"):
        if key in req:
            model[key] = req[key]
    for spec in req.get("fields", ["Front", "Back"]):
        spec = {"name": spec} if isinstance(spec, str) else spec
        field = col.models.new_field(spec["name"])
        field.update(spec)
        col.models.add_field(model, field)
    for spec in req.get("templates", [{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{Back}}"}]):
        template = col.models.new_template(spec["name"])
        template.update(spec)
        col.models.add_template(model, template)
    return {"notetype_id": col.models.add_dict(model).id}


@op
def op_notetype_json(req: dict[str, Any]) -> Any:
    """Notetype in Anki's own JSON form: {"notetype": id or name}."""
    col = STATE.col(req)
    # not through col.models, which keeps a cache
    return json.loads(col._backend.get_notetype_legacy(notetype_id(col, need(req, "notetype")[0])))


@op
def op_notetype_json_update(req: dict[str, Any]) -> Any:
    """Save a changed notetype JSON: {"notetype_json": {...}, "skip_checks": false}."""
    col = STATE.col(req)
    (value,) = need(req, "notetype_json")
    msg = METHODS["update_notetype_legacy"][0](
        json=json.dumps(value).encode(), skip_checks=bool(req.get("skip_checks", False))
    )
    col.models._clear_cache()
    return to_json(call(col._backend, "update_notetype_legacy", msg))


@op
def op_note_add(req: dict[str, Any]) -> Any:
    """Add a note: {"notetype": id or name, "deck": id or name (default 1), "fields": [..] or {..},
    "tags": [..], "guid"?}.  A deck name that does not exist is made."""
    col = STATE.col(req)
    ntid = notetype_id(col, need(req, "notetype")[0])
    deck = req.get("deck", 1)
    did = op_deck_add({"h": req.get("h", "main"), "name": deck})["deck_id"] if isinstance(deck, str) else int(deck)
    note = col._backend.new_note(ntid)
    _fill_note(col, note, req)
    out = col._backend.add_note(note=note, deck_id=did)
    return {
        "note_id": out.note_id,
        "card_ids": list(col._backend.cards_of_note(out.note_id)),
        "changes": to_json(out.changes),
    }


def _fill_note(col: Collection, note: Any, req: dict[str, Any]) -> None:
    fields = req.get("fields")
    if isinstance(fields, dict):
        names = list(col._backend.get_field_names(note.notetype_id))
        for key, value in fields.items():
            if key not in names:
                raise BadRequest(f"no field {key!r}")
            note.fields[names.index(key)] = value
    elif fields is not None:
        del note.fields[:]
        note.fields.extend(fields)
    if "tags" in req:
        del note.tags[:]
        note.tags.extend(req["tags"])
    if "guid" in req:
        note.guid = req["guid"]


@op
def op_note_get(req: dict[str, Any]) -> Any:
    """A note message with its card ids: {"note"}."""
    col = STATE.col(req)
    (nid,) = need(req, "note")
    out = to_json(col._backend.get_note(nid))
    out["card_ids"] = list(col._backend.cards_of_note(nid))
    return out


@op
def op_note_update(req: dict[str, Any]) -> Any:
    """Change a note: {"note", "fields"?, "tags"?, "skip_undo": false}."""
    col = STATE.col(req)
    (nid,) = need(req, "note")
    note = col._backend.get_note(nid)
    _fill_note(col, note, req)
    changes = col._backend.update_notes(notes=[note], skip_undo_entry=bool(req.get("skip_undo")))
    return {"changes": to_json(changes), "card_ids": list(col._backend.cards_of_note(nid))}


@op
def op_note_check(req: dict[str, Any]) -> Any:
    """State of a note being typed (empty, duplicate, missing cloze...): like note_add."""
    col = STATE.col(req)
    note = col._backend.new_note(notetype_id(col, need(req, "notetype")[0]))
    _fill_note(col, note, req)
    return to_json(col._backend.note_fields_check(note))


@op
def op_notes_remove(req: dict[str, Any]) -> Any:
    """{"notes": [...]} and/or {"cards": [...]} (the notes of those cards)."""
    col = STATE.col(req)
    return to_json(col._backend.remove_notes(note_ids=req.get("notes", []), card_ids=req.get("cards", [])))


@op
def op_empty_cards(req: dict[str, Any]) -> Any:
    """The empty cards report."""
    return to_json(STATE.col(req)._backend.get_empty_cards())


@op
def op_check_database(req: dict[str, Any]) -> Any:
    """Problems found and fixed, as Anki words them."""
    return {"problems": list(STATE.col(req)._backend.check_database())}


# --------------------------------------------------------------------------
# Rendering


def _nodes(nodes: Any) -> list[Any]:
    return [to_json(n) for n in nodes]


@op
def op_render(req: dict[str, Any]) -> Any:
    """Render a card: {"card", "browser": false}.

    "question"/"answer": HTML as the reviewer gets it, media directives replaced
    by [anki:play:...] marks and listed in the av tags; "question_nodes" and
    "answer_nodes": the backend's partial render (text runs and replacements left
    to the caller); "full_*": the backend's full render, without the Python part.
    """
    col = STATE.col(req)
    (cid,) = need(req, "card")
    browser = bool(req.get("browser", False))
    partial = col._backend.render_existing_card(card_id=cid, browser=browser, partial_render=True)
    full = col._backend.render_existing_card(card_id=cid, browser=browser, partial_render=False)
    card = Card(col, cid)
    # no image generation: LaTeX stays in the text, see extract_latex
    from anki import hooks
    from anki.template import TemplateRenderContext

    saved = list(hooks.card_did_render._hooks)
    hooks.card_did_render._hooks.clear()
    try:
        output = TemplateRenderContext.from_existing_card(card, browser).render()
    finally:
        hooks.card_did_render._hooks.extend(saved)

    def av(tags: Any) -> list[Any]:
        out = []
        for tag in tags:
            item = {"kind": type(tag).__name__}
            item.update(vars(tag))
            out.append(item)
        return out

    return {
        "question": output.question_text,
        "answer": output.answer_text,
        "css": partial.css,
        "latex_svg": partial.latex_svg,
        "is_empty": partial.is_empty,
        "question_av": av(output.question_av_tags),
        "answer_av": av(output.answer_av_tags),
        "question_nodes": _nodes(partial.question_nodes),
        "answer_nodes": _nodes(partial.answer_nodes),
        "full_question": "".join(n.text for n in full.question_nodes),
        "full_answer": "".join(n.text for n in full.answer_nodes),
    }


@op
def op_render_uncommitted(req: dict[str, Any]) -> Any:
    """Render an unsaved note with an unsaved template: {"notetype", "fields", "tags"?,
    "ord": 0, "qfmt", "afmt", "fill_empty": false}."""
    col = STATE.col(req)
    ntid = notetype_id(col, need(req, "notetype")[0])
    note = col._backend.new_note(ntid)
    _fill_note(col, note, req)
    template = notetypes_pb2.Notetype.Template(name=req.get("template_name", "Card 1"))
    template.config.q_format = req.get("qfmt", "")
    template.config.a_format = req.get("afmt", "")
    out = {}
    for key, partial in (("partial", True), ("full", False)):
        r = col._backend.render_uncommitted_card(
            note=note,
            card_ord=int(req.get("ord", 0)),
            template=template,
            fill_empty=bool(req.get("fill_empty", False)),
            partial_render=partial,
        )
        if partial:
            out["question_nodes"] = _nodes(r.question_nodes)
            out["answer_nodes"] = _nodes(r.answer_nodes)
            out["is_empty"] = r.is_empty
        else:
            out["question"] = "".join(n.text for n in r.question_nodes)
            out["answer"] = "".join(n.text for n in r.answer_nodes)
    return out


@op
def op_compare_answer(req: dict[str, Any]) -> Any:
    """HTML of a typed answer's comparison: {"expected", "provided", "combining": true}."""
    expected, provided = need(req, "expected", "provided")
    return STATE.backend(req).compare_answer(
        expected=expected, provided=provided, combining=bool(req.get("combining", True))
    )


# --------------------------------------------------------------------------
# Statistics


@op
def op_graphs(req: dict[str, Any]) -> Any:
    """Graph data: {"search": "deck:current", "days": 31} (0 days = all)."""
    col = STATE.col(req)
    return to_json(col._backend.graphs(search=req.get("search", ""), days=int(req.get("days", 31))))


@op
def op_card_stats(req: dict[str, Any]) -> Any:
    """Card info screen data: {"card"}."""
    return to_json(STATE.col(req)._backend.card_stats(need(req, "card")[0]))


@op
def op_compute_params(req: dict[str, Any]) -> Any:
    """Optimise FSRS parameters: {"search", "current_params": [], "relearning_steps": 1,
    "ignore_before_ms": 0, "health_check": false}."""
    col = STATE.col(req)
    msg = scheduler_pb2.ComputeFsrsParamsRequest(
        search=req.get("search", ""),
        current_params=req.get("current_params", []),
        ignore_revlogs_before_ms=req.get("ignore_before_ms", 0),
        num_of_relearning_steps=req.get("relearning_steps", 1),
        health_check=bool(req.get("health_check", False)),
    )
    return to_json(call(col._backend, "compute_fsrs_params", msg))


# --------------------------------------------------------------------------
# Files


def _limit(col: Collection, value: Any) -> Any:
    from anki import import_export_pb2

    msg = import_export_pb2.ExportLimit()
    if value is None:
        msg.whole_collection.SetInParent()
    elif "deck" in value:
        msg.deck_id = deck_id(col, value["deck"])
    elif "notes" in value:
        msg.note_ids.note_ids.extend(value["notes"])
    elif "cards" in value:
        msg.card_ids.cids.extend(value["cards"])
    else:
        from_json(msg, value)
    return msg


@op
def op_export(req: dict[str, Any]) -> Any:
    """Export: {"path", "kind": "apkg"|"colpkg"|"notes_csv"|"cards_csv", "limit": {"deck"|"notes"|"cards"},
    "with_media", "with_scheduling", "with_deck_configs", "legacy", "with_html", "with_tags",
    "with_deck", "with_notetype", "with_guid"}.  A colpkg export closes and reopens."""
    from anki import import_export_pb2

    col = STATE.col(req)
    (path,) = need(req, "path")
    path = os.path.abspath(path)
    kind = req.get("kind", "apkg")
    if kind == "colpkg":
        col.export_collection_package(
            path, include_media=bool(req.get("with_media", True)), legacy=bool(req.get("legacy", False))
        )
        if col.db is None:
            col.reopen(after_full_sync=False)
        return {"path": path}
    if kind == "apkg":
        options = import_export_pb2.ExportAnkiPackageOptions(
            with_scheduling=bool(req.get("with_scheduling", True)),
            with_deck_configs=bool(req.get("with_deck_configs", True)),
            with_media=bool(req.get("with_media", True)),
            legacy=bool(req.get("legacy", False)),
        )
        count = col._backend.export_anki_package(out_path=path, options=options, limit=_limit(col, req.get("limit")))
    elif kind == "notes_csv":
        count = col._backend.export_note_csv(
            out_path=path,
            with_html=bool(req.get("with_html", True)),
            with_tags=bool(req.get("with_tags", True)),
            with_deck=bool(req.get("with_deck", False)),
            with_notetype=bool(req.get("with_notetype", False)),
            with_guid=bool(req.get("with_guid", False)),
            limit=_limit(col, req.get("limit")),
        )
    elif kind == "cards_csv":
        count = col._backend.export_card_csv(
            out_path=path, with_html=bool(req.get("with_html", True)), limit=_limit(col, req.get("limit"))
        )
    else:
        raise BadRequest(f"unknown kind {kind!r}")
    out: dict[str, Any] = {"path": path, "count": count}
    if kind.endswith("csv"):
        with open(path, encoding="utf-8") as f:
            out["text"] = f.read()
    return out


@op
def op_import(req: dict[str, Any]) -> Any:
    """Import: {"path", "kind": "apkg"|"colpkg"|"csv"|"json", "options": {...}}.

    apkg: options are ImportAnkiPackageOptions.  csv: "metadata" overrides fields
    of the metadata Anki detects ("detect": CsvMetadataRequest fields besides the
    path).  colpkg: replaces the collection of this handle.
    """
    from anki import import_export_pb2

    col = STATE.col(req)
    (path,) = need(req, "path")
    path = os.path.abspath(path)
    kind = req.get("kind", "apkg")
    if kind == "apkg":
        msg = import_export_pb2.ImportAnkiPackageRequest(package_path=path)
        from_json(msg.options, req.get("options", {}))
        return to_json(call(col._backend, "import_anki_package", msg))
    if kind == "csv":
        ask = import_export_pb2.CsvMetadataRequest(path=path)
        from_json(ask, req.get("detect", {}))
        metadata = call(col._backend, "get_csv_metadata", ask)
        detected = to_json(metadata)
        for field in req.get("metadata", {}):
            metadata.ClearField(field)
        from_json(metadata, req.get("metadata", {}))
        run = import_export_pb2.ImportCsvRequest(path=path)
        run.metadata.CopyFrom(metadata)
        return {"detected": detected, "result": to_json(call(col._backend, "import_csv", run))}
    if kind == "json":
        return to_json(col._backend.import_json_file(path))
    if kind == "colpkg":
        handle = req.get("h", "main")
        target = STATE.paths[handle]
        col.close(downgrade=False)
        media = target.removesuffix(".anki2") + ".media"
        os.makedirs(media, exist_ok=True)
        try:
            col._backend.import_collection_package(
                col_path=target, backup_path=path, media_folder=media, media_db=media + ".db2"
            )
        finally:
            col.reopen(after_full_sync=False)
        return {"path": target}
    raise BadRequest(f"unknown kind {kind!r}")


@op
def op_csv_metadata(req: dict[str, Any]) -> Any:
    """What Anki detects in a text file: {"path", ...CsvMetadataRequest}."""
    col = STATE.col(req)
    msg = METHODS["get_csv_metadata"][0]()
    from_json(msg, plain_args(req))
    msg.path = os.path.abspath(msg.path)
    return to_json(call(col._backend, "get_csv_metadata", msg))


@op
def op_zip_list(req: dict[str, Any]) -> Any:
    """Entries of an apkg or colpkg: names, sizes, compression and SHA-256."""
    out = []
    with zipfile.ZipFile(need(req, "path")[0]) as z:
        for info in z.infolist():
            data = z.read(info)
            out.append(
                {
                    "name": info.filename,
                    "size": info.file_size,
                    "compress_type": info.compress_type,
                    "head": data[:8].hex(),
                    "sha256": hashlib.sha256(data).hexdigest(),
                }
            )
    return out


@op
def op_media_add(req: dict[str, Any]) -> Any:
    """Add a media file: {"name", "text" or "b64"} -> the name it got."""
    col = STATE.col(req)
    (name,) = need(req, "name")
    data = base64.b64decode(req["b64"]) if "b64" in req else req.get("text", "").encode()
    return {"name": col._backend.add_media_file(desired_name=name, data=data)}


# --------------------------------------------------------------------------


@op
def op_backend(req: dict[str, Any]) -> Any:
    """Any backend method: {"method", "request": {...}} (for names hidden by a named op)."""
    (name,) = need(req, "method")
    if name not in METHODS:
        raise OracleError("UNKNOWN_OP", f"no backend method {name!r}")
    backend = STATE.backend(req)
    return _json_result(call(backend, name, _request(name, req.get("request", {}))))


@op
def op_batch(req: dict[str, Any]) -> Any:
    """Several requests in one line: {"requests": [...], "stop_on_error": false} -> list of replies."""
    out = []
    for sub in need(req, "requests")[0]:
        sub = {"h": req.get("h", "main"), **sub}
        reply = handle(sub)
        out.append(reply)
        if "error" in reply and req.get("stop_on_error"):
            break
    return out


def handle(req: Any) -> dict[str, Any]:
    out: dict[str, Any] = {}
    try:
        if not isinstance(req, dict) or "op" not in req:
            raise BadRequest('expected an object with "op"')
        if "id" in req:
            out["id"] = req["id"]
        name = req["op"]
        if name in OPS:
            out["ok"] = OPS[name](req)
        elif name in METHODS:
            backend = STATE.backend(req)
            out["ok"] = _json_result(call(backend, name, _request(name, plain_args(req))))
        else:
            raise OracleError("UNKNOWN_OP", f"no operation {name!r}")
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as err:  # noqa: BLE001 - the backend's panics are not Exceptions
        out.pop("ok", None)
        out["error"] = error_reply(err)
    return out


def main() -> None:
    # the backend prints diagnostics to descriptor 1; keep the reply stream clean
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    for line in sys.stdin:
        line = line.strip()
        if not line:
            continue
        try:
            req = json.loads(line)
        except ValueError as err:
            reply: dict[str, Any] = {"error": {"kind": "BAD_JSON", "message": str(err)}}
        else:
            if isinstance(req, dict) and req.get("op") == "shutdown":
                for col in STATE.cols.values():
                    col.close(downgrade=False)
                STATE.cols.clear()
                replies.write('{"ok": {}}\n')
                replies.flush()
                return
            reply = handle(req)
        replies.write(json.dumps(reply, ensure_ascii=False, allow_nan=False) + "\n")
        replies.flush()
    for col in STATE.cols.values():
        col.close(downgrade=False)


if __name__ == "__main__":
    main()
