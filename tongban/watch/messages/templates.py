"""The words of messages: what happened, and what to do next. One row per template; ``{…}`` are facts of the case."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Template:
    """Title and body in the app, and the text message (None when an SMS would be one too many)."""

    title: str
    body: str
    sms: str | None


TEMPLATES = {
    "submitted": Template(
        "申请已收到",
        "您提交的“{item}”申请已收到，办件编号 {number}。我们将在五个工作日内告知是否受理，您现在不需要做任何事。",
        "您的“{item}”申请已收到，办件编号{number}，可在“我的办件”查看进度。",
    ),
    "incomplete": Template(
        "需要您补正材料",
        "您的“{item}”申请（{number}）需要补正，全部内容已一次列明。请打开办件页面逐项补充，补正用时不计入办理时限。",
        "您的“{item}”申请（{number}）需要补正，请登录“我的办件”一次补齐。",
    ),
    "supplied": Template("补正材料已收到", "您的“{item}”申请（{number}）补正材料已收到，窗口将继续审核。", None),
    "accepted": Template(
        "申请已受理", "您的“{item}”申请（{number}）已受理，最晚 {due} 前办结。受理通知书可在办件页面下载。",
        "您的“{item}”申请（{number}）已受理，最晚{due}前办结。",
    ),
    "turned-away": Template(
        "不予受理",
        "您的“{item}”申请（{number}）不予受理，理由和救济途径见不予受理决定书。您可以按说明修改后重新申请。",
        "您的“{item}”申请（{number}）不予受理，理由见“我的办件”中的决定书。",
    ),
    "paused": Template(
        "进入特别程序，时限暂停",
        "您的“{item}”申请（{number}）进入特别程序：{reason}。所需时间依法不计入办理时限，您现在不需要做任何事。",
        "您的“{item}”申请（{number}）进入特别程序（{reason}），时限暂停。",
    ),
    "resumed": Template("恢复办理", "您的“{item}”申请（{number}）特别程序已结束，办理时限继续计算。", None),
    "granted": Template(
        "准予决定", "您的“{item}”申请（{number}）已作出准予决定，正在制证送达，完成后会再次通知您。",
        "您的“{item}”申请（{number}）已准予，正在制证送达。",
    ),
    "refused": Template(
        "不予许可决定", "您的“{item}”申请（{number}）已作出不予许可决定，理由和救济途径见决定书。",
        "您的“{item}”申请（{number}）未获准予，理由和救济途径见“我的办件”。",
    ),
    "licence": Template(
        "电子证照已签发", "“{licence}”（{licence_number}）已签发，可在“我的证照”查看、下载和出示。",
        "您的“{licence}”已签发，可在“我的证照”查看和下载。",
    ),
    "licence-revoked": Template(
        "证照已被撤销",
        "您的“{licence}”（{licence_number}）已被撤销，原因：{reason}。如有异议，可依法申请行政复议或提起行政诉讼。",
        "您的“{licence}”已被撤销，详情见“我的证照”。",
    ),
    "closed": Template(
        "办件已办结，请评价", "您的“{item}”申请（{number}）已办结。请用一分钟评价这次服务：{rating}",
        "您的“{item}”（{number}）已办结，请评价：{rating}",
    ),
    "withdrawn": Template(
        "申请已撤回", "您的“{item}”申请（{number}）已撤回。提交过的材料保存在“我的材料库”，以后可以再次使用。", None,
    ),
}
