"""Role signatures: RFC 8032's own vectors, keys nobody may use, and ssh-keygen and OpenSSL as second opinions."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64encode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.entry import record_name
from ssj_publish.core.signatures import (
    DOMAIN,
    Obligation,
    PublicKey,
    holds,
    message,
    obligation,
    parse_public_key,
    verify,
    verify_all,
)

# RFC 8032, 7.1, TEST 1 to 3: secret key, public key, message, signature.
RFC8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
        "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da0"
        "85ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac1"
        "8ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PublicKey(SECRET.public_key().public_bytes_raw())


def sign(text: bytes) -> str:
    return b64encode(SECRET.sign(text)).decode()


Point = tuple[int, int]


def add(left: Point, right: Point) -> Point:
    (x1, y1), (x2, y2) = left, right
    k = D * x1 * x2 * y1 * y2 % P
    return (
        (x1 * y2 + x2 * y1) * pow(1 + k, -1, P) % P,
        (y1 * y2 + x1 * x2) * pow(1 - k, -1, P) % P,
    )


def times(n: int, point: Point) -> Point:
    total: Point = (0, 1)
    while n:
        if n & 1:
            total = add(total, point)
        point, n = add(point, point), n >> 1
    return total


def point_of(y: int) -> Point | None:
    """Some point with this y, by RFC 8032's own square root; None where there is none."""
    u, v = y * y - 1, D * y * y + 1
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if (v * x * x + u) % P == 0:
        x = x * pow(2, (P - 1) // 4, P) % P
    return (x, y) if (v * x * x - u) % P == 0 else None


def small_order_points() -> set[Point]:
    """All eight: a point times L loses everything but its part of small order."""
    found: set[Point] = set()
    y = 2
    while len(found) < 8:
        point = point_of(y)
        if point:
            found.add(times(L, point))
        y += 1
    return found


def test_the_vectors_of_rfc_8032_hold() -> None:
    for secret, public, text, signature in RFC8032:
        key = PublicKey(bytes.fromhex(public))
        assert Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret)).public_key().public_bytes_raw() == key.raw
        verify(key, bytes.fromhex(text), b64encode(bytes.fromhex(signature)).decode())
        assert parse_public_key(key.openssh) == key


def test_the_vectors_do_not_hold_for_one_another() -> None:
    for number, (_, public, text, _) in enumerate(RFC8032):
        for other in RFC8032[:number] + RFC8032[number + 1 :]:
            with pytest.raises(errors.BadSignature):
                verify(
                    PublicKey(bytes.fromhex(public)), bytes.fromhex(text), b64encode(bytes.fromhex(other[3])).decode()
                )


def test_the_message_is_the_statement_under_its_prefix() -> None:
    assert message(b"statement:\n") == b"ssj/statement/v1\nstatement:\n"
    with pytest.raises(errors.BadSignature):
        verify(PUBLIC, message(b"x"), sign(b"x"))


