from tongban.kernel.errors import NotAllowed, Refusal


class NoSuchRuling(Refusal):
    code = "no-such-ruling"
    status = 404
    sentence = "没有找到这项抽查或者复核，或者它不由您所在的岗位办理。"
    next_step = "请从待办进入。"


class AlreadyJudged(Refusal):
    code = "ruling-judged"
    sentence = "已经有了结论。"
    next_step = "请刷新页面查看。"


class FindingNeeded(Refusal):
    """A conclusion without what was found."""

    code = "ruling-finding-needed"
    status = 422
    sentence = "请选择结论并写明核对的情况；认为有误的，还要指出是哪一条规则。"
    next_step = "请补充后再提交。"


class ReasonNeeded(Refusal):
    code = "switch-reason-needed"
    status = 422
    sentence = "停用或者恢复智能审批必须写明理由。"
    next_step = "请写明发现了什么问题，或者为什么可以恢复。"


class NotAutomatic(Refusal):
    """There is nothing a person could look at again."""

    code = "not-automatic"
    status = 422
    sentence = "这个办件不是由系统自动作出决定的，不需要申请人工复核。"
    law = "个人信息保护法 第二十四条"
    next_step = "对决定有异议的，可以申请行政复议或者提起行政诉讼。"


class AlreadyAsked(Refusal):
    code = "review-asked"
    sentence = "您已经申请了人工复核。"
    next_step = "请在办件页面查看进展。"


class NoSwitch(NotAllowed):
    sentence = "只有系统管理人员和督查人员可以停用、恢复智能审批。"
    next_step = "发现问题请立即报告督查岗位。"
