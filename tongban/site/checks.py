"""What `tongban doctor` looks at. Each check says what it saw and, when something is wrong, how to mend it."""

from __future__ import annotations

import os
import shutil
import stat
import time as _time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import ProgrammingError, connection

from tongban.engines import documents
from tongban.kernel import checks, holding, time
from tongban.kernel.checks import Finding
from tongban.registers.calendar import queries as holidays
from tongban.registers.ledger import queries as ledger
from tongban.registers.vetting import queries as vetting
from tongban.site import lines_out, pulse

FONTS = Path(__file__).parent.parent / "engines" / "documents" / "fonts"

# The first character of each extension says whether it is drawn at all: fonts draw blocks, or none of them.
RARE = {
    "扩展 A 区": "㐂", "扩展 B 区": "𠀀", "扩展 C 区": "𪜀", "扩展 D 区": "𫝀", "扩展 E 区": "𫠠", "扩展 F 区": "𬺰",
    "扩展 G 区": "𰀀", "扩展 H 区": "\U00031350", "扩展 I 区": "\U0002ebf0",
}  # fmt: skip


def look(name: str) -> Callable[[Callable[[], tuple[str, str, str]]], Callable[[], Finding]]:
    """Register a check that answers (level, sentence, how to mend)."""

    def keep(question: Callable[[], tuple[str, str, str]]) -> Callable[[], Finding]:
        def check() -> Finding:
            try:
                return Finding(name, *question())
            except ProgrammingError:
                return Finding(name, "bad", "数据表还没有建立，无法检查", "运行 tongban migrate。")

        return checks.checks.add(name)(check)

    return keep


