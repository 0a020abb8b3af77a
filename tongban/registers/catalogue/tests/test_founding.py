"""An item that registers a body says everything that is entered of it, or is refused."""

from __future__ import annotations

import pytest

from tongban.registers.catalogue import folder
from tongban.registers.catalogue.kinds import BadItem, Definition
from tongban.registers.catalogue.tests.town import ITEMS

TRADER = ITEMS / "market" / "sole-trader-registration"


def test_what_is_entered_follows_from_the_facts_of_the_case() -> None:
    facts = {
        "shop": {"name": "澜汀市小铺"}, "place": {"address": {"division": "999001", "detail": "月白街 6 号"}},
        "applicant": {"name": "禾小满", "code": "999001198805210020"},
    }  # fmt: skip
    assert folder.load(TRADER).founded(facts) == {
        "kind": "sole-trader", "name": "澜汀市小铺", "legal": "999001198805210020", "legal_name": "禾小满",
        "area": "999001", "address": "月白街 6 号",
    }  # fmt: skip


def test_an_item_that_forgets_the_address_is_refused() -> None:
    content, marks = folder.read(TRADER)
    del content["gives"]["founds"]["address"]
    with pytest.raises(BadItem, match="缺少“address”"):
        Definition.of(content, marks)


def test_an_item_that_founds_nothing_says_so() -> None:
    with pytest.raises(ValueError, match="founds nothing"):
        folder.load(ITEMS / "welfare" / "old-age-allowance").founded({})
