"""How people of Lanting fill in each form: raw values by control, as a browser would send them."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from tongban.engines.codes import fiction

Raw = dict[str, Any]

ROADS = {
    "999001": "月白街", "999002": "潮声路", "999003": "苹野路", "999004": "汀兰路", "999005": "松风街",
}


def food(dice: Random, area: str, name: str) -> Raw:
    """食品经营许可: small shops mostly, a large restaurant now and then."""
    hot = dice.random() < 0.7
    size = dice.choice([12, 26, 38.5, 60, 86.5, 120, 180, 240, 320])
    kinds = ["hot-food"] if hot else dice.choice([["drinks"], ["pastry", "drinks"], ["cold-food"]])
    return {
        "business.form": "catering", "business.kinds": kinds,
        "business.fumes": "yes" if hot and dice.random() < 0.5 else "no",
        "premises.address.division": area, "premises.address.detail": f"{ROADS[area]} {dice.randint(1, 199)} 号",
        "premises.area": str(size), "premises.warehouse": "no", "steward.name": name,
        "steward.phone": fiction.phone(dice.randint(1, 900)), "agent.used": "no",
    }


def advertising(dice: Random, area: str, name: str) -> Raw:
    """户外广告: signs on walls and stands, some beside a road."""
    kind = dice.choice(["wall", "wall", "signboard", "signboard", "screen"])
    return {
        "facility.kind": kind, "facility.width": dice.choice(["3", "4.5", "6", "8"]),
        "facility.height": dice.choice(["1.2", "2", "2.5"]),
        "facility.top": dice.choice(["3.5", "4", "6", "8"]), "facility.lit": "yes",
        "facility.years": str(dice.randint(1, 3)),
        "site.address.division": area, "site.address.detail": f"{ROADS[area]} {dice.randint(1, 199)} 号外墙",
        "site.on_road": dice.choice(["yes", "no", "no"]), "site.owner": dice.choice(["own", "rented", "rented"]),
        "effects.neighbours": "no", "agent.used": "no",
    }


def allowance(dice: Random, area: str, name: str) -> Raw:
    """老年综合津贴: nearly everything is known already."""
    return {"elder.first": "yes", "account.way": "card", "agent.used": "no"}


def public_place(dice: Random, area: str, name: str) -> Raw:
    """公共场所卫生许可: a guest house or two floors of a hotel."""
    return {
        "place.kind": "hotel", "place.address.division": area,
        "place.address.detail": f"{ROADS[area]} {dice.randint(1, 199)} 号", "place.area": dice.choice(["320", "860"]),
        "place.air": dice.choice(["yes", "no"]), "staff.count": str(dice.randint(3, 20)), "staff.certified": "yes",
        "staff.manager": name, "staff.phone": fiction.phone(dice.randint(1, 900)), "agent.used": "no",
    }


def _mark(dice: Random) -> str:
    """The part of a firm's name that is its own (字号)."""
    return dice.choice("星云松竹禾溪木石") + dice.choice("河舟间里谷野光岸")


def company(dice: Random, area: str, name: str) -> Raw:
    """公司设立: one person, a small company."""
    return {
        "company.type": "limited", "company.name": f"澜汀{_mark(dice)}信息技术有限公司",
        "company.scope": ["software", "it-service"], "company.term": "long", "place.address.division": area,
        "place.address.detail": f"{ROADS[area]} {dice.randint(1, 199)} 号", "place.right": "rented",
        "capital.amount": dice.choice(["10", "50", "100"]), "capital.years": "5", "holders.count": "1",
        "legal.self": "yes", "legal.role": "director",
    }


def trader(dice: Random, area: str, name: str) -> Raw:
    """个体工商户: a shop of one's own."""
    scope, trade = dice.choice([("flowers", "花店"), ("fruit", "鲜果店"), ("hair", "理发店"), ("clothes", "服装店")])
    return {
        "trader.form": "one", "shop.name": f"澜汀市{_mark(dice)}{trade}", "shop.scope": [scope],
        "place.address.division": area, "place.address.detail": f"{ROADS[area]} {dice.randint(1, 199)} 号",
        "place.right": dice.choice(["rented", "own"]),
    }