@given(st.binary(max_size=64), st.integers(0, 511))
@settings(max_examples=60)
def test_one_flipped_bit_breaks_a_signature(text: bytes, bit: int) -> None:
    raw = bytearray(SECRET.sign(text))
    raw[bit // 8] ^= 1 << bit % 8
    with pytest.raises(errors.BadSignature):
        verify(PUBLIC, text, b64encode(raw).decode())


def test_the_twin_of_a_signature_is_refused() -> None:
    """S + L satisfies the equation as S does; only the bound on S tells them apart."""
    raw = SECRET.sign(b"x")
    s = int.from_bytes(raw[32:], "little") + L
    assert s < 2**256
    with pytest.raises(errors.BadSignature):
        verify_all([Obligation(PUBLIC, b"x", raw[:32] + s.to_bytes(32, "little"))])


def test_a_signature_has_one_spelling() -> None:
    good = sign(b"x")
    verify(PUBLIC, b"x", good)
    stray = good[:-3] + chr(ord(good[-3]) + 1) + "=="
    for bad in ("", good[:-1], good.rstrip("="), good + "=", good + "\n", " " + good, good[:-4], good + "AAAA", stray):
        with pytest.raises(errors.BadSignature) as caught:
            verify(PUBLIC, b"x", bad)
        assert caught.value.key == PUBLIC.key_id
    for bad in (good.replace("=", "é"), "=" * 88, "-" * 86 + "=="):
        with pytest.raises(errors.BadSignature):
            verify(PUBLIC, b"x", bad)


def encodings(point: Point) -> list[bytes]:
    """Every 32 bytes that some decoder takes for this point: y or y + p, and either sign where x is 0."""
    x, y = point
    signs = (0, 1) if x == 0 else (x & 1,)
    heights = [h for h in (y, y + P) if h < 2**255]
    return [(h | sign << 255).to_bytes(32, "little") for h in heights for sign in signs]


def test_no_encoding_of_a_point_of_small_order_is_a_key() -> None:
    points = small_order_points()
    assert all(times(8, point) == (0, 1) for point in points)
    raws = [raw for point in points for raw in encodings(point)]
    assert len(raws) == 14
    for raw in raws:
        with pytest.raises(errors.BadPublicKey):
            PublicKey(raw)


def test_small_order_is_named_and_would_else_let_a_forgery_pass() -> None:
    """Under the identity as key, R = identity and S = 0 sign every message."""
    weak = (1).to_bytes(32, "little")
    with pytest.raises(errors.KeySmallOrder):
        PublicKey(weak)
    key = object.__new__(PublicKey)
    object.__setattr__(key, "raw", weak)
    verify_all([Obligation(key, text, weak + bytes(32)) for text in (b"one", b"another")])


def test_keys_that_are_not_the_one_encoding_of_a_point_are_refused() -> None:
    for y in range(P, 2**255):
        for sign_bit in (0, 1):
            with pytest.raises(errors.KeyNotCanonical):
                PublicKey((y | sign_bit << 255).to_bytes(32, "little"))
    off_curve = [y for y in range(2, 40) if point_of(y) is None]
    assert off_curve
    for y in off_curve:
        with pytest.raises(errors.KeyNotCanonical):
            PublicKey(y.to_bytes(32, "little"))
    for y in set(range(2, 40)) - set(off_curve):
        assert PublicKey(y.to_bytes(32, "little")).raw[0] == y
    for raw in (PUBLIC.raw[:31], PUBLIC.raw + b"\0", b""):
        with pytest.raises(errors.BadPublicKey):
            PublicKey(raw)


@given(st.binary(min_size=32, max_size=32))
def test_the_line_is_the_strict_inverse_of_the_key(secret: bytes) -> None:
    key = PublicKey(Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw())
    assert parse_public_key(key.openssh) == key
    assert re.fullmatch(r"SHA256:[A-Za-z0-9+/]{43}", key.key_id)


def wire(*parts: bytes) -> str:
    return b64encode(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).decode()


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ssh-ed25519",
        "ssh-ed25519 ",
        PUBLIC.openssh + " name@host",
        PUBLIC.openssh + "\n",
        PUBLIC.openssh + " ",
        " " + PUBLIC.openssh,
        PUBLIC.openssh.replace(" ", "  "),
        PUBLIC.openssh.removeprefix("ssh-ed25519 "),
        PUBLIC.openssh[:-1],
        PUBLIC.openssh + "=",
        PUBLIC.openssh + "AAAA",
        "ssh-ed25519 " + PUBLIC.openssh,
        "ssh-rsa " + wire(b"ssh-ed25519", PUBLIC.raw),
        "ssh-ed25519 " + wire(b"ssh-rsa", PUBLIC.raw),
        "ssh-ed25519 " + wire(b"ssh-ed25519", PUBLIC.raw[:31]),
        "ssh-ed25519 " + wire(b"ssh-ed25519", PUBLIC.raw + b"\0"),
        "ssh-ed25519 " + wire(b"ssh-ed25519", PUBLIC.raw, b""),
        "ssh-ed25519 " + wire(b"ssh-ed25519"),
        "ssh-ed25519 安澜",
    ],
)
def test_any_other_line_is_no_key(line: str) -> None:
    with pytest.raises(errors.KeyMalformed):
        parse_public_key(line)


@pytest.mark.parametrize("number", [0, 1, 128, 129])
def test_the_first_failing_obligation_is_named(number: int) -> None:
    texts = [b"%d" % at for at in range(130)]
    all_ = [obligation(PUBLIC, text, sign(text), record_name(at)) for at, text in enumerate(texts)]
    verify_all(all_)
    verify_all([])
    for at in (number, 129):
        all_[at] = obligation(PUBLIC, b"other", sign(texts[at]), record_name(at))
    with pytest.raises(errors.BadSignature) as caught:
        verify_all(all_)
    assert caught.value.name == record_name(number)


def test_a_signature_of_another_form_does_not_hold() -> None:
    good = sign(b"x")
    assert holds(PUBLIC, b"x", good)
    for other in (good[:-2], good + "AA==", good.rstrip("="), "", "安澜", sign(b"y")):
        assert not holds(PUBLIC, b"x", other)


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="needs OpenSSH")
def test_ssh_keygen_shows_the_same_fingerprint_and_takes_the_line(tmp_path: Path) -> None:
    path = tmp_path / "key.pub"
    path.write_text(PUBLIC.openssh + "\n")
    shown = subprocess.run(["ssh-keygen", "-lf", path], capture_output=True, text=True, check=True).stdout
    assert shown.split()[:2] == ["256", PUBLIC.key_id]


@pytest.mark.skipif(not shutil.which("openssl") or not shutil.which("sed"), reason="needs OpenSSL and sed")
def test_a_record_can_be_checked_by_hand_as_the_room_says(tmp_path: Path) -> None:
    statement = 'statement:\n  kind: "plan"\n  body:\n    note: "安澜"\n'.encode()
    signature = sign(message(statement))
    verify(PUBLIC, message(statement), signature)
    record = b'seq: 2\nprev: "x"\n' + statement + b'signatures:\n  - key: "x"\n    signature: "y"\n'
    (tmp_path / "000").mkdir()
    (tmp_path / "000/000123.yaml").write_bytes(record)
    (tmp_path / "signature").write_bytes(SECRET.sign(message(statement)))
    pem = SECRET.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "key.pem").write_bytes(pem)
    by_hand = """
    { echo ssj/statement/v1; sed -n '/^statement:/,/^signatures:/p' 000/000123.yaml | sed '$d'; } > message
    openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in message -sigfile signature
    """
    done = subprocess.run(["sh", "-ec", by_hand], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (tmp_path / "message").read_bytes() == DOMAIN + statement
    assert done.returncode == 0, done.stderr
    (tmp_path / "000/000123.yaml").write_bytes(record.replace(b"plan", b"plam"))
    assert subprocess.run(["sh", "-ec", by_hand], cwd=tmp_path, capture_output=True, check=False).returncode != 0
