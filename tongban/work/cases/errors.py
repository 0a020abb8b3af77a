from tongban.kernel.errors import Invalid, NotAllowed, NotYours, Refusal

__all__ = [
    "AlreadyExtended", "BadSignature", "HearingOpen", "Incomplete", "NoGaps", "NoHearing", "NotAgreed",
    "NotClerical", "NotEligible", "NotFoundSo", "NotLate", "NotNow", "NotOffered", "NotPrefilled", "NotPromised",
    "NotSigned", "NotYourName", "NotYours", "NothingCorrected", "NothingToUndo", "OutOfForce", "OwnMatter",
    "PointUnknown", "PromiseNeeded", "ReasonNeeded", "RecordNeeded", "SignatureNeeded", "SourceMoved",
    "StillOwed", "StillRunning", "TooLateToUndo", "TooLong", "TooMuch", "TwoOfficers", "WrongArea",
    "WrongHearing",
]


class NotNow(Refusal):
    """The state does not allow the verb."""

    code = "not-now"
    law = "行政许可法 第四章"
    next_step = "办件可能刚刚被处理过，请刷新页面查看最新状态。"


class Incomplete(Invalid):
    """The application cannot be submitted yet; ``problems`` names page, field or material, and what to do."""

    code = "incomplete"
    sentence = "申请还没有填完，暂时不能提交。"
    next_step = "请按下面的提示逐项补充，已填写的内容都已保存。"


class OutOfForce(Refusal):
    """The draft's edition is no longer in force: what changed is looked at first."""

    code = "out-of-force"
    sentence = "这个事项已经更新，不能按旧版提交。"
    law = "事项办事指南以现行版本为准"
    next_step = "请查看有哪些变化，点“更新到新版”后再提交；您填写的内容不会丢失。"


class SourceMoved(Refusal):
    """Registers say something else by now than what was prefilled; ``fields`` says what."""

    code = "source-moved"
    sentence = "申请表里预填的登记信息，在您填写之后有了变化。"
    next_step = "请核对变化的内容，点“按最新信息更新”后再提交；认为登记有误的，可以提出数据异议。"


class NotEligible(Refusal):
    """A condition of the item is not met, and the applicant has not said that he wants to apply all the same."""

    code = "not-eligible"
    status = 422
    sentence = "按现在的信息，您不符合这个事项的办理条件，提交后很可能不予受理或不予许可。"
    law = "行政许可法 第三十二条"
    next_step = "请核对下面的条件；仍要申请的，勾选“我已知晓，仍要提交”后再提交，窗口会书面答复。"


class StillRunning(Refusal):
    """Somebody wishes to be forgotten while something of his is examined."""

    code = "still-running"
    law = "个人信息保护法 第十三条第一款第三项、第四十七条"
    next_step = "请等待办结，或者先撤回这些申请，再来注销。"


class NotPrefilled(Refusal):
    """An objection to an answer that came from nowhere but the applicant."""

    code = "not-prefilled"
    status = 422
    sentence = "这一项不是由登记信息预填的，您可以直接修改。"
    next_step = "请返回申请表修改。"


class TooLong(Invalid):
    """A text that does not fit on the notice; ``sentence`` says which and by how much."""

    code = "too-long"
    next_step = "请写得更简短，详细情况可以作为附件或写入审查意见。"


class NotOffered(Refusal):
    """The item is not offered to this applicant or not in force."""

    code = "not-offered"
    sentence = "这个事项目前不能在线申请。"
    next_step = "请查看办事指南中的办理方式，或拨打 12345 咨询。"


class NoGaps(Refusal):
    """Asking for more without a list."""

    code = "no-gaps"
    status = 422
    sentence = "补正告知书必须一次写明全部需要补正的内容。"
    law = "行政许可法 第三十二条第一款第四项"
    next_step = "请逐项勾选需要补正的材料或内容并写明要求后再发出。"


class ReasonNeeded(Refusal):
    """A decision against the applicant without reason or law."""

    code = "reason-needed"
    status = 422
    sentence = "不予受理或不予许可必须书面说明理由和依据。"
    law = "行政许可法 第三十二条、第三十八条"
    next_step = "请补充理由和法律依据后再提交。"


class PointUnknown(Refusal):
    """A point of the pre-review that this case does not have."""

    code = "point-unknown"
    status = 404
    sentence = "这个办件没有这项机器核对要点。"
    next_step = "请刷新页面，从核验结果中选择。"


class NotSigned(Refusal):
    """A decision without the signatures its item asks for."""

    code = "not-signed"
    sentence = "这个办件还没有完成审核和复核签署，不能作出决定。"
    law = "一审一核；行政许可法 第三十八条"
    next_step = "请在审批环节由不同的工作人员依次签署意见，最后一人签署时自动作出决定。"


