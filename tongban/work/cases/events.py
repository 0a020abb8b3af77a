"""What happens to a case. The subject is always "case/<id>"."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact
from tongban.work.cases.procedures import CaseHandedUp as CaseHandedUp
from tongban.work.cases.procedures import HearingAsked as HearingAsked
from tongban.work.cases.procedures import HearingCalled as HearingCalled
from tongban.work.cases.procedures import HearingGivenUp as HearingGivenUp
from tongban.work.cases.procedures import HearingHeld as HearingHeld
from tongban.work.cases.procedures import HearingRightTold as HearingRightTold
from tongban.work.cases.procedures import ProcedureRecorded as ProcedureRecorded
from tongban.work.cases.procedures import SiteVisitRecorded as SiteVisitRecorded
from tongban.work.cases.said import CaseSigned as CaseSigned
from tongban.work.cases.said import ElectronicServiceAgreed as ElectronicServiceAgreed
from tongban.work.cases.spared import MaterialReused as MaterialReused
from tongban.work.cases.spared import MaterialsCounted as MaterialsCounted
from tongban.work.cases.spared import RequestAnswered as RequestAnswered


@dataclass(frozen=True)
class CaseStarted(Fact):
    item: str
    edition: int


@dataclass(frozen=True)
class DraftSaved(Fact):
    page: str


@dataclass(frozen=True)
class AreaFollowed(Fact):
    """属地: the place a draft names lies in another district, whose authority decides from now on."""

    area: str


@dataclass(frozen=True)
class DraftDiscarded(Fact):
    pass


@dataclass(frozen=True)
class TamperingRefused(Fact):
    """Something was sent that no page could send; nothing was kept. Names with why: "locked:elder.name", "hidden:…"."""

    page: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class DraftBroughtUp(Fact):
    """更新到新版: the applicant took the draft over to a newer edition; ``aside`` names the answers laid aside."""

    before: int
    after: int
    aside: tuple[str, ...] = ()


@dataclass(frozen=True)
class PrefillRefreshed(Fact):
    """更新登记信息: registers said something else than when the form was filled, and the applicant took it over."""

    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class AnswerObjected(Fact):
    """A prefilled answer is objected to (数据异议): it may be changed until the objection is answered."""

    field: str
    objection: str


@dataclass(frozen=True)
class ObjectionSettled(Fact):
    """The objection to a prefilled answer was answered: corrected or refused."""

    field: str
    objection: str
    verdict: str


@dataclass(frozen=True)
class PrefillMeasured(Fact):
    """智能预填: of so many asked, so many stood as prefilled at submission; ``fillable`` may be, None: not counted."""

    item: str
    edition: int
    asked: int
    prefilled: int
    changed: int = 0
    fillable: int | None = None


@dataclass(frozen=True)
class DraftExpiring(Fact):
    """A draft nobody goes on with will be laid into the trash in so many days."""

    days: int


@dataclass(frozen=True)
class DraftTrashed(Fact):
    """草稿移入回收站: nobody went on with it for thirty days, or its applicant gave it up (``by``)."""

    by: str = ""


@dataclass(frozen=True)
class DraftRestored(Fact):
    """The applicant took a draft back out of the trash."""


@dataclass(frozen=True)
class MaterialGiven(Fact):
    code: str
    material: str
    version: int


@dataclass(frozen=True)
class MaterialAssured(Fact):
    """The applicant keeps a document although the machine doubts it; why stays with the case."""

    code: str
    material: str


@dataclass(frozen=True)
class CasePreReviewed(Fact):
    """智能预审: how many points there were when it was handed in, and how many the machine passed and failed."""

    points: int
    passed: int
    failed: int


@dataclass(frozen=True)
class PointOverruled(Fact):
    """An official found otherwise than the machine."""

    point: str
    machine: str
    outcome: str


@dataclass(frozen=True)
class MaterialTakenBack(Fact):
    code: str


@dataclass(frozen=True)
class MaterialPromised(Fact):
    """A promise stands for a document (告知承诺), or the document comes later (容缺后补): ``trust`` says which."""

    code: str
    trust: str


@dataclass(frozen=True)
class MaterialCameLater(Fact):
    """A document that was allowed to come later is there."""

    code: str
    material: str
    version: int


@dataclass(frozen=True)
class UndertakingServed(Fact):
    """告知承诺书: what was promised, by whom and when, as a paper."""

    notice: str = ""


@dataclass(frozen=True)
class CaseSubmitted(Fact):
    """收件."""

    number: str
    edition: int
    notice: str = ""


@dataclass(frozen=True)
class CaseIncomplete(Fact):
    """补正告知: the one complete list."""

    gaps: int
    notice: str = ""


@dataclass(frozen=True)
class CaseSupplied(Fact):
    """补正回件."""


@dataclass(frozen=True)
class CaseAccepted(Fact):
    """受理: the clock of the promise starts."""

    edition: int
    notice: str = ""


@dataclass(frozen=True)
class CaseDeemedAccepted(Fact):
    """视为受理: nobody answered within five working days, so the law did (第三十二条)."""

    edition: int
    notice: str = ""


@dataclass(frozen=True)
class CaseCorrected(Fact):
    """当场更正: fields corrected at the window with the applicant's consent; values stay with the case."""

    page: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseReturned(Fact):
    """退件: what was missing did not come in time."""

    notice: str = ""


