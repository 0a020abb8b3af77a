"""Keys as JSON (JWK): made, shown without their secret, and looked at before they are trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey

Key = Mapping[str, Any]
SECRET = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}
SHORTEST_RSA = 2048  # of whom we cannot choose: 112 bits, as NIST SP 800-131A allows until 2030
STRONG_RSA = 3072  # of whom we can: 128 bits
MOST_KEYS = 20
KINDS: Mapping[str, Any] = {"EC": ECKey, "RSA": RSAKey, "OKP": OKPKey}


def make_key() -> dict[str, Any]:
    """A new private key for ES256, named by its thumbprint."""
    made = ECKey.generate_key("P-256", private=True).as_dict(private=True)
    return {**made, "kid": thumbprint(made), "use": "sig", "alg": "ES256"}


def public(key: Key) -> dict[str, Any]:
    """What others may know of a key."""
    return {name: value for name, value in key.items() if name not in SECRET}


def thumbprint(key: Key) -> str:
    """What a key is called wherever it stands (RFC 7638)."""
    return str(load(public(key)).thumbprint())


def load(key: Key) -> Any:
    """The key as the library holds it; raises ``ValueError`` for what is none."""
    kind = KINDS.get(str(key.get("kty")))
    if kind is None:
        raise ValueError(f"kty {key.get('kty')!r}")
    try:
        return kind.import_key(dict(key))
    except (JoseError, KeyError, TypeError) as wrong:
        raise ValueError(str(wrong)) from None


def fits(key: Key, algorithm: str) -> bool:
    """Whether a key may verify under an algorithm: its kind and curve, and what it says of itself."""
    if key.get("use", "sig") != "sig" or key.get("alg", algorithm) != algorithm:
        return False
    if algorithm == "ES256":
        return (key.get("kty"), key.get("crv")) == ("EC", "P-256")
    if algorithm in ("EdDSA", "Ed25519"):
        return (key.get("kty"), key.get("crv")) == ("OKP", "Ed25519")
    return algorithm in ("PS256", "RS256") and key.get("kty") == "RSA"


def check_keys(told: Any, algorithms: Sequence[str], *, rsa: int = SHORTEST_RSA) -> list[dict[str, Any]]:
    """The public keys of a key set, or of a single key, each good for one of ``algorithms``; raises ``ValueError``.

    ``rsa``: how many bits an RSA key has at least.
    """
    listed = told.get("keys", [told]) if isinstance(told, dict) else told
    if not isinstance(listed, list) or not listed or len(listed) > MOST_KEYS:
        raise ValueError("none or too many keys")
    return [_checked(one, algorithms, rsa) for one in listed]


def _checked(key: Any, algorithms: Sequence[str], rsa: int) -> dict[str, Any]:
    if not isinstance(key, dict):
        raise ValueError("not a key")
    if SECRET & set(key):
        raise ValueError("a private key")
    if not any(fits(key, algorithm) for algorithm in algorithms):
        raise ValueError("a kind of key that is not used here")
    found = load(key)
    if key["kty"] == "RSA" and found.raw_value.key_size < rsa:
        raise ValueError("an RSA key that is too short")
    return {**key, "kid": str(key.get("kid") or thumbprint(key))[:100]}
