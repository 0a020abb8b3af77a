"""Numbers for the demonstration city: they satisfy every check, and no person or organisation can hold them.

Region codes beginning with 999 are assigned to no place (行政区划), mobile prefix 120 to no network.
"""

from datetime import date

from tongban.engines.codes import credit_code as credit
from tongban.engines.codes.id_number import Sex
from tongban.engines.codes.iso7064 import mod_11_2
from tongban.engines.codes.text import tidy

__all__ = ["REGION", "credit_code", "id_number", "is_fictional", "phone"]

REGION = "999001"

_PER_DAY_AND_SEX = 500
_REGIONS = 999


def id_number(n: int, birth: date, sex: Sex) -> str:
    """The n-th invented person of a sex born on a day; after five hundred the next unassigned region is used."""
    _require(n, _PER_DAY_AND_SEX * _REGIONS)
    region, turn = divmod(n, _PER_DAY_AND_SEX)
    sequence = 2 * turn + (sex == "male")
    digits = f"{int(REGION) + region}{birth:%Y%m%d}{sequence:03d}"
    return digits + mod_11_2(digits)


def credit_code(n: int, registrar: str = "9", kind: str = "1") -> str:
    """The n-th invented organisation, by default a company; registrar "1" makes a public body (机关)."""
    _require(n, 10**8)
    body = f"{n:08d}"
    return credit.make(f"{registrar}{kind}{REGION}{body}{credit.organisation_check(body)}")


def phone(n: int) -> str:
    """The n-th invented mobile number, as 12000000001."""
    _require(n, 10**8)
    return f"120{n:08d}"


def is_fictional(text: str) -> bool:
    """Whether an identity number or credit code was made here."""
    code = tidy(text)
    return len(code) == 18 and "999" in (code[:3], code[2:5])


def _require(n: int, limit: int) -> None:
    if not 0 <= n < limit:
        raise ValueError(f"the running number must lie between 0 and {limit - 1}, not {n}")
