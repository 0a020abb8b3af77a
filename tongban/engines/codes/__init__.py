"""Codes (编码): the check digits and structures of the numbers that China's public services run on.

One module per number: `id_number` GB 11643, `credit_code` GB 32100, `licence_identifier` GB/T 36904, `item_code`
(12, 31 or 33 digits), `food_licence` (JY…), `document` (permits, passports), `phone`,
`project_code` GB/T 40058; `names` how names are kept; `fiction` makes numbers that pass
the checks and belong to nobody. `check` returns the parts or raises `BadCode` with a sentence for a person; `masking`
says how much of each is shown.
A doubt that does not make a number wrong (an unknown region, a foreign check digit) is a warning, never a refusal.
"""

from tongban.engines.codes import (
    credit_code,
    document,
    fiction,
    food_licence,
    id_number,
    item_code,
    licence_identifier,
    masking,
    names,
    phone,
    project_code,
)
from tongban.engines.codes.credit_code import CreditCode
from tongban.engines.codes.food_licence import FoodLicence
from tongban.engines.codes.id_number import IdNumber
from tongban.engines.codes.item_code import ItemCode
from tongban.engines.codes.licence_identifier import LicenceIdentifier
from tongban.engines.codes.project_code import ProjectCode
from tongban.engines.codes.text import BadCode, tidy

__all__ = [
    "BadCode", "CreditCode", "FoodLicence", "IdNumber", "ItemCode", "LicenceIdentifier",
    "ProjectCode",
    "credit_code", "document", "fiction", "food_licence", "id_number", "item_code", "licence_identifier", "masking",
    "names", "phone", "project_code", "tidy",
]  # fmt: skip
