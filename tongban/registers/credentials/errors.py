from tongban.kernel.errors import Refusal


class NothingChosen(Refusal):
    code = "nothing-chosen"
    status = 422
    sentence = "请至少选择一项要出示的内容。"
    next_step = "选好后再点“开始出示”。"


class NotShown(Refusal):
    code = "not-shown"
    status = 404
    sentence = "这次出示不存在，或者已经结束。"
    next_step = "请持证人重新出示。"


class CannotShow(Refusal):
    code = "cannot-show"
    sentence = "这本证照目前不能使用，不能出示。"
    next_step = "请在“我的证照”查看原因。"


class NoSuchRequest(Refusal):
    code = "no-such-request"
    status = 404
    sentence = "没有找到这个查看申请，或者它与您无关。"
    next_step = "请从“查看申请”列表进入。"


class RequestIncomplete(Refusal):
    code = "request-incomplete"
    status = 422
    sentence = "请写明要哪种证照的哪些内容、为什么、依据和期限。"
    law = "个人信息保护法 第六条、第十七条"
    next_step = "补充后重新提交，已填写的内容还在。"


class GrantOver(Refusal):
    code = "grant-over"
    sentence = "这个授权没有同意、已经收回或者已经到期。"
    law = "个人信息保护法 第十五条"
    next_step = "确有需要的，请重新申请，由本人决定。"


class NotHeld(Refusal):
    code = "not-held"
    sentence = "本人目前没有这种有效的证照。"
    next_step = "请向本人核实。"


class SureSignInNeeded(Refusal):
    code = "sure-sign-in-needed"
    status = 403
    sentence = "同意别人查看您的证照，要先完成实名认证；超过一个月的授权要用强认证登录。"
    law = "个人信息保护法 第二十九条"
    next_step = "请完成认证后再同意，或者请对方缩短期限后重新申请。"
