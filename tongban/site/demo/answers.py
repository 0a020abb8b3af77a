"""How people of Lanting fill in each form: raw values by control, as a browser would send them."""

from __future__ import annotations

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


ANSWERS = {"food-business-licence": food, "outdoor-advertising": advertising, "old-age-allowance": allowance}
