"""Ways to be refused."""

from tongban.kernel.errors import Refusal


class NoSuchFigure(Refusal):
    code = "no-such-figure"
    status = 404
    sentence = "没有这项指标。"
    next_step = "请从“数据”页面选择。"
