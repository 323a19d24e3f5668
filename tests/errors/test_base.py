"""An error carries data; a refusal says which field of the record it is about."""

from __future__ import annotations

import inspect
import pickle

import pytest

from ssj_publish import errors
from ssj_publish.core.kinds import KINDS
from ssj_publish.core.shapes import Shape
from ssj_publish.words import labels

REFUSALS = {
    name: kind
    for name, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.Refused) and kind is not errors.Refused and not kind.__subclasses__()
}
#: Refusals without a field of their own, and why.
WITHOUT: dict[str, set[str]] = {
    "raised with the field": {
        "CommitmentMismatch", "CorrectionTooFar", "DisclosureMisplaced", "DisclosureMissing", "DisclosureRepeated", "DisclosureTerm",
        "ApprovalUnfit", "DisclosureRequired", "FieldEmpty", "FiguresWrong", "PersonalNumber", "ResultMismatch",
    },
    "about the file or its place in the chain, not about what the body says": {
        "DisclosureMalformed", "DisclosureMismatch", "GenesisMisplaced", "LinkBroken", "NotCanonical", "OriginWrong", "RecordMalformed",
        "AfterMissing", "AfterUnknown", "TimeAhead",
        "RecordRepeated", "ReferenceUnstated", "SequenceMisstated", "TimeMalformed", "UnknownKind",
        "EntryUnchanged", "ChangeEmpty",
    },
    "about signatures": {"KeyRetired", "KeyRevoked", "NewKeysShort", "RoleMissing", "ThresholdNotMet", "UnknownKey"},
    "about one of several fields, which the data tell": {
        "AuthorityMalformed", "BasisMissing", "BranchMalformed", "CaseMismatch", "CertificateShared", "ClassUnknown",
        "CodeMalformed", "CodeShared", "DateInFuture", "DateOrder", "EntryExists",
        "EntryReturned", "IdAlike", "KeyShared", "NameShared", "OfficeUnknown", "OrderBroken",
        "PartyWrong", "PromiseUnfit", "ReasonUnfit", "RecusalRepeated", "ReferenceUnknown",
        "ScriptsMixed", "SecretRepeated", "ThresholdImpossible",
        "CertificateUnmasked", "EntryForeign",
        "TrustRefused", "CalendarMalformed", "CalendarTooFree", "ItemRetired", "TaskCancelled",
    },
    "about all that the draw rests on": {
        "BeaconMissing", "BeaconRefused", "BeaconUnasked", "ChainRefused",
        "DuplicateId", "FallbackUnfit", "IdMalformed", "Infeasible", "LotteryRefused",
        "PoolEmpty", "ProofRefused", "RatioFalls", "RoundNotYet", "RoundPast", "SealMismatch", "SealUnfit", "SecretMismatch",
        "TlockMalformed", "TlockRefused",
    },
}  # fmt: skip


def test_a_leafs_field_stands_in_its_data_and_is_an_attribute() -> None:
    error = errors.PenaltyTerm(name="000/000001.yaml", case="AJ-1")
    assert error.field == error.data["field"] == "public_until"


def test_the_field_that_is_raised_with_goes_before_the_leafs() -> None:
    assert errors.FieldEmpty(name="", id="A", field="scope").field == "scope"
    assert errors.PenaltyTerm(name="", case="A", field="severity").field == "severity"
    assert errors.LinkBroken(name="", expected="").field is None
    assert "field" not in errors.LinkBroken(name="", expected="").data


def test_every_refusal_names_its_field_or_stands_among_those_without() -> None:
    listed = set().union(*WITHOUT.values())
    without = {name for name, kind in REFUSALS.items() if kind.field is None}
    assert without == listed, (sorted(without - listed), sorted(listed - without))
    assert sum(map(len, WITHOUT.values())) == len(listed)


@pytest.mark.parametrize("name", [name for name, kind in REFUSALS.items() if kind.field is not None])
def test_a_field_is_one_of_a_records_body(name: str) -> None:
    field = REFUSALS[name].field
    assert field is not None
    first, *deeper = field.split(".")
    owners: list[type[Shape]] = [shape for shape in KINDS.values() if first in shape.__struct_fields__]
    assert owners, f"{name} is about {field}, which no kind has"
    for part in deeper:
        owners = [below for shape in owners if (below := labels.inner(shape, first)) is not None]
        assert any(part in shape.__struct_fields__ for shape in owners), field


@pytest.mark.parametrize("reason", [errors.SiteFailed(reason="甲"), errors.FieldEmpty(name="x", field="body.note")])
def test_an_error_comes_from_another_process_as_it_was(reason: errors.SsjError) -> None:
    again = pickle.loads(pickle.dumps(reason))
    assert (type(again), again.data, again.field) == (type(reason), reason.data, reason.field)
