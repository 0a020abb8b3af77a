"""Every address says whom it is for, and what does not say so does not exist."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import get_resolver, path

from tongban.doors.parts import audience
from tongban.doors.parts.middleware import Declared
from tongban.kernel.actor import Actor


def silent(request: HttpRequest) -> HttpResponse:
    raise AssertionError("nobody may get here")


def test_every_address_of_every_door_says_whom_it_is_for() -> None:
    assert len(list(audience.routes(get_resolver().url_patterns))) > 200
    assert audience.undeclared(get_resolver().url_patterns) == []


def test_an_address_that_does_not_say_so_is_found_by_name() -> None:
    spoken = audience.for_everybody(lambda request: HttpResponse())
    assert audience.undeclared([path("a/", spoken), path("b/", silent)]) == ["b/"]


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_what_does_not_say_so_answers_like_what_does_not_exist(client: Client) -> None:
    request: Any = RequestFactory().get("/nothing-here/")
    request.actor, request.session = Actor.nobody(), {}
    answer = Declared(silent).process_view(request, silent, (), {})
    nowhere = client.get("/nothing-here/")
    assert answer is not None
    assert (answer.status_code, answer["Content-Type"]) == (404, nowhere["Content-Type"])
    assert "没有找到这个页面" in answer.content.decode()
    assert "没有找到这个页面" in nowhere.content.decode()


def test_a_narrowed_address_keeps_its_word_under_other_decorators() -> None:
    said = {address: str(audience.of(one.callback)) for address, one in audience.routes(get_resolver().url_patterns)}
    assert said["my/code/offline/"] == "person"
    assert said["desk/cases/<str:number>/"] == "official"
    assert said["office/supervision/"] == "official:supervisor"
    assert said["api/v1/cases"] == "client:cases:read"
