"""Found the city: divisions, departments, desks, officials, people, companies, seals, licences they hold, items."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from tongban.engines.codes import fiction
from tongban.registers.addresses import actions as addresses
from tongban.registers.catalogue import actions as catalogue
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as identities
from tongban.registers.identity.kinds import PHONE, REAL_NAME
from tongban.registers.knowledge import actions as knowledge
from tongban.registers.licences import actions as licences
from tongban.registers.places import actions as places
from tongban.registers.seals import actions as seals
from tongban.site.demo.town import ROOT, SYSTEM, place, read

ITEMS = (
    "market/food-business-licence", "market/food-licence-change", "market/food-licence-renewal",
    "market/food-licence-replacement", "market/food-licence-cancellation", "city/outdoor-advertising",
    "shopfront/signboard-notice", "fire/fire-pre-opening-inspection", "tobacco/tobacco-retail-licence",
    "welfare/old-age-allowance", "welfare/disabled-subsidies", "market/company-registration",
    "market/sole-trader-registration", "health/public-place-health-licence", "health/birth-registration",
    "security/identity-card", "security/residence-permit", "transport/road-freight-licence",
    "employment/flexible-employment-subsidy",
    "newborn/birth-certificate", "newborn/vaccination-record", "newborn/household-registration-birth",
    "newborn/medical-insurance-newborn", "newborn/social-security-card-newborn",
    "company-start/seal-engraving", "company-start/tax-registration", "company-start/social-insurance-registration",
    "company-start/housing-fund-registration", "company-start/bank-appointment",
)
PACKAGES = ("restaurant-opening", "newborn", "company-opening")
IN_FORCE = date(2026, 1, 1)
BANKS = ("澜汀银行", "望舒农商银行", "青屿银行")
SEXES: dict[str, Literal["male", "female"]] = {"男": "male", "女": "female"}


def divisions() -> None:
    places.load_packaged_divisions(SYSTEM)
    addresses.load_packaged_addresses(SYSTEM)
    for code, (name, area, kind, address, phone, hours) in read("outlets").items():
        places.open_outlet(SYSTEM, code, name, area, kind, address, phone=phone, hours=hours)


def departments() -> None:
    """Departments first, then those below them, then their desks."""
    listed = read("departments")
    for number, (code, row) in enumerate(sorted(listed.items(), key=lambda pair: "parent" in pair[1]), 1):
        identity.add_department(
            SYSTEM, code, row["name"], short=row["short"],
            credit_code=fiction.credit_code(number, registrar="1", kind="1"),
            parent=row.get("parent", ""), level="3", area="",
        )
    for code, row in listed.items():
        for desk, title in row["desks"].items():
            identity.add_desk(SYSTEM, desk, title, code, kind="window" if desk == "window" else "review")


def officials() -> None:
    for number, (name, department, *posts) in read("officials").items():
        official = identity.employ(SYSTEM, number, name, department)
        for desk, area, role in posts:
            identity.appoint(SYSTEM, official.pk, desk, area, role, since=date(2025, 1, 1))
        identity.open_account(SYSTEM, number, official=official.pk)


STATED = ("shenqiao",)
"""Who has said a name and proved none yet: the real-name page is hers to show."""


def people() -> dict[str, Any]:
    """Everybody with an identity number that belongs to nobody; returns people by key."""
    found = {}
    for key, (name, birth, sex, area, address) in read("people").items():
        number = place(key)
        person = identity.register_person(
            SYSTEM, name, fiction.id_number(number, birth, SEXES[sex]), phone=fiction.phone(number),
            birth=birth, area=area, address=address, level=PHONE if key in STATED else REAL_NAME,
        )
        identity.open_account(SYSTEM, key, person=person.pk)
        found[key] = person
    return found


def companies(persons: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for number, (key, row) in enumerate(read("companies").items(), 1):
        name, kind, legal, area, address, established, _ = row
        found[key] = identity.register_organisation(
            SYSTEM, name, kind, fiction.credit_code(number), legal=persons[legal].pk, legal_name=persons[legal].name,
            phone=fiction.phone(place(legal)), area=area, address=address, established=established,
        )
    return found


def seals_and_licence_types() -> None:
    listed = read("departments")
    codes = {code: identities.department(code).credit_code for code in listed}
    for code, row in listed.items():
        if row.get("seal"):
            seals.make_demo_seal(SYSTEM, code, row["name"], code)
            for official in identities.officials_of(code):
                if {post.role for post in identities.posts_of(official.pk)} & {"approver", "head"}:
                    seals.appoint_keeper(SYSTEM, code, str(official.pk))
    for code, row in read("licence-types").items():
        body = codes[row["department"]]
        licences.define_type(
            SYSTEM, code, row["title"], type_code=body + row["serial"], issuer=listed[row["department"]]["name"],
            issuer_code=body, labels=row["labels"], seal=row.get("seal", ""), numbering=row.get("numbering", "plain"),
        )


def held_licences(persons: dict[str, Any], firms: dict[str, Any]) -> None:
    """What the city holds already, so that nobody is asked for it."""
    more = read("holdings")
    for key, (name, birth, sex, area, address) in read("people").items():
        usual: dict[str, dict[str, Any]] = {
            "identity-card": {"sex": sex, "birth": str(birth), "address": address},
            "household-register": {"area": area, "area_name": f"澜汀市（{area}）"},
            "social-security-card": {
                "bank": BANKS[place(key) % len(BANKS)], "account": f"6200 0000 {place(key):04d}",
            },
        }
        for kind, fields in {**usual, **more.get(key, {})}.items():
            said = {"name": name, **fields}
            _hold(kind, f"person/{persons[key].pk}", name, said, until=said.pop("until", None))
    for key, (name, kind, legal, area, address, established, scope) in read("companies").items():
        word = {"company": "有限责任公司", "sole-trader": "个体工商户"}[kind]
        _hold("business-licence", f"organisation/{firms[key].pk}", name, {
            "name": name, "kind": word, "legal": persons[legal].name, "address": address, "scope": scope, "area": area,
            "established": str(established), "credit_code": firms[key].credit_code,
        }, number=firms[key].credit_code)


def _hold(
    kind: str, holder: str, name: str, fields: dict[str, Any], number: str = "", until: date | None = None
) -> None:
    licences.issue(
        SYSTEM, kind, holder=holder, holder_name=name, fields=fields, valid_from=IN_FORCE, valid_to=until,
        source="town/founding", number=number,
    )


def items() -> None:
    for path in ITEMS:
        catalogue.publish_folder(SYSTEM, ROOT / "items" / path, IN_FORCE, note="首次发布")
    for code in PACKAGES:
        catalogue.publish_package_folder(SYSTEM, ROOT / "items" / "packages" / code, IN_FORCE, note="首次发布")


def pages() -> None:
    """What the city says of itself, and its articles that help."""
    for path in sorted((ROOT / "town" / "pages").glob("*.md")):
        knowledge.publish(SYSTEM, path.stem, path.read_text(), note="首次发布")
