"""The demonstration authority: makes keys and certificates that anybody can check and nobody should trust."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings

from tongban.kernel import time

ROOT_NAME = "通办演示根证书（不具有法律效力）"
YEARS = timedelta(days=3650)
RSA_BITS = 3072  # as strong as the digests and curves beside it: 128 bits


def issue(title: str, department: str) -> tuple[str, str]:
    """A key and a certificate for a seal: PEM of the private key, PEM of the certificate followed by the root's."""
    root_key, root = _root()
    key = rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
    certificate = (
        _builder(title, root.subject, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(sign_documents=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    return _pem(key), _text(certificate) + _text(root)


def issue_clock() -> tuple[str, str]:
    """A key and a certificate for the simulated timestamp authority (时间戳), with the root's behind it."""
    root_key, root = _root()
    key = rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
    certificate = (
        _builder("通办演示时间戳（不具有法律效力）", root.subject, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(sign_documents=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    return _pem(key), _text(certificate) + _text(root)


def _root() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    folder = Path(settings.TONGBAN.home) / "keys"
    path = folder / "demo-root.pem"
    if path.exists():
        both = path.read_bytes()
        key = serialization.load_pem_private_key(both, None)
        assert isinstance(key, rsa.RSAPrivateKey)
        return key, x509.load_pem_x509_certificate(both)
    key = rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
    name = x509.Name([
        x509.NameAttribute(NameOID.COMMON_NAME, ROOT_NAME), x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
    ])
    root = (
        _builder(ROOT_NAME, name, key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(sign_documents=False), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_text(_pem(key) + _text(root))
    return key, root


def _builder(common_name: str, issuer: x509.Name, key: rsa.RSAPrivateKey) -> x509.CertificateBuilder:
    present = time.now()
    subject = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, common_name[:64]), x509.NameAttribute(NameOID.COUNTRY_NAME, "CN")]
    )
    return (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(present - YEARS / 10).not_valid_after(present + YEARS)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, sign_documents: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=sign_documents, content_commitment=sign_documents, key_encipherment=False,
        data_encipherment=False,
        key_agreement=False, key_cert_sign=not sign_documents, crl_sign=not sign_documents, encipher_only=False,
        decipher_only=False,
    )


def _pem(key: rsa.RSAPrivateKey) -> str:
    kind, fmt = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return key.private_bytes(kind, fmt, serialization.NoEncryption()).decode()


def _text(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()
