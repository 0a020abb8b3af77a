from tongban.kernel.errors import Refusal


class StepNotOpen(Refusal):
    code = "step-not-open"
    sentence = "这个环节现在不需要签署意见。"
    next_step = "环节可能已由同事办结，或者前面的环节还没有完成，请刷新页面查看。"


class SameSigner(Refusal):
    code = "same-signer"
    sentence = "您已在这个环节签署过意见，复核须由另一位工作人员完成。"
    law = "一审一核；行政许可法 第三十八条"
    next_step = "请由本岗位的审批人员复核签署。"


class OpinionNeeded(Refusal):
    code = "opinion-needed"
    status = 422
    sentence = "不同意时必须写明意见和法律依据。"
    law = "行政许可法 第三十八条第二款"
    next_step = "请补充意见和依据后再签署。"


class TwoOfficersNeeded(Refusal):
    code = "two-officers-needed"
    status = 422
    sentence = "现场核查须由两名以上工作人员进行，请填写另一位核查人员。"
    law = "行政许可法 第三十四条第三款"
    next_step = "请选择一同到场的工作人员后再签署。"


class NotTheSigner(Refusal):
    code = "not-the-signer"
    status = 403
    sentence = "您的岗位不能在这个环节签署意见。"
    next_step = "请由该环节所属岗位的人员办理。"


class ReasonNeeded(Refusal):
    code = "reason-needed"
    status = 422
    sentence = "退回必须写明理由，被退回环节的人员据此重新审查。"
    law = "行政许可法 第三十四条、第三十八条"
    next_step = "请补充理由后再提交。"


class NotEarlier(Refusal):
    code = "not-earlier"
    sentence = "只能从您待签署的环节退回到它之前已经办结的环节。"
    next_step = "请刷新页面查看各环节的最新状态；同一环节的复核意见不一致时，签署意见即退回审查人员。"


class BadQuestion(Refusal):
    code = "bad-question"
    status = 422
    next_step = "请修改后再提交。"


class NotAsked(Refusal):
    code = "not-asked"
    status = 404
    sentence = "没有找到向您的岗位征求的这项意见。"
    next_step = "请回到工作台，从自己的待办进入。"


class AlreadyAnswered(Refusal):
    code = "already-answered"
    sentence = "这项意见已经答复。"
    next_step = "需要补充的，请联系征求意见的部门再次征求。"


class BadPhrase(Refusal):
    code = "bad-phrase"
    status = 422
    next_step = "请修改后再保存。"


class NotYourPhrase(Refusal):
    code = "not-your-phrase"
    status = 404
    sentence = "没有找到这条常用意见，或者它不属于您和您的岗位。"
    next_step = "请刷新“常用意见”页面查看。"
