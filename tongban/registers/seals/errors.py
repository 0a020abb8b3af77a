from tongban.kernel.errors import Refusal


class NoSuchSeal(Refusal):
    code = "no-such-seal"
    sentence = "没有可用的印章，文书暂时不能盖章。"
    next_step = "请联系印章管理员核对印章是否已启用。"
