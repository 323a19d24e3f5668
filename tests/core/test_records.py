"""Records: one way to write each, and nothing else is read."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.entry import Entry
from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.kinds.oversight import Supervision
from ssj_publish.core.records import NO_PREV, Signature, Statement, form, parse, record_id, statement_bytes
from tests.bureau import ORIGIN, at
from tests.world import World

NAME = "000/000007.yaml"
ID = "1" * 64
BODY = Supervision(subjects=(ID,), level="none", finding="派员参加，未见异常。\n程序合规。")
STATEMENT = Statement(ORIGIN, at("2025-03-28 14:00"), BODY, (ID,))
SIGNATURES = (Signature(key="SHA256:a", signature="eA=="), Signature(key="SHA256:b", signature="eQ=="))
FILE = form(7, NO_PREV, statement_bytes(STATEMENT), SIGNATURES)


def read(data: bytes) -> Statement:
    return parse(Entry(NAME, data))[0].statement


def test_a_record_reads_back_as_it_was_written() -> None:
    record, signed = parse(Entry(NAME, FILE))
    assert (record.seq, record.prev, record.statement, record.signatures) == (7, NO_PREV, STATEMENT, SIGNATURES)
    assert record.kind == "supervision"
    assert record.digest == sha256(FILE).hexdigest()
    assert record.id == sha256(signed).hexdigest() == record_id(statement_bytes(STATEMENT))


def test_every_record_of_a_ledger_is_rewritten_byte_for_byte(full_world: World) -> None:
    """`parse` is the strict inverse of `form`, over a record of each kind."""
    seen = set()
    for entry in full_world.entries:
        record, signed = parse(entry)
        assert signed == statement_bytes(record.statement)
        assert form(record.seq, record.prev, signed, record.signatures) == entry.data
        seen.add(record.kind)
    assert seen == KINDS.keys()


def test_kinds_and_shapes_are_one_to_one() -> None:
    assert [shape.KIND.name for shape in KINDS.values()] == list(KINDS)
    assert len(set(KINDS.values())) == len(KINDS)


def test_the_id_can_be_had_with_sed_and_sha256sum(tmp_path: Path) -> None:
    """What is signed runs from the line ``statement:`` to the line before ``signatures:``."""
    path = tmp_path / NAME
    path.parent.mkdir()
    path.write_bytes(FILE)
    cut = f"sed -n '/^statement:/,/^signatures:/p' {path} | sed '$d' | sha256sum"
    done = subprocess.run(["sh", "-c", cut], capture_output=True, check=False)
    if done.returncode or not done.stdout:
        pytest.skip("no sed or sha256sum")
    assert done.stdout.split()[0].decode() == parse(Entry(NAME, FILE))[0].id


@given(seq=st.integers(1, 2**53 - 1), prev=st.binary(min_size=32, max_size=32), keep=st.sampled_from([1, 2]))
def test_the_id_depends_on_neither_number_link_nor_signatures(seq: int, prev: bytes, keep: int) -> None:
    """A record that lost a race moves to another number without being signed again; its digest does change."""
    moved, _ = parse(Entry(NAME, form(seq, prev.hex(), statement_bytes(STATEMENT), SIGNATURES[:keep])))
    original, _ = parse(Entry(NAME, FILE))
    assert moved.id == original.id
    assert (moved.digest == original.digest) == (moved == original)


def test_signatures_are_written_in_the_order_of_their_keys() -> None:
    assert form(7, NO_PREV, statement_bytes(STATEMENT), SIGNATURES[::-1]) == FILE


def swap(first: bytes, second: bytes) -> Callable[[bytes], bytes]:
    def edit(data: bytes) -> bytes:
        assert first + second in data
        return data.replace(first + second, second + first)

    return edit


def put(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def edit(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    return edit


ORIGIN_LINE = f'  origin: "{ORIGIN}"\n'.encode()
KIND_LINE = b'  kind: "supervision"\n'
KEY_A = b'  - key: "SHA256:a"\n    signature: "eA=="\n'
KEY_B = b'  - key: "SHA256:b"\n    signature: "eQ=="\n'
MALFORMED = errors.RecordMalformed
UNCANONICAL = errors.NotCanonical
HEAD = b'seq: 7\nprev: "%s"\n' % NO_PREV.encode()

FAULTS: dict[str, tuple[Callable[[bytes], bytes], type[errors.SsjError]]] = {
    "seq behind prev": (swap(b"seq: 7\n", b'prev: "%s"\n' % NO_PREV.encode()), UNCANONICAL),
    "kind before origin": (swap(ORIGIN_LINE, KIND_LINE), UNCANONICAL),
    "statement first": (lambda data: data.removeprefix(HEAD) + HEAD, UNCANONICAL),
    "signatures before the statement": (
        lambda data: HEAD + data[data.index(b"signatures:") :] + data[len(HEAD) : data.index(b"signatures:")],
        UNCANONICAL,
    ),
    "fields of the body swapped": (
        swap(b'    subjects:\n      - "%s"\n' % ID.encode(), b'    level: "none"\n'),
        UNCANONICAL,
    ),
    "signatures out of order": (swap(KEY_A, KEY_B), MALFORMED),
    "signature twice": (put(KEY_B, KEY_A), MALFORMED),
    "no signatures": (lambda data: data[: data.index(b"signatures:")], MALFORMED),
    "no statement": (lambda data: HEAD + data[data.index(b"signatures:") :], MALFORMED),
    "statement is a string": (lambda data: HEAD + b'statement: "x"\n' + data[data.index(b"signatures:") :], MALFORMED),
    "body is a string": (
        lambda data: data[: data.index(b"  body:")] + b'  body: "x"\n' + data[data.index(b"sig") :],
        MALFORMED,
    ),
    "unknown field of the file": (put(b"seq: 7\n", b'note: "x"\nseq: 7\n'), MALFORMED),
    "unknown field of the statement": (put(KIND_LINE, KIND_LINE + b'  note: "x"\n'), MALFORMED),
    "unknown field of the body": (put(b"    level:", b'    note: "x"\n    level:'), MALFORMED),
    "unknown kind": (put(b'"supervision"', b'"opinion"'), errors.UnknownKind),
    "another kind": (put(b'"supervision"', b'"training"'), MALFORMED),
    "level outside the vocabulary": (put(b'level: "none"', b'level: "praise"'), MALFORMED),
    "digest in capitals": (put(b'"%s"' % NO_PREV.encode(), b'"%s"' % (b"A" * 64)), MALFORMED),
    "ref repeated": (put(b"  refs:\n", b'  refs:\n    - "%s"\n' % ID.encode()), MALFORMED),
    "subject is no digest": (put(b'      - "%s"' % ID.encode(), b'      - "12"'), MALFORMED),
    "seq negative": (put(b"seq: 7", b"seq: -7"), MALFORMED),
    "seq a string": (put(b"seq: 7", b'seq: "7"'), MALFORMED),
    "seq true": (put(b"seq: 7", b"seq: true"), MALFORMED),
    "time in UTC": (put(b"14:00:00+08:00", b"06:00:00Z"), errors.TimeMalformed),
    "time with another offset": (put(b"14:00:00+08:00", b"15:00:00+09:00"), errors.TimeMalformed),
    "time to the microsecond": (put(b"14:00:00+08:00", b"14:00:00.5+08:00"), errors.TimeMalformed),
    "time with idle zeros": (put(b"14:00:00+08:00", b"14:00:00.0+08:00"), UNCANONICAL),
    "time with a blank": (put(b"28T14", b"28 14"), UNCANONICAL),
    "time without offset": (put(b"14:00:00+08:00", b"14:00:00"), MALFORMED),
    "no such day": (put(b"2025-03-28", b"2025-02-29"), MALFORMED),
    "finding that ends in a line feed": (put("程序合规。".encode(), "程序合规。\\n".encode()), MALFORMED),
    "not of the profile": (put(b"seq: 7", b"seq:  7"), errors.EncodingError),
    "a comment": (put(b"seq: 7\n", b"seq: 7 # x\n"), errors.EncodingError),
    "CRLF": (lambda data: data.replace(b"\n", b"\r\n"), errors.CarriageReturn),
    "cut short": (lambda data: data[:-1], errors.EncodingError),
    "empty": (lambda data: b"", errors.EncodingError),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_is_refused_by_name_for(fault: str) -> None:
    edit, reason = FAULTS[fault]
    with pytest.raises(reason) as refused:
        read(edit(FILE))
    assert refused.value.name == NAME


def with_body(body: str) -> bytes:
    text = f'  origin: "x"\n  kind: "{{}}"\n  time: "2025-03-28T14:00:00+08:00"\n  body:\n{body}'
    tail = 'signatures:\n  - key: "a"\n    signature: "b"\n'
    return (HEAD.decode() + "statement:\n" + text + tail).encode()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("recusal", '    inspector: "N1"\n    body: "S1"\n    ground: "kinship"\n'),
        ("plan-approval", f'    plan: "{ID}"\n    document: "文号"\n'),
    ],
)
def test_the_shortest_form_is_read(kind: str, body: str) -> None:
    assert read(with_body(body).replace(b"{}", kind.encode())).kind == kind


@pytest.mark.parametrize(
    "line",
    ["    fallback_note: null\n", "    beacon: null\n", "    sealed: false\n"],
    ids=["unknown null", "explicit null", "explicit false"],
)
def test_a_default_is_not_written_out(full_world: World, line: str) -> None:
    """One value has one form: a field that holds its default is left out."""
    entry = next(one for one in full_world.entries if b'kind: "draw-commit"' in one.data and b"sealed" not in one.data)
    data = entry.data
    if "beacon" in line:
        start, end = data.index(b"    beacon:"), data.index(b"    opens:")
        data = data[:start] + line.encode() + data[end:]
    else:
        data = data.replace(b"    opens:", line.encode() + b"    opens:")
    with pytest.raises((errors.NotCanonical, errors.RecordMalformed)):
        read(data)


def test_days_have_one_form() -> None:
    """A date without dashes names the same day, and is refused."""
    year = CalendarYear(year=2025, notice="通知", holidays=(at("2025-05-01 00:00").date(),))
    data = form(1, NO_PREV, statement_bytes(Statement(ORIGIN, at("2025-01-01 09:00"), year)), SIGNATURES)
    assert read(data).body == year
    for other in (b"20250501", b"2025-05-01T00:00:00", b"2025-W18-4"):
        with pytest.raises((errors.NotCanonical, errors.RecordMalformed)):
            read(data.replace(b"2025-05-01", other))


@given(st.text(min_size=1, max_size=60))
def test_a_line_either_stands_as_it_was_given_or_is_refused(text: str) -> None:
    """No text changes on the way through a file."""
    statement = Statement(
        ORIGIN, at("2025-03-28 14:00"), Supervision(subjects=(ID,), level="none", finding=text), (ID,)
    )
    try:
        data = form(7, NO_PREV, statement_bytes(statement), SIGNATURES)
    except errors.UnwritableText:
        return
    try:
        assert read(data).body.finding == text
    except errors.RecordMalformed:
        assert text[0] in " \n\u3000" or text[-1] in " \n\u3000"


def test_what_is_empty_cannot_be_written() -> None:
    """An empty list has no form in the profile: a body that needs one is refused before anyone signs."""
    with pytest.raises(errors.UnwritableValue):
        statement_bytes(Statement(ORIGIN, at("2025-03-28 14:00"), Supervision(subjects=(), level="none", finding="x")))


def test_inspectors_are_published_without_what_is_private() -> None:
    """No field of any kind could hold an identity number, a mobile or a birth date (个人信息保护法)."""
    names = {field for shape in KINDS.values() for field in shape.__struct_fields__}
    assert not names & {"identity", "id_number", "mobile", "phone", "birth", "birthday", "contact"}
