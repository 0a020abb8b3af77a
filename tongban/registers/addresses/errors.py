"""Ways the addresses refuse."""

from __future__ import annotations

from tongban.kernel.errors import Refusal


class NoSuchAddress(Refusal):
    """No such code in the list that is in use."""

    code = "no-such-address"
    status = 404
    sentence = "标准地址库中没有这个地址，可能刚刚更新。"
    next_step = "请重新查找后选择；查不到的，可以直接填写门牌号。"
