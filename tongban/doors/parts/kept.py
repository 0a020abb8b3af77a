"""What an official looked for, in an address that shows it to nobody (查找内容不进网址).

Names and numbers of people are typed into a form and leave the browser in its body. The address one is led to carries
them sealed for who asked: it can be kept and gone back to, and neither a history, a log nor a neighbour reads it.
"""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidTag

from tongban.kernel import crypto, datakeys
from tongban.kernel.actor import Actor

LONGEST = 4000  # signs of an address


def sealed(actor: Actor, text: str) -> str:
    """``text`` for an address; "" stays ""."""
    if not text:
        return ""
    cipher = crypto.cipher()
    blob = crypto.encrypt(_key(), text.encode(), _purpose(actor), cipher)
    return f"{cipher}-{base64.urlsafe_b64encode(blob).decode().rstrip('=')}"


def opened(actor: Actor, said: str) -> str:
    """What he looked for; "" for what was not sealed for him."""
    cipher, _, text = said[:LONGEST].partition("-")
    try:
        blob = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return crypto.decrypt(_key(), blob, _purpose(actor), cipher).decode()
    except (KeyError, ValueError, binascii.Error, InvalidTag):
        return ""


def _purpose(actor: Actor) -> str:
    return f"looked for by {actor.principal}"


def _key() -> bytes:
    secret = datakeys.secret(datakeys.HOUSE)
    assert secret is not None
    return secret
