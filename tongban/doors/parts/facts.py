"""What every kind of fact is called, and who did it, for those who read the ledger itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.doors.parts.happenings import DOORS, TELL

ACTORS = {"person": "个人", "official": "工作人员", "system": "系统", "client": "接入系统"}

# Beside what happens to a case, which `happenings` tells.
MORE = {
    "calendar.HolidaysPublished": "导入放假安排", "calendar.HolidaysApplied": "按放假安排重新推算时限",
    "identity.CopyTaken": "导出个人数据",
    "identity.PersonForgotten": "注销并删除个人信息", "ledger.SaltsForgotten": "销毁留痕的盐值",
    "cases.LedgerTaken": "导出办件台账",
    "cases.PaceMeasured": "测算办理用时", "catalogue.EditionPublished": "发布事项版本",
    "catalogue.ItemSuspended": "暂停事项",
    "catalogue.ItemCancelled": "取消事项", "catalogue.ItemResumed": "恢复事项",
    "cases.DraftDiscarded": "删除草稿", "materials.MaterialKept": "存入材料库",
    "identity.PersonRegistered": "登记个人", "identity.RealNameConfirmed": "实名认证",
    "identity.OrganisationRegistered": "登记单位",
    "identity.MemberJoined": "添加经办人", "identity.MemberLeft": "撤销经办人",
    "identity.DepartmentAdded": "新增部门", "identity.DeskAdded": "新增岗位",
    "identity.OfficialEmployed": "工作人员入职", "identity.OfficialAppointed": "任职",
    "signin.ReleaseAsked": "申请解除验证器",
    "identity.OfficialDismissed": "离职", "identity.OfficialTakenBack": "复职",
    "identity.OfficialRelieved": "免职", "identity.AccountOpened": "开通账号", "identity.AccountClosed": "停用账号",
    "identity.PasswordChanged": "修改密码", "identity.FirstWordGiven": "窗口重置密码",
    "identity.SignedIn": "登录", "identity.SignInFailed": "登录失败",
    "openings.OpeningAsked": "提出紧急查阅", "openings.OpeningGranted": "批准紧急查阅",
    "openings.OpeningRefused": "未批准紧急查阅", "openings.OpeningEnded": "紧急查阅结束",
    "openings.OpeningReviewed": "评议紧急查阅",
    "identity.ClientAdded": "接入系统", "identity.ClientRevoked": "停用接入系统",
    "identity.TokenUsed": "单位系统用令牌读取",
    "licences.LicenceTypeDefined": "设立证照类型", "licences.LicencePrinted": "证照盖章",
    "licences.LicenceRevoked": "撤销证照", "licences.LicenceChanged": "变更证照", "licences.LicenceRenewed": "延续证照",
    "licences.LicenceReplaced": "补发证照", "licences.LicenceCancelled": "注销证照",
    "licences.LicenceWithdrawn": "吊销证照", "licences.LicenceRectified": "更正证照",
    "licences.DecisionSealed": "证照决定书盖章", "licences.LicenceDeemedRenewed": "证照视为准予延续",
    "approvals.PhraseKept": "保存常用意见", "approvals.PhraseChanged": "修改常用意见",
    "approvals.PhraseRemoved": "删除常用意见", "tasks.WorkDelegated": "离岗委托", "tasks.DelegationEnded": "委托结束",
    "materials.MaterialSeen": "查看材料", "materials.MaterialHidden": "从材料库移除",
    "inventory.EntryAdded": "新增清单条目", "inventory.EntryChanged": "修改清单条目",
    "inventory.EntryEnded": "取消清单条目", "inventory.ImportAsked": "提交清单导入",
    "inventory.RowsTaken": "导入清单一批", "inventory.ImportEnded": "清单导入结束",
    "inventory.RowMended": "修正隔离行", "inventory.RowDismissed": "不予处理隔离行",
    "places.DivisionsLoaded": "导入行政区划", "places.OutletOpened": "新增服务网点",
    "reporting.TablesHandedOver": "上报数据表", "reporting.TablesReceived": "接收数据表",
    "exchange.EndpointSet": "接入系统配置", "exchange.EndpointSwitched": "接入系统启停",
    "exchange.SecretChanged": "更换密钥", "exchange.WireBroken": "部门系统失联", "exchange.WireHealed": "部门系统恢复",
    "exchange.ActArrived": "部门系统来件", "exchange.ActQuarantined": "来件隔离",
    "exchange.ActDismissed": "来件不予采信", "exchange.BodiesCleared": "清除已送达的报文",
    "exchange.ArrivalsCleared": "清除已办结的来件",
    "exchange.ActTriedAgain": "来件重新核对",
    "credit.WordEntered": "归集信用承诺履行情况", "credit.BarImposed": "作出信用限制",
    "credit.RepairAsked": "申请信用修复", "credit.BarLifted": "解除信用限制", "credit.RepairRefused": "不予信用修复",
    "messages.MessagesRead": "阅读通知", "messages.PreferencesChanged": "更改消息设置",
    "messages.MailboxAsked": "发送邮箱验证码", "messages.MailboxProved": "验证邮箱",
    "messages.MailboxDropped": "停用邮箱", "messages.MailboxMistyped": "邮箱验证码不符",
    "ratings.RatingInvited": "邀请评价", "ratings.PoorRating": "收到差评",
    "answers.AnswersKept": "留存常用信息", "answers.AnswersDeleted": "删除常用信息",
    "letters.LetterWritten": "申请人与工作人员留言、催办、答复",
    "handovers.HandoverOpened": "打开手机接力", "handovers.HandoverUsed": "手机传来材料",
    "handovers.HandoverEnded": "结束手机接力",
    "favourites.FavouriteKept": "收藏事项", "favourites.FavouriteDropped": "取消收藏",
    "concerns.ConcernRaised": "反映问题", "concerns.ConcernAnswered": "答复反映",
    "objections.ObjectionRaised": "提出数据异议", "objections.ObjectionAnswered": "答复数据异议",
    "seals.SealMade": "制作印章", "seals.SealUsed": "使用印章", "seals.SealRevoked": "停用印章",
    "seals.KeeperAppointed": "指定印章保管人", "seals.KeeperReleased": "解除印章保管",
    "seals.SealingAsked": "申请用印", "seals.HandSealed": "两人用印", "seals.SealingDeclined": "不予用印",
    "codes.CodeOpened": "开通我的码", "codes.CodeWithdrawn": "停用我的码", "codes.OfflinePrepared": "准备离线码",
    "codes.OfflineStopped": "停用离线码", "codes.CodeScanned": "扫码",
    "credentials.LicenceShown": "亮证", "credentials.ShowingStopped": "停止亮证", "credentials.ShowingRead": "查看亮证",
    "credentials.DataRequested": "请求查看证照信息", "credentials.DataGranted": "同意查看证照信息",
    "credentials.DataRefused": "不同意查看证照信息", "credentials.GrantEnded": "收回同意",
    "credentials.GrantedDataRead": "查看经同意的证照信息",
    "visits.VisitBegun": "到窗核验身份", "visits.VisitEnded": "到窗办理结束", "visits.VisitConfirmed": "申请人核对确认",
    "newcomers.PhoneCodeAsked": "获取注册验证码", "newcomers.PhoneCodeMistyped": "注册验证码填错",
    "newcomers.NewcomerEntered": "手机号注册", "identity.AccountWentOver": "账号归到本人登记",
    "calling.TicketCalled": "窗口叫号",
    "mandates.MandateGiven": "授权代办", "mandates.MandateEnded": "授权结束",
    "entrances.EntranceSet": "设置登录入口", "entrances.EntranceSwitched": "启停登录入口",
    "entrances.LinkMade": "关联统一认证", "entrances.LinkEnded": "解除统一认证关联",
    "entrances.CameThrough": "从统一认证登录", "entrances.ProofWanted": "请本人证明账号",
    "sso.PartySet": "登记应用系统", "sso.PartySwitched": "启停应用系统", "sso.SigningKeyMade": "更换签名密钥",
    "sso.ConsentGiven": "同意登录授权", "sso.ConsentWithdrawn": "收回登录授权", "sso.SystemEntered": "登录应用系统",
    "sso.DataTold": "应用系统读取信息", "sso.CodeReplayed": "授权码重放", "sso.VisitEnded": "应用系统登录结束",
    "sso.PartyTold": "通知应用系统退出",
    "signin.AuthenticatorBound": "绑定动态验证码", "signin.AuthenticatorTaken": "解除动态验证码",
    "signin.RecoveryCodesMade": "生成恢复码", "signin.ProofGiven": "验证通过", "signin.ProofFailed": "验证失败",
    "mandates.MandateAsked": "请求照护代办", "mandates.MandateConfirmed": "确认照护代办",
    "mergers.AccountsMerged": "合并账号", "mergers.MergerUndone": "撤销账号合并",
    "identity.AccountReopened": "恢复账号", "signin.PasskeyCarried": "转移通行密钥",
    "entrances.LinkCarried": "转移登录关联", "sso.ConsentCarried": "转移登录授权",
    "signin.PasskeyAdded": "添加通行密钥", "signin.PasskeyRemoved": "删除通行密钥",
    "signin.SittingBegun": "开始登录会话", "signin.SittingEnded": "结束登录会话",
    "synonyms.SynonymAdded": "加入近义说法", "synonyms.SynonymRemoved": "停用近义说法",
    "search.SayingForgotten": "删除没有找到的说法",
    "packages.RunRefreshed": "按最新信息更新一件事草稿", "packages.RunAnswerObjected": "对一件事预填内容提出异议",
    "packages.RunObjectionSettled": "一件事数据异议办结",
    "revisions.RevisionBegun": "起草事项变更", "revisions.TextSaved": "保存事项内容",
    "revisions.TextTaken": "去掉一份事项内容", "revisions.BaseMoved": "以现行版本为基础",
    "revisions.RevisionPlanned": "填写变更说明",
    "revisions.RevisionSent": "送审", "revisions.RevisionRecalled": "撤回送审",
    "revisions.RevisionApproved": "审核通过",
    "revisions.RevisionSentBack": "退回修改", "revisions.RevisionGivenBack": "到期没有发布，退回起草",
    "revisions.RevisionDropped": "放弃变更", "revisions.RevisionPublished": "发布事项变更",
    "packages.RunStarted": "开始办理一件事", "packages.RunSaved": "保存一件事的填写",
    "packages.RunMaterialGiven": "提交一件事的材料", "packages.RunDiscarded": "删除一件事草稿",
    "packages.RunSubmitted": "提交一件事", "packages.RunWithdrawn": "撤回一件事", "packages.RunClosed": "一件事办结",
    "packages.BranchFiled": "一件事中的事项提交", "packages.BranchHeld": "一件事中的事项待申请人补充",
    "packages.BranchBarred": "一件事中的事项不再提交", "packages.SupplementShared": "补正材料各部门共享",
    "readings.ReadingWanted": "等待识读材料", "readings.ReadingMade": "材料识读完成",
    "rulings.AutomaticStopped": "停用智能审批", "rulings.AutomaticResumed": "恢复智能审批",
    "rulings.SampleDrawn": "抽取样本", "sources.SourceConnected": "接入数据资源",
    "addresses.AddressesLoaded": "加载标准地址", "cases.AreaFollowed": "按地址确定办理区",
    "sources.ConsentCarried": "一件事的授权用于本办件",
    "wordings.WordingPublished": "发布文书样式", "wordings.WordingSteppedBack": "停用文书样式",
}  # fmt: skip


def title(kind: str) -> str:
    """What a kind of fact is called; its own name where nobody has put it into words yet."""
    return TELL[kind].title if kind in TELL else MORE.get(kind, kind.rpartition(".")[2])


def who(actor: Mapping[str, Any]) -> str:
    """Who did it and through which door: an office by its name, a person only as one."""
    kind = actor.get("kind", "")
    said = (actor.get("name") or ACTORS.get(kind, kind), DOORS.get(actor.get("door", ""), ""))
    return " · ".join(dict.fromkeys(one for one in said if one))
