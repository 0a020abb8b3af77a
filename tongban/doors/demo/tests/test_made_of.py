"""Of which templates a page was made: said to whoever asks, also of what is included and of a refusal."""

from __future__ import annotations

from django.test import Client

from tongban.doors.demo.made_of import HEADER


def test_a_page_names_its_templates_only_when_asked(lanting: None) -> None:
    client = Client()
    assert HEADER not in client.get("/demo/").headers
    said = client.get("/demo/", headers={HEADER: "1"}).headers[HEADER].split(", ")
    assert {"demo/board.html", "demo/base.html", "parts/base.html", "parts/foot.html"} <= set(said)
    refused = client.get("/demo/roles/nobody-here/", headers={HEADER: "1"}).headers[HEADER]
    assert "parts/refusal" in refused
    assert "demo/board.html" not in refused
