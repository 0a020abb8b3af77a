"""Both sides show a certificate: against a real TLS server on loopback that demands one, without a database."""

from __future__ import annotations

import http.server
import ipaddress
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tongban.kernel import time
from tongban.registers.exchange.errors import BadCertificate
from tongban.registers.exchange.providers import Parcel, Unreachable
from tongban.registers.exchange.providers.rest import RestWire, papers_checked

PARCEL = Parcel("e-1", 1, b"{}", {"webhook-id": "e-1"})
PLAIN = serialization.NoEncryption()


@dataclass
class Paper:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def key_pem(self, lock: serialization.KeySerializationEncryption = PLAIN) -> bytes:
        return self.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)


def paper(name: str, by: Paper | None = None, *, days: int = 1) -> Paper:
    """A certificate signed ``by`` an authority, or an authority; good from ten days ago for ``days`` from now."""
    key, present = ec.generate_private_key(ec.SECP256R1()), time.now()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(present - timedelta(days=10)).not_valid_after(present + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
    )  # fmt: skip
    issuer = (by.key if by else key).public_key()
    made = made.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer), critical=False)
    usage = x509.KeyUsage(by is not None, False, False, False, False, by is None, by is None, False, False)
    made = made.add_extension(usage, critical=True)
    return Paper(made.sign(by.key if by else key, hashes.SHA256()), key)


class Receiver(http.server.BaseHTTPRequestHandler):
    """Gives a receipt that names the holder of the certificate it was shown."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        shown = dict(pair for part in self.connection.getpeercert()["subject"] for pair in part)  # type: ignore[attr-defined]
        body = f'{{"id": "{self.headers["webhook-id"]}", "receipt": "{shown["commonName"]}"}}'.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A refused handshake is what some tests are about."""


@pytest.fixture(scope="module")
def authority() -> Paper:
    return paper("authority")


@pytest.fixture(scope="module", params=[ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=["tls1.2", "tls1.3"])
def address(
    request: pytest.FixtureRequest, authority: Paper, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where a department's gateway listens that takes nobody without a certificate of the authority."""
    place, own = tmp_path_factory.mktemp("gateway"), paper("gateway", authority)
    (place / "own.pem").write_bytes(own.pem + own.key_pem())
    (place / "ca.pem").write_bytes(authority.pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(place / "own.pem")
    context.load_verify_locations(place / "ca.pem")
    context.verify_mode, context.maximum_version = ssl.CERT_REQUIRED, request.param
    server = Server(("127.0.0.1", 0), Receiver)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"https://127.0.0.1:{server.server_address[1]}/events"
    server.shutdown()
    server.server_close()


def laid(place: Path, authority: Paper, own: Paper | None, key: bytes | None = None) -> Path:
    """The three files of a wire."""
    (place / "ca.pem").write_bytes(authority.pem)
    if own is not None:
        (place / "client.pem").write_bytes(own.pem)
        (place / "client.key").write_bytes(key or own.key_pem())
    return place


def hand_over(address: str, place: Path) -> str:
    return RestWire(address, private_ok=True, papers=place).hand_over(PARCEL)


def test_a_gateway_that_demands_a_certificate_sees_ours(address: str, authority: Paper, tmp_path: Path) -> None:
    assert hand_over(address, laid(tmp_path, authority, paper("tongban", authority))) == "tongban"


def test_without_a_certificate_the_wire_says_that_one_is_demanded(
    address: str, authority: Paper, tmp_path: Path
) -> None:
    with pytest.raises(Unreachable, match="对方要求客户端证书"):
        hand_over(address, laid(tmp_path, authority, None))


def test_a_certificate_of_somebody_elses_authority_is_said_to_be_refused(
    address: str, authority: Paper, tmp_path: Path
) -> None:
    with pytest.raises(Unreachable, match="对方不接受我们的客户端证书"):
        hand_over(address, laid(tmp_path, authority, paper("tongban", paper("another"))))


def test_a_gateway_whose_own_certificate_is_not_trusted_gets_nothing(
    address: str, authority: Paper, tmp_path: Path
) -> None:
    with pytest.raises(Unreachable, match="对方的证书不可信"):
        hand_over(address, laid(tmp_path, paper("another"), paper("tongban", authority)))


@pytest.mark.parametrize("fault", ["no key", "another key", "locked key", "expired", "no certificate", "no authority"])
def test_files_that_make_no_certificate_are_refused_by_name_before_anything_is_sent(
    fault: str, authority: Paper, tmp_path: Path
) -> None:
    own = paper("tongban", authority, days=-1 if fault == "expired" else 1)
    locked = serialization.BestAvailableEncryption(b"word")
    keys = {"another key": paper("x").key_pem(), "locked key": own.key_pem(locked)}
    place = laid(tmp_path, authority, own, keys.get(fault))
    if fault == "no key":
        (place / "client.key").unlink()
    if fault in ("no certificate", "no authority"):
        (place / ("client.pem" if fault == "no certificate" else "ca.pem")).write_text("PEM?")
    words = {"expired": "不在有效期内", "no certificate": "不是 PEM", "no authority": "ca.pem 不是", "no key": "缺少"}
    with pytest.raises(BadCertificate, match=words.get(fault, "client.key 与证书不配套")):
        papers_checked("https://127.0.0.1:1/", place)
    with pytest.raises(Unreachable, match=words.get(fault, "client.key 与证书不配套")):
        hand_over("https://127.0.0.1:1/", place)


def test_a_certificate_is_never_shown_without_encryption(authority: Paper, tmp_path: Path) -> None:
    place = laid(tmp_path, authority, paper("tongban", authority))
    with pytest.raises(BadCertificate, match="不是 https"):
        papers_checked("http://127.0.0.1:1/", place)
