from tongban.kernel.errors import Invalid, Refusal


class NothingWritten(Invalid):
    code = "nothing-written"
    sentence = "还没有写内容。"
    next_step = "请写一两句话，再发送。"


class HurriedLately(Refusal):
    code = "hurried-lately"
    sentence = "这个办件刚刚催办过。"
    next_step = "工作人员会在一个工作日内答复；急的话，请拨打 12345。"


class NothingToHurry(Refusal):
    code = "nothing-to-hurry"
    sentence = "这个办件现在没有正在等工作人员办理的环节，不用催办。"
    next_step = "请在办件页面查看现在需要您做什么；有问题可以留言。"


class TooManyLetters(Refusal):
    code = "too-many-letters"
    sentence = "您已有 5 条留言正在等答复。"
    next_step = "请等工作人员答复后再写；急的话，请拨打 12345。"


class NoSuchLetter(Refusal):
    code = "no-such-letter"
    status = 404
    sentence = "没有找到这条留言，或者它不由您的岗位答复。"
    next_step = "请从工作台的待办进入。"


class AnsweredBefore(Refusal):
    code = "answered-before"
    sentence = "这条留言已经有人答复过。"
    next_step = "请刷新页面查看答复；需要补充的，可以再给申请人留言。"
