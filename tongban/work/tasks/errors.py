from tongban.kernel.errors import Refusal


class NotYourDesk(Refusal):
    code = "not-your-desk"
    status = 404
    sentence = "没有找到这项待办，或者它不属于您的岗位。"
    next_step = "请回到工作台，从自己的待办进入；需要转办请联系本岗位同事。"


class AlreadyClaimed(Refusal):
    code = "already-claimed"
    sentence = "这项待办已由同事认领。"
    next_step = "请与认领人联系，由其释放或转交给您。"


class AlreadyClosed(Refusal):
    code = "already-closed"
    sentence = "这项待办已经办结，不需要再处理。"
    next_step = "请刷新工作台，继续办理下一件。"


class Recused(Refusal):
    """He must stay away from this matter."""

    code = "recused"
    status = 403
    sentence = "您已回避此件，不能再认领或办理。"
    law = "公务员法 第七十六条"
    next_step = "此件由本岗位其他人员办理；需要撤回回避的，请报告机关负责人。"


class BadDelegation(Refusal):
    """Work cannot be left like this."""

    code = "bad-delegation"
    status = 422
    next_step = "请修改后再提交。"


class NotTheHead(Refusal):
    """Only the head of the department leaves another's work to somebody."""

    code = "not-the-head"
    status = 403
    sentence = "只有本部门的负责人可以替请假的同事委托工作。"
    next_step = "请由本人在“离岗委托”中办理，或者请部门负责人办理。"


class NotYourDelegation(Refusal):
    code = "not-your-delegation"
    status = 404
    sentence = "没有找到由您作出、仍然有效的这项委托。"
    next_step = "请刷新“离岗委托”页面查看。"


class BadView(Refusal):
    """A view cannot be kept like this."""

    code = "bad-view"
    status = 422
    next_step = "请修改后再保存。"
