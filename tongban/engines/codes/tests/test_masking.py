"""How much of somebody is shown: decided once, whatever is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.engines.codes import masking


@pytest.mark.parametrize(
    ("shown", "hidden"),
    [
        (masking.name("欧阳婉清"), "欧阳**"),
        (masking.name("欧阳𠮷"), "欧阳*"),
        (masking.name("王𠮷"), "王*"),
        (masking.name("𠮷葛\U000e0100"), "𠮷*"),
        (masking.name("欧阳"), "欧*"),
        (masking.phone("612 0801"), "*****01"),
        (masking.account("6222 0000 1111 2222 333"), "***************2333"),
        (masking.address("澜汀市临江区河滨路12号3单元502室"), "澜汀市临江区河滨路***"),
        (masking.address("澜汀市临江区听雨巷 8 号"), "澜汀市临江区听雨巷***"),
        (masking.address("澜汀市临江区"), "澜汀市临江区***"),
        (masking.email("linwan@example.cn"), "l***@example.cn"),
        (masking.anywhere("打 13800138000 找她"), "打 138****8000 找她"),
        (masking.of_kind("林晚 11010519491231002X", "person"), "林晚 110***********002X"),
        (masking.of_kind("听雨巷 8 号", "address", public=True), "听雨巷 8 号"),
    ],
)
def test_each_kind_shows_what_it_may(shown: str, hidden: str) -> None:
    assert shown == hidden


@given(st.text(max_size=60))
def test_a_home_never_shows_its_number_behind_the_street(text: str) -> None:
    home = f"澜汀市临江区河滨路{text}"
    assert masking.address(home).endswith("***")
    assert "502室" not in masking.address("澜汀市临江区河滨路12号502室")
