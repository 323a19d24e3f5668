"""The published small ledger: it is what the generator makes, and each record behind it is refused for its own
fault."""

from __future__ import annotations

import pytest

from ssj_publish import errors
from tests import ledger_vectors

#: What is refused, and why; all others are accepted.
REFUSED: dict[str, type[errors.SsjError]] = {
    "chain-broken": errors.LinkBroken,
    "seq-skipped": errors.SequenceMisstated,
    "statement-changed": errors.BadSignature,
    "after-missing": errors.AfterMissing,
    "after-unknown": errors.AfterUnknown,
    "refs-missing": errors.ReferenceUnstated,
    "refs-unknown": errors.ReferenceUnknown,
    "another-ledger": errors.OriginWrong,
    "signed-by-the-wrong-role": errors.RoleMissing,
    "plan-approved-twice": errors.PlanApproved,
    "plan-alters-a-task": errors.TaskAltered,
    "plan-leaves-a-task-out": errors.ProposalUnanswered,
    "ratio-falls": errors.RatioFalls,
    "ratio-left-out": errors.RatiosIncomplete,
    "item-without-basis": errors.BasisMissing,
    "item-of-another-office": errors.EntryForeign,
    "removed-by-an-office-alone": errors.RemovalAlone,
    "changed-to-the-same": errors.EntryUnchanged,
    "added-out-of-order": errors.OrderBroken,
    "recusal-of-nobody": errors.ReferenceUnknown,
    "commit-with-another-pool": errors.CommitmentMismatch,
    "reveal-of-another-secret": errors.SecretMismatch,
    "result-in-another-order": errors.ResultMismatch,
    "result-with-another-seed": errors.ResultMismatch,
}


def test_the_file_is_what_the_generator_makes() -> None:
    made = ledger_vectors.content()
    assert (ledger_vectors.FOLDER / "ledgers.json").read_bytes() == made, "run `python -m tests.ledger_vectors`"


def test_each_is_refused_for_its_own_fault() -> None:
    it, seen = ledger_vectors.Written(), set()
    for name, keep, entry in ledger_vectors.cases():
        seen.add(name)
        if name in REFUSED:
            with pytest.raises(REFUSED[name]) as refused:
                it.before(keep).accept(entry)
            assert type(refused.value) is REFUSED[name], name
        else:
            it.before(keep).accept(entry)
    assert seen > REFUSED.keys()
