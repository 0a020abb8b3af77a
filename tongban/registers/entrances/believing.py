"""What of an entrance's answer is believed: signed by its keys, for us, now, in answer to our very question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tongban.engines import jose
from tongban.kernel import time
from tongban.kernel.crypto import blind_index
from tongban.registers.entrances import wire
from tongban.registers.entrances.errors import NotSure
from tongban.registers.entrances.kinds import (
    ALGORITHMS,
    BIRTH_CLAIM,
    LEAST,
    LEEWAY,
    OLDEST,
    PAPER_CLAIM,
    Begun,
    Vouched,
)
from tongban.registers.entrances.models import Entrance


def read(entrance: Entrance, begun: Begun, tokens: Mapping[str, Any]) -> Vouched:
    """Whom the entrance vouches for; raises `EntranceWrong` for what does not fit, `NotSure` for too little."""
    claims = _statement(entrance, tokens["id_token"])
    if (why := _unfit(entrance, begun, claims, tokens["access_token"])):
        raise wire.wrong(entrance, why)
    told = wire.about(entrance, tokens["access_token"])
    if told.get("sub") != claims["sub"]:
        raise wire.wrong(entrance, "userinfo is about somebody else")
    level = entrance.levels.get(claims.get("acr"), 0) if isinstance(claims.get("acr"), str) else 0
    if level < LEAST:
        raise NotSure(f"您在{entrance.where}的账号还没有实名，不能用来登录这里。")
    amr = claims.get("amr")
    said = {**claims, **told}
    return Vouched(
        entrance.code, subject(entrance, claims["sub"]), level,
        tuple(one for one in amr if isinstance(one, str) and len(one) <= 20)[:5] if isinstance(amr, list) else (),
        _word(said.get(entrance.name_claim)), _word(said.get(entrance.number_claim)),
        _word(said.get(PAPER_CLAIM)), _day(said.get(BIRTH_CLAIM)),
    )  # fmt: skip


def subject(entrance: Entrance, sub: str) -> str:
    """An entrance's name for somebody, as it is kept."""
    return blind_index(f"{entrance.issuer} {sub.encode().hex()}", "entrances.subject")


def _statement(entrance: Entrance, text: str) -> dict[str, Any]:
    """The claims of an ID token; its keys are read once more when the one that signed is not known yet."""
    try:
        return jose.read(text, wire.known(entrance)["keys"], ALGORITHMS)
    except jose.BadStatement as first:
        if str(first) != "key":
            raise wire.wrong(entrance, f"ID token: {first}") from None
    try:
        return jose.read(text, wire.known(entrance, anew=True)["keys"], ALGORITHMS)
    except jose.BadStatement as why:
        raise wire.wrong(entrance, f"ID token: {why}") from None


def _unfit(entrance: Entrance, begun: Begun, claims: Mapping[str, Any], access: str) -> str:
    now, aud = time.ticking(), claims.get("aud")
    if claims.get("iss") != entrance.issuer:
        return "iss"
    if aud not in (entrance.client_id, [entrance.client_id]) or claims.get("azp", aud) not in (aud, entrance.client_id):
        return "aud"
    if not _is_time(claims.get("exp")) or claims["exp"] < now - LEEWAY:
        return "exp"
    if not _is_time(claims.get("iat")) or not now - OLDEST < claims["iat"] < now + LEEWAY:
        return "iat"
    if claims.get("nonce") != begun.nonce:
        return "nonce"
    if not isinstance(claims.get("sub"), str) or not 0 < len(claims["sub"]) <= 255:
        return "sub"
    if "at_hash" in claims and claims["at_hash"] != jose.half_hash(access):
        return "at_hash"
    return ""


def _is_time(said: Any) -> bool:
    return isinstance(said, int | float) and not isinstance(said, bool)


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None


def _word(said: Any) -> str:
    return said.strip()[:100] if isinstance(said, str) else ""