@dataclass(frozen=True)
class CaseTurnedAway(Fact):
    """不予受理."""

    notice: str = ""


@dataclass(frozen=True)
class CasePaused(Fact):
    """特别程序: the clock stands."""

    reason: str
    law: str
    notice: str = ""
    special: str = "other"


@dataclass(frozen=True)
class CaseResumed(Fact):
    notice: str = ""


@dataclass(frozen=True)
class CaseExtended(Fact):
    """延长期限: by how much, once, by the head of the agency (第四十二条)."""

    by: str
    notice: str = ""


@dataclass(frozen=True)
class CaseTransferred(Fact):
    """移送: another authority of the city answers from now on, and its five days begin."""

    area: str
    notice: str = ""


@dataclass(frozen=True)
class CaseSentOn(Fact):
    """转报: an authority outside the city answers."""

    notice: str = ""


@dataclass(frozen=True)
class CaseTerminated(Fact):
    """终止办理: there is nothing left to decide."""

    notice: str = ""


@dataclass(frozen=True)
class NoticeRectified(Fact):
    """更正: a clerical error of a served notice."""

    rectified: str
    notice: str = ""


@dataclass(frozen=True)
class CaseReopened(Fact):
    """重新办理: supervision had the case opened again."""

    outcome: str
    notice: str = ""


@dataclass(frozen=True)
class CaseDecided(Fact):
    """决定: ``outcome`` granted or refused."""

    outcome: str
    notice: str = ""


@dataclass(frozen=True)
class CaseWithdrawn(Fact):
    notice: str = ""


@dataclass(frozen=True)
class CaseHandedOut(Fact):
    """窗口发放: collected at the counter."""


@dataclass(frozen=True)
class CaseClosed(Fact):
    """办结: whatever the outcome, nothing more is owed."""

    outcome: str
    notice: str = ""


@dataclass(frozen=True)
class NoticeSealed(Fact):
    """The PDF of a served notice exists."""

    notice: str
    paper: str


@dataclass(frozen=True)
class NoticeOpened(Fact):
    """文书首次查阅: the addressee opened a served notice for the first time, through which door the actor says."""

    notice: str


@dataclass(frozen=True)
class TurnUndone(Fact):
    """撤销: taken back before anybody was told; what came after ``since`` never stood, ``state`` stands again."""

    verb: str
    since: int
    state: str
    outcome: str = ""
    notice: str = ""


@dataclass(frozen=True)
class CaseLookedUp(Fact):
    """Somebody who knew its number and the applicant asked where it stands, without signing in."""


@dataclass(frozen=True)
class CaseAskedByPhone(Fact):
    """热线查询: a seat of the hotline told a caller where it stands (who, is the ledger's actor)."""


@dataclass(frozen=True)
class CaseLooked(Fact):
    """An official opened it (who, is the ledger's actor)."""


@dataclass(frozen=True)
class CaseUnmasked(Fact):
    """完整查看: for a while an official sees numbers, telephone and home of it unhidden; why in words, the row says."""

    unmasking: str
    ground: str


@dataclass(frozen=True)
class CaseDateMoved(Fact):
    """时限重新推算: the calendar or a nightly check gave the date that runs on an open case another day."""

    what: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class LedgerTaken(Fact):
    """Who represents or administers it took the ledger of its cases along as a file. Subject: organisation/<id>."""

    form: str
    rows: int


@dataclass(frozen=True)
class PaceMeasured(Fact):
    """It was measured how long items take. Subject: pace/items."""

    items: int


COUNTED = frozenset({PrefillMeasured.kind, MaterialsCounted.kind, CasePreReviewed.kind})  # for ourselves
