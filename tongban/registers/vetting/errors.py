from tongban.kernel.errors import Refusal


class NotVetted(Refusal):
    """A file the scanner did not call clean is not taken."""


class MalwareRefused(NotVetted):
    """The scanner found something; nothing of the file is kept."""

    code = "malware"
    status = 422
    sentence = "这个文件带有恶意代码（病毒），没有收下。"
    law = "网络安全法 第二十一条"
    next_step = "请用杀毒软件检查您的电脑或手机，换一份干净的文件再传；其他内容不受影响，也可以到窗口提交纸质材料。"


class ScannerAway(NotVetted):
    """Nobody can say whether it is clean, and the city does not take what was not looked at."""

    code = "scanner-away"
    status = 503
    sentence = "文件安全检查暂时不可用，这个文件没有收下。"
    next_step = "请过几分钟再传一次，已填写的内容和已上传的其他文件不受影响；着急的话可以到窗口提交纸质材料。"
