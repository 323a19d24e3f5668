"""Signed notes: read as Go's own reader does, and never two ways."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.tlog.note import MAX_BYTES, Note, NoteSignature, form, parse, parse_signatures, verify
from ssj_publish.core.tlog.vkey import parse_verifier_key

CASES = json.loads((Path(__file__).parents[2] / "vectors" / "log" / "note-open.json").read_text("utf-8"))["cases"]
WANTED = {
    "malformed": errors.NoteMalformed,
    "unverified": errors.NoteUnsigned,
    "invalid-signature": errors.NoteSignatureWrong,
    "error": errors.VerifierKeyAmbiguous,
}
GOOD = bytes.fromhex(next(case["note_hex"] for case in CASES if case["name"] == "one known one unknown"))

names = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="+"), min_size=1)
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n")).map(lambda text: text + "\n")
notes = st.builds(
    Note,
    texts,
    st.lists(
        st.builds(NoteSignature, names, st.binary(min_size=4, max_size=4), st.binary(min_size=1)),
        min_size=1,
        max_size=5,
    ).map(tuple),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_vectors_of_go(case: dict[str, Any]) -> None:
    """Accepted and refused as golang.org/x/mod does it, for the same reason."""

    def opened() -> list[str]:
        keys = [parse_verifier_key(key) for key in case["vkeys"]]
        return [one.key.name for one in verify(parse(bytes.fromhex(case["note_hex"])), keys)]

    if case["want"] == "ok":
        assert opened() == case["verified"]
    else:
        with pytest.raises(WANTED[case["want"]]):
            opened()


@given(notes)
def test_what_is_written_is_read_again(note: Note) -> None:
    assert parse(form(note)) == note


@given(
    st.binary()
    | st.builds(
        lambda data, at, byte: data[:at] + bytes([byte]) + data[at + 1 :],
        st.just(GOOD),
        st.integers(0, len(GOOD)),
        st.integers(0, 255),
    )
)
def test_any_bytes_are_a_note_in_its_one_spelling_or_none(data: bytes) -> None:
    try:
        note = parse(data)
    except errors.NoteMalformed:
        return
    assert form(note) == data


def test_a_changed_text_is_refused() -> None:
    key = parse_verifier_key(CASES[0]["vkeys"][0])
    with pytest.raises(errors.NoteSignatureWrong):
        verify(parse(GOOD.replace(b"cryptography", b"cryptogrephy")), [key])


@pytest.mark.parametrize("place", ["known", "unknown"])
def test_base64_with_stray_bits_is_refused_of_a_known_key_alone(place: str) -> None:
    """Go's reader lets the last bits be anything; then one signature would have several spellings.

    Lines by keys that are not known refuse nothing (signed-note: they MUST be ignored), and stay as they stood.
    """
    key = parse_verifier_key(CASES[0]["vkeys"][0])
    lines = [line for line in GOOD.decode().splitlines() if line.startswith("— ")]
    [line] = [line for line in lines if (line.split()[1] == key.name) is (place == "known")]
    assert line.endswith("=")
    body = line.rstrip("=")
    lax = GOOD.replace(line.encode(), line.replace(body, body[:-1] + chr(ord(body[-1]) + 1)).encode())
    assert lax != GOOD
    assert form(parse(lax)) == lax
    if place == "unknown":
        assert [one.key for one in verify(parse(lax), [key])] == [key]
    else:
        with pytest.raises(errors.NoteSignatureWrong):
            verify(parse(lax), [key])


def test_each_line_of_a_known_key_has_to_hold() -> None:
    """The first does not excuse another (signed-note: if name and ID match, verifiers MUST verify)."""
    key, note = parse_verifier_key(CASES[0]["vkeys"][0]), parse(GOOD)
    [ours] = [one for one in note.signatures if one.name == key.name]
    bad = NoteSignature(ours.name, ours.key_id, bytes(64))
    assert len(verify(Note(note.text, (ours, ours)), [key])) == 1
    for both in ((ours, bad), (bad, ours)):
        with pytest.raises(errors.NoteSignatureWrong):
            verify(Note(note.text, both), [key])


def test_a_signature_with_another_keys_hint_is_ignored() -> None:
    """The hint is part of who signs: under another one, nobody known has signed."""
    note = parse(GOOD)
    wrong = Note(note.text, tuple(NoteSignature(one.name, b"abcd", one.signature) for one in note.signatures))
    with pytest.raises(errors.NoteUnsigned):
        verify(wrong, [parse_verifier_key(CASES[0]["vkeys"][0])])


def test_unknown_signatures_before_the_known_one_are_ignored() -> None:
    """Clients are to ignore what they do not know (GREASE), wherever it stands."""
    note = parse(GOOD)
    strange = NoteSignature("example.com/grease", b"\x00\x01\x02\x03", b"\xff" * 300)
    verified = verify(Note(note.text, (strange, *note.signatures)), [parse_verifier_key(CASES[0]["vkeys"][0])])
    assert [one.key.name for one in verified] == ["PeterNeumann"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a\n" * MAX_BYTES, "size"),
        (b"\xff\n\n", "utf-8"),
        (b"a\r\n\n\xe2\x80\x94 x AAAAAAA=\n", "control"),
        (b"", "text"),
        (b"a\n\n", "signatures"),
        (b"a\n\n\xe2\x80\x94 x AAAA\n", "line"),
        (b"a\n\n\xe2\x80\x94 x  AAAAAAA=\n", "line"),
        (b"a\n\n- x AAAAAAA=\n", "line"),
        (b"a\n\n" + b"\xe2\x80\x94 x AAAAAAA=\n" * 101, "count"),
    ],
)
def test_what_is_wrong_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(errors.NoteMalformed) as caught:
        parse(data)
    assert caught.value.reason == reason


def test_the_text_ends_at_the_last_empty_line() -> None:
    """A text may hold empty lines of its own."""
    note = Note("a\n\nb\n", (NoteSignature("x", b"1234", b"5"),))
    assert parse(form(note)).text == "a\n\nb\n"
    assert parse_signatures(note.signatures[0].line) == note.signatures
