"""The keys of the small ledger. None is secret: each is made from its name, as the ledger's own notice says."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from ssj_publish.core.kinds.genesis import Authority
from ssj_publish.core.tlog.vkey import LATTICE, LOG, WITNESS, KeyType
from tests.bureau import Party, TestSigner

ORIGIN: Final = "jy.small.example/ssj"
_SEED: Final = "ssj small ledger: "


def signer(name: str) -> TestSigner:
    """Whoever reads this has the key too: its 32 secret bytes are the SHA-256 of this text."""
    return TestSigner(_SEED + name)


def _party(name: str, type_: KeyType) -> Party:
    return Party(name, type_, _SEED + name)


#: Which keys sign for a role, at first: two of two for the first office, two of three for 政策法规科.
KEYS: Final = {
    "o1": (signer("o1/1"), signer("o1/2")),
    "o2": (signer("o2/1"),),
    "p": (signer("p/1"), signer("p/2"), signer("p/3")),
    "l": (signer("l/1"),),
    "d": (signer("d/1"),),
    "root": (signer("root/1"), signer("root/2"), signer("root/3")),
}
#: What the second office signs with after the rotation, and after the recovery.
ROTATED, RECOVERED = signer("o2/2"), signer("o2/3")
GUEST = signer("guest")

LOG_: Final = _party(ORIGIN, LOG)
ONE, TWO, THREE = (
    _party("one.example", WITNESS),
    _party("two.example", WITNESS),
    _party("three.example", LATTICE),
)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _key(name: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(sha256((_SEED + name).encode()).digest()), ec.SECP256R1())


def _certificate(name: str, issuer: str, serial: int) -> x509.Certificate:
    """Of 2025 to 2035, the same at every run; one that another has issued is for time stamping."""
    own, root = _key(name), name == issuer
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(own.public_key())
        .serial_number(serial)
        .not_valid_before(datetime(2025, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2035, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
    )
    if not root:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(_key(issuer), hashes.SHA256(), ecdsa_deterministic=True)


STAMPING_KEY: Final = _key("stamping")
ROOT: Final = _certificate("Small Root (invented)", "Small Root (invented)", 1)
STAMPING: Final = _certificate("stamping", "Small Root (invented)", 2)
AUTHORITY: Final = Authority(
    id="tsa", holder="时间戳中心（虚构）", certificate=b64encode(ROOT.public_bytes(Encoding.DER)).decode()
)
