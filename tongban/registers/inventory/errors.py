"""Ways the inventory refuses."""

from __future__ import annotations

from tongban.kernel.errors import Refusal


class NoSuchEntry(Refusal):
    """No entry, run or row has this number."""

    code = "no-such-entry"
    status = 404
    sentence = "没有找到清单中的这一条。"
    next_step = "请从清单列表重新进入。"


class EntryExists(Refusal):
    """The table has an entry with this key."""

    code = "entry-exists"
    sentence = "清单中已经有这个编码的条目。"
    next_step = "请打开已有的条目修改，不要重复新增。"


class SameContent(Refusal):
    """The entry says exactly this already."""

    code = "same-content"
    sentence = "内容与现在的版本完全相同，没有任何变化，不需要再保存。"
    next_step = "如需修改，请先改动内容再保存。"


class EntryEndedAlready(Refusal):
    """The entry is cancelled."""

    code = "entry-ended"
    sentence = "这个条目已经取消。"
    next_step = "如需恢复，请修改条目，把事项状态改回“在用”。"


class RunOpen(Refusal):
    """The same file is being imported."""

    code = "run-open"
    sentence = "同一个文件正在导入，或者上一次导入还没有完成。"
    next_step = "请打开那一次导入查看进度；它会从中断的地方继续，不需要重新上传。"


class RunOver(Refusal):
    """The run has ended."""

    code = "run-over"
    sentence = "这次导入已经结束。"
    next_step = "请刷新页面查看结果。"


class UnreadableFile(Refusal):
    """A file that is not a table."""

    code = "unreadable-file"
    status = 422
    sentence = "文件读不懂。"
    next_step = "请按提示修改文件后重新上传，没有导入任何内容。"


class RowSettled(Refusal):
    """The row was mended or dismissed by somebody else."""

    code = "row-settled"
    sentence = "这一行已经处理过了。"
    next_step = "请刷新页面查看处理结果。"
