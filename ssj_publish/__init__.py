"""Random inspections that anyone can verify: the ledger, the draw and the public site."""

__version__ = "0.1.0"
