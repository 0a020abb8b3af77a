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


class NotSealedYet(Refusal):
    """A fact of the last seconds, or one that no witness has seen so far."""

    code = "not-sealed-yet"
    status = 409
    sentence = "这一步刚刚发生，正在封存。"
    next_step = "请在半分钟后再下载；仍不能下载时，请拨打 12345。"


class NotAProof(Refusal):
    """What was handed in is no receipt of this log, or was changed."""

    code = "not-a-proof"
    status = 422
    sentence = "这份存证凭据与存证日志不相符，不能采信。"
    next_step = "请上传下载得到的原文件；如果就是原文件，说明它或者日志被改动过，请拨打 12345。"

    def __init__(self, why: str = "") -> None:
        super().__init__(why=why)
