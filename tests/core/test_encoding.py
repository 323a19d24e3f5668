"""The canonical profile: what is written comes back, PyYAML reads the same, and nothing else is accepted."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core import encoding
from ssj_publish.core.encoding import emit, parse, section
from ssj_publish.core.text import unseen

RECORD = """\
seq: 2
prev: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
statement:
  origin: "jy.anlan.example/ssj"
  kind: "draw-commit"
  refs:
    - "x"
    - 1
    - null
  body:
    bodies:
      - id: "s-01"
        name: "安澜县第一中学"
        strata:
          - "城区"
          - size: 10
      - id: "s-02"
        closed: true
    note: "引号 \\" 反斜杠 \\\\ 换行 \\n 冒号: # - [a] {b} !t &a *a"
signatures:
  - key: "SHA256:x"
    signature: ""
""".encode()

RESERVED = ("y", "n", "yes", "no", "on", "off", "true", "false", "null")

keys = st.text("abyno_01", min_size=1, max_size=6).filter(
    lambda key: re.fullmatch("_?[a-z][a-z0-9_]*", key) and key not in RESERVED
)
texts = st.text(
    st.sampled_from('\\"\n #:-[]{}&*!|>%@`\u3000abn安澜縣é\u0303\u200b\ufffd\U0001f600') | st.characters(), max_size=8
)
texts = texts.map(lambda text: "".join(one for one in text if not unseen(one))).map(
    # Normalized as it will stand: a combining mark that opens a line joins the n of the escape before it.
    lambda text: unicodedata.normalize("NFC", text.replace("\n", "\\n")).replace("\\n", "\n").replace("\\ñ", "")
)
scalars = st.one_of(
    texts,
    st.sampled_from(
        ['"', "\\", "\n", "\\n", '\\"', "no", "12:30", " ", "# x", "- a", "a: b", "安", "\u3000", "\U0001f600"]
    ),
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.booleans(),
    st.none(),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.dictionaries(keys, inner, min_size=1, max_size=4),
        st.lists(inner.filter(lambda item: not isinstance(item, list)), min_size=1, max_size=4),
    ),
    max_leaves=12,
)
documents = st.dictionaries(keys, values, min_size=1, max_size=4)


def read_by_pyyaml(data: bytes) -> Any:
    return yaml.load(data, yaml.CSafeLoader)


def same(left: Any, right: Any) -> bool:
    """Equal in value, type and order, which ``==`` does not ask for (``True == 1``)."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return list(left) == list(right) and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right)


def is_refused_or_canonical(data: bytes) -> bool:
    """The profile's promise for any bytes at all; True where they were refused."""
    try:
        value = parse(data)
    except errors.EncodingError as refused:
        assert isinstance(refused.line, int)
        assert 0 <= refused.line <= data.count(b"\n") + 1
        return True
    assert emit(value) == data
    assert same(value, read_by_pyyaml(data))
    return False


@given(documents)
def test_what_is_written_comes_back_and_pyyaml_reads_the_same(value: dict[str, Any]) -> None:
    data = emit(value)
    assert same(parse(data), value)
    assert emit(parse(data)) == data
    assert same(read_by_pyyaml(data), value)


def test_a_record_is_read_as_it_stands() -> None:
    value = parse(RECORD)
    assert emit(value) == RECORD
    assert same(value, read_by_pyyaml(RECORD))
    assert value["statement"]["refs"] == ["x", 1, None]
    assert value["statement"]["body"]["bodies"][0]["strata"][1] == {"size": 10}
    assert value["statement"]["body"]["note"].count("\n") == 1


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.slow)])
def test_every_single_byte_change_is_refused_or_read_alike(every: int) -> None:
    """Each byte of a record, replaced by each of the bytes that mean something in YAML (or by a quarter of them in
    turn)."""
    for at in range(len(RECORD)):
        for byte in b"\x00\t\n\r \"#&'*-:09[]\\nabxy{}|>!%@`\x7f\xc2\xef\xff"[at % every :: every]:
            is_refused_or_canonical(RECORD[:at] + bytes([byte]) + RECORD[at + 1 :])


