"""The portal as an app on a phone."""

from __future__ import annotations

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client

from tongban.doors.parts.views.shell import KEPT_FOR, kept_offline
from tongban.kernel import time


def test_the_manifest_names_the_city_and_icons_that_exist() -> None:
    said = Client().get("/manifest.webmanifest").json()
    assert said["name"].endswith("一网通办")
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in said["icons"])
    assert {one["url"] for one in said["shortcuts"]} == {"/my/code/", "/my/cases/", "/services/"}


def test_the_worker_keeps_files_that_exist_and_the_page_without_a_network() -> None:
    answer = Client().get("/worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    text = answer.content.decode()
    files = [name for name in text.split("'") if name.startswith("/static/")]
    assert {"/static/parts/js/held.js", "/static/parts/js/autosave.js", "/static/portal/portal.css"} <= set(files)
    assert all(finders.find(name.removeprefix("/static/")) for name in files)
    assert "现在没有网络" in Client().get("/offline/").content.decode()


def test_a_page_is_kept_on_a_device_for_a_week_and_shown_to_nobody_afterwards() -> None:
    until = int(kept_offline(HttpResponse())["X-Keep-Offline"])
    assert time.ticking() < until <= time.ticking() + 7 * 86400
    assert KEPT_FOR == 7 * 86400
    script = Client().get("/worker.js").content.decode()
    assert "if (!(until * 1000 > Date.now())) await kept.delete(request);" in script
    without = script.partition("async function page(")[2].partition("} catch {")[2]
    assert without.index("await sweep();") < without.index("caches.match(request")
