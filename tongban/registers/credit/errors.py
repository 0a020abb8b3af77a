"""Ways to be refused."""

from tongban.kernel.errors import Refusal


class NoSuchBar(Refusal):
    code = "no-such-bar"
    status = 404
    sentence = "没有找到这项信用限制，或者它不由您查看。"
    next_step = "请从“我的信用”或待办进入。"


class NotNow(Refusal):
    """The state does not allow the verb."""

    code = "bar-settled"
    status = 409
    sentence = "这项限制的状态已经变化。"
    next_step = "请刷新页面查看最新状态。"


class ReasonNeeded(Refusal):
    """A bar, a repair or an answer without its reason."""

    code = "reason-needed"
    status = 422
    sentence = "请写明理由和依据。"
    next_step = "请补充后再提交。"


class WrongDays(Refusal):
    code = "wrong-days"
    status = 422
    sentence = "限制的最后一天不能早于今天。"
    next_step = "请检查日期；没有期限的可以不填，直到修复为止。"


class TrustForfeited(Refusal):
    """A promise is not taken from whoever broke one and has not mended it."""

    code = "trust-forfeited"
    status = 409
    sentence = "您有未修复的失信记录，这次不能以承诺代替材料，也不能容缺后补。"
    law = "国办发〔2020〕42号"
    next_step = "请上传材料；已经改正的，可以在“我的信用”申请信用修复。"
