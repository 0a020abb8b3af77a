from tongban.kernel.errors import Refusal


class NoSuchUndertaking(Refusal):
    code = "no-such-undertaking"
    status = 404
    sentence = "没有找到这项承诺，或者它不由您所在的岗位核查。"
    next_step = "请从待办进入。"


class NotNow(Refusal):
    """The state does not allow the verb."""

    code = "undertaking-settled"
    sentence = "这项承诺已经有了结论。"
    next_step = "请刷新页面查看最新状态。"


class FindingNeeded(Refusal):
    """A conclusion without what was found."""

    code = "finding-needed"
    status = 422
    sentence = "请写明核查情况；认定承诺不实的，还要写明依据。"
    next_step = "请补充后再提交。"
