"""Where a wire may lead, what is a receipt, and what can be read as an act: without a database."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.registers.exchange.errors import BadAddress
from tongban.registers.exchange.kinds import NotAnAct, read_act
from tongban.registers.exchange.providers import Declined, Nonsense, Unreachable
from tongban.registers.exchange.providers.rest import RestWire, _receipt, checked

GIVEN = {"answers": "e-1", "case": "LT-1", "step": "fire-opinion", "verdict": "agree", "officer": "韩立冬"}
ACT = {"specversion": "1.0", "id": "a-1", "type": "cn.tongban.opinion.given", "source": "urn:x", "data": GIVEN}


@pytest.mark.parametrize(
    "address",
    [
        "http://dept.example/", "ftp://dept.example/", "https://", "https://a:b@dept.example/", "https://127.0.0.1/",
        "https://10.0.0.8/", "https://[::1]/", "https://169.254.169.254/", "https://dept.example/#x", "https://x:99999/",
        "https://[::ffff:10.0.0.1]/", "https://dept.example/ a",
    ],
)  # fmt: skip
def test_a_wire_leads_nowhere_it_may_not_go(address: str) -> None:
    with pytest.raises(BadAddress):
        checked(address, private_ok=False)


def test_a_name_that_turns_out_to_be_inside_is_not_followed() -> None:
    wire = RestWire("https://localhost:1/", private_ok=False)
    with pytest.raises(Nonsense, match="may not go"):
        wire._resolved("localhost", 1)


@pytest.mark.parametrize(
    ("status", "text", "kind"),
    [
        (500, b"", Unreachable), (503, b"", Unreachable), (429, b"", Unreachable), (301, b"", Nonsense),
        (401, b"", Nonsense), (404, b"", Nonsense), (422, b"no", Declined), (200, b"<html>", Nonsense),
        (200, b"[]", Nonsense), (200, b'{"id": "other"}', Nonsense), (200, b"x" * 20000, Nonsense),
    ],
)  # fmt: skip
def test_only_an_answer_about_this_message_is_a_receipt(status: int, text: bytes, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        _receipt(status, text, "e-1")
    assert _receipt(202, b'{"id": "e-1", "receipt": "r"}', "e-1") == "r"


def test_an_act_is_read_and_further_attributes_are_let_through() -> None:
    assert read_act(json.dumps({**ACT, "traceparent": "00"}), "a-1").data.officer == "韩立冬"


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.sampled_from([*ACT, *GIVEN]), inner, max_size=5), max_leaves=12))  # fmt: skip
def test_whatever_comes_is_refused_with_the_names_of_fields(content: Any) -> None:
    with pytest.raises(NotAnAct) as refused:
        read_act(json.dumps(content), "a-1")
    assert all(one.field and one.sentence.endswith("。") for one in refused.value.problems)
