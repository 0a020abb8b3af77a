"""Values of signing in: how long proof counts, how long one may sit idle, what a browser is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

FRESH = timedelta(minutes=10)
"""How long a code given stands for the acts that want one."""
IDLE = {"official": timedelta(minutes=30), "person": timedelta(hours=2)}
LONGEST = timedelta(hours=8)
"""A sitting ends with the working day, however busy it is."""
STANDS = timedelta(hours=24)
"""How long it counts that an official was seen without his telephone, until another frees his account."""
RECOVERY_CODES = 10
MOST_PASSKEYS = 10


@dataclass(frozen=True)
class Asked:
    """What a device is asked to sign: a question used once, for one site, on pages of one origin."""

    challenge: str  # base64url
    site: str  # the host's name, without a port
    origin: str


_BROWSERS = {
    "MicroMessenger": "微信", "Edg/": "Edge", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"
}  # fmt: skip
_SYSTEMS = {
    "HarmonyOS": "鸿蒙", "Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows",
    "Mac OS": "Mac", "Linux": "Linux",
}  # fmt: skip


def device_name(agent: str) -> str:
    """A browser as its owner would call it, from what it says of itself: "Windows 上的 Edge"."""
    browser = next((name for mark, name in _BROWSERS.items() if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS.items() if mark in agent), "")
    return f"{system} 上的 {browser}" if browser and system else browser or system or "未知设备"


def network_name(address: str) -> str:
    """The neighbourhood of an address, enough to know one's own: the last part is left out."""
    if ":" in address:
        return ":".join(address.split(":")[:3]) + "::*"
    return f"{address.rpartition('.')[0]}.*" if "." in address else ""
