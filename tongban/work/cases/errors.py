from tongban.kernel.errors import Invalid, NotYours, Refusal

__all__ = [
    "Incomplete", "NoGaps", "NotNow", "NotOffered", "NotSigned", "NotYours", "PromiseNeeded", "ReasonNeeded", "TooLong",
]


class NotNow(Refusal):
    """The state does not allow the verb."""

    code = "not-now"
    law = "行政许可法 第四章"
    next_step = "办件可能刚刚被处理过，请刷新页面查看最新状态。"


class Incomplete(Invalid):
    """The application cannot be submitted yet; ``problems`` names page, field or material, and what to do."""

    code = "incomplete"
    sentence = "申请还没有填完，暂时不能提交。"
    next_step = "请按下面的提示逐项补充，已填写的内容都已保存。"


class TooLong(Invalid):
    """A text that does not fit on the notice; ``sentence`` says which and by how much."""

    code = "too-long"
    next_step = "请写得更简短，详细情况可以作为附件或写入审查意见。"


class NotOffered(Refusal):
    """The item is not offered to this applicant or not in force."""

    code = "not-offered"
    sentence = "这个事项目前不能在线申请。"
    next_step = "请查看办事指南中的办理方式，或拨打 12345 咨询。"


class NoGaps(Refusal):
    """Asking for more without a list."""

    code = "no-gaps"
    status = 422
    sentence = "补正告知书必须一次写明全部需要补正的内容。"
    law = "行政许可法 第三十二条第一款第四项"
    next_step = "请逐项勾选需要补正的材料或内容并写明要求后再发出。"


class ReasonNeeded(Refusal):
    """A decision against the applicant without reason or law."""

    code = "reason-needed"
    status = 422
    sentence = "不予受理或不予许可必须书面说明理由和依据。"
    law = "行政许可法 第三十二条、第三十八条"
    next_step = "请补充理由和法律依据后再提交。"


class NotSigned(Refusal):
    """A decision without the signatures its item asks for."""

    code = "not-signed"
    sentence = "这个办件还没有完成审核和复核签署，不能作出决定。"
    law = "一审一核；行政许可法 第三十八条"
    next_step = "请在审批环节由不同的工作人员依次签署意见，最后一人签署时自动作出决定。"


class PromiseNeeded(Refusal):
    """The truthfulness statement was not confirmed."""

    code = "promise-needed"
    status = 422
    sentence = "请先阅读并勾选“申请材料真实性承诺”。"
    law = "行政许可法 第三十一条"
    next_step = "勾选承诺后再次点击“提交申请”。"
