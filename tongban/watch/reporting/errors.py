from tongban.kernel.errors import Invalid, NotAllowed


class NotReporting(NotAllowed):
    code = "not-reporting"
    sentence = "只有系统管理岗位可以上报或接收交换表。"
    next_step = "请联系本单位系统管理员办理。"


class ReasonForFull(Invalid):
    code = "reason-for-full"
    sentence = "带出完整的证件号码等个人信息，必须写明用途。"
    law = "个人信息保护法 第五条、第六条"
    next_step = "请写明用途（例如上报国家平台）后重试；不需要的，请使用默认的脱敏方式。"


class NotTables(Invalid):
    code = "not-tables"
    sentence = "这里没有能读懂的交换表。"
    next_step = "请确认文件夹中有 manifest.json 和它列出的文件，并且传输后没有改动过。"
