"""The settings of one installation, typed, read once from the environment; unsafe ones refuse to start."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import psycopg.conninfo

from tongban.kernel import webhook

TEXTS = (  # empty unless they are set
    "process", "web_url", "worker_url", "sockets", "sms_secret", "security_contact", "vault", "vault_token_file",
)
RARE_FONTS = "/usr/share/fonts/truetype/hanazono"  # where Debian's package fonts-hanazono puts them
LOOPBACK = ("127.0.0.1", "localhost", "::1")


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
    prefix: str  # the letters every case number begins with
    mark: str  # the city in the numbers of its notices (机关代字)
    workers: int
    sms_url: str  # the SMS gateway; empty means none
    smtp_url: str  # the mail server, smtp://, smtp+tls:// or smtps://; empty means none
    mail_from: str  # whom e-mails come from
    wire_url: str  # the simulated department system (demo); empty means none
    source_url: str  # the simulated sources of data (demo); empty means none
    identity_url: str  # the simulated national identity (demo); empty means none
    tsa_url: str  # the timestamp authority for seals (RFC 3161), in demo mode a simulated one; empty means none
    queue_url: str  # the queueing system of the hall (TONGBAN_QUEUE), "demo" for a simulated one; empty means none
    scanner: str  # the virus scanner, unix:, tcp: or tls: (TONGBAN_SCANNER, "demo" a simulated one); empty means none
    scanner_down: str  # what an upload does while it is silent: "wait" unread, or "refuse" (TONGBAN_SCANNER_DOWN)
    demo_cases: int  # how many cases of history the demo city lives through
    grace: float  # seconds in which an official may take a served notice back; 0 means none
    opening_minutes: int  # the most minutes of an urgent look (紧急查阅), never more than 60
    wire_tls: Path  # certificates shown to departments' systems, a folder for each (TONGBAN_WIRE_TLS)
    wire_days: int  # how long the content of messages to and from departments is kept; its digest stays
    log_home: Path  # the public log: tiles and signed heads, best on a disk of its own (TONGBAN_LOG_HOME)
    seal_home: Path  # the key that signs the log: for the sealing process only (TONGBAN_SEAL_HOME)
    log_name: str  # what the log is called in its heads; a word for each founding is added (TONGBAN_LOG_NAME)
    witnesses: tuple[str, ...]  # who cosigns the log: "vkey@url", separated by blanks; see `tongban witness`
    witnesses_needed: int  # how many of them a head needs before it is published
    anchor: str  # a node of an EVM chain to which heads are anchored (JSON-RPC); empty means none (TONGBAN_ANCHOR)
    anchor_every: float  # seconds between two anchors, at least
    witness_warn: float  # seconds without a witness until health warns …
    witness_red: float  # … until it is red …
    witness_stop: float  # … and until no new decision is taken (X-Road stops after four hours, too)
    metrics_token: str  # who may read /metrics outside demo mode; empty means nobody
    process: str = ""  # which of the house's processes this is: web, worker, or the owner's own ("", TONGBAN_PROCESS)
    web_url: str = ""  # DATABASE_URL of the pages, who sign in as tongban_web (TONGBAN_WEB_URL)
    worker_url: str = ""  # … and of worker and sealer, as tongban_worker (TONGBAN_WORKER_URL)
    security_contact: str = ""  # mailto:, https: or tel: for whoever found a weakness (TONGBAN_SECURITY_CONTACT)
    cipher: str = "aes"  # forms at rest: aes (AES-256-GCM) or sm4 (SM4-GCM, GB/T 32907); both are read at any time
    fonts: tuple[Path, ...] = ()  # folders of fonts for rare characters on papers, colons between (TONGBAN_FONTS)

    vault: str = ""  # a vault that wraps the keys (Vault transit), https://…; empty means key files (TONGBAN_VAULT)
    vault_key: str = "tongban"  # the name of its key (TONGBAN_VAULT_KEY)
    vault_token_file: str = ""  # where its agent keeps our token fresh (TONGBAN_VAULT_TOKEN_FILE)
    vault_wraps: bool = True  # "0": keys leave it again with `tongban keys wrap` (TONGBAN_VAULT_WRAPS)
    sms_secret: str = ""  # signs what the SMS gateway is sent, "whsec_…" (TONGBAN_SMS_SECRET)
    plain: tuple[str, ...] = ()  # hosts that are asked without encryption, by name (TONGBAN_PLAIN); this machine always
    sockets: str = ""  # a folder: nginx reaches the pages by sockets in it, and no port is open (TONGBAN_SOCKETS)

    @property
    def embedded(self) -> bool:
        return not self.database_url

    def check(self) -> None:
        """Raise `UnsafeSettings` for anything that must not reach citizens."""
        if self.process not in ("", "web", "worker"):
            raise UnsafeSettings("TONGBAN_PROCESS 只能是 web 或 worker，由 tongban serve 为各进程设定。")
        if self.cipher not in ("aes", "sm4"):
            raise UnsafeSettings("TONGBAN_CIPHER 只能是 aes（AES-256-GCM）或 sm4（SM4-GCM）。")
        if self.vault and not (self.vault_token_file and re.fullmatch(r"[\w-]{1,60}", self.vault_key)):
            raise UnsafeSettings("设置了 TONGBAN_VAULT，还要用 TONGBAN_VAULT_TOKEN_FILE 指明令牌文件。")
        if self.scanner and not self.scanner.startswith(("unix:///", "tcp://", "tls://")):
            raise UnsafeSettings("TONGBAN_SCANNER 应以 unix:///、tcp:// 或 tls:// 开头，例如 unix:///run/clamav/clamd.ctl。")
        if self.scanner_down not in ("wait", "refuse"):
            raise UnsafeSettings("TONGBAN_SCANNER_DOWN 只能是 wait（文件等待检查）或 refuse（暂不接收）。")
        if self.demo:
            if self.host not in LOOPBACK and not os.environ.get("TONGBAN_I_KNOW"):
                raise UnsafeSettings(
                    "演示模式下任何人都能以任何身份登录，因此只在本机 127.0.0.1 提供服务。"
                    "确实要在内网演示时，请设置 TONGBAN_I_KNOW=1。"
                )
            return
        if len(self.secret_key) < 50:
            raise UnsafeSettings(
                "TONGBAN_SECRET_KEY 应为不少于 50 个字符的随机串。可以用这一个："
                f"TONGBAN_SECRET_KEY={secrets.token_urlsafe(64)}"
            )
        if not self.allowed_hosts or "*" in self.allowed_hosts:
            raise UnsafeSettings("TONGBAN_ALLOWED_HOSTS 应列出群众访问的域名，用逗号分隔，不能用 * 代替。")
        if not self.base_url.startswith("https://"):
            raise UnsafeSettings("TONGBAN_BASE_URL 应以 https:// 开头：它会印在每一份文书的二维码里。")
        if self.security_contact and not self.security_contact.startswith(("mailto:", "https://", "tel:")):
            raise UnsafeSettings("TONGBAN_SECURITY_CONTACT 应以 mailto:、https:// 或 tel: 开头（RFC 9116）。")
        self._check_lines()

    def _encrypted(self, address: str, schemes: tuple[str, ...]) -> bool:
        parts = urlsplit(address)
        return parts.scheme in schemes or parts.hostname in (*LOOPBACK, *self.plain)

    def _check_lines(self) -> None:
        """What travels between machines travels encrypted, to whom it is meant for."""
        for name in ("database_url", "web_url", "worker_url"):
            said = psycopg.conninfo.conninfo_to_dict(getattr(self, name))
            hosts = str(said.get("host") or said.get("hostaddr") or "").split(",")
            away = [host for host in hosts if host and not host.startswith(("/", "@")) and host not in LOOPBACK]
            if away and said.get("sslmode") not in ("verify-ca", "verify-full"):
                setting = "DATABASE_URL" if name == "database_url" else f"TONGBAN_{name.upper()}"
                raise UnsafeSettings(
                    f"{setting} 的数据库在另一台机器（{away[0]}）上，请在地址后加 ?sslmode=verify-full，"
                    "并用 sslrootcert 指明证书颁发机构，使数据加密传输、对方身份可核对。"
                )
        for name, address, schemes, why in (
            ("TONGBAN_SMS_URL", self.sms_url, ("https",), "短信里有群众的手机号码。"),
            ("TONGBAN_QUEUE", self.queue_url, ("https",), "或者留空表示未接入排队叫号系统。"),
            ("TONGBAN_TSA_URL", self.tsa_url, ("https",), "或者留空表示印章不带时间戳。"),
            ("TONGBAN_ANCHOR", self.anchor, ("https",), "或者留空表示不上链存证。"),
            ("TONGBAN_VAULT", self.vault, ("https",), "经过它的是所有密钥。"),
            ("TONGBAN_SCANNER", self.scanner, ("unix", "tls"), "送检的是群众的材料。"),
            ("TONGBAN_SMTP_URL", self.smtp_url, ("smtp+tls", "smtps"), "邮件里有群众办的事。"),
            *(("TONGBAN_WITNESSES", one.partition("@")[2], ("https",), "它在别的机器上。") for one in self.witnesses),
        ):
            if address and not self._encrypted(address, schemes):
                wanted = " 或 ".join(f"{scheme}://" for scheme in schemes)
                raise UnsafeSettings(
                    f"{name} 应以 {wanted} 开头：{why}对方确实只能明文连接时，把它的主机名写进 TONGBAN_PLAIN。"
                )
        if self.sms_url and not webhook.is_secret(self.sms_secret):
            raise UnsafeSettings(
                "设置了 TONGBAN_SMS_URL，还要用 TONGBAN_SMS_SECRET 与短信平台约定签名密钥，使对方知道是谁在发送。"
                f"可以用这一个：TONGBAN_SMS_SECRET={webhook.new_secret()}"
            )
        if self.smtp_url and "@" not in self.mail_from:
            raise UnsafeSettings("设置了 TONGBAN_SMTP_URL，还要用 TONGBAN_MAIL_FROM 写明发件地址。")


def _folders(name: str) -> tuple[Path, ...]:
    return tuple(Path(one).absolute() for one in os.environ.get(name, RARE_FONTS).split(":") if one.strip())


@lru_cache(maxsize=1)
def config() -> Config:
    """The installation's settings."""
    env = os.environ.get
    home = Path(env("TONGBAN_HOME", "var")).absolute()
    demo = env("TONGBAN_DEMO", "1").lower() not in ("0", "no", "false", "")
    port = int(env("PORT", "8000"))
    hosts = env("TONGBAN_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]" if demo else "")
    return Config(
        home=home, demo=demo, database_url=env("DATABASE_URL", ""),
        host=env("TONGBAN_HOST", "127.0.0.1"), port=port,
        secret_key=env("TONGBAN_SECRET_KEY", "") or (_kept_secret(home) if demo else ""),
        allowed_hosts=tuple(name.strip() for name in hosts.split(",") if name.strip()),
        base_url=env("TONGBAN_BASE_URL", f"http://127.0.0.1:{port}" if demo else "").rstrip("/"),
        city=env("TONGBAN_CITY", "澜汀市"), prefix=env("TONGBAN_PREFIX", "LT"),
        mark=env("TONGBAN_MARK", "澜"), workers=int(env("TONGBAN_WORKERS", "2")),
        sms_url=env("TONGBAN_SMS_URL", f"http://127.0.0.1:{port + 2}" if demo else ""),
        smtp_url=env("TONGBAN_SMTP_URL", f"smtp://127.0.0.1:{port + 9}" if demo else ""),
        mail_from=env("TONGBAN_MAIL_FROM", "noreply@lanting.example" if demo else ""),
        wire_url=env("TONGBAN_WIRE_URL", f"http://127.0.0.1:{port + 3}" if demo else "").rstrip("/"),
        grace=float(env("TONGBAN_GRACE", "10")), opening_minutes=int(env("TONGBAN_OPENING_MINUTES", "60")),
        source_url=env("TONGBAN_SOURCE_URL", f"http://127.0.0.1:{port + 4}" if demo else "").rstrip("/"),
        identity_url=env("TONGBAN_IDENTITY_URL", f"http://127.0.0.1:{port + 7}" if demo else "").rstrip("/"),
        tsa_url=env("TONGBAN_TSA_URL", f"http://127.0.0.1:{port + 5}/" if demo else ""),
        queue_url=_queue(env("TONGBAN_QUEUE", ""), demo, port), scanner_down=env("TONGBAN_SCANNER_DOWN", "wait"),
        scanner=_scanner(env("TONGBAN_SCANNER", ""), demo, port), metrics_token=env("TONGBAN_METRICS_TOKEN", ""),
        wire_tls=Path(env("TONGBAN_WIRE_TLS", str(home / "wires"))).absolute(),
        wire_days=max(1, int(env("TONGBAN_WIRE_DAYS", "90"))),
        log_home=Path(env("TONGBAN_LOG_HOME", str(home / "log"))).absolute(),
        seal_home=Path(env("TONGBAN_SEAL_HOME", str(home / "seal"))).absolute(),
        log_name=env("TONGBAN_LOG_NAME", "") or _log_name(env("TONGBAN_BASE_URL", ""), env("TONGBAN_PREFIX", "LT")),
        witnesses=tuple(env("TONGBAN_WITNESSES", "").split()), anchor=env("TONGBAN_ANCHOR", ""),
        anchor_every=float(env("TONGBAN_ANCHOR_EVERY", "3600")), witness_warn=float(env("TONGBAN_WITNESS_WARN", "60")),
        witness_red=float(env("TONGBAN_WITNESS_RED", "600")), witness_stop=float(env("TONGBAN_WITNESS_STOP", "14400")),
        witnesses_needed=int(env("TONGBAN_WITNESSES_NEEDED", "1")),
        cipher=env("TONGBAN_CIPHER", "aes").lower(),
        **{name: env(f"TONGBAN_{name.upper()}", "") for name in TEXTS},
        vault_key=env("TONGBAN_VAULT_KEY", "tongban"), vault_wraps=env("TONGBAN_VAULT_WRAPS", "1") != "0",
        plain=tuple(filter(None, env("TONGBAN_PLAIN", "").replace(",", " ").split())), fonts=_folders("TONGBAN_FONTS"),
        demo_cases=int(env("TONGBAN_DEMO_CASES", "310")),
    )


def _log_name(base_url: str, prefix: str) -> str:
    """A name after the address people know, as the C2SP asks for: without scheme and slashes."""
    return f"{base_url.partition('://')[2].strip('/') or prefix.lower() + '.tongban.example'}/log"


def _queue(said: str, demo: bool, port: int) -> str:
    """The address of the queueing system; "demo" is the simulator beside the demo."""
    return f"http://127.0.0.1:{port + 10}" if said == "demo" and demo else said.rstrip("/")


def _scanner(said: str, demo: bool, port: int) -> str:
    """The address of the scanner; "demo" is the simulator beside the demo."""
    return f"tcp://127.0.0.1:{port + 11}" if said == "demo" and demo else said


def _kept_secret(home: Path) -> str:
    """A secret of this demo installation, made once and kept readable by its owner only."""
    path = home / "keys" / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(made, path)  # two processes may start at once: the first one's secret holds
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text()
