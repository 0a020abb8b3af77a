from tongban.kernel.errors import Refusal


class NoCode(Refusal):
    code = "no-code"
    status = 404
    sentence = "您还没有开通这个码，或者它已经停用。"
    next_step = "请在“我的码”页面开通。"


class CodeRefused(Refusal):
    code = "code-refused"
    status = 422
    sentence = "这个码不能使用。"
    next_step = "请对方刷新“我的码”后重新出示。"


class ScannedAlready(Refusal):
    code = "scanned-already"
    sentence = "这个码刚刚已经被扫过，可能是截图或者复制的。"
    next_step = "请对方出示下一个码，每个码只能使用一次。"


class PurposeNeeded(Refusal):
    code = "purpose-needed"
    status = 422
    sentence = "请写明为什么要查看对方的信息。"
    law = "个人信息保护法 第六条、第三十四条"
    next_step = "写明要办的事后重新扫码；对方可以看到您写的内容。"
