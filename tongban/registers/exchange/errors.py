from tongban.kernel.errors import Refusal


class NoSuchEndpoint(Refusal):
    code = "no-such-endpoint"
    status = 404
    sentence = "没有这个接入系统，或者它已经停用。"
    next_step = "请核对地址中的系统代码；停用的系统请联系平台管理员恢复。"


class Unsigned(Refusal):
    code = "bad-signature"
    status = 401
    sentence = "消息的签名不对，没有接收。"
    law = "Standard Webhooks：webhook-id、webhook-timestamp、webhook-signature"
    next_step = "请按对接说明重新计算签名，并核对密钥和本机时钟（允许相差 5 分钟）。"


class TooMuch(Refusal):
    code = "too-large"
    status = 413
    sentence = "消息内容太大。"
    next_step = "一条消息不超过 64 KB；附件请留在业务系统中，只传意见。"


class BadAddress(Refusal):
    code = "bad-address"
    status = 422
    sentence = "这个地址不能连接。"
    next_step = "请填写部门系统的 https 地址；部署在政务内网的系统，请由管理员勾选“允许内网地址”，内网也用 https。"


class BadCertificate(Refusal):
    code = "bad-certificate"
    status = 422
    sentence = "这个系统的客户端证书用不了。"
    next_step = "请把 PEM 格式的证书、私钥和 CA 证书放到 TONGBAN_WIRE_TLS 指定的目录，再保存一次。"


class NotWaiting(Refusal):
    code = "not-waiting"
    sentence = "这条消息已经处理过了。"
    next_step = "请刷新页面查看最新状态。"


class ReasonNeeded(Refusal):
    code = "reason-needed"
    status = 422
    sentence = "请写明理由（1 至 200 个字）。"
    next_step = "理由会记入全程留痕，供以后核对。"


class NotTheKeeper(Refusal):
    code = "not-the-keeper"
    status = 403
    sentence = "只有系统管理岗位可以处理接入系统的消息。"
    next_step = "请联系平台的系统管理人员。"