def test_every_dropped_or_doubled_byte_is_refused_or_read_alike() -> None:
    for at in range(len(RECORD)):
        is_refused_or_canonical(RECORD[:at] + RECORD[at + 1 :])
        is_refused_or_canonical(RECORD[:at] + RECORD[at : at + 1] + RECORD[at:])


def test_every_dropped_doubled_or_shifted_line_is_refused_or_read_alike() -> None:
    lines = RECORD.splitlines(keepends=True)
    for at, line in enumerate(lines):
        for changed in ([], [line, line], [b"  " + line], [b" " + line], [line[2:]], [line[1:]]):
            is_refused_or_canonical(b"".join(lines[:at] + changed + lines[at + 1 :]))


@given(st.data())
def test_mutants_of_written_documents_are_refused_or_read_alike(data: st.DataObject) -> None:
    written = emit(data.draw(documents))
    at = data.draw(st.integers(0, len(written) - 1))
    until = data.draw(st.integers(at, min(at + 6, len(written))))
    is_refused_or_canonical(written[:at] + data.draw(st.binary(max_size=4)) + written[until:])


@given(st.lists(st.sampled_from(["  ", " ", "- ", "-", "a:", "b: ", '"', "x", "1", "0", "null", "\\", "\n", "\n"])))
def test_soups_of_tokens_are_refused_or_read_alike(tokens: list[str]) -> None:
    is_refused_or_canonical("".join(tokens).encode())