class AcceptedHimself(Refusal):
    """Who took it in at the counter does not decide it."""

    code = "accepted-himself"
    sentence = "这个办件由您受理，不能再由您作出决定。"
    law = "受理与审批分离（前台综合受理、后台分类审批）"
    next_step = "请由本岗位的另一位审批人员签署。"


class SignatureNeeded(Refusal):
    """The item asks for the applicant's own signature, and there is none under the application as it stands."""

    code = "signature-needed"
    status = 422
    sentence = "这个事项须由本人签名，还没有签名。"
    law = "电子签名法 第十四条"
    next_step = "请在签名框里手写姓名；不便手写的，输入您的姓名，再点击“提交申请”。"


class BadSignature(Refusal):
    """What the pad sent is no handwriting."""

    code = "bad-signature"
    status = 422
    sentence = "签名没有写完整，请重新写一次。"
    next_step = "请点“重写”，在框里写出姓名；不便手写的，输入您的姓名。"


class NotYourName(Refusal):
    """Another name than the signer's own was typed as a signature."""

    code = "not-your-name"
    status = 422
    next_step = "请输入您本人的姓名，或者在签名框里手写。"


class PromiseNeeded(Refusal):
    """The truthfulness statement was not confirmed."""

    code = "promise-needed"
    status = 422
    sentence = "请先阅读并勾选“申请材料真实性承诺”。"
    law = "行政许可法 第三十一条"
    next_step = "勾选承诺后再次点击“提交申请”。"


class NotAgreed(Refusal):
    """Correcting without the applicant."""

    code = "not-agreed"
    status = 422
    sentence = "当场更正须经申请人同意。"
    law = "行政许可法 第三十二条第一款第三项"
    next_step = "请当面或电话征得申请人同意，勾选“申请人已同意”后再更正；不能当场更正的，请一次告知补正。"


class NothingCorrected(Refusal):
    """A correction that changes nothing."""

    code = "nothing-corrected"
    status = 422
    sentence = "更正前后的内容相同，没有需要保存的更正。"
    law = "行政许可法 第三十二条第一款第三项"
    next_step = "请修改有误的内容后再保存；没有错误的，可以直接受理。"


class NotFoundSo(Refusal):
    """A number and an ending that do not belong together, or no such number: nobody learns which."""

    code = "not-found-so"
    status = 404
    sentence = "没有查到这个办件，办件编号或者证件号码后四位不对。"
    law = ""
    next_step = "请对照收件凭证核对办件编号和申请人证件号码（或统一社会信用代码、手机号）的后四位；也可以拨打 12345。"


class HearingOpen(Refusal):
    """Deciding, or telling again, while a hearing is still to be asked for or held."""

    code = "hearing-open"
    sentence = "已告知听证权利，申请听证的期限还没有过，暂时不能作出决定。"
    law = "行政许可法 第四十七条、第四十八条"
    next_step = "请等待申请人提出听证申请或者期限届满；已申请听证的，根据听证笔录作出决定。"


class NoHearing(Refusal):
    """Asking, calling or holding a hearing that is not there."""

    code = "no-hearing"
    sentence = "现在不能办理这一步听证：没有待申请、待通知或者待举行的听证。"
    law = "行政许可法 第四十七条"
    next_step = "申请听证须在收到听证告知书之日起五个工作日内提出；请刷新页面查看听证的进展。"


class WrongHearing(Refusal):
    """A hearing called for a day, or with a chair, that the law does not allow."""

    code = "wrong-hearing"
    status = 422
    sentence = "听证的时间、地点或者主持人不符合规定。"
    law = "行政许可法 第四十八条"
    next_step = "请在举行听证的七个工作日以前通知，由没有参加本办件审查的人员主持。"


class NotLate(Refusal):
    """The law's own answer before its day."""

    code = "not-late"
    sentence = "五个工作日的答复期限还没有过。"
    law = "行政许可法 第三十二条第一款第四项"
    next_step = "请等待窗口在期限内答复。"


class AlreadyExtended(Refusal):
    """A second extension."""

    code = "already-extended"
    sentence = "这个办件已经延长过一次，不能再次延长。"
    law = "行政许可法 第四十二条"
    next_step = "请在延长后的期限内作出决定。"


class TooMuch(Refusal):
    """An extension beyond what the law allows, or too late."""

    code = "too-much"
    status = 422
    sentence = "延长的时间超过了法律允许的上限。"
    law = "行政许可法 第四十二条"
    next_step = "请改为不超过上限的工作日数。"


