"""Ways the interface itself refuses, before any room is asked."""

from __future__ import annotations

from tongban.kernel.errors import Refusal


class BadRequest(Refusal):
    code = "bad-request"
    status = 400
    sentence = "请求中有不能接受的字符或格式。"
    next_step = "请按接口文档核对地址和参数，文本用 UTF-8 编码，不能含空字符。"


class TokenNeeded(Refusal):
    code = "token-needed"
    status = 401
    sentence = "这个接口需要有效的访问令牌。"
    next_step = "请在请求头中写 Authorization: Bearer <令牌>；令牌停用或遗失时，请向平台管理员重新申请。"


class ScopeNeeded(Refusal):
    code = "scope-needed"
    status = 403
    sentence = "您的令牌没有调用这个接口的权限。"
    next_step = "请向平台管理员申请所需的权限范围。"


class NoSuchAddress(Refusal):
    code = "no-such-address"
    status = 404
    sentence = "没有这个接口地址。"
    next_step = "请在 /api/docs/ 查看全部接口。"


class WrongMethod(Refusal):
    code = "method-not-allowed"
    status = 405
    sentence = "这个地址不支持这种请求方法。"
    next_step = "请使用响应头 Allow 中列出的方法。"


class NotAcceptable(Refusal):
    code = "not-acceptable"
    status = 406
    sentence = "接口只提供 JSON。"
    next_step = "请在请求头 Accept 中包含 application/json。"


class TooLarge(Refusal):
    code = "too-large"
    status = 413
    sentence = "请求内容太大。"
    next_step = "这些接口只读取信息，请不要附带请求内容。"


class TooLong(Refusal):
    code = "address-too-long"
    status = 414
    sentence = "请求地址太长。"
    next_step = "请缩短查询参数，地址连同参数不超过 4000 个字符。"


class BadParameters(Refusal):
    code = "invalid"
    status = 422
    sentence = "有参数需要修改。"
    next_step = "请按 problems 中的提示修改参数后重新请求。"


class TooMany(Refusal):
    code = "too-many-requests"
    status = 429
    sentence = "请求太频繁了。"
    next_step = "请等到响应头 Retry-After 所说的秒数之后再试；办件变化请用增量接口，不要逐件轮询。"


class Broken(Refusal):
    code = "broken"
    status = 500
    sentence = "系统出错了，这次请求没有完成。"
    next_step = "请稍后再试；仍有问题时，请把发生时间告诉平台管理员。"