def residence(dice: Random, area: str, name: str) -> Raw:
    """居住证: somebody who has worked here for years."""
    return {
        "home.since": f"202{dice.randint(3, 5)}-0{dice.randint(1, 9)}-15", "home.kind": "rented", "basis.kind": "work",
        "basis.employer": "澜汀云桥商业管理有限公司", "agent.used": "no",
    }


def freight(dice: Random, area: str, name: str) -> Raw:
    """道路货运: lorries that are still to be bought, mostly."""
    return {
        "fleet.kinds": ["general"], "fleet.count": str(dice.randint(1, 6)), "fleet.mass": dice.choice(["12", "18"]),
        "fleet.bought": "no", "driver.who.name": "宋渊", "driver.who.id_type": "111",
        "driver.who.id_number": fiction.id_number(9, date(1983, 3, 8), "male"), "driver.class": "b2",
        "driver.qualified": "yes", "safety.name": name, "safety.phone": fiction.phone(20), "agent.used": "no",
    }


def flexible(dice: Random, area: str, name: str) -> Raw:
    """灵活就业补贴: a quarter's contributions."""
    return {
        "group.kind": "hardship", "group.reason": "age", "group.sex": "女", "work.what": "家政服务",
        "work.since": "2025-03-01", "work.registered": "yes", "insured.kinds": ["pension", "medical"],
        "insured.months": "3", "insured.paid": dice.choice(["2704.50", "2850", "3120.60"]),
        "insured.before": str(dice.choice([0, 3, 6, 12])), "insured.left": "5", "insured.other": "no",
        "account.way": "card",
    }


def disabled(dice: Random, area: str, name: str) -> Raw:
    """残疾人两项补贴: the living allowance."""
    return {"subsidy.kinds": ["living"], "subsidy.other": "none", "account.way": "card", "agent.used": "no"}


def card(dice: Random, area: str, name: str) -> Raw:
    """身份证: lost, or run out."""
    case = dice.choice(["lost", "renew"])
    lost = {"card.lost": "2026-08-01"} if case == "lost" else {}
    return {"card.case": case, "card.owner": "self", **lost, "contact.way": "counter", "contact.finger": "yes"}


def birth(dice: Random, area: str, name: str) -> Raw:
    """生育登记: a child of this summer."""
    return {
        "parent.role": "mother", "spouse.married": "no", "child.state": "born",
        "child.born": f"2026-0{dice.randint(5, 8)}-{dice.randint(10, 28)}", "child.order": dice.choice(["1", "1", "2"]),
    }


ANSWERS = {
    "food-business-licence": food, "outdoor-advertising": advertising, "old-age-allowance": allowance,
    "public-place-health-licence": public_place, "company-registration": company, "sole-trader-registration": trader,
    "residence-permit": residence, "road-freight-licence": freight, "flexible-employment-subsidy": flexible,
    "disabled-subsidies": disabled, "identity-card": card, "birth-registration": birth,
}
FIRMS = {"public-place-health-licence": "kezhan", "road-freight-licence": "xunda"}
PEOPLE = {
    "company-registration": ("hanxiao", "zhangxiaohe", "yebai", "linzhixia", "songyuan", "duanmuyan"),
    "sole-trader-registration": ("hexiaoman", "moyun", "tangyuan", "chenyiwei", "liyanyan", "baiwei"),
    "residence-permit": ("axixi", "liyanyan", "hanxiao"), "flexible-employment-subsidy": ("moyun", "baiwei"),
    "disabled-subsidies": ("baiwei", "duanmuyan"), "identity-card": ("tangyuan", "songyuan", "yangyan", "linzhixia"),
    "birth-registration": ("linzhixia", "jiangbailu", "ouyangnian"),
}
"""Who asks for it, by key of the town: a firm, or one of these people."""