@pytest.mark.parametrize(
    ("text", "leaf", "line"),
    [
        ("", errors.NoFinalNewline, 1),
        ("\n", errors.MalformedLine, 1),
        ("a: 1", errors.NoFinalNewline, 1),
        ("a: 1\n\n", errors.MalformedLine, 2),
        ("\ufeffa: 1\n", errors.ByteOrderMark, 1),
        ("a: 1\r\nb: 2\r\n", errors.CarriageReturn, 1),
        ("a: 1\nb: 2\r", errors.CarriageReturn, 2),
        ('a: "\ufeff"\n', errors.ForbiddenCharacter, 1),
        ('a: 1\nb: "\t"\n', errors.ForbiddenCharacter, 2),
        ("a:\t1\n", errors.ForbiddenCharacter, 1),
        ('a: "\x00"\n', errors.ForbiddenCharacter, 1),
        ('a: "\x7f"\n', errors.ForbiddenCharacter, 1),
        ('a: "\x85"\n', errors.ForbiddenCharacter, 1),
        ('a: "\u2028"\n', errors.ForbiddenCharacter, 1),
        ('a: "\uffff"\n', errors.ForbiddenCharacter, 1),
        ('a: 1\nb: "e\u0301"\n', errors.NotNormalized, 2),
        ("a: no\n", errors.MalformedLine, 1),
        ("a: yes\n", errors.MalformedLine, 1),
        ("a: True\n", errors.MalformedLine, 1),
        ("a: ~\n", errors.MalformedLine, 1),
        ("a: 012345\n", errors.MalformedLine, 1),
        ("a: 12:30\n", errors.MalformedLine, 1),
        ("a: +1\n", errors.MalformedLine, 1),
        ("a: -0\n", errors.MalformedLine, 1),
        ("a: 1_000\n", errors.MalformedLine, 1),
        ("a: 0x1f\n", errors.MalformedLine, 1),
        ("a: 1.0\n", errors.MalformedLine, 1),
        ("a: \u0661\n", errors.MalformedLine, 1),
        ("a: 2026-03-02\n", errors.MalformedLine, 1),
        ("a: 9007199254740992\n", errors.MalformedLine, 1),
        ("a: -9007199254740992\n", errors.MalformedLine, 1),
        ("a: " + "9" * 1_000_000 + "\n", errors.MalformedLine, 1),
        ("a: plain\n", errors.MalformedLine, 1),
        ("a: 'single'\n", errors.MalformedLine, 1),
        ('a: "\n', errors.MalformedLine, 1),
        ('a: "x\n', errors.MalformedLine, 1),
        ('a: "x"y"\n', errors.MalformedLine, 1),
        ('a: "x" \n', errors.MalformedLine, 1),
        ('a: "x"  # why\n', errors.MalformedLine, 1),
        ('a: "x\\"\n', errors.MalformedLine, 1),
        ('a: "x\\\\"y"\n', errors.MalformedLine, 1),
        ('a: "\\t"\n', errors.MalformedLine, 1),
        ('a: "\\u0041"\n', errors.MalformedLine, 1),
        ('a: "\\/"\n', errors.MalformedLine, 1),
        ('a: 1"x"\n', errors.MalformedLine, 1),
        ('a:"x"\n', errors.MalformedLine, 1),
        ('a:  "x"\n', errors.MalformedLine, 1),
        ('a : "x"\n', errors.MalformedLine, 1),
        ("a:1\n", errors.MalformedLine, 1),
        ("a: \n", errors.MalformedLine, 1),
        ("a: 1 \n", errors.MalformedLine, 1),
        ("a:  1\n", errors.MalformedLine, 1),
        ('"a": 1\n', errors.MalformedLine, 1),
        ("A: 1\n", errors.MalformedLine, 1),
        ("__a: 1\n", errors.MalformedLine, 1),
        ("_: 1\n", errors.MalformedLine, 1),
        ("1a: 1\n", errors.MalformedLine, 1),
        ("no: 1\n", errors.MalformedLine, 1),
        ("y: 1\n", errors.MalformedLine, 1),
        ("null: 1\n", errors.MalformedLine, 1),
        ("<<: 1\n", errors.MalformedLine, 1),
        ("a" * 65 + ": 1\n", errors.MalformedLine, 1),
        ("_" + "a" * 64 + ": 1\n", errors.MalformedLine, 1),
        ("# comment\na: 1\n", errors.MalformedLine, 1),
        ("---\na: 1\n", errors.MalformedLine, 1),
        ("a: 1\n---\na: 1\n", errors.MalformedLine, 2),
        ("a: 1\n...\n", errors.MalformedLine, 2),
        ("%YAML 1.2\n", errors.MalformedLine, 1),
        ("a: {}\n", errors.MalformedLine, 1),
        ("a: []\n", errors.MalformedLine, 1),
        ("a: |\n  x\n", errors.MalformedLine, 1),
        ("a: !!str 1\n", errors.MalformedLine, 1),
        ("a: &a 1\n", errors.MalformedLine, 1),
        ("a: *a\n", errors.MalformedLine, 1),
        ("? a\n", errors.MalformedLine, 1),
        ("a:\n  -\n", errors.MalformedLine, 2),
        ("a:\n  - \n", errors.MalformedLine, 2),
        ("a:\n  - - 1\n", errors.MalformedLine, 2),
        ("a:\n  -   b: 1\n", errors.MalformedLine, 2),
        ("a:\n   b: 1\n", errors.MalformedLine, 2),
        ("- 1\n", errors.WrongIndent, 1),
        ("  a: 1\n", errors.WrongIndent, 1),
        ("a: 1\n  b: 1\n", errors.WrongIndent, 2),
        ("a:\n    b: 1\n", errors.WrongIndent, 2),
        ("a:\n- 1\n", errors.EmptyContainer, 2),
        ("a:\n  - 1\n  b: 1\n", errors.WrongIndent, 3),
        ("a:\n  b: 1\n  - 1\n", errors.WrongIndent, 3),
        ("a:\n  - 1\n    b: 1\n", errors.WrongIndent, 3),
        ("a:\n  - b: 1\n      c: 1\n", errors.WrongIndent, 3),
        ("a:\n  - b:\n    - 1\n", errors.EmptyContainer, 3),
        ("a:\n", errors.EmptyContainer, 1),
        ("a:\nb: 1\n", errors.EmptyContainer, 2),
        ("a:\n  - b:\n  - 1\n", errors.EmptyContainer, 3),
        ("a: 1\na: 2\n", errors.DuplicateKey, 2),
        ("a: 1\na:\n  b: 1\n", errors.DuplicateKey, 2),
        ("a:\n  b: 1\na: 1\n", errors.DuplicateKey, 3),
        ("a:\n  - b: 1\n    b: 1\n", errors.DuplicateKey, 3),
    ],
)
def test_a_fault_is_named_with_its_line(text: str, leaf: type[errors.EncodingError], line: int) -> None:
    with pytest.raises(leaf) as caught:
        parse(text.encode())
    assert type(caught.value) is leaf
    assert caught.value.line == line


