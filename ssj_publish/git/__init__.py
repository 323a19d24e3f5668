"""Git as a keeper of ledgers: trees read as bytes with the real ``git``, and the ledger that a tree holds.

A ledger is looked for in ``ledger/`` at the top of the repository, and nowhere else.
"""
