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


class NotTheGuardian(Refusal):
    """The household register does not hold him as the child's guardian, or knows no such child."""

    code = "not-the-guardian"
    sentence = "户籍登记中没有查到您是这个孩子的监护人。"
    law = "民法典 第二十七条"
    next_step = "请核对孩子的姓名和证件号码；登记不全的，请带户口簿、出生医学证明或者监护证明到公安派出所更正后再来。"


class RegisterSilent(Refusal):
    """The household register did not answer; nothing was decided."""

    code = "register-silent"
    status = 503
    sentence = "公安机关的户籍查询现在没有回答，监护关系还没有登记。"
    next_step = "这不是您填写的问题。填写的内容都在，请过几分钟再点一次。"
