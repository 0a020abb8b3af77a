from tongban.kernel.errors import Refusal


class NoSuchAnswer(Refusal):
    """Nothing is kept under this element, for this applicant."""

    code = "no-such-answer"
    status = 404
    sentence = "这条常用信息已经删除，或者不在您的名下。"
    next_step = "请刷新页面，查看现在保存的内容。"
