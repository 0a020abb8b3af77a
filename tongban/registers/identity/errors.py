"""Ways identity refuses."""

from tongban.kernel.errors import NotAllowed, Refusal


class NotYourMandate(NotAllowed):
    """Acting for somebody without a mandate that is valid today."""

    code = "not-your-mandate"
    sentence = "您目前没有代表这个申请人办事的授权，或者授权已经到期。"
    law = "行政许可法 第二十九条"
    next_step = "请由法定代表人或企业管理员为您添加授权，也可以切换为以本人身份办理。"


class NotRegistered(Refusal):
    """No such person, organisation, official, department or desk."""

    code = "not-registered"
    status = 404
    sentence = "没有找到这个登记信息。"
    next_step = "请核对姓名、名称或证件号码后再试；尚未登记的请先登记。"


class AlreadyRegistered(Refusal):
    """The number, code or name is taken."""

    code = "already-registered"
    sentence = "这个号码已经登记过了，不能重复登记。"
    next_step = "请直接使用已有的登记信息；如果不是您本人登记的，请到政务服务大厅窗口核实。"


class WrongCredentials(Refusal):
    """The name or the password is wrong; never says which."""

    code = "wrong-credentials"
    status = 401
    sentence = "账号或密码不正确。"
    next_step = "请核对后重新输入；忘记密码可以持本人有效证件到政务服务大厅窗口重置。"


class TooManyAttempts(Refusal):
    """This name was tried too often from this address; ``details["seconds"]`` says how long to wait."""

    code = "too-many-attempts"
    status = 429
    sentence = "登录尝试过于频繁，请稍后再试。"
    next_step = "请等待后再试；在其他网络或设备上登录不受影响。"