def _ask(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return str(cursor.fetchone()[0])


@look("数据库版本")
def _version() -> tuple[str, str, str]:
    number = int(_ask("show server_version_num")) // 10000
    if number >= 15:
        return "ok", f"PostgreSQL {number}", ""
    return "bad", f"PostgreSQL {number} 过旧", "请升级到 15 或更高版本；或者不设 DATABASE_URL，使用内置的数据库。"


@look("数据页校验")
def _checksums() -> tuple[str, str, str]:
    if _ask("show data_checksums") == "on":
        return "ok", "已开启，磁盘上的损坏能被发现", ""
    return "warn", "未开启，磁盘损坏可能长期不被发现", "停库后运行 pg_checksums --enable -D <数据目录>。"


@look("提交落盘")
def _durable() -> tuple[str, str, str]:
    off = [name for name in ("fsync", "synchronous_commit", "full_page_writes") if _ask(f"show {name}") == "off"]
    if not off:
        return "ok", "已受理的办件断电不丢", ""
    return "bad", f"{'、'.join(off)} 被关闭，断电会丢失已受理的办件", "在 postgresql.conf 中恢复为 on 并重新加载。"


@look("字符排序")
def _letters() -> tuple[str, str, str]:
    if _ask("select '中文' ~ '^\\w+$'") == "True":
        return "ok", "数据库认得汉字", ""
    return "bad", "数据库按 C 区域建立，中文搜索会查不到结果", "用 UTF-8 区域（如 C.UTF-8）重建数据库后恢复数据。"


@look("数据结构")
def _migrations() -> tuple[str, str, str]:
    owed = pulse.owed_migrations()
    if not owed:
        return "ok", "与程序版本一致", ""
    return "bad", f"有 {len(owed)} 项升级未执行，第一项是 {owed[0]}", "运行 tongban migrate。"


@look("磁盘空间")
def _disk() -> tuple[str, str, str]:
    settings.TONGBAN.home.mkdir(parents=True, exist_ok=True)
    total, _, free = shutil.disk_usage(settings.TONGBAN.home)
    sentence = f"剩余 {free / 2**30:.1f} GB（{free / total:.0%}）"
    if free > 2 * 2**30 and free / total > 0.05:
        return "ok", sentence, ""
    level = "bad" if free < 2**29 else "warn"
    return level, sentence, f"清理或扩容 {settings.TONGBAN.home} 所在的磁盘。"


@look("文书字体")
def _fonts() -> tuple[str, str, str]:
    missing = [f.name for f in _fonts_expected() if not f.exists()]
    if not missing:
        return "ok", "随程序提供，不依赖系统字体", ""
    return "bad", f"缺少 {'、'.join(missing)}，文书无法排版", "重新安装程序：make setup。"


def _fonts_expected() -> list[Path]:
    names = ("NotoSansSC-Regular", "NotoSerifSC-Regular", "NotoSerifSC-Bold")
    return [FONTS / f"{name}.ttf" for name in names]


@look("生僻字字库")
def _rare() -> tuple[str, str, str]:
    faces, broken = documents.faces(), documents.unusable()
    lacking = [where for where, sample in RARE.items() if documents.uncovered(sample)]
    if broken:
        return "warn", f"{'、'.join(broken)} 不能使用", "TONGBAN_FONTS 的文件夹中只放完好的 TrueType 字库（.ttf）。"
    if not faces:
        level = "ok" if settings.TONGBAN.demo else "warn"
        sentence = "没有补充字库，文书只能印常用字和部分生僻字；姓名中的其他生僻字印成“〓”并注明编码"
        return level, sentence, "运行 apt-get install fonts-hanazono 后重新启动（见 docs/names.md）。"
    sentence = f"{len(faces)} 个：{'、'.join(face.family for face in faces)}"
    if not lacking:
        return "ok", f"{sentence}，各扩展区都能印", ""
    return "ok", f"{sentence}；{'、'.join(lacking)}印成“〓”并注明编码，补齐办法见 docs/names.md", ""


@look("密钥文件")
def _keys() -> tuple[str, str, str]:
    folder = Path(settings.TONGBAN.home) / "keys"
    if not folder.exists():
        return "ok", "尚未生成，首次使用时自动生成", ""
    paths = [folder, *folder.iterdir()]
    open_to_others = [p.name for p in paths if p.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    if not open_to_others:
        return "ok", f"{len(paths) - 1} 个，仅程序账户可读；请与数据库分开备份", ""
    return "bad", f"{'、'.join(open_to_others)} 能被其他账户读取", f"运行 chmod -R go= {folder}"


@look("时钟")
def _clock() -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute("select extract(epoch from clock_timestamp())")
        there = float(cursor.fetchone()[0])
    apart = abs(there - _time.time())
    if apart >= 1:
        return "bad", f"本机与数据库相差 {apart:.1f} 秒", "两台机器都启用 chrony 或 ntpd 对时。"
    shifted = abs((time.now() - datetime.fromtimestamp(_time.time(), UTC)).total_seconds())
    if shifted >= 1:
        return "ok", f"演示时钟已拨动 {shifted / 3600:.1f} 小时", ""
    return "ok", "本机与数据库一致", ""


@look("文件安全检查")
def _scanner() -> tuple[str, str, str]:
    well, said = vetting.standing()
    mend = "启动 clamd，核对 TONGBAN_SCANNER（见 docs/scanning.md）；恢复后等待的文件会自动补查。"
    if not well:
        return "bad", f"扫描程序没有应答（{said}），上传的文件{'在等待检查' if _waits() else '暂不接收'}", mend
    if holding.longest_wait() > 3600:
        return "warn", "有文件等待检查超过一小时", "确认 tongban worker 正在运行，查看后台进程的日志。"
    if said or settings.TONGBAN.demo:
        return "ok", said or "演示未接入（TONGBAN_SCANNER=demo 可接入模拟程序）", ""
    return "warn", "未接入病毒扫描程序，上传的材料只核对格式", "设置 TONGBAN_SCANNER（见 docs/scanning.md）。"


def _waits() -> bool:
    return settings.TONGBAN.scanner_down == "wait"


@look("对外连接")
def _lines() -> tuple[str, str, str]:
    plain = lines_out.unencrypted()
    if not plain:
        return "ok", "都经过加密，或者只在本机", ""
    named = [one for one in plain if one.host in settings.TONGBAN.plain]
    if len(named) < len(plain):
        wrong = "、".join(sorted({one.said for one in plain if one not in named}))
        mend = "请改为 https 地址；确实只能明文时，把主机名写进 TONGBAN_PLAIN。"
        return "bad", f"{wrong} 是明文地址，平台不会连接", mend
    said = "、".join(sorted({one.said for one in plain}))
    return "warn", f"按 TONGBAN_PLAIN 明文连接：{said}", "对方支持 https 后请改地址，并从 TONGBAN_PLAIN 中删去。"


@look("工作日历")
def _calendar() -> tuple[str, str, str]:
    calendar, today = holidays.calendar(), time.today()
    if not calendar.published(today.year):
        return (
            "warn",
            f"没有 {today.year} 年的放假安排，办理时限只能估算",
            "导入国务院办公厅当年的放假通知（见 docs/operate.md）。",
        )
    if today.month == 12 and not calendar.published(today.year + 1):
        return "warn", f"没有 {today.year + 1} 年的放假安排，跨年时限只能估算", "通知发布后尽快导入。"
    return "ok", f"{today.year} 年放假安排已收录", ""


@look("后续事务")
def _errands() -> tuple[str, str, str]:
    seen = pulse.take()
    if seen.errands_dead:
        return "bad", f"有 {seen.errands_dead} 项后续事务多次失败后停下", "在系统状态页查看原因，修复后重新执行。"
    if seen.errands_open > 1000:
        mend = "确认 tongban worker 正在运行，或增加 --concurrency。"
        return "warn", f"有 {seen.errands_open} 项后续事务等待执行", mend
    return "ok", f"等待 {seen.errands_open} 项，失败 0 项", ""


@look("留痕排序")
def _order() -> tuple[str, str, str]:
    late = pulse.facts_out_of_order()
    if not late:
        return "ok", "所有留痕都已进入总链", ""
    mend = "确认 tongban worker 正在运行；查找长时间未结束的数据库事务。"
    return "warn", f"有 {late} 条留痕超过三分钟未进入总链", mend


@look("存证见证")
def _evidence() -> tuple[str, str, str]:
    standing = ledger.evidence()
    if standing.level == "ok":
        return "ok", standing.sentence, ""
    mend = "运行 tongban ledger verify 查看每一处；保全数据库与日志目录，按 docs/evidence.md 处置。"
    if not standing.breaches:
        mend = "确认 tongban sealer 与 tongban witness 正在运行，TONGBAN_WITNESSES 中的地址能够访问。"
    return "warn" if standing.level == "warn" else "bad", standing.sentence, mend


@look("后台进程")
def _worker() -> tuple[str, str, str]:
    workers = pulse.take().workers
    if workers:
        return "ok", f"{workers} 个正在工作", ""
    return "warn", "没有后台进程在工作，通知和后续步骤会停在原处", "运行 tongban serve，或单独运行 tongban worker。"


@look("开发工具")
def _developer() -> tuple[str, str, str]:
    missing = [tool for tool in ("chromium", "pdftotext") if not shutil.which(tool)]
    if not missing or os.environ.get("TONGBAN_DEMO") == "0":
        return "ok", "齐全" if not missing else "仅测试需要，正式运行不需要", ""
    return "ok", f"未安装 {'、'.join(missing)}：仅运行测试时需要", "apt-get install chromium poppler-utils"