@pytest.mark.parametrize("data", [b"\xff\n", b'a: "\xc0\x80"\n', b'a: "\xed\xa0\x80"\n', b'a: "\xe5\xae"\n'])
def test_what_is_not_utf8_is_refused(data: bytes) -> None:
    with pytest.raises(errors.NotUtf8):
        parse(data)


def test_reason_codes_are_distinct() -> None:
    leaves = errors.EncodingError.__subclasses__()
    assert len({leaf.reason for leaf in leaves}) == len(leaves)


def test_accepted_characters_are_those_pyyaml_can_read() -> None:
    """Every character of the first plane, alone in a string: refused, or read alike."""
    for code in [*range(0x20, 0xD800), *range(0xE000, 0x10000)]:
        character = chr(code)
        if character in '"\\' or not unicodedata.is_normalized("NFC", character):
            continue
        if unseen(character):
            assert is_refused_or_canonical(f'a: "{character}"\n'.encode())
    whole = "".join(
        chr(code)
        for code in [*range(0x20, 0xD800), *range(0xE000, 0x11000)]
        if not unseen(chr(code)) and unicodedata.combining(chr(code)) == 0
    )
    whole = unicodedata.normalize("NFC", whole)
    assert same(read_by_pyyaml(emit({"a": whole})), {"a": whole})
    assert parse(emit({"a": whole})) == {"a": whole}


def test_depth_is_capped_alike_on_both_ways() -> None:
    value: Any = "x"
    for _ in range(encoding.MAX_DEPTH):
        value = {"a": value}
    assert parse(emit(value)) == value
    assert emit(value).count(b"a:") == 16
    with pytest.raises(errors.UnwritableValue) as caught:
        emit({"a": value})
    assert caught.value.reason == "depth"
    lines = [b"  " * level + b"a:\n" for level in range(16)]
    with pytest.raises(errors.TooDeep) as refused:
        parse(b"".join(lines) + b"  " * 16 + b'a: "x"\n')
    assert refused.value.line == 17


