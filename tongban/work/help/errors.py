from tongban.kernel.errors import NotAllowed, NotYours, Refusal


class HelpOver(NotYours):
    """Unknown, another's, ended, expired, or handed in: nobody learns which."""

    sentence = "这次一起填写不存在或者已经结束。"
    next_step = "需要继续的，请申请人在申请页面重新点“找人帮我”。已经填写的内容都在申请人的草稿里。"


class HelpRunning(Refusal):
    code = "help-running"
    sentence = "这份申请已经请了人帮忙。"
    next_step = "请先结束现在的帮忙，再重新找人。"


class OnlyHimself(NotAllowed):
    """Help is asked for by the applicant, not by who acts for him by a mandate."""

    sentence = "只有申请人本人可以为这份申请找人帮忙。"
    law = "民法典 第一百六十九条"
    next_step = "请申请人本人登录后在申请页面点“找人帮我”。"


class OnlyMine(NotAllowed):
    """A field that the applicant keeps to himself."""

    sentence = "这一项由申请人本人填写，帮忙的人不能看也不能改。"
    law = "个人信息保护法 第六条"
    next_step = "请让申请人自己填写这一项；其余各项请刷新后继续填写。"


class NotYourPlace(NotAllowed):
    """A material the applicant keeps to himself, has answered himself, or need not hand in."""

    sentence = "这份材料不需要您交：申请人自己交、已经交过，或者按规定免交。"
    law = "个人信息保护法 第六条"
    next_step = "请刷新页面，按列表交其他材料；需要更换的，请申请人自己操作。"


class NotYourself(Refusal):
    code = "not-yourself"
    sentence = "这是您自己的申请，不需要邀请码。"
    next_step = "请把邀请码发给要帮您的人。"


class TakenAlready(Refusal):
    code = "taken-already"
    sentence = "这个求助已经有人接了。"
    next_step = "请从列表里接下一个。"


class HelpersClosed(Refusal):
    code = "helpers-closed"
    sentence = "帮办员现在不在线，工作日 9:00 至 17:30 提供帮办。"
    next_step = "现在可以请家人、朋友帮您一起填，也可以拨打 12345；草稿保留 30 天。"
