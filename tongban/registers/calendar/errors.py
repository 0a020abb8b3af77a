"""Ways the calendar refuses."""

from tongban.kernel.errors import Refusal


class UnreadableNotice(Refusal):
    """The text is not a notice of holidays."""

    code = "unreadable-notice"
    status = 422
    sentence = "放假安排文件读不懂。"
    next_step = "请核对文件后重新导入；文件格式见页面说明。"


class SameNotice(Refusal):
    """What it says is already known."""

    code = "same-notice"
    sentence = "这一年的放假安排与已收录的完全相同，不需要再次导入。"
    next_step = "请核对是否选错了年份。"


class NotApplied(Refusal):
    """It was applied already, or there is no such notice."""

    code = "notice-not-open"
    sentence = "这份放假安排已经执行完毕，或者不存在。"
    next_step = "请刷新工作日历页面查看。"
