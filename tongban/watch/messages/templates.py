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
    "run-submitted": Template(
        "一件事申请已收到",
        "您提交的“{package}”已收到，编号 {number}，共 {branches} 个事项，由各部门同时办理，可以在一页里查看全部进度。",
        "您的“{package}”申请已收到，编号{number}，共{branches}个事项，可在“我的办件”查看进度。",
    ),
    "branch-filed": Template(
        "下一个事项已自动提交",
        "“{package}”（{number}）中，前一环节已经办成，“{item}”已自动提交，您不需要做任何事。", None,
    ),
    "branch-held": Template(
        "有一个事项需要您补充后提交",
        "“{package}”（{number}）中的“{item}”还不能自动提交：{reason} 请打开这件事的页面补充。",
        "您的“{package}”中“{item}”需要补充后提交，请登录“我的办件”办理。",
    ),
    "branch-barred": Template(
        "有一个事项不再提交", "“{package}”（{number}）中的“{item}”不再提交。{reason}其他事项继续办理。", None,
    ),
    "run-closed": Template(
        "一件事全部办结",
        "“{package}”（{number}）的 {branches} 个事项全部办结，其中准予 {granted} 个。结果都在这件事的页面里。",
        "您的“{package}”（{number}）全部办结，准予{granted}个，共{branches}个事项。",
    ),
    "human-review": Template(
        "人工复核已有结论",
        "您对“{item}”（{number}）申请的人工复核已经办理，结论：{finding}。请打开办件查看复核说明和下一步。",
        "您对“{item}”（{number}）申请的人工复核已有结论，请登录“我的办件”查看。",
    ),
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
    "deemed-accepted": Template(
        "申请已视为受理",
        "窗口没有在五个工作日内答复您的“{item}”申请（{number}），依法自收到申请之日起即为受理，最晚 {due} 前办结。"
        "很抱歉没有按时答复，这件事已列入效能监督。",
        "您的“{item}”申请（{number}）依法视为受理，最晚{due}前办结。",
    ),
    "visit-begun": Template(
        "窗口正在为您办理",
        "{who}的窗口已核验您的身份，半小时内由工作人员按您说的代为录入；提交前请您在屏幕上或纸上核对确认。"
        "不是您本人到场的，请马上在“数据使用”里结束，并拨打 12345。",
        "{who}窗口已核验您的身份，正在为您代为录入。不是您本人到场的，请马上拨打12345。",
    ),
    "assent-code": Template(
        "窗口请您用手机确认身份",
        "{who}的窗口有人说出了您的姓名和生日或者手机号，正在请您确认。验证码已经用短信发出；念出验证码，就是同意窗口为您代为录入。"
        "不是您本人到场的，不要把验证码告诉任何人。",
        "验证码{code}，{minutes}分钟内有效。念给{who}窗口的工作人员，即同意其为您代为录入。不是您本人到场的，不要告诉任何人。",
    ),
    "first-word": Template(
        "窗口重置了您的登录密码",
        "窗口核对您的证件后，给了您一个临时密码。原来的密码和所有设备上的登录都已失效。"
        "临时密码 {until} 前可以登录一次，登录后请设置自己的密码。不是您本人办理的，请马上拨打 12345。",
        "窗口已重置您的登录密码，临时密码{until}前可登录一次。不是您本人办理的，请马上拨打12345。",
    ),
    "care-asked": Template(
        "有人请求替您办事",
        "{who}请求作为照护人替您办理一些事项，您同意以后才生效。请在“授权代办”里查看是哪些事项，再决定同意不同意。"
        "不认识这个人的，请点“不同意”，并拨打 12345。",
        "{who}请求作为照护人替您办事，您同意以后才生效。不认识这个人的，请拨打12345。",
    ),
    "care-confirmed": Template(
        "窗口确认了照护代办",
        "窗口核对凭据原件后，确认{who}可以作为照护人替您办理指定的事项。您随时可以在“授权代办”里立即结束；"
        "不是您的意思的，请马上结束，并拨打 12345。",
        "窗口核对原件后确认{who}可以替您办理指定事项。不是您的意思的，请马上拨打12345。",
    ),
    "malware": Template(
        "您上传的一份文件已删除",
        "您上传的一份文件在安全检查中发现带有恶意代码（病毒），内容已经删除。请用杀毒软件检查您的电脑或手机，"
        "再到材料页面换一份干净的文件；也可以到窗口提交纸质材料。您填写的其他内容不受影响。",
        "您上传的一份文件带有病毒，已删除，请登录换一份干净的文件，或到窗口提交纸质材料。",
    ),
    "new-device": Template(
        "您的账号在新设备登录",
        "{when}，您的账号在一台新设备（{device}，网络 {network}）登录。是您本人就不用处理；"
        "不是的话，请立即在“登录与安全”结束那次登录并修改密码。",
        "您的账号{when}在新设备（{device}）登录，非本人操作请立即登录修改密码。",
    ),
    "data-requested": Template(
        "有人申请查看您的证照",
        "{who}申请在{until}前查看您的“{what}”，用于{why}。同意不同意由您决定，不同意不影响您办理其他事项。", None,
    ),
    "consent-asked": Template(
        "有人办事需要查询您的信息",
        "{who} 正在办理“{item}”，需要查询您的“{what}”。只用于这一件事，办结后授权自动结束。请打开“数据使用”，"
        "选择同意或者不同意；不同意也没有关系，对方可以改交纸质证明。",
        "{who}办理“{item}”需要查询您的{what}，请登录“我的空间－数据使用”选择是否同意。如果您不认识对方，请选择不同意。",
    ),
    "corrected": Template(
        "申请内容已当场更正",
        "经您同意，窗口更正了您的“{item}”申请（{number}）中的内容，更正前后的内容可在办件页面查看。",
        None,
    ),
    "returned": Template(
        "逾期未补正，申请已退回",
        "您的“{item}”申请（{number}）在补正期限内没有补齐，已退回。材料保存在“我的材料库”，备齐后可以随时重新申请。",
        "您的“{item}”申请（{number}）逾期未补正，已退回，备齐后可重新申请。",
    ),
    "hearing-right": Template(
        "您可以要求听证",
        "关于您的“{item}”申请（{number}），您有权要求听证。要求听证的，请在五个工作日内到办件页面提出；不要求的，不需要做任何事。",
        "您的“{item}”申请（{number}）可以要求听证，请在五个工作日内到“我的办件”提出。",
    ),
    "hearing-asked": Template(
        "听证申请已收到",
        "您对“{item}”申请（{number}）的听证申请已收到，我们将在二十个工作日内组织听证，所需时间不计入办理时限。",
        None,
    ),
    "hearing-called": Template(
        "听证时间已确定",
        "您的“{item}”申请（{number}）的听证时间和地点已确定，见办件页面的听证通知书。请带身份证件准时参加。",
        "您的“{item}”申请（{number}）的听证时间地点已确定，见“我的办件”中的听证通知书。",
    ),
    "hearing-held": Template(
        "听证已举行", "您的“{item}”申请（{number}）的听证已举行，听证笔录在办件页面，办理时限继续计算。", None,
    ),
    "hearing-given-up": Template(
        "您已放弃听证", "您已就“{item}”申请（{number}）放弃听证，办理时限继续计算，我们将依法作出决定。", None,
    ),
    "handed-up": Template(
        "初审完毕",
        "您的“{item}”申请（{number}）初审完毕，初审意见和全部材料已直接报送决定机关，您不需要再提供材料。",
        None,
    ),
    "extended": Template(
        "办理期限延长",
        "您的“{item}”申请（{number}）经机关负责人批准延长办理期限，最晚 {due} 前办结，理由见延长办理期限告知书。",
        "您的“{item}”申请（{number}）办理期限已延长，最晚{due}前办结。",
    ),
    "date-moved": Template(
        "办理日期调整",
        "{reason}，您的“{item}”申请（{number}）的{what}日期按工作日重新推算，由 {before} 调整为 {after}，"
        "您不需要做任何事。",
        "{reason}，您的“{item}”申请（{number}）{what}日期由{before}调整为{after}。",
    ),
    "transferred": Template(
        "申请已移送其他地区办理",
        "您的“{item}”申请（{number}）已移送，接收机关将在五个工作日内告知是否受理，您不需要重新申请。",
        "您的“{item}”申请（{number}）已移送其他地区办理，不需要重新申请。",
    ),
    "sent-on": Template(
        "申请已转报", "您的“{item}”申请（{number}）已转报有权机关办理，去向和依据见转报告知书。",
        "您的“{item}”申请（{number}）已转报有权机关办理。",
    ),
    "terminated": Template(
        "终止办理", "您的“{item}”申请（{number}）已终止办理，理由和救济途径见终止办理决定书。",
        "您的“{item}”申请（{number}）已终止办理，理由见“我的办件”。",
    ),
    "rectified": Template(
        "文书更正",
        "您的“{item}”申请（{number}）有一份文书更正了笔误，请在办件页面下载更正通知书，与原文书一并保存。",
        None,
    ),
    "reopened": Template(
        "申请重新办理", "您的“{item}”申请（{number}）经监督机关审核后重新办理，最晚 {due} 前办结，您不需要重新申请。",
        "您的“{item}”申请（{number}）重新办理，最晚{due}前办结。",
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
    "promise-broken": Template(
        "承诺经核查不实",
        "经核查，您在“{item}”申请（{number}）中关于“{material}”的承诺不实。依照告知承诺书：{reason}。如有异议，您可以陈述、申辩。",
        "您在“{item}”申请中关于“{material}”的承诺经核查不实，详情见“我的办件”。",
    ),
    "document-late": Template(
        "后补材料逾期",
        "您承诺后补的“{material}”（“{item}”申请，{number}）已过期限，{reason}。请尽快在办件页面补交，或联系承办部门说明情况。",
        "您承诺后补的“{material}”已过期限，请尽快在“我的办件”补交。",
    ),
    "credit-barred": Template(
        "信用限制已登记",
        "因“{reason}”，自今天起对您作出“{scope}”的限制，{until}。已经改正的，您可以在“我的信用”申请修复；认为不对的，可以提出异议。",
        "您有一项信用限制（{scope}），详情和修复办法见“我的信用”。",
    ),
    "credit-lifted": Template(
        "信用限制已解除", "对您作出的“{scope}”的限制已经解除：{reason}", "对您的信用限制（{scope}）已解除。",
    ),
    "credit-kept": Template(
        "信用修复申请未获准予",
        "您关于“{scope}”的修复申请没有获准：{reason}。您可以在改正后再次申请，也可以依法申请行政复议或者提起行政诉讼。",
        "您的信用修复申请未获准予，理由见“我的信用”。",
    ),
    "objection-answered": Template(
        "数据异议已答复",
        "您对“{source}”中“{label}”提出的数据异议已核实：{verdict}。核实情况：{reason}。"
        "对答复不服的，可以拨打 12345 反映。",
        "您对“{label}”提出的数据异议已有答复，请登录查看。",
    ),
    "concern-answered": Template(
        "您的反映或者咨询已有答复",
        "您提出的“{title}”（{kind}）已经处理：{verdict}。{answer} 不满意的，可以再次提出或者拨打 12345。",
        "您提出的“{title}”已有答复，请登录“我的空间－我的反映”查看。",
    ),
    "letter-written": Template(
        "工作人员给您留言",
        "关于您的“{item}”（{number}），工作人员写道：{words} 可以在办件页面回复。",
        "关于您的“{item}”（{number}），工作人员有留言，请登录“我的办件”查看。",
    ),
    "licence-expiring": Template(
        "证照快要到期",
        "您的“{licence}”（{number}）{until}到期，还有 {days} 天。需要继续使用的，请在到期前办理延续；"
        "不再使用的，不用处理。",
        "您的“{licence}”{until}到期，请及时办理延续，可登录“我的证照”查看。",
    ),
    "draft-expiring": Template(
        "草稿快要过期",
        "您的“{item}”申请草稿很久没有填写，再过 {days} 天将移入回收站。打开草稿并保存一次，就会重新保留 30 天。",
        None,
    ),
    "draft-trashed": Template(
        "草稿已移入回收站",
        "您的“{item}”申请草稿超过 30 天没有填写，已移入回收站，30 天内可以在“我的草稿”中恢复，之后将删除。",
        None,
    ),
    "licence-withdrawn": Template(
        "证照已被吊销",
        "您的“{licence}”（{licence_number}）已被吊销，原因：{reason}。如有异议，可依法申请行政复议或提起行政诉讼。",
        "您的“{licence}”已被吊销，详情见“我的证照”。",
    ),
    "licence-cancelled": Template(
        "证照已注销", "您的“{licence}”（{licence_number}）已注销，不再有效。原因：{reason}。",
        "您的“{licence}”已注销，详情见“我的证照”。",
    ),
    "licence-rectified": Template(
        "证照已更正",
        "您的“{licence}”（{licence_number}）上有一处笔误已经更正：{reason}。更正后的证照已存入“我的证照”，原证照作废，您不需要做任何事。",
        None,
    ),
    "licence-deemed": Template(
        "证照视为准予延续",
        "您的“{licence}”（{licence_number}）有效期届满，我们没有在届满前对您的延续申请作出决定，依法视为准予延续"
        "（行政许可法第五十条），您可以继续凭证经营。延续后的证照制好后会通知您，给您带来的不便深表歉意。",
        "您的“{licence}”依法视为准予延续，可以继续使用。",
    ),
    "phone-code": Template(
        "手机号注册验证码", "验证码已经用短信发出。",
        "验证码{code}，{minutes}分钟内有效，用于注册账号。不是您本人操作的，不用理会；谁向您要都不要告诉他。",
    ),
    "closed": Template(
        "办件已办结，请评价", "您的“{item}”申请（{number}）已办结。请点开标题，用一分钟评价这次服务。",
        "您的“{item}”（{number}）已办结，请评价：{rating}",
    ),
    "withdrawn": Template(
        "申请已撤回", "您的“{item}”申请（{number}）已撤回。提交过的材料保存在“我的材料库”，以后可以再次使用。", None,
    ),
}
