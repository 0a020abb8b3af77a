"""Values of single sign-on: items of data, levels, how long things count, what is asked and how somebody signed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

CODE_LIFE = timedelta(seconds=60)
TOKEN_LIFE = timedelta(minutes=10)
STATEMENT_LIFE = timedelta(minutes=5)  # an ID token, a logout token
ASSERTION_LIFE = timedelta(hours=1)  # the longest a client's own may count: what common libraries make; each comes once
PUSHED_LIFE = timedelta(minutes=5)  # long enough to sign in meanwhile; FAPI 2.0 wants less than ten minutes
ANEW = timedelta(minutes=5)  # how old a sign-in may be that was asked for anew
ALGORITHMS = ("ES256", "PS256", "EdDSA")  # what clients sign with (FAPI 2.0, 5.4)
LEEWAY = 10  # seconds two clocks may differ

KEY_LIFE = timedelta(days=90)
KEY_AHEAD = timedelta(hours=1)  # a new key is published so long before it signs: whoever keeps a copy sees it first
KEY_BEHIND = timedelta(days=1)  # and stays published so long after its last signature

MOST_REDIRECTS = 10
TELL_TRIES = 8  # about four hours

SERVES = {"person": "个人和企业", "official": "工作人员"}


@dataclass(frozen=True)
class Item:
    """One thing a system may learn about somebody: a scope."""

    code: str
    title: str
    serves: tuple[str, ...] = ("person",)


ITEMS: Mapping[str, Item] = {
    one.code: one
    for one in (
        Item("profile", "姓名、证件号码和手机号码的首尾几位，中间隐去", ("person", "official")),
        Item("name", "完整的姓名", ("person", "official")),
        Item("id_number", "证件类型和完整的证件号码"),
        Item("phone", "完整的手机号码"),
        Item("birthdate", "出生日期"),
        Item("address", "居住地址"),
        Item("organisation", "您正在代表的单位：名称和统一社会信用代码"),
        Item("post", "工号、所在部门和任职的岗位", ("official",)),
    )
}

LEVELS: Mapping[int, str] = {1: "urn:tongban:level:1", 2: "urn:tongban:level:2", 3: "urn:tongban:level:3"}
LEVEL_WORDS: Mapping[int, str] = {
    1: "登录即可，身份未核验", 2: "实名", 3: "实名，并经两种方式确认是本人"
}  # fmt: skip


def level_of(acr: str) -> int:
    """The level an ``acr`` value names; 0 for one that is not ours."""
    return next((level for level, name in LEVELS.items() if name == acr), 0)


@dataclass(frozen=True)
class PartySpec:
    """How another system is let in, as the security administrator says it."""

    code: str
    title: str
    department: str
    purpose: str  # why it needs to know who somebody is, as people will read it
    serves: tuple[str, ...]
    redirects: tuple[str, ...]
    items: tuple[str, ...]
    keys: str  # its public keys, JSON as it was handed over
    after_logout: tuple[str, ...] = ()
    back_channel: str = ""
    front_channel: str = ""
    level: int = 2
    private_ok: bool = False
    pushed_only: bool = False


@dataclass(frozen=True)
class Asked:
    """What a system asks for when it sends somebody here."""

    party: str
    redirect: str
    items: tuple[str, ...]
    challenge: str
    state: str = ""
    nonce: str = ""
    prompt: tuple[str, ...] = ()
    max_age: int | None = None
    level: int = 0
    pushed: str = field(default="", repr=False)  # the digest of the request it was pushed under


@dataclass(frozen=True)
class How:
    """How somebody is signed in: in which sitting, since when, by which proofs, to which level, for which company."""

    level: int
    amr: tuple[str, ...]
    at: int  # auth_time, seconds
    sitting: str = ""
    behalf: str = ""


@dataclass(frozen=True)
class Tokens:
    """What a code was exchanged for."""

    access: str = field(repr=False)
    statement: str = field(repr=False)  # the ID token
    items: tuple[str, ...] = ()
    seconds: int = int(TOKEN_LIFE.total_seconds())


@dataclass(frozen=True)
class Leaving:
    """What a system asks for when somebody signs out there (RP-initiated logout)."""

    party: str
    back: str  # where to go afterwards; "" for nowhere
    state: str = ""
