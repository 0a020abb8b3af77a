from tongban.kernel.errors import Invalid, Refusal


class NoSuchObjection(Refusal):
    code = "no-such-objection"
    status = 404
    sentence = "没有找到这项数据异议，或者它不由您所在的岗位核实。"
    next_step = "请从待办进入。"


class ObjectionOpen(Refusal):
    """One at a time for one answer."""

    code = "objection-open"
    sentence = "这一项已经提出过数据异议，正在核实。"
    next_step = "请等待答复；答复前您可以在申请表里修改这一项，照常提交申请。"


class ObjectionSettled(Refusal):
    code = "objection-settled"
    sentence = "这项数据异议已经答复过。"
    next_step = "请刷新页面查看答复。"


class ClaimNeeded(Invalid):
    code = "claim-needed"
    sentence = "请写明正确的内容是什么，以及为什么认为登记有误。"
    law = "个人信息保护法 第四十六条"
    next_step = "两项都填写后再提交，申请表里已填写的内容不会丢失。"


class AnswerNeeded(Invalid):
    code = "answer-needed"
    sentence = "请选择核实结果，并写明核实的情况和理由。"
    law = "个人信息保护法 第四十六条"
    next_step = "理由会原样告知申请人，请补充后再答复。"
