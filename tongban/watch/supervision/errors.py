from tongban.kernel.errors import Refusal


class IssuedBefore(Refusal):
    code = "card-issued-before"
    sentence = "同一规则已对此件亮过牌。"
    next_step = "一件一规则只亮一次牌，请查看已有的监察记录。"


class NoCard(Refusal):
    code = "no-card"
    status = 404
    sentence = "没有找到这张监察牌，或者它不由您处理。"
    next_step = "请回到列表，从那里进入。"


class CardOver(Refusal):
    code = "card-over"
    sentence = "这张监察牌已经答复或者撤销。"
    next_step = "请刷新页面查看处理结果。"


class WordsNeeded(Refusal):
    code = "card-words-needed"
    status = 422
    sentence = "请写明情况。"
    next_step = "补充后再提交，已填写的内容都还在。"
