"""Ways to be refused an opening."""

from tongban.kernel.errors import Refusal


class NoOpening(Refusal):
    code = "no-opening"
    status = 404
    sentence = "没有找到这次紧急查阅，或者它不归您办理。"
    next_step = "请返回列表查看。"


class NotOpen(Refusal):
    """It was not granted, or its minutes are over."""

    code = "not-open"
    status = 409
    sentence = "这次紧急查阅没有开放，或者已经结束，内容不再显示。"
    law = "个人信息保护法 第五十一条"
    next_step = "仍需查看的，请重新提出紧急查阅，由第二人批准。"


class SecondPerson(Refusal):
    """Nobody grants his own question, and nobody finds on what he asked for or granted."""

    code = "second-person"
    status = 403
    sentence = "紧急查阅须由另一人批准：提出的人不能批准自己，批准的人不能评议自己。"
    law = "个人信息保护法 第五十一条"
    next_step = "请由另一位安全管理员或督查人员办理。"


class NothingSuch(Refusal):
    code = "nothing-such"
    status = 422
    sentence = "没有找到这个编号的办件，或者没有找到这个证件号码的登记。"
    next_step = "请逐字核对编号后再提出。"


class NotNeeded(Refusal):
    """One's own posts show it."""

    code = "not-needed"
    status = 409
    sentence = "您的岗位可以直接查看这一件，不需要紧急查阅。"
    next_step = "请在工作台按办件编号查找。"
