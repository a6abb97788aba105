"""A data folder with very many accounts, and how long a start takes on it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import statistics

import measures
from ground import Figure, Ground
from server import Fuda


def multiply(path: str, accounts: int) -> None:
    """Copy the rows of account 1 in every table that belongs to accounts.

    Their folders are not made: a start must not look at them.
    """
    db = sqlite3.connect(path)
    first = db.execute("select min(id) from accounts").fetchone()[0]
    tables = {"accounts": "id"}
    for (name,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
        columns = [row[1] for row in db.execute(f"pragma table_info({name})")]
        if "account_id" in columns and name.startswith("head"):
            tables[name] = "account_id"
    for table, key in tables.items():
        columns = [row[1] for row in db.execute(f"pragma table_info({table})")]
        originals = db.execute(f"select * from {table} where {key} = ?", (first,)).fetchall()
        for number in range(2, accounts + 1):
            email = f"person{number}@example.org"
            more = {"email": email, "email_folded": email} if table == "accounts" else {}
            for original in originals:
                values = {**dict(zip(columns, original)), key: first + 1_000 + number, **more}
                places = ", ".join("?" * len(columns))
                db.execute(f"insert into {table} values ({places})", [values[c] for c in columns])
    db.execute("update account_numbers set last_id = ?", (first + 2_000 + accounts,))
    db.commit()
    db.close()


def start_with(accounts: int) -> dict[str, Figure]:
    folder = measures.folder()
    server = Fuda(folder=folder, accounts=1)
    try:
        server.start()
        ground = Ground(server, 1, 1)
        ground.upload(1, "small")
        ground.close()
        server.stop()
        multiply(os.path.join(folder, "fuda.db"), accounts)
        samples = []
        for _ in range(3):
            samples.append(server.start())
            server.stop()
        return {f"start with {accounts:,} accounts": Figure(statistics.median(samples), "s")}
    finally:
        server.clean()
        shutil.rmtree(folder, ignore_errors=True)
