"""Ways messages refuse."""

from tongban.kernel.errors import Refusal


class BadAddress(Refusal):
    """What was typed is no e-mail address."""

    code = "bad-address"
    status = 422
    sentence = "这不是一个完整的电子邮箱地址。"
    next_step = "请核对后重新填写，例如 name@example.com。"


class TooManyCodes(Refusal):
    """Codes are not sent without end: an address may be a stranger's."""

    code = "too-many-codes"
    status = 429
    sentence = "验证码发送得太频繁了。"
    next_step = "请一分钟后再试；一天最多发送五次。"


class WrongCode(Refusal):
    """The code is not the one that was sent, or it is over."""

    code = "wrong-code"
    status = 422
    sentence = "验证码不对，或者已经失效。"
    next_step = "请核对邮件里的六位数字；超过 30 分钟或者输错五次的，请重新发送。"
