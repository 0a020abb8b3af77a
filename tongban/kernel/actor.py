"""Who acts: one frozen value that every verb takes first (经办人)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

ActorKind = Literal["person", "official", "system", "client"]


@dataclass(frozen=True)
class Post:
    """A post an official holds (岗位): its desk, department, the area it serves ("" = the whole city), its role."""

    desk: str
    department: str
    area: str
    role: str  # clerk, reviewer, approver, head, operator, supervisor
    items: tuple[str, ...] = ()  # the only items it is held to; () is no such limit

    def covers(self, item: str) -> bool:
        """Whether this post may handle an item at all: it may be held to some (岗位限定事项)."""
        return not self.items or item in self.items

    def serves(self, area: str) -> bool:
        """Whether a matter of ``area`` (a division code) falls under this post."""
        return area.startswith(self.area)


@dataclass(frozen=True)
class Actor:
    """Who acts, on whose behalf, from which posts, through which door, how strongly authenticated."""

    kind: ActorKind
    id: str  # person, official or client id; "" for the system
    name: str
    on_behalf: str = ""  # the applicant acted for: "person/<id>" or "organisation/<id>"
    behalf_name: str = ""
    posts: tuple[Post, ...] = ()
    oneself: str = ""  # of an official: "person/<id>" he is outside his office; what is his own he does not handle
    reads: tuple[Post, ...] = ()  # of a head: the departments below his own, which he reads and does not decide for
    scopes: tuple[str, ...] = ()  # of an API client
    purposes: tuple[str, ...] = ()  # of an API client: what it may call for (数据使用目的)
    purpose: str = ""  # and which of them this call names
    door: str = ""  # portal, desk, kiosk, office, openapi, journey; verbs never branch on it
    strength: int = 0  # 0 nobody, 1 password, 2 real-name, 3 strong
    number: str = ""  # an official's staff number, shown instead of the name where policy says so
    items: tuple[str, ...] = ()  # the only items a mandate lets him act in for another; () is no such limit
    rights: tuple[str, ...] = ()  # the only things an organisation lets him do for it; () is no such limit
    documents: bool = False  # whether that mandate lets him use what the other handed in before
    data: tuple[str, ...] | None = None  # the only data it lets him see: licence/…, data/…, own/…; None: all
    ground: str = ""  # why he may act for another person, in one word people read: 法定监护
    agency: str = ""  # "organisation/<id>": the agency as whose operator he acts for a client
    proved: bool = False  # a second factor was given just now, or what speaks is a machine that signs
    hand: str = ""  # "official/<id>": the clerk who writes for him at a counter (代为录入)

    @classmethod
    def system(cls, name: str = "系统") -> Actor:
        """The platform itself, acting from journey or from the clock."""
        return cls("system", "", name, door="journey", strength=3, proved=True)

    @classmethod
    def nobody(cls, door: str = "portal") -> Actor:
        """Somebody who has not signed in."""
        return cls("person", "", "", door=door)

    @property
    def is_system(self) -> bool:
        return self.kind == "system"

    @property
    def is_official(self) -> bool:
        return self.kind == "official"

    @property
    def signed_in(self) -> bool:
        return bool(self.id) or self.is_system

    @property
    def principal(self) -> str:
        """One string per authority, for idempotency keys: ``person/<id>``, ``official/<id>``, ``system/``."""
        return f"{self.kind}/{self.id}"

    @property
    def applicant(self) -> str:
        """The subject this actor applies for: whom he acts for, or himself."""
        return self.on_behalf or f"person/{self.id}"

    def covers(self, item: str) -> bool:
        """Whether he may act in this item: a mandate, and an organisation its operators, may name items."""
        return not self.items or item in self.items

    def allows(self, right: str) -> bool:
        """Whether whom he acts for lets him do this: see, apply, sign."""
        return not self.rights or right in self.rights

    def knows(self, *data: str) -> bool:
        """Whether whom he acts for lets him see all of these data; a mandate may name them (授权用数范围)."""
        return self.data is None or set(data) <= set(self.data)

    def posts_as(self, *roles: str) -> tuple[Post, ...]:
        return tuple(p for p in self.posts if p.role in roles)

    def through(self, door: str) -> Actor:
        return replace(self, door=door)

    def with_proof(self) -> Actor:
        """The same, who has just given a second factor: whose name is real is then strongly known (level 3)."""
        return replace(self, proved=True, strength=3 if self.strength >= 2 else self.strength)

    def trace(self) -> dict[str, str]:
        """What the ledger keeps of the actor: ids and names of office, never contents."""
        kept = {"kind": self.kind, "id": self.id, "name": self.name if self.kind != "person" else "", "door": self.door}
        if self.on_behalf:
            kept["on_behalf"] = self.on_behalf
        if self.agency:
            kept["agency"] = self.agency
        if self.hand:
            kept["hand"] = self.hand
        if self.purpose:
            kept["purpose"] = self.purpose
        return {k: v for k, v in kept.items() if v}
