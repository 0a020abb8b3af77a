"""The settings of one installation, typed, read once from the environment; unsafe ones refuse to start outside demo mode."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


class UnsafeSettings(Exception):
    """The installation would not be safe; the sentence names the setting and what to put there."""


@dataclass(frozen=True)
class Config:
    """What an operator may choose. Every field has an environment variable ``TONGBAN_<NAME>`` unless said otherwise."""

    home: Path  # data: database, files, keys, logs (TONGBAN_HOME, default ./var)
    demo: bool  # the fictional city, with its role board and movable clock (TONGBAN_DEMO, default yes)
    database_url: str  # DATABASE_URL; empty means the embedded PostgreSQL under home
    host: str
    port: int  # PORT
    secret_key: str
    allowed_hosts: tuple[str, ...]
    base_url: str  # what stands in front of links in papers and QR codes
    city: str
    workers: int
    sms_url: str  # the SMS gateway; empty means none

    @property
    def embedded(self) -> bool:
        return not self.database_url

    def check(self) -> None:
        """Raise `UnsafeSettings` for anything that must not reach citizens."""
        if self.demo:
            if self.host not in ("127.0.0.1", "localhost", "::1") and not os.environ.get("TONGBAN_I_KNOW"):
                raise UnsafeSettings("Demo mode signs anybody in: it binds to 127.0.0.1 only (or set TONGBAN_I_KNOW=1).")
            return
        if len(self.secret_key) < 50:
            raise UnsafeSettings("TONGBAN_SECRET_KEY must be a secret of at least 50 characters: `tongban doctor` makes one.")
        if not self.allowed_hosts or "*" in self.allowed_hosts:
            raise UnsafeSettings("TONGBAN_ALLOWED_HOSTS must name the hosts people use, separated by commas, without '*'.")
        if not self.base_url.startswith("https://"):
            raise UnsafeSettings("TONGBAN_BASE_URL must begin with https://: it is printed on every paper.")


@lru_cache(maxsize=1)
def config() -> Config:
    """The installation's settings."""
    env = os.environ.get
    home = Path(env("TONGBAN_HOME", "var")).absolute()
    demo = env("TONGBAN_DEMO", "1") not in ("0", "no", "false", "")
    port = int(env("PORT", "8000"))
    return Config(
        home=home, demo=demo, database_url=env("DATABASE_URL", ""), host=env("TONGBAN_HOST", "127.0.0.1"), port=port,
        secret_key=env("TONGBAN_SECRET_KEY", "") or (_kept_secret(home) if demo else ""),
        allowed_hosts=tuple(h for h in env("TONGBAN_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]" if demo else "").split(",") if h),
        base_url=env("TONGBAN_BASE_URL", f"http://127.0.0.1:{port}"), city=env("TONGBAN_CITY", "澜汀市"),
        workers=int(env("TONGBAN_WORKERS", "2")), sms_url=env("TONGBAN_SMS_URL", f"http://127.0.0.1:{port + 2}" if demo else ""),
    )


def _kept_secret(home: Path) -> str:
    """A secret of this demo installation, made once and kept readable by its owner only."""
    path = home / "keys" / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text()
