"""The process of an item: as a file for modellers on the guide, and with "you are here" on the page of a case."""

from xml.etree import ElementTree as ET

import pytest

from tongban.doors.portal.tests.walking import browser
from tools import people

pytestmark = pytest.mark.usefixtures("town")
B = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"


def test_anybody_may_download_the_process_of_an_item_from_its_guide(client):
    address = f"/services/{people.FOOD}/process.bpmn"
    assert f'href="{address}"' in client.get(f"/services/{people.FOOD}/").text
    answer = client.get(address)
    assert answer["Content-Disposition"] == f'attachment; filename="{people.FOOD}.bpmn"'
    root = ET.fromstring(answer.content)
    assert "现场核查" in {task.get("name") for task in root.iter(B + "userTask")}


def test_lanes_carry_the_titles_of_the_desks(client):
    root = ET.fromstring(client.get(f"/services/{people.FOOD}/process.bpmn").content)
    assert all(not lane.get("name").isascii() for lane in root.iter(B + "lane"))


def test_an_item_that_is_not_there_has_no_process_either(client):
    assert client.get("/services/no-such-item/process.bpmn").status_code == 404


def test_the_page_of_a_case_shows_in_the_drawing_where_it_stands():
    case = people.accepted()
    page = browser("linwan", people.owner().on_behalf).get(f"/my/cases/{case.number}/")
    assert "办到这里" in page.content.decode()
