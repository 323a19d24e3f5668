"""The quick look at a ledger: names, sizes, numbers, links and the tree's hash. No record's content is read.

It shows that a copy is whole and the same as one that was verified before. It says nothing of signatures and rules:
anybody can make files that link to each other.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ssj_publish import errors
from ssj_publish.core import chain, encoding
from ssj_publish.core.chain import Head
from ssj_publish.core.entry import record_name
from ssj_publish.core.records import record_id
from ssj_publish.core.tlog.checkpoint import leaf
from ssj_publish.core.tlog.merkle import Tree
from ssj_publish.ledger import store
from ssj_publish.machine import durable


@dataclass(frozen=True, slots=True)
class Scanned:
    """A folder's files as a chain: its head, the id of its first record, and the tree over its ``sha256sum`` lines."""

    head: Head
    genesis: str
    tree: Tree


def scan(ledger: Path) -> Scanned:
    """Hash every record in ``ledger``. Raises as `store.read_entries` and `chain.follow` do; `errors.LedgerEmpty`."""
    genesis = ""
    head = chain.EMPTY
    leaves = []
    for name, data in _files(ledger):
        head = chain.follow(head, data, name)
        if not genesis:
            genesis = genesis_id(data, name)
        leaves.append(leaf(head.seq, head.digest))
    if not leaves:
        raise errors.LedgerEmpty()
    return Scanned(head, genesis, Tree.over(leaves))


def genesis_id(data: bytes, name: str) -> str:
    """The id of a record from its file's bytes."""
    try:
        return record_id(encoding.section(data, "statement"))
    except KeyError:
        raise errors.NotCanonical(name=name) from None


def _files(ledger: Path) -> Iterator[tuple[str, bytes]]:
    folder = os.fspath(ledger)
    numbers = store.numbers(ledger)
    with durable.system_faults(ledger):
        for seq in numbers:
            name = record_name(seq)
            data = durable.read_bytes(os.path.join(folder, name), encoding.MAX_BYTES)
            if len(data) > encoding.MAX_BYTES:
                raise errors.RecordTooLarge(folder=folder, name=name, limit=encoding.MAX_BYTES)
            yield name, data
