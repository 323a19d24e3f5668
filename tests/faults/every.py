"""Imports all lists of cases, which enter themselves into the kit's."""

from tests.faults import checkpoints, content, custody, disclosures, draws, hostile, lawful, signatures
from tests.tsa import OPENSSL

__all__ = ["checkpoints", "content", "custody", "disclosures", "draws", "hostile", "lawful", "signatures"]

if OPENSSL:
    from tests.faults import tokens

    __all__ += ["tokens"]
