"""Merge, differentially: the same requests to Anki's own sync server and to our engine.

    make oracle                                 runs a few seeds with the rest
    python -m merge --seeds 500 --first 1       more of them, from tests/oracle

Each seed makes a collection with the real library, gives it to both, and then plays a dozen syncs
of a client that knows no manners: every answer, every status and the collection after each sync
must be equal. `differences.py` names where we differ on purpose.
"""
