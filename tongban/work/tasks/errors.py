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
