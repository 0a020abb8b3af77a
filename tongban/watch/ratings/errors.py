from tongban.kernel.errors import Invalid, Refusal


class NoInvitation(Refusal):
    code = "no-invitation"
    status = 404
    sentence = "这个评价链接无效。"
    next_step = "请从短信或“我的办件”中的评价链接重新进入。"


class RatedAlready(Refusal):
    code = "rated-already"
    sentence = "这次服务您已经评价过了，感谢您的反馈。"
    next_step = "如需补充意见，可拨打 12345。"


class LevelNeeded(Invalid):
    code = "level-needed"
    sentence = "请先选择满意程度。"
    next_step = "从五个等级中选择一个后再提交。"
