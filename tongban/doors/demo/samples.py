"""The papers of Lanting's invented people, as one may try them out: right ones, and ones that are wrong in one way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

from PIL import ImageFilter

from tongban.doors.demo import documents
from tongban.engines.codes import fiction, food_licence

NOODLES = "澜汀市晚来香面馆"
SHOP = fiction.credit_code(1, kind="2")
LINWAN = fiction.id_number(900, date(1993, 4, 18), "female")
HEXIAOMAN = fiction.id_number(901, date(1988, 5, 21), "female")
WAREHOUSE = "望舒区听雨巷8号"


def chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def said(today: date) -> dict[str, dict[str, str]]:
    """What each paper says, by the name of the sample; validity counts from today."""
    return dict(LASTING) | _leases(today) | _letters(today) | _food(today)


def _span(today: date) -> tuple[str, str, str]:
    """A month ago, in two years, and last month, as papers write days."""
    since, until, over = (today + timedelta(days=n) for n in (-30, 700, -40))
    return chinese(since), chinese(until), chinese(over)


def _leases(today: date) -> dict[str, dict[str, str]]:
    since, until, over = _span(today)
    lease = {
        "landlord": "白薇", "name": NOODLES, "address": f"澜汀市{WAREHOUSE}", "area": "46.5平方米", "use": "仓储",
        "until": f"自{since}起至{until}止", "rent": "每月人民币1800元", "since": since,
    }  # fmt: skip
    return {
        "lease": lease,
        "lease of somebody else": lease | {"name": "澜汀市汤圆甜品铺"},
        "lease that is over": lease | {"until": f"自2023年3月1日起至{over}止"},
        "lease of another place": lease | {"address": "澜汀市渡口区石桥路21号"},
    }


def _letters(today: date) -> dict[str, dict[str, str]]:
    since, until, _ = _span(today)
    letter = {
        "name": NOODLES, "code": SHOP, "legal": "林晚", "agent": "禾小满", "number": HEXIAOMAN,
        "use": "代为办理食品经营许可的申请、补正、领取许可证等事项", "until": f"自{since}起至{until}止",
    }  # fmt: skip
    wrong = HEXIAOMAN[:14] + "77" + HEXIAOMAN[16:]
    return {"attorney-letter": letter, "attorney-letter with a wrong number": letter | {"number": wrong}}


def _food(today: date) -> dict[str, dict[str, str]]:
    return {
        "food-licence": {
            "name": NOODLES, "code": SHOP, "legal": "林晚", "address": "澜汀市望舒区青屿路20号一层102室",
            "form": "餐饮服务经营者", "scope": "热食类食品制售", "number": food_licence.make(2, "999001", 1),
            "until": _span(today)[1], "issuer": "澜汀市市场监督管理局",
        }
    }  # fmt: skip


LASTING: Mapping[str, dict[str, str]] = {
    "business-licence": {
        "number": SHOP, "name": NOODLES, "capital": "壹拾万元整", "sort": "个体工商户", "since": "2026年10月12日",
        "legal": "林晚", "until": "长期", "address": "澜汀市望舒区青屿路20号一层102室",
        "scope": "许可项目：餐饮服务。（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
        "issuer": "澜汀市市场监督管理局",
    },
    "id-card": {
        "name": "林晚", "sex": "女", "people": "汉", "birth": "1993年4月18日", "number": LINWAN,
        "address": "澜汀市望舒区青屿路18号3幢402室",
    },
    "id-card-back": {"issuer": "澜汀市公安局望舒分局", "until": "2016.05.01-2036.05.01"},
    "marriage-certificate": {
        "name": "林晚", "since": "2020年5月20日", "serial": "J999001-2020-000123", "number": LINWAN,
    },
    "birth-certificate": {
        "name": "林小满", "sex": "女", "birth": "2026年3月1日", "weeks": "39", "mother": "林晚", "father": "张小禾",
        "issuer": "澜汀市第一人民医院", "serial": "Z990000001",
    },
    "driving-permit": {
        "plate": "澜A00001", "sort": "小型轿车", "name": "林晚", "address": "澜汀市望舒区青屿路18号",
        "brand": "样例牌", "frame": "LTESTSAMPLE000001", "since": "2022年1月5日", "issued": "2022年1月6日",
    },
}  # fmt: skip


def kind_of(name: str) -> str:
    """The kind of paper a sample is."""
    return max((kind for kind in documents.SHEETS if name.startswith(kind)), key=len)


def expected(sample: Mapping[str, str], kind: str) -> dict[str, str]:
    """The facts a right paper of this kind is compared with: what is known of 林晚's noodle shop."""
    known = {"name": sample.get("name", ""), "number": sample.get("number", ""), "legal": sample.get("legal", "")}
    known |= {"code": sample.get("code", ""), "address": sample.get("address", ""), "agent": sample.get("agent", "")}
    return {key: value for key, value in known.items() if value}


@dataclass(frozen=True)
class Shown:
    """A sample a visitor may upload: which paper, how it is photographed, for which material, what comes of it."""

    sample: str
    title: str
    comes: str
    material: str = "外设仓库使用证明"
    turn: int = 0
    blur: float = 0.0


SHOWN: Mapping[str, Shown] = {
    "lease": Shown("lease", "租赁合同", "全部一致，在有效期内"),
    "lease-on-its-side": Shown("lease", "租赁合同，横着拍", "自动转正，全部一致", turn=90),
    "lease-blurred": Shown("lease", "租赁合同，没有对上焦", "照片模糊，请重拍", blur=8),
    "lease-over": Shown("lease that is over", "过期的租赁合同", "已经过期"),
    "lease-of-another": Shown("lease of somebody else", "别家店的租赁合同", "承租方不一致，两个名称都写出来"),
    "lease-elsewhere": Shown("lease of another place", "另一处仓库的租赁合同", "地址不一致"),
    "business-licence": Shown("business-licence", "营业执照", "传错了材料：这像是营业执照，这里需要租赁合同"),
    "letter": Shown("attorney-letter", "授权委托书", "全部一致", "授权委托书"),
    "letter-wrong-number": Shown(
        "attorney-letter with a wrong number", "号码写错的授权委托书", "号码有误，校验位不符", "授权委托书"
    ),
}


def shown(name: str, today: date) -> bytes:
    """The picture of a sample, as a telephone would take it."""
    one = SHOWN[name]
    image = documents.draw(kind_of(one.sample), said(today)[one.sample])
    if one.turn:
        image = image.rotate(one.turn, expand=True)
    if one.blur:
        image = image.filter(ImageFilter.GaussianBlur(one.blur))
    out = BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()
