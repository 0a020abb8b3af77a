"""Ways places refuse."""

from tongban.kernel.errors import Refusal


class UnknownPlace(Refusal):
    """No such division or outlet."""

    code = "unknown-place"
    status = 404
    sentence = "没有找到这个区划或服务网点。"
    next_step = "请从列表中选择所在的区、街道或网点。"


class OutletExists(Refusal):
    """The outlet's code is in use."""

    code = "outlet-exists"
    sentence = "这个网点代码已经使用，请换一个。"
    next_step = "请核对是否已经登记过同一个网点。"
