"""Tokens (码): short signed statements that are shown as a QR code and checked without a network.

A token is a JWS in compact form (RFC 7515, EdDSA by RFC 8037): whose handle it is, from when until when, its number.
It never holds a name or a document number. `Gate` checks tokens with nothing but a file of public keys, and knows
those it has seen; `python -m tongban.engines.tokens` is that gate on the command line.
"""

from tongban.engines.tokens.gate import Gate
from tongban.engines.tokens.signing import BadToken, Token, key_id, key_set, looks_like_token, make, read

__all__ = ["BadToken", "Gate", "Token", "key_id", "key_set", "looks_like_token", "make", "read"]
