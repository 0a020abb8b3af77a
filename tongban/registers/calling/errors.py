"""Ways calling refuses."""

from tongban.kernel.errors import Refusal


class NotConnected(Refusal):
    """This installation has no queueing system."""

    code = "no-queue"
    sentence = "本窗口未接入排队叫号系统。"
    next_step = "请直接收件；要接入叫号系统，请联系系统管理员。"


class QueueSilent(Refusal):
    """It does not answer, or not with sense; nothing was called as far as we know."""

    code = "queue-silent"
    sentence = "排队叫号系统没有正常回答，不能确定是否已经叫号。"
    next_step = "请看大厅显示屏：没有叫出的，稍后再按一次；一直这样的，请先按现场顺序请人，并通知大厅管理员。"


class NobodyWaits(Refusal):
    """Nobody waits for this window, or no number was called here."""

    code = "nobody-waits"
    sentence = "现在没有人排队等这个窗口，或者还没有叫过号。"
    next_step = "有人取号后再叫下一位。"
