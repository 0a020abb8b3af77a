"""Ways an entrance refuses."""

from __future__ import annotations

from tongban.kernel.errors import Refusal


class NoSuchEntrance(Refusal):
    code = "no-such-entrance"
    status = 404
    sentence = "没有这个登录入口，或者它已经停用。"
    next_step = "请用账号和密码登录。"


class EntranceAway(Refusal):
    """It did not answer in time, or not at all."""

    code = "entrance-away"
    status = 503
    sentence = "统一认证暂时没有回答。"
    next_step = "请稍后再试，或者用账号和密码登录。您在这里填写的内容没有受影响。"


class EntranceWrong(Refusal):
    """It answered something that cannot be believed; ``details["why"]`` says what, for the administrator."""

    code = "entrance-wrong"
    status = 502
    sentence = "统一认证返回的内容不正确，为了您的安全没有登录。"
    next_step = "请重新登录；多次出现时，请用账号和密码登录，并拨打 12345 告诉我们。"


class NotThisTime(Refusal):
    """The answer belongs to no question of this browser: too late, twice, or begun elsewhere."""

    code = "not-this-time"
    status = 400
    sentence = "这次登录没有完成：等待时间太长，或者是从别的窗口开始的。"
    next_step = "请回到登录页重新开始。"


class Declined(Refusal):
    """He signed in there after all not."""

    code = "declined"
    status = 400
    sentence = "您没有在统一认证完成登录。"
    next_step = "请重新开始，或者用账号和密码登录。"


class NotSure(Refusal):
    """The entrance is not sure enough who he is."""

    code = "not-sure"
    status = 403
    sentence = "您在统一认证的账号还没有实名，不能用来登录这里。"
    law = "网络安全法 第二十四条"
    next_step = "请先在统一认证完成实名认证，再重新登录。"


class AnotherName(Refusal):
    """The number is registered under another name."""

    code = "another-name"
    status = 409
    sentence = "统一认证提供的姓名和这里登记的不一致，不能自动关联账号。"
    next_step = "请持本人有效证件到政务服务大厅窗口核实。"


class AnothersAccount(Refusal):
    """The account he proves is not that of the person the entrance vouches for."""

    code = "anothers-account"
    status = 422
    sentence = "账号或密码不正确，或者这个账号不是您本人的。"
    next_step = "请用您本人的账号；忘记密码时请持本人有效证件到政务服务大厅窗口重置。"
