"""A removable content is what its digest says, in its one place; nothing else is taken for it."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from itertools import count
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core import disclosure
from ssj_publish.core.disclosure import Disclosure
from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.kinds.inspection import Check, Result, Trigger, Visit
from ssj_publish.core.kinds.removable import Disclosed
from ssj_publish.core.text import unseen
from ssj_publish.words.reasons import sentence

SALT = "00112233445566778899aabbccddeeff"
DATA = (
    'format: "ssj-disclosure/v1"\n'
    'salt: "00112233445566778899aabbccddeeff"\n'
    'field: "case-decision.text"\n'
    'value: "警告。\\n责令限期改正。"\n'
).encode()
CONTENT = Disclosure(format="ssj-disclosure/v1", salt=SALT, field="case-decision.text", value="警告。\n责令限期改正。")
TEXTS = (
    st.text(st.characters().filter(lambda one: not unseen(one)), min_size=1, max_size=80)
    .map(lambda text: normalize("NFC", text).strip(" \n\u3000"))
    .filter(bool)
)


def decision(**changes: object) -> CaseDecision:
    made = {
        "case": "AJ-1",
        "date": date(2025, 4, 10),
        "decision": "fine",
        "document": "罚字1号",
        "basis": "《教育法》",
        "text": "罚款。",
    }
    return CaseDecision(**(made | changes))  # type: ignore[arg-type]  # the tests' own fields


def test_the_file_is_literally_this() -> None:
    """And its name is what ``sha256sum`` prints for it."""
    assert disclosure.form(CONTENT) == DATA
    assert (
        disclosure.digest(DATA)
        == sha256(DATA).hexdigest()
        == "e6887723a82ce4065bffe64c091183bf9b021942e5165ecafe80be662cf3c0c8"
    )


@given(TEXTS, st.binary(min_size=16, max_size=16))
def test_forming_and_parsing_are_inverse(text: str, salt: bytes) -> None:
    content = Disclosure(format="ssj-disclosure/v1", salt=salt.hex(), field="result.finding", value=text)
    data = disclosure.form(content)
    assert disclosure.parse(data, "x.yaml") == content
    assert disclosure.check(data, disclosure.digest(data), "result.finding", "x.yaml") == content


BAD = {
    "other format": DATA.replace(b"/v1", b"/v2"),
    "short salt": DATA.replace(b"eeff", b"ee"),
    "capital salt": DATA.replace(b"eeff", b"EEFF"),
    "no salt": b"".join(DATA.splitlines(keepends=True)[::2]),
    "keys swapped": b"".join(DATA.splitlines(keepends=True)[place] for place in (0, 2, 1, 3)),
    "another key": DATA + b'more: "x"\n',
    "empty": b"",
    "no text": DATA[: DATA.index(b"value")] + b'value: ""\n',
    "space before": DATA.replace('"警告'.encode(), '" 警告'.encode()),
    "CRLF": DATA.replace(b"\n", b"\r\n"),
    "BOM": b"\xef\xbb\xbf" + DATA,
    "other quotes": DATA.replace(b'"ssj-disclosure/v1"', b"ssj-disclosure/v1"),
    "not NFC": DATA.replace("警告".encode(), "e\u0301".encode()),
    "list": DATA.replace(b'salt: "', b'salt:\n  - "'),
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD.keys())
def test_whatever_is_not_so_written_is_refused(data: bytes) -> None:
    with pytest.raises((errors.EncodingError, errors.DisclosureMalformed)) as caught:
        disclosure.parse(data, "x.yaml")
    assert sentence(caught.value).startswith("x.yaml：")


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_any_byte_changed_is_another_content(place: int, by: int) -> None:
    """A wrong salt, a changed text, whatever: the digest in the record is of these bytes only."""
    changed = DATA[:place] + bytes([DATA[place] ^ by]) + DATA[place + 1 :]
    with pytest.raises(errors.DisclosureMismatch):
        disclosure.check(changed, disclosure.digest(DATA), "case-decision.text", "x.yaml")


def test_a_content_keeps_its_place() -> None:
    """Two fields that say the same cannot trade their contents; nor can two kinds."""
    with pytest.raises(errors.DisclosureMisplaced) as caught:
        disclosure.check(DATA, disclosure.digest(DATA), "case-decision.document", "x.yaml")
    assert "case-decision.document" in sentence(caught.value)


def test_two_contents_of_one_text_have_nothing_in_common() -> None:
    """So who knows one text learns nothing of another that says the same."""
    serial = count()
    _, files = disclosure.conceal(
        "case-decision",
        decision(text="罚款。", basis="罚款。"),
        None,
        lambda: next(serial).to_bytes(16),
    )
    assert len({disclosure.digest(one) for one in files}) == 3


def test_references_are_found_wherever_they_stand() -> None:
    def reference(letter: str) -> Disclosed:
        return Disclosed(sd=letter * 64)

    visit = Visit(
        body="S1",
        date=date(2025, 4, 10),
        method="on-site",
        trigger=Trigger(kind="complaint", number="XF-1", date=date(2025, 3, 1), note=reference("a")),
        unsigned_reason=reference("b"),
        note=reference("c"),
    )
    places = [place for place, _ in disclosure.references("visit", visit)]
    assert sorted(places) == ["visit.note", "visit.trigger.note", "visit.unsigned_reason"]
    checks = (Check(point="甲", outcome="ok"), Check(point="乙", outcome="problem", note=reference("d")))
    result = Result(visit="0" * 64, item="I1", code="pending", checks=checks, finding=reference("e"))
    assert {place: one.sd[0] for place, one in disclosure.references("result", result)} == {
        "result.checks.1.note": "d",
        "result.finding": "e",
    }
    assert list(disclosure.references("case-decision", decision())) == []


def test_only_texts_on_cases_visits_and_results_and_guests_names_are_removable() -> None:
    """What the draw, the registers and the supervision rest on never is."""
    fields = {kind: disclosure.removable(shape) for kind, shape in KINDS.items()}
    assert {kind: found for kind, found in fields.items() if found} == {
        "guest-secret": ("name",),
        "inspection-approval": ("reason",),
        "visit": ("closed_reason", "signed_by", "unsigned_reason", "note"),
        "result": ("finding", "action"),
        "case-open": ("ground",),
        "case-decision": ("document", "basis", "party", "text"),
        "case-correction": ("text",),
        "case-reinspection": ("text",),
        "case-close": ("reason",),
        "visit-avoided": ("document",),
        "partner-result": ("document", "finding"),
        "reply": ("text",),
        "supervision-follow-up": ("text",),
    }


def test_concealing_puts_references_in_the_place_of_texts() -> None:
    day, serial = date(2026, 3, 31), count()
    concealed, files = disclosure.conceal(
        "case-decision", decision(party="张某"), day, lambda: next(serial).to_bytes(16)
    )
    assert len(files) == 4
    found = dict(disclosure.references("case-decision", concealed))
    assert {one.sd for one in found.values()} == {disclosure.digest(one) for one in files}
    assert {one.until for one in found.values()} == {day}
    for data in files:
        content = disclosure.parse(data, "")
        assert disclosure.check(data, found[content.field].sd, content.field, "") == content
        assert content.value in ("张某", "罚款。", "罚字1号", "《教育法》")


def test_what_is_empty_or_concealed_already_stays() -> None:
    there = {name: Disclosed(sd=letter * 64) for letter, name in zip("abc", ("text", "basis", "document"), strict=True)}
    before = decision(**there)
    assert disclosure.conceal("case-decision", before, None, bytes) == (before, ())


def open_texts(body: Result) -> list[str]:
    return sorted(place for place, value in disclosure.places("result", body) if isinstance(value, str))


def test_texts_are_concealed_at_whatever_depth_and_shown_again() -> None:
    serial = count()
    checks = (Check(point="甲", outcome="ok"), Check(point="乙", outcome="problem", note="缺页。"))
    result = Result(visit="0" * 64, item="I1", code="pending", checks=checks, finding="不全。")
    assert open_texts(result) == ["result.checks.1.note", "result.finding"]
    concealed, files = disclosure.conceal("result", result, None, lambda: next(serial).to_bytes(16))
    assert open_texts(concealed) == []
    contents = {disclosure.digest(one): one for one in files}
    assert disclosure.reveal("result", concealed, contents) == result
    assert disclosure.reveal("result", concealed, {}) == concealed


def test_what_is_said_again_keeps_its_reference() -> None:
    concealed, files = disclosure.conceal("case-decision", decision(), None, lambda: b"0" * 16)
    assert isinstance(concealed.text, Disclosed)
    kept = {("case-decision.text", "罚款。"): concealed.text}
    again, more = disclosure.conceal("case-decision", decision(), None, lambda: b"1" * 16, kept)
    assert again.text == concealed.text
    assert again.basis != concealed.basis
    assert len(more) == len(files) - 1


@pytest.mark.parametrize("text", ["号码 11010519491231002X", "电话 13912345678", "旧号 110105491231002"])
def test_no_personal_number_is_concealed_either(text: str) -> None:
    with pytest.raises(errors.PersonalNumber) as caught:
        disclosure.conceal("case-decision", decision(text=text), None, lambda: bytes(16))
    assert caught.value.data == {"field": "case-decision.text"}


def test_file_names_are_digests_and_nothing_else() -> None:
    name = disclosure.file_name("a" * 64)
    assert disclosure.parse_file_name(name) == "a" * 64
    for bad in (
        name.upper(),
        name[1:],
        name + "~",
        name.replace("yaml", "yml"),
        "x" + name,
        name + "\n",
        "０" * 64 + ".yaml",
    ):
        assert disclosure.parse_file_name(bad) is None
