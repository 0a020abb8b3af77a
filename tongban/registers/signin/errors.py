"""Ways signing in refuses."""

from tongban.kernel.errors import Refusal


class WrongCode(Refusal):
    """The code is wrong, old, or was used before."""

    code = "wrong-code"
    status = 422
    sentence = "验证码不正确，或者已经用过。"
    next_step = "请打开手机上的验证器，输入最新的 6 位数字；手机不在身边时可以使用恢复码。"


class WrongPasskey(Refusal):
    """What came back from the device is not the answer of a key of this account to this question."""

    code = "wrong-passkey"
    status = 422
    sentence = "通行密钥没有通过验证。"
    next_step = "请再试一次，并在设备上完成指纹、面容或密码确认；仍不成功的，请改用手机验证器。"


class NotEnrolled(Refusal):
    """No authenticator is bound to the account."""

    code = "not-enrolled"
    sentence = "这个账号还没有绑定验证器。"
    next_step = "请在“登录与安全”中绑定手机验证器后再试。"