class WrongArea(Refusal):
    """Transferring to where it is already, or to a place this city does not serve."""

    code = "wrong-area"
    status = 422
    sentence = "请选择本市的另一个区（县）作为移送的去向。"
    law = "行政许可法 第三十二条第一款第二项"
    next_step = "应当由本市以外的机关办理的，请使用“转报上级机关”。"


class TwoOfficers(Refusal):
    """A visit on site by one officer."""

    code = "two-officers"
    status = 422
    sentence = "现场勘验须由两名以上工作人员进行。"
    law = "行政许可法 第三十四条第三款"
    next_step = "请填写至少两位勘验人员的姓名。"


class NotClerical(Refusal):
    """A correction that is no clerical error of the notice."""

    code = "not-clerical"
    status = 422
    sentence = "文书中没有要更正的这段文字，或者更正前后相同。"
    law = "行政许可法 第六十九条"
    next_step = "只能更正文书中的笔误，请照抄原文中有误的文字；改变决定内容的，应当依法撤销后重新作出。"


class OpenedBefore(Refusal):
    """The addressee has opened this notice before; only the first time counts."""

    code = "opened-before"
    sentence = "这份文书已经查阅过，首次查阅时间不变。"
    next_step = "不需要做任何事。"


class NothingMoved(Refusal):
    """The date that is kept is what the clock says."""

    code = "nothing-moved"
    sentence = "这个办件的日期与时限推算一致，不需要调整。"
    next_step = "不需要做任何事。"


class NotPromised(Refusal):
    """A promise where the item takes none."""

    code = "not-promised"
    status = 422
    sentence = "这份材料不适用告知承诺或者容缺后补。"
    law = "本事项办事指南关于材料的规定"
    next_step = "请上传这份材料。"


class StillOwed(Refusal):
    """A grant while a document that was to come later is owed."""

    code = "still-owed"
    sentence = "申请人承诺后补的材料还没有交来，不能准予。"
    law = "本事项办事指南关于容缺受理的规定"
    next_step = "请等待申请人补交；逾期没有交来的，可以不予许可或者终止办理。"


class NothingToUndo(Refusal):
    code = "nothing-to-undo"
    sentence = "此件没有您可以撤销的办理。"
    next_step = "只有办理人本人可以在送达前撤销；已经送达的，请依法更正或者重新办理。"


class TooLateToUndo(Refusal):
    code = "too-late-to-undo"
    sentence = "撤销时间已过，文书已经送达。"
    law = "送达的文书对申请人已经生效"
    next_step = "文字有误的，请使用“更正文书”；决定不当的，由效能监督责令重新办理或者依法撤销。"


class RecordNeeded(Refusal):
    code = "record-needed"
    status = 422
    sentence = "请写明时间、地点、人员和情况。"
    law = "行政许可法 第三十四条第三款、第四十五条"
    next_step = "补充后再提交，已填写的内容都还在。"


class AskedAlready(Refusal):
    code = "asked-already"
    status = 422
    sentence = "初审机关已经报送的材料，不能要求申请人重复提供。"
    law = "行政许可法 第四十三条"
    next_step = "请使用随案报送的材料；确需核实的，请向初审机关核实。"


class NotSpared(Refusal):
    """A way that the item does not name, or that is not open now."""

    code = "not-spared"
    status = 422
    sentence = "这份材料现在不能用这种方式免交。"
    law = "本事项办事指南关于材料的规定"
    next_step = "请刷新材料页面，从列出的方式中选择，或者上传这份材料。"


class NotFetched(Refusal):
    """A source that this form does not name, or that nobody is asked about."""

    code = "not-fetched"
    status = 422
    sentence = "这份申请现在不能从这个来源自动填写。"
    law = "本事项预填数据来源的规定"
    next_step = "请刷新页面，从列出的来源中选择，或者自己填写。"


class NotAskedOf(Refusal):
    """An answer to a request that was not made, or not to this desk."""

    code = "not-asked-of"
    status = 404
    sentence = "没有找到向您岗位提出的这项协助请求，或者已经答复。"
    law = "行政程序中的协助义务由本市行政协助办法（演示）规定"
    next_step = "请从工作台的待办列表打开。"


class AnswerNeeded(Refusal):
    """A request answered with nothing."""

    code = "answer-needed"
    status = 422
    sentence = "请写明核实的结果。"
    next_step = "写明结果，可以附上文件，再提交答复。"


class OwnMatter(NotAllowed):
    """An official who is a party to the case himself."""

    code = "own-matter"
    sentence = "您是这件申请的当事人，依法应当回避，不能经办。"
    law = "公务员法 第七十六条"
    next_step = "请由本岗位其他人员办理；要了解自己的申请，请用个人账号登录。"
