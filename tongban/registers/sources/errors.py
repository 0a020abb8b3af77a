from tongban.kernel.errors import Refusal


class NoSuchResource(Refusal):
    """The catalogue has no such resource."""

    code = "no-such-resource"
    status = 404
    sentence = "数据资源目录里没有这一项。"
    next_step = "请核对资源代码。"


class NotYourData(Refusal):
    """Only the holder answers for his data."""

    code = "not-your-data"
    status = 404
    sentence = "没有找到这条授权，或者它不是向您征求的。"
    next_step = "请在“我的空间 › 数据使用”查看向您征求同意的记录。"
    law = "个人信息保护法 第十三条"


class AuthorisationOver(Refusal):
    """The case is closed, and its authorisations with it."""

    code = "authorisation-over"
    sentence = "这件事已经办结或者撤回，授权随之结束，不能再改变。"
    next_step = "如果数据被不当使用，请拨打 12345 或者在“数据使用”页面提出。"
