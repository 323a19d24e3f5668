"""A time-stamping authority for tests: certificates made here, answers by a real ``openssl ts``."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from ssj_publish.core.kinds.genesis import Authority

OPENSSL = shutil.which("openssl")
needs_openssl = pytest.mark.skipif(
    OPENSSL is None and not os.environ.get("SSJ_REQUIRE_OPENSSL"), reason="needs openssl"
)
STAMPING = ExtendedKeyUsageOID.TIME_STAMPING
_DAY = timedelta(days=1)
_CONFIG = """[tsa]
default_tsa = t
[t]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:{accuracy}
ess_cert_id_alg = sha256
"""

Key = ec.EllipticCurvePrivateKey


class Tsa:
    """An authority in ``folder``: a root, and a certificate for time stamping that it has issued."""

    def __init__(
        self, folder: Path, purpose: ObjectIdentifier = STAMPING, after: timedelta = _DAY, accuracy: int = 1
    ) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.root_key, self.key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        self.root = certificate("Root", self.root_key)
        self.certificate = certificate("TSA", self.key, self.root, self.root_key, purpose, after)
        self.sign_with(self.certificate, self.key)
        (folder / "serial").write_text("01\n")
        (folder / "config").write_text(_CONFIG.format(folder=folder, accuracy=accuracy))

    def sign_with(self, certificate_: x509.Certificate, key: Key) -> None:
        (self.folder / "tsa.pem").write_bytes(certificate_.public_bytes(Encoding.PEM))
        (self.folder / "tsa.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))

    @property
    def authority(self) -> Authority:
        return Authority(
            id="ca.1", holder="时间戳中心", certificate=b64encode(self.root.public_bytes(Encoding.DER)).decode()
        )

    def answer(self, query: bytes) -> bytes:
        """What OpenSSL says to a request."""
        (self.folder / "query").write_bytes(query)
        command = [
            "openssl",
            "ts",
            "-reply",
            "-config",
            "config",
            "-queryfile",
            "query",
            "-signer",
            "tsa.pem",
            "-inkey",
            "tsa.key",
        ]
        subprocess.run([*command, "-out", "answer"], cwd=self.folder, check=True, capture_output=True)
        return (self.folder / "answer").read_bytes()

    def by_hand(self, token: bytes, data: bytes) -> bool:
        """Whether OpenSSL itself takes a token for ``data``."""
        for name, content in (("data", data), ("token", token), ("root.pem", self.root.public_bytes(Encoding.PEM))):
            (self.folder / name).write_bytes(content)
        command = ["openssl", "ts", "-verify", "-data", "data", "-in", "token", "-CAfile", "root.pem"]
        return subprocess.run(command, cwd=self.folder, check=False, capture_output=True).returncode == 0

    @contextmanager
    def serving(self) -> Iterator[str]:
        """RFC 3161 over HTTP on loopback; gives the address."""
        tsa = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                query = self.rfile.read(int(self.headers["Content-Length"]))
                fine = self.headers["Content-Type"] == "application/timestamp-query"
                data = tsa.answer(query) if fine else b""
                self.send_response(200 if fine else 415)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/tsr"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def certificate(
    name: str,
    key: Key,
    issuer: x509.Certificate | None = None,
    issuer_key: Key | None = None,
    purpose: ObjectIdentifier | None = None,
    after: timedelta = _DAY,
    serial: int = 0,
    critical: bool = True,
) -> x509.Certificate:
    """A certificate of ``key``, by ``issuer`` or by itself, valid from a day ago until ``after`` from now."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(serial or x509.random_serial_number())
        .not_valid_before(now - _DAY)
        .not_valid_after(now + after)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if purpose is not None:
        made = made.add_extension(x509.ExtendedKeyUsage([purpose]), critical=critical)
    return made.sign(issuer_key or key, hashes.SHA256())
