"""Ways newcomers are refused."""

from tongban.kernel.errors import Refusal


class TooManyCodes(Refusal):
    """A telephone is not flooded, whoever asks."""

    code = "too-many-codes"
    status = 429
    sentence = "这个手机号刚刚要过验证码，或者今天已经要了五次。"
    next_step = "请用刚收到的验证码继续；没有收到的，一分钟后再试，或者明天再来；也可以持证件到窗口开通账号。"


class WrongCode(Refusal):
    """The code is wrong, too old, was used, or was mistyped five times."""

    code = "wrong-code"
    status = 422
    sentence = "验证码不正确，或者已经过期。"
    next_step = "请核对短信里最新的 6 位数字；十分钟内没有填写、或者连续填错五次的，请重新获取。"


class NoGateway(Refusal):
    """This city sends no text messages."""

    code = "no-gateway"
    status = 503
    sentence = "现在不能发送短信验证码，暂时不能用手机号注册。"
    next_step = "请稍后再试；也可以用统一认证登录，或者持证件到政务服务大厅窗口开通账号。"


class PhoneTaken(Refusal):
    """Told to him alone who holds the telephone."""

    code = "phone-taken"
    sentence = "这个手机号已经注册过账号。"
    next_step = "请用这个手机号和原来的密码登录；忘记密码，或者号码以前是别人在用的，请持本人证件到窗口办理。"
