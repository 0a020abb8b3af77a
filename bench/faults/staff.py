"""`python -m bench.faults.staff N PASSWORD`: N more people of the welfare desk, hired by the house's own verbs.

Each may examine and approve. In a process of its own, so that those who send requests know nothing but addresses.
Prints one name per line; the password is the second argument.
"""

from __future__ import annotations

import sys

DESK, DEPARTMENT = "welfare", "civil-affairs"


def main() -> int:
    from tongban.site import ground

    ground.set_up()
    from tongban.kernel.actor import Actor
    from tongban.registers.identity import actions as identity

    system, password = Actor.system(), sys.argv[2]
    for n in range(int(sys.argv[1])):
        number = f"LT{7000 + n}"
        official = identity.employ(system, number, f"复核员{_zh(n)}", DEPARTMENT)
        for role in ("reviewer", "approver"):
            identity.appoint(system, official.pk, DESK, "", role)
        identity.open_account(system, number, password, official=official.pk)
        print(number)
    return 0


def _zh(n: int) -> str:
    return "".join("零一二三四五六七八九"[int(digit)] for digit in f"{n:02d}")


if __name__ == "__main__":
    sys.exit(main())
