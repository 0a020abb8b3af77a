"""Issuing, showing a part of, and checking a statement whose fields may be kept back."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tongban.engines.disclosure.jws import NotGenuine, encoded, opened, raw, sign, text64

TYPES = ("dc+sd-jwt", "vc+sd-jwt")  # what it is called now, and what the draft called it before
LONGEST = 100_000
SHAPE = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+(~[\w-]*)*~", re.ASCII)
RESERVED = {"_sd", "_sd_alg", "...", "iss", "nbf", "exp", "cnf", "vct", "status"}

__all__ = ["Credential", "NotGenuine", "issue", "looks_like_credential", "present", "verify"]


@dataclass(frozen=True)
class Credential:
    """What was shown: the claims everybody sees, and the fields its holder chose to show."""

    claims: Mapping[str, Any]
    fields: Mapping[str, Any]


def issue(
    claims: Mapping[str, Any], fields: Mapping[str, Any], key: Ed25519PrivateKey, kid: str, *, typ: str = TYPES[0]
) -> str:
    """A statement with ``claims`` for all to see and ``fields`` of which each may be kept back; all are disclosed."""
    if taken := RESERVED & set(fields):
        raise ValueError(f"reserved: {sorted(taken)}")
    disclosures = [encoded([text64(os.urandom(16)), name, value]) for name, value in fields.items()]
    digests = sorted(map(_digest, disclosures))  # sorted: their order says nothing about the fields
    signed = sign({**claims, "_sd": digests, "_sd_alg": "sha-256"}, key, kid, typ)
    return "~".join([signed, *disclosures, ""])


def present(text: str, names: Collection[str]) -> str:
    """The same statement with only the fields called ``names`` disclosed; raises `NotGenuine` when it has no such."""
    signed, *disclosures = text.removesuffix("~").split("~")
    named = {json.loads(raw(one))[1]: one for one in disclosures}
    if missing := set(names) - set(named):
        raise NotGenuine(f"凭证里没有这些栏目：{'、'.join(sorted(missing))}。")
    return "~".join([signed, *(one for name, one in named.items() if name in names), ""])


def looks_like_credential(text: str) -> bool:
    return len(text) <= LONGEST and SHAPE.fullmatch(text.strip()) is not None


def verify(text: str, keys: Mapping[str, Ed25519PublicKey], now: float, *, skew: float = 60) -> Credential:
    """What ``text`` says, if one of ``keys`` signed it and it counts at ``now``; raises `NotGenuine`."""
    text = text.strip()
    if not looks_like_credential(text):
        raise NotGenuine("这不是可以核验的数据凭证。")
    signed, *disclosures = text[:-1].split("~")
    claims = opened(signed, keys, TYPES)
    if claims.pop("_sd_alg", "sha-256") != "sha-256":
        raise NotGenuine("凭证使用了不认识的摘要算法。")
    if now < claims.get("nbf", 0) - skew:
        raise NotGenuine("凭证还没有生效。")
    if now >= claims.get("exp", 0) + skew:
        raise NotGenuine("凭证已经过期，请对方重新出示。")
    return Credential(claims, _disclosed(claims.pop("_sd", []), disclosures, claims))


def _disclosed(digests: Any, disclosures: list[str], claims: Mapping[str, Any]) -> dict[str, Any]:
    """Each disclosure must be one that was signed, once, and may not pose as a claim."""
    if not isinstance(digests, list) or len(set(disclosures)) != len(disclosures):
        raise NotGenuine("这份凭证不完整。")
    fields: dict[str, Any] = {}
    for one in disclosures:
        try:
            _salt, name, value = json.loads(raw(one))
        except (TypeError, ValueError, RecursionError):
            raise NotGenuine("出示的栏目不能读取。") from None
        if _digest(one) not in digests or not isinstance(name, str):
            raise NotGenuine("出示的栏目不是签发时的内容，可能被改动过。请不要采信。")
        if name in RESERVED or name in claims or name in fields:
            raise NotGenuine("这份凭证不合规范。")
        fields[name] = value
    return fields


def _digest(disclosure: str) -> str:
    return text64(hashlib.sha256(disclosure.encode("ascii", "replace")).digest())
