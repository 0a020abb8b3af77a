from tongban.kernel.errors import NotYours, Refusal

__all__ = ["BranchNotReady", "NoBranch", "NotNow", "NotYours", "NothingChosen"]


class NotNow(Refusal):
    """The run's state does not allow the verb."""

    code = "not-now"
    sentence = "这件事现在不能办理这一步。"
    next_step = "请刷新页面查看最新状态。"


class NothingChosen(Refusal):
    """The answers choose no item at all."""

    code = "nothing-chosen"
    status = 422
    sentence = "按您的回答，没有需要办理的事项。"
    next_step = "请返回“先回答几个问题”核对。"


class NoBranch(Refusal):
    """The run has no such branch, or it is no longer waiting."""

    code = "no-branch"
    status = 404
    sentence = "没有找到这个事项，或者它已经提交。"
    next_step = "请刷新页面查看最新状态；已提交的事项请在它自己的办件页面撤回。"


class BranchNotReady(Refusal):
    """Filing a branch whose forerunners have no result yet."""

    code = "branch-not-ready"
    sentence = "前一环节还没有办成，暂时不能提交这个事项。"
    next_step = "前一环节办成后会自动提交，您不需要做任何事。"
