"""Ways mergers refuse."""

from tongban.kernel.errors import NotYours, Refusal


class CannotMerge(Refusal):
    """Why these two accounts do not become one; ``details["reasons"]`` says all of it."""

    code = "cannot-merge"
    sentence = "这两个账号不能合并。"
    law = "个人信息保护法 第四十六条"
    next_step = "两个账号都照常使用。要把名下的办件、证照归到一个身份，请带两份证件原件到政务服务大厅综合窗口更正登记。"


class OtherUnproven(Refusal):
    """The other account has no second factor, so nobody can show that it is his."""

    code = "other-unproven"
    status = 422
    sentence = "另一个账号还没有绑定手机验证器，无法确认它也是您的。"
    next_step = "请先登录另一个账号，在“登录与安全”里绑定手机验证器，再回到这里合并。"


class NoSuchMerger(NotYours):
    """No merger of this account."""

    sentence = "没有找到这次合并，或者它不在您的名下。"
    next_step = "请返回“合并账号”查看最新状态。"


class TooLate(Refusal):
    """It was taken back before, or its thirty days are over."""

    code = "merger-final"
    sentence = "这次合并已经撤销过，或者超过 30 天，不能再撤销。"
    next_step = "需要另一个账号的，请持本人有效证件到政务服务大厅窗口重新开通。"
