"""Ways the ledger complains."""

from __future__ import annotations

from tongban.kernel.errors import Refusal


class SilentVerb(RuntimeError):
    """A verb ended without recording a fact: if it records nothing, it did nothing."""


class Tampered(Exception):
    """A row of the ledger is not what was written; ``where`` names it."""

    def __init__(self, where: str, sentence: str) -> None:
        self.where = where
        super().__init__(f"{where}: {sentence}")


class Damaged(Tampered):
    """A file of the log is not what was sealed."""


class NotWitnessed(Refusal):
    """No witness has cosigned the log for hours: nothing new is decided, everything can be read."""

    code = "not-witnessed"
    status = 503
    sentence = "存证见证已中断较长时间，暂不能作出新的决定；查询、受理和已签署的意见不受影响。"
    law = "行政许可法 第六十一条"
    next_step = "请联系系统管理员恢复见证服务；恢复后再签署，已填写的意见可以重新提交。"
