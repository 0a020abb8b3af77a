from tongban.kernel.errors import Invalid, Refusal


class FileRefused(Invalid):
    """What was uploaded is not a document we can take."""

    code = "file-refused"
    sentence = "这个文件不能上传。"
    next_step = "请换成 PDF、JPG 或 PNG 文件（每个不超过 20 MB）后再传一次，其他内容不受影响。"


class NotYourMaterial(Refusal):
    code = "not-your-material"
    status = 404
    sentence = "没有找到这份材料，或者它不在您的名下。"
    next_step = "请返回材料页面重新选择。"
