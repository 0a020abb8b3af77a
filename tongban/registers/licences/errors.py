from tongban.kernel.errors import Refusal


class NoSuchLicenceType(Refusal):
    code = "no-such-licence-type"
    sentence = "证照类型不存在，不能发证。"
    next_step = "请联系事项管理员核对事项的结果设置。"


class NotYourLicence(Refusal):
    code = "not-your-licence"
    status = 404
    sentence = "没有找到这本证照，或者它不在您的名下。"
    next_step = "请从“我的证照”进入。"


class NotInForce(Refusal):
    code = "not-in-force"
    sentence = "这本证照的状态不允许这样处理。"
    next_step = "请核对证照编号和当前状态。"


class NoSuchField(Refusal):
    code = "no-such-field"
    status = 422
    sentence = "这种证照没有这一栏。"
    next_step = "请从证照上的栏目中选择要更正的。"


class NothingChanged(Refusal):
    code = "nothing-changed"
    status = 422
    sentence = "变更前后的内容相同，不需要变更。"
    law = "行政许可法 第四十九条"
    next_step = "请核对要变更的内容。"


class ReasonNeeded(Refusal):
    code = "reason-needed"
    status = 422
    sentence = "必须写明理由和法律依据。"
    law = "行政许可法 第六十九条"
    next_step = "请补充理由和依据后再提交。"
