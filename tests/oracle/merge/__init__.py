"""Merge, differentially: the same requests to Anki's own sync server and to our engine.

    cargo build -p collection --example merge_jsonl
    cd tests/oracle && python -m merge                                a few seeds
    cd tests/oracle && python -m merge --seeds 1000 --devices 500     more of them

Each seed makes a collection with the real library and gives it to both. In a *history* a client
that knows no manners then plays a dozen syncs: rows of all forms, wrong orders, damaged requests.
In a history of *devices* two or three real clients edit and sync at random. Every answer, every
status and the collection after each sync must be equal; `differences.py` says where we differ on
purpose, and why.
"""
