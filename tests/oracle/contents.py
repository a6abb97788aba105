"""Everything in a collection, in a form that can be compared."""

from __future__ import annotations

# Set by each client for itself, or changed merely by opening the collection.
LOCAL_CONFIG = {"lastUnburied", "localOffset"}


def contents(col, usn: bool = False) -> dict[str, dict]:
    """Everything that sync has to carry over, keyed by table and id.

    Update sequence numbers are left out unless `usn`: they say when an object
    was sent, not what it is.
    """
    out: dict[str, dict] = {}
    for table, drop in (("notes", 4), ("cards", 5), ("revlog", 2)):
        rows = {}
        for row in col.db.execute(f"select * from {table}"):
            row = list(row)
            if not usn:
                del row[drop]
            rows[row[0]] = tuple(row)
        out[table] = rows

    def clean(obj):
        if isinstance(obj, dict):
            return {k: clean(v) for k, v in obj.items() if usn or k != "usn"}
        if isinstance(obj, list):
            return [clean(v) for v in obj]
        return obj

    out["notetypes"] = {n["id"]: clean(n) for n in col.models.all()}
    out["decks"] = {d["id"]: clean(d) for d in col.decks.all()}
    out["deck_config"] = {d["id"]: clean(d) for d in col.decks.all_config()}
    out["tags"] = {t: True for t in col.tags.all()}
    out["config"] = {k: v for k, v in col.all_config().items() if k not in LOCAL_CONFIG}
    crt, scm = col.db.first("select crt, scm from col")
    out["col"] = {"crt": crt, "scm": scm}
    return out


def differences(a: dict[str, dict], b: dict[str, dict], limit: int = 6) -> list[str]:
    """What differs between two contents(), as readable lines."""
    out = []
    for table in a:
        for key in sorted(set(a[table]) | set(b[table]), key=str):
            left, right = a[table].get(key), b[table].get(key)
            if left != right:
                out.append(f"{table} {key}: {shown(left, right)} != {shown(right, left)}")
                if len(out) >= limit:
                    return out
    return out


def shown(value, other) -> str:
    """Of two objects only the keys that differ."""
    if isinstance(value, dict) and isinstance(other, dict):
        value = {k: v for k, v in value.items() if k not in other or other[k] != v}
    return str(value)[:300]


def pending(col) -> list[str]:
    """Tables that still have unsent rows."""
    tables = ("notes", "cards", "revlog", "decks", "notetypes", "deck_config", "tags", "graves")
    return [t for t in tables if col.db.scalar(f"select count() from {t} where usn=-1")]
