"""Signing schemes: what one signs it verifies, nothing else; SM2 agrees with the standard's own example."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tongban.kernel import sm2
from tongban.kernel.signatures import schemes

SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200" "04")
# GB/T 32918.5, signature of "message digest" by the user id 1234567812345678
PUBLIC = SPKI + bytes.fromhex(
    "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
)
R = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
S = "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
SIGNATURE = bytes.fromhex("3046022100" + R + "022100" + S)


@pytest.mark.parametrize("name", ["ed25519", "sm2"])
def test_what_is_signed_is_verified_and_nothing_else(name: str) -> None:
    scheme = schemes[name]()
    if not scheme.available():
        pytest.skip("this system's libcrypto has no SM2")
    private, other = scheme.make(), scheme.make()
    signature = scheme.sign(private, b"paper")
    assert scheme.verify(scheme.public(private), b"paper", signature)
    assert not scheme.verify(scheme.public(private), b"Paper", signature)
    assert not scheme.verify(scheme.public(other), b"paper", signature)
    assert not scheme.verify(scheme.public(private), b"paper", signature[:-1] + bytes([signature[-1] ^ 1]))


@pytest.mark.skipif(not sm2.available(), reason="this system's libcrypto has no SM2")
def test_sm2_agrees_with_the_example_of_the_standard() -> None:
    assert sm2.verify(PUBLIC, b"message digest", SIGNATURE)
    assert not sm2.verify(PUBLIC, b"message digesT", SIGNATURE)
    with pytest.raises(sm2.SM2Failed):
        sm2.verify(b"no key", b"", SIGNATURE)


@pytest.mark.skipif(not (sm2.available() and shutil.which("openssl")), reason="no SM2 here")
def test_openssl_verifies_what_we_sign(tmp_path: Path) -> None:
    private = sm2.make()
    for name, content in {"key": sm2.public(private), "data": b"paper", "sig": sm2.sign(private, b"paper")}.items():
        (tmp_path / name).write_bytes(content)
    said = subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin", "-digest", "sm3",
         "-in", "data", "-sigfile", "sig", "-pkeyopt", "distid:1234567812345678"],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert "Signature Verified Successfully" in said.stdout + said.stderr
