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


class AnotherAsks(Refusal):
    """An official's account is freed by two: one has seen him and asks, another frees it."""

    code = "another-asks"
    status = 403
    sentence = "工作人员的验证器须由两人解除：一人当面核验后申请，另一人解除。现在没有另一人今天的申请。"
    law = "GB/T 22239-2019 8.1.4.1（身份鉴别）"
    next_step = "请系统管理员当面核验本人后，在他的人员页面申请解除；本人有恢复码的，也可以用恢复码登录后自己更换。"


class NotEnrolled(Refusal):
    """No authenticator is bound to the account."""

    code = "not-enrolled"
    sentence = "这个账号还没有绑定验证器。"
    next_step = "请在“登录与安全”中绑定手机验证器后再试。"
