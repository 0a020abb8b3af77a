"""Signed statements between systems (JWT, RFC 7519): made with one algorithm, read with a fixed list, never "none".

Keys travel as JSON (JWK, RFC 7517). What a header says of its own algorithm or key is held against what is allowed
and known, never followed: neither addresses nor keys inside a statement count (RFC 8725).
"""

from tongban.engines.jose.keys import STRONG_RSA, check_keys, make_key, public, thumbprint
from tongban.engines.jose.signing import BadStatement, half_hash, peek, read, sign

__all__ = [
    "STRONG_RSA", "BadStatement", "check_keys", "half_hash", "make_key", "peek", "public", "read", "sign", "thumbprint",
]  # fmt: skip
