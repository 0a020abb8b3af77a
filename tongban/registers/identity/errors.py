"""Ways identity refuses."""

from tongban.kernel.errors import NotAllowed, Refusal


class NotYourMandate(NotAllowed):
    """Acting for somebody without a mandate that is valid today."""

    code = "not-your-mandate"
    sentence = "您目前没有代表这个申请人办事的授权，或者授权已经到期。"
    law = "行政许可法 第二十九条"
    next_step = "请由法定代表人或企业管理员为您添加授权，也可以切换为以本人身份办理。"


class NotEmpowered(NotAllowed):
    """An operator does what his organisation kept for others."""

    code = "not-empowered"
    law = "民法典 第一百七十条"
    next_step = "请由法定代表人或企业管理员办理，也可以请他们在“成员与授权”中为您补充。"


class NotRegistered(Refusal):
    """No such person, organisation, official, department or desk."""

    code = "not-registered"
    status = 404
    sentence = "没有找到这个登记信息。"
    next_step = "请核对姓名、名称或证件号码后再试；尚未登记的请先登记。"


class AlreadyRegistered(Refusal):
    """The number, code or name is taken."""

    code = "already-registered"
    sentence = "这个号码已经登记过了，不能重复登记。"
    next_step = "请直接使用已有的登记信息；如果不是您本人登记的，请到政务服务大厅窗口核实。"


class RealNameFirst(Refusal):
    """What is asked wants a real name, and the account has only a stated one."""

    code = "real-name-first"
    status = 403
    sentence = "这一步需要实名认证，您的账号还没有实名。"
    law = "国务院关于在线政务服务的若干规定 第九条"
    next_step = "请先完成实名认证，完成后回到这里继续；已填写的内容都在。"


class NameNotConfirmed(Refusal):
    """The register knows no such person under this name and number, or the papers are not the ones registered here."""

    code = "name-not-confirmed"
    status = 422
    sentence = "没有通过核验：姓名与证件号码不一致，或者证件状态不能用于认证。"
    law = "居民身份证法 第十三条"
    next_step = "请对照证件逐字核对；确认无误仍不能通过的，请持证件原件到政务服务大厅窗口当面核验。"


class AccountElsewhere(Refusal):
    """Told to who proved that he is this person, and to nobody else."""

    code = "account-elsewhere"
    sentence = "核验已经通过。您以前已经有一个账号，一个人只用一个账号。"
    next_step = "请用原来的账号登录；忘记账号或者密码的，请持本人证件到政务服务大厅窗口重置。"


class StillHeld(Refusal):
    """What was begun before one's name was known stays where it was begun."""

    code = "still-held"
    next_step = "请先提交或者删除没写完的申请，再认证一次；不想删除的，请持本人证件到政务服务大厅窗口办理。"


class NobodyAnswered(Refusal):
    """The authority that knows names did not answer; nothing was decided."""

    code = "nobody-answered"
    status = 503
    sentence = "公安机关的实名核验接口现在没有回答，还没有完成实名认证。"
    next_step = "这不是您填写的问题。填写的内容都在，请过几分钟再点一次；也可以持证件原件到政务服务大厅窗口当面核验。"


class WrongCredentials(Refusal):
    """The name or the password is wrong; never says which."""

    code = "wrong-credentials"
    status = 401
    sentence = "账号或密码不正确。"
    next_step = "请核对后重新输入；忘记密码可以持本人有效证件到政务服务大厅窗口重置。"


class FirstWordOver(Refusal):
    """A first word signs in once, within a day."""

    code = "first-word-over"
    status = 401
    sentence = "这个临时密码已经用过，或者已经超过 24 小时，不能再用来登录。"
    next_step = "请持本人有效证件到政务服务大厅窗口，重新领取一个。"


class OwnWordFirst(Refusal):
    """Who signed in with a first word chooses his own before anything else."""

    code = "own-word-first"
    status = 403
    sentence = "您用的是窗口给的临时密码，要先设置自己的密码。"
    next_step = "请先在登录页登录，按提示设置自己的密码，然后再办这一步。"


class PaperDoesNotMatch(Refusal):
    """The papers are not those the account's holder is registered with."""

    code = "paper-does-not-match"
    status = 422
    sentence = "证件与账号本人的登记不一致，没有重置密码。"
    next_step = "请对照证件原件核对证件类型和号码；证件换了号码的，请先办理身份信息更正。"


class NoAccount(Refusal):
    """He who stands there has no account that is open."""

    code = "no-account"
    status = 409
    sentence = "这位办事人没有可以登录的账号，没有密码可以重置。"
    next_step = "请在这里为对方开通账号；从统一认证登录一次，账号也会自动开通。"


class AccountThere(Refusal):
    """He has an account already."""

    code = "account-there"
    status = 409
    sentence = "这位办事人已经有可以登录的账号。"
    next_step = "忘记密码的，请核对证件后重置密码。"


class TooManyAttempts(Refusal):
    """This name was tried too often from this address; ``details["seconds"]`` says how long to wait."""

    code = "too-many-attempts"
    status = 429
    sentence = "登录尝试过于频繁，请稍后再试。"
    next_step = "请等待后再试。用通行密钥或者统一身份认证登录不受影响，在您常用的设备或者别的网络上登录也不受影响。"


class PowersApart(Refusal):
    """Powers that nobody holds alone (三员分立)."""

    code = "powers-apart"
    sentence = "系统管理员、安全管理员、审计管理员须由不同的人担任，也不能兼任其他岗位。"
    law = "GB/T 22239-2019 8.1.5（三员分立）"
    next_step = "请另选一位工作人员，或者先收回他现有的岗位。"


class PurposeNeeded(Refusal):
    """A system's call does not say what it is for."""

    code = "purpose-needed"
    status = 400
    sentence = "这个接口读取个人信息，调用时要写明用途。"
    law = "个人信息保护法 第六条"


class PurposeNotYours(Refusal):
    """A system names a purpose that it was not admitted for, or that does not exist."""

    code = "purpose-not-admitted"
    status = 403
    sentence = "这个令牌没有登记您写的用途。"
    law = "个人信息保护法 第六条"
