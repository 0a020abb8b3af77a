"""What rules decide is seen in a browser: granted in seconds without an official, stopped by one switch, looked at again."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.walk.people import enter, open_case, until
from tests.walk.test_every_item import ITEMS, apply
from tongban.registers.catalogue import folder

pytestmark = pytest.mark.browser
WHO = {"welfare/old-age-allowance": "禾素芬", "health/birth-registration": "叶白"}
STOPPED = "welfare/old-age-allowance"
