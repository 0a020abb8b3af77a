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
