"""Ways visits refuse."""

from tongban.kernel.errors import Invalid, NotYours, Refusal


class NoSuchVisit(NotYours):
    """No visit at this official's window, or it is over."""

    sentence = "这次到窗办理已经结束或者超过半小时。"
    next_step = "请再次核验对方的身份，已经录入的内容都在对方的草稿里。"


class PersonCodeOnly(Refusal):
    """A company's code says which company, not who stands there."""

    code = "person-code-only"
    sentence = "这是企业码，不能说明到场的是谁。"
    next_step = "请经办人出示本人的码或者身份证件，核验后再选择为哪家企业办理。"


class NotTheSame(Invalid):
    """Name and number do not belong together."""

    sentence = "姓名和证件号码不一致，或者证件号码已经以别的姓名登记。"
    next_step = "请核对证件原件后重新读取；确有错误的，请先办理身份信息更正。"


class ConfirmFirst(Refusal):
    """Nothing is handed in that the visitor has not read."""

    code = "confirm-first"
    sentence = "申请人还没有核对现在的内容。"
    law = "行政许可法 第三十一条"
    next_step = "请在第二屏让申请人核对并确认；内容改动后需要重新确认。"
