"""Ways mandates refuse."""

from tongban.kernel.errors import NotYours, Refusal


class NoSuchMandate(NotYours):
    """No mandate of yours, given or received."""

    sentence = "没有找到这份授权，或者它不在您的名下。"
    next_step = "请返回授权列表查看最新状态。"


class MandateEnded(Refusal):
    """It ended before."""

    code = "mandate-ended"
    sentence = "这份授权已经结束。"
    next_step = "不需要再做什么；要继续代办，请委托人重新授权。"
