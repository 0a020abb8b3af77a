from tongban.kernel.errors import Refusal


class HandoverOver(Refusal):
    """Unknown, expired, ended or used up: who holds an old code learns nothing."""

    code = "handover-over"
    status = 404
    sentence = "这个二维码已经失效。"
    next_step = "请在电脑的材料页面重新点“用手机拍”，再扫新的二维码。已经传好的不受影响。"
