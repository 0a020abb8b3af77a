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


class NobodyFound(Refusal):
    """The same words for nobody, for too many, for who has no telephone here and for whose name is only said."""

    code = "nobody-found"
    status = 422
    sentence = "按这些回答不能确定是谁。"
    law = "个人信息保护法 第六条"
    next_step = "请再问一遍姓名、出生日期和登记的手机号，三项都填；仍然不行的，请对方出示身份证件或者“我的码”。"


class NoAssent(NotYours):
    """Not this clerk's, answered, or older than ten minutes."""

    sentence = "这次按回答查找已经结束或者超过十分钟。"
    next_step = "请重新询问姓名和出生日期，再查找一次。"


class CodesEnough(Refusal):
    """A telephone is not flooded, whoever asks."""

    code = "codes-enough"
    status = 429
    sentence = "这个人的手机刚刚收到过验证码，或者今天已经收了五次。"
    next_step = "请用刚收到的验证码继续；没有收到的，一分钟后再发，或者改用身份证件核验。"


class WrongAssent(Refusal):
    code = "wrong-assent"
    status = 422
    sentence = "验证码不正确，或者已经过期。"
    next_step = "请对方再念一遍短信里最新的 6 位数字；连续错五次的，请重新查找。"


class NoGateway(Refusal):
    code = "no-gateway"
    status = 503
    sentence = "现在不能发送短信验证码。"
    next_step = "请对方出示身份证件或者“我的码”。"


class PapersNeeded(Refusal):
    """By telephone somebody is known well enough to be written for, not to be given a new way in."""

    code = "papers-needed"
    sentence = "对方是凭手机验证码核验的，不能开通账号或者重置密码。"
    next_step = "请核对对方的身份证件原件，重新接待后再办理。"
