"""A browser without scripts, for tests: Django's client, signed in as somebody of Lanting."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.registers.identity import queries as identity
from tools.people import paper


def browser(account: str, behalf: str = "") -> Client:
    """Signed in, acting for ``behalf`` ("organisation/<id>") or for oneself."""
    client = Client()
    client.force_login(identity.account_by_name(account))
    session = client.session
    session["behalf"] = behalf
    session.save()
    return client


def key_in(page: Any) -> str:
    """The key a page was rendered with."""
    found = re.search(r'name="key" value="(\w+)"', page.content.decode())
    assert found
    return found[1]


def picture(name: str = "布局图.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, BytesIO(paper("主要设备设施布局图", "晚来香")).getvalue(), "image/png")
