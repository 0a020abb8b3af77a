"""Children end when their parent ends, even when the parent is killed by SIGKILL (on Linux)."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1


def hold(sign: int = signal.SIGTERM) -> None:
    """Ask the kernel to send ``sign`` to this process when its parent dies; call after any change of user."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, sign)


def hold_as_web_worker() -> None:
    """A web worker whose master is gone would go on sharing the port (SO_REUSEPORT) with its successor: it ends too."""
    if os.environ.get("TONGBAN_SUPERVISED"):
        hold(signal.SIGKILL)
        # A master that died before we asked sends nothing any more; whoever adopted us is no server of pages.
        if sys.platform == "linux" and b"granian" not in Path(f"/proc/{os.getppid()}/cmdline").read_bytes():
            os._exit(1)
