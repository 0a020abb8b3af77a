"""What other authorities know fills the one form of a package, asked once for all its items."""

from __future__ import annotations

from pathlib import Path

import pytest

from tongban.registers.sources.tests.authority import authority
from tongban.work.cases import queries as rows
from tongban.work.packages import actions as packages
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_in_a_package_it_is_asked_once_for_the_one_form(tmp_path: Path) -> None:
    me = people.actor("hanxiao")
    with authority(tmp_path, people.known()) as source:
        source.connect("name-declaration")
        run = packages.start(me, "company-opening", "999003")
        run = packages.fill_in(me, str(run.pk))
        assert run.data["company"]["name"] == "澜汀星河信息技术有限公司"
        assert rows.origins(run)["company.name"].kind == "data"
        packages.fill_in(me, str(run.pk))
        assert source.asked == ["name-declaration"]
