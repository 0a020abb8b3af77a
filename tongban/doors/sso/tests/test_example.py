"""The worked example of docs/single-sign-on.md does what the page says, as it is printed there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings

from tongban.doors.sso.tests.conftest import BACK, KEY, Wire, agree, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("party")]
PAGE = Path(__file__).resolve().parents[4] / "docs" / "single-sign-on.md"


def carried(*args: Any, **more: Any) -> OAuth2Session:
    session = OAuth2Session(*args, **more)
    session.mount(settings.TONGBAN.base_url, Wire())
    return session


def test_a_system_written_after_the_page_learns_who_came() -> None:
    (text,) = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(), re.S | re.M)
    said: dict[str, Any] = {
        "PLATFORM": settings.TONGBAN.base_url, "CLIENT": "fire-safety", "KEY": KEY, "BACK": BACK,
        "generate_token": generate_token, "parse_qs": parse_qs, "urlsplit": urlsplit,
    }  # fmt: skip
    exec(compile(text, str(PAGE), "exec"), said)
    session, told = said["connect"](carried)
    kept: dict[str, Any] = {}
    address = said["send_there"](session, told, kept)
    back = agree(browser(), address.removeprefix(settings.TONGBAN.base_url))["Location"]
    with pytest.raises(ValueError, match="somebody else"):
        said["come_back"](session, told, dict(kept), back.replace("iss=", "iss=x"))
    who = said["come_back"](session, told, kept, back)
    assert (who["name"], who["level"]) == ("林*", "urn:tongban:level:3")