def test_depth_counts_sequences_and_the_mappings_in_them() -> None:
    value: Any = "x"
    for _ in range(encoding.MAX_DEPTH // 2):
        value = {"a": [value]}
    assert parse(emit(value)) == value
    with pytest.raises(errors.UnwritableValue):
        emit({"a": value})
    with pytest.raises(errors.TooDeep):
        parse(b"a:\n" + b"".join(b"  " * (2 * n - 1) + b"- a:\n" for n in range(1, 9)) + b"  " * 17 + b"- 1\n")


@pytest.mark.parametrize(
    "data",
    [
        b"a:\n" * 100_000,
        b"".join(b"  " * depth + b"a:\n" for depth in range(1500)),
        b"  " * 2_000_000 + b"\n",
        b"a: " + b"[" * 1_000_000 + b"\n",
        b"- " * 1_000_000 + b"\n",
        b"a: &a [lol]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n",
        b'a: "' + b"\\" * 2_000_001 + b'"\n',
        b'a: "' + b'"' * 2_000_000 + b"\n",
        b"a" * 4_000_000 + b": 1\n",
        b"\n" * 4_000_000,
    ],
)
def test_bombs_are_refused(data: bytes) -> None:
    with pytest.raises(errors.EncodingError):
        parse(data)


@pytest.mark.parametrize("item", ['    - "安"\n', '    - b: ""\n', "    - -1\n", '    - "\\n\\\\\\""\n'])
def test_the_largest_files_are_read(item: str) -> None:
    """Close to the cap, in its many-lined shapes: it ends in seconds because the reader is linear."""
    data = ("a:\n  b:\n" + item * (1_000_000 // len(item))).encode()
    assert emit(parse(data)) == data


def test_the_size_is_capped_alike_on_both_ways() -> None:
    full = {"a": "x" * (encoding.MAX_BYTES - len(b'a: ""\n'))}
    assert parse(emit(full)) == full
    with pytest.raises(errors.FileTooLarge):
        parse(emit(full).replace(b"x", b"xx", 1))
    with pytest.raises(errors.UnwritableValue):
        emit({"a": full["a"] + "x"})


class Text(str):
    """A string of another type: it may hide anything in its methods."""


@pytest.mark.parametrize(
    ("value", "path", "reason"),
    [
        ({}, "", "empty"),
        ([], "", "type"),
        ({"a": {}}, "a", "empty"),
        ({"a": [{"b": []}]}, "a.0.b", "empty"),
        ({"a": [{}]}, "a.0", "empty"),
        ({"a": [[1]]}, "a.0", "type"),
        ({"a": 1.0}, "a", "type"),
        ({"a": b"x"}, "a", "type"),
        ({"a": {1}}, "a", "type"),
        ({"a": ()}, "a", "empty"),
        ({"a": [(1,)]}, "a.0", "type"),
        ({"a": Text("x")}, "a", "type"),
        ({"a": 2**53}, "a", "integer"),
        ({"a": [0, -(2**53)]}, "a.1", "integer"),
        ({"no": 1}, "no", "key"),
        ({"a": {"B": 1}}, "a.B", "key"),
        ({"a": {"b:": 1}}, "a.b:", "key"),
        ({"a\n": 1}, "a\n", "key"),
        ({1: 1}, "1", "key"),
        ({None: 1}, "None", "key"),
    ],
)
def test_what_has_no_form_is_not_written(value: Any, path: str, reason: str) -> None:
    with pytest.raises(errors.UnwritableValue) as caught:
        emit(value)
    assert (caught.value.path, caught.value.reason) == (path, reason)


@pytest.mark.parametrize("text", ["\t", "a\rb", "\x00", "\x85", "\u2028", "\ufeff", "\ud800", "e\u0301", "\n\u0303"])
def test_a_string_that_cannot_be_written_is_named_by_its_path(text: str) -> None:
    with pytest.raises(errors.UnwritableText) as caught:
        emit({"a": "ok", "b": [{"c": 1, "d": text}]})
    assert caught.value.path == "b.0.d"


def test_a_character_not_to_be_seen_is_told_with_its_field() -> None:
    """The keys above it, without a reader: the file may be malformed elsewhere."""
    text = RECORD.decode().replace("安澜县第一中学", "安澜县\u200b第一中学")
    with pytest.raises(errors.ForbiddenCharacter) as caught:
        parse(text.encode())
    line = next(number for number, one in enumerate(text.split("\n"), 1) if "\u200b" in one)
    path = caught.value.path
    assert (caught.value.line, caught.value.code, path.rsplit(".", 2)[-2:]) == (line, "U+200B", ["bodies", "name"])
    assert path.startswith("statement.")


def test_a_tuple_is_written_as_a_list() -> None:
    assert emit({"a": (1, {"b": ("x",)})}) == emit({"a": [1, {"b": ["x"]}]})
    with pytest.raises(errors.UnwritableText) as caught:
        emit({"a": ("x", "\t")})
    assert caught.value.path == "a.1"


def test_a_fault_bears_the_files_name_where_it_has_one() -> None:
    cases: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
        ((b"a",), {"line": 1}),
        ((b"a", "000/000001.yaml"), {"line": 1, "name": "000/000001.yaml"}),
    ]
    for arguments, data in cases:
        with pytest.raises(errors.NoFinalNewline) as caught:
            parse(*arguments)
        assert caught.value.data == data


def test_a_value_that_holds_itself_is_refused() -> None:
    value: dict[str, Any] = {}
    value["a"] = value
    with pytest.raises(errors.UnwritableValue):
        emit(value)


def test_reserved_and_long_keys_at_their_border() -> None:
    for key in ("nobody", "yes_", "_no", "null1", "a" * 64, "_" + "a" * 63):
        assert parse(emit({key: 1})) == {key: 1}


def test_sections_are_cut_as_they_stand() -> None:
    value = parse(RECORD)
    assert b"".join(section(RECORD, key) for key in value) == RECORD
    for key in value:
        assert section(RECORD, key) == emit({key: value[key]})
    with pytest.raises(KeyError):
        section(RECORD, "origin")


@given(documents)
def test_sections_are_what_emit_writes_for_them_alone(value: dict[str, Any]) -> None:
    data = emit(value)
    assert [section(data, key) for key in value] == [emit({key: value[key]}) for key in value]
