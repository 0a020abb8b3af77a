"""Ways revisions refuse."""

from __future__ import annotations

from tongban.kernel.errors import Refusal


class NoSuchRevision(Refusal):
    code = "no-such-revision"
    status = 404
    sentence = "没有找到这项事项变更，或者它不在您岗位的管理范围内。"
    next_step = "请从事项变更列表进入。"


class NotNow(Refusal):
    """The state does not allow the verb."""

    code = "revision-not-now"
    sentence = "这项变更现在不能这样办理。"
    next_step = "请刷新页面查看最新状态。"


class SavedMeanwhile(Refusal):
    """A colleague saved since this text was opened; ``details`` say who, when and which version."""

    code = "saved-meanwhile"
    sentence = "您打开之后，别人保存过这份内容。"
    next_step = "您输入的内容仍在页面上，没有丢失。请对照最新内容合并后再保存。"


class Unchanged(Refusal):
    """Nothing was typed since it was saved."""

    code = "revision-unchanged"
    sentence = "内容没有变化，不需要保存。"
    next_step = "可以继续修改，或者送审。"


class NotReady(Refusal):
    """It cannot be sent to review as it is."""

    code = "revision-not-ready"
    status = 422
    sentence = "还不能送审。"
    next_step = "请按提示修改后再送审，已填写的内容不会丢失。"


class Outdated(Refusal):
    """The item has a newer edition than the one this was drafted from."""

    code = "revision-outdated"
    sentence = "起草之后，这个事项又发布了新版本。"
    next_step = "请退回起草，与现行版本逐项对照，确认“以现行版本为基础”后再送审。"


class SecondPerson(Refusal):
    """Who wrote it may not approve it."""

    code = "second-person"
    status = 403
    sentence = "您参与了起草，不能审核自己起草的内容。"
    law = "事项变更应由起草人以外的人审核"
    next_step = "请由事项管理岗位的另一位工作人员审核。"


class ReasonNeeded(Refusal):
    """A turn without its reason."""

    code = "revision-reason"
    status = 422
    sentence = "请写明原因。"
    next_step = "请补充原因后再提交，已填写的内容不会丢失。"
