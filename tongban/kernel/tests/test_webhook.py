"""Signatures: what is let in, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.kernel import webhook

OLD, NEW = webhook.new_secret(), webhook.new_secret()
AT = 1_800_000_000.0


def signed(body: bytes = b"{}", key: str = "msg-1", secrets: tuple[str, ...] = (NEW,)) -> dict[str, str]:
    return webhook.headers(secrets, key, body, AT)


def test_the_recipe_of_the_standard_gives_the_signature_it_prints() -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    said = webhook.sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert said == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(st.binary(max_size=200), st.from_regex(r"[0-9a-zA-Z_-]{1,40}", fullmatch=True))
def test_what_is_signed_is_let_in(body: bytes, key: str) -> None:
    assert webhook.verify([NEW], webhook.headers([NEW], key, body, AT), body, at=AT) == key


def test_during_a_change_of_secrets_both_hold() -> None:
    both = signed(secrets=(NEW, OLD))
    assert webhook.verify([OLD], both, b"{}", at=AT) == webhook.verify([NEW], both, b"{}", at=AT)
    assert webhook.verify([NEW, OLD], signed(secrets=(OLD,)), b"{}", at=AT)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"webhook-id": "msg-2"}, "signature"), ({"webhook-timestamp": str(int(AT) + 1)}, "signature"),
        ({"webhook-timestamp": "now"}, "timestamp"), ({"webhook-timestamp": "-1"}, "timestamp"),
        ({"webhook-signature": "v1,AAAA"}, "signature"), ({"webhook-signature": ""}, "missing"),
        ({"webhook-signature": "v2,é"}, "signature"), ({"webhook-id": "a.b"}, "id"), ({"webhook-id": "x" * 200}, "id"),
        ({"webhook-id": ""}, "missing"), ({"webhook-timestamp": "9" * 40}, "timestamp"),
    ],
)  # fmt: skip
def test_anything_altered_stays_outside(change: dict[str, str], why: str) -> None:
    with pytest.raises(webhook.BadSignature, match=why):
        webhook.verify([NEW], {**signed(), **change}, b"{}", at=AT)


def test_another_body_or_another_secret_stays_outside() -> None:
    with pytest.raises(webhook.BadSignature):
        webhook.verify([NEW], signed(), b"{ }", at=AT)
    with pytest.raises(webhook.BadSignature):
        webhook.verify([OLD], signed(), b"{}", at=AT)


@pytest.mark.parametrize("off", [-301, 301, -86400])
def test_an_old_message_is_not_let_in_again(off: int) -> None:
    with pytest.raises(webhook.BadSignature, match="timestamp"):
        webhook.verify([NEW], signed(), b"{}", at=AT - off)
    assert webhook.verify([NEW], signed(), b"{}", at=AT - off, tolerance=None)


@pytest.mark.parametrize("text", ["", "whsec_", "whsec_!!!", "secret", "whsec_" + "QUFB"])
def test_what_is_no_secret_is_known(text: str) -> None:
    assert not webhook.is_secret(text)
    assert webhook.is_secret(NEW)
