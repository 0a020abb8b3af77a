from tongban.kernel.errors import Refusal


class NoSuchSeal(Refusal):
    code = "no-such-seal"
    sentence = "没有可用的印章，文书暂时不能盖章。"
    next_step = "请联系印章管理员核对印章是否已启用。"


class SealExpired(Refusal):
    code = "seal-expired"
    sentence = "印章的证书已经过了有效期，不能再盖章。"
    next_step = "请印章所属部门更换印章证书。"


class NotOfThisDepartment(Refusal):
    code = "not-of-this-department"
    status = 422
    sentence = "保管人应当是印章所属部门的工作人员。"
    next_step = "请选择本部门的工作人员。"


class ReasonNeeded(Refusal):
    code = "seal-reason-needed"
    status = 422
    sentence = "请写明理由和依据。"
    next_step = "补充后重新提交。"


class NotAPaper(Refusal):
    code = "not-a-paper"
    status = 422
    sentence = "只能给没有盖过章的 PDF 文件盖章，不超过 20 MB。"
    next_step = "请换一个文件；已盖章的文件不能再盖。"


class NoSuchSealing(Refusal):
    code = "no-such-sealing"
    status = 404
    sentence = "没有找到这个用印申请，或者它不属于您的部门。"
    next_step = "请从“用印”列表进入。"


class Settled(Refusal):
    code = "sealing-settled"
    sentence = "这个用印申请已经办理。"
    next_step = "请刷新页面查看结果。"
