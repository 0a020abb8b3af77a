"""What a walk through the house reads off a page, and what it would complain about."""

from __future__ import annotations

from tests.crawl.faults import faults
from tests.crawl.pressing import ANSWER, ways
from tests.crawl.reading import pattern, read, route
from tests.crawl.walking import Sight, Walk

AT = "http://house/desk/cases/LT-20261127-000001/"
PAGE = """<html lang="zh-Hans"><title>审查</title><main id="main"><a href="/desk/">工作台</a><a href="../">全部</a>
<form id="sign" method="post" action="opinion/"><input type="hidden" name="key" value="k1">
<input type="radio" name="answer" value="agree"><input type="radio" name="answer" value="refuse">
<select name="with"><option value="">请选择</option><option value="o1">方可</option></select>
<select name="order"><option value="new">新</option><option value="old" selected>旧</option></select>
<textarea name="text"></textarea><textarea name="note">原来的话</textarea><input type="file" name="paper"></form>
<button form="sign" name="turn" value="sign">签署</button></main></html>"""


def test_a_form_is_pressed_as_it_stands_and_once_more_with_everything_answered() -> None:
    (form,) = read(AT, PAGE).forms
    stands = [("key", "k1"), ("with", ""), ("order", "old"), ("text", ""), ("note", "原来的话"), ("turn", "sign")]
    filled = {"key": "k1", "answer": "agree", "with": "o1", "order": "old", "text": ANSWER, "note": "原来的话"}
    bare, answered = ways(form)
    assert (form.method, form.action, bare) == ("post", f"{AT}opinion/", stands)
    assert sorted(answered) == sorted({**filled, "turn": "sign"}.items())


def test_a_page_of_ours_in_order_is_found_without_fault() -> None:
    assert not list(faults(200, read(AT, PAGE), PAGE))


def test_what_somebody_would_complain_about_is_said() -> None:
    bad = "<html lang='zh-Hans'><main><p>None</p><p>Not found anywhere</p></main></html>"
    said = list(faults(404, read(AT, bad), bad))
    assert [one.split(":")[0] for one in said] == [
        "a link leads to 404", "raw", "English", "no title", "a dead end", "no main part to skip to",
    ]  # fmt: skip


def test_a_field_that_says_how_a_program_writes_a_value_is_said() -> None:
    bad = PAGE.replace("原来的话", "dict_items([('code', '请填写')])")
    assert [one.split(" says")[0] for one in faults(200, read(AT, bad), bad)] == ["raw: a field 'note'"]


def test_pages_of_one_kind_are_known_by_their_address() -> None:
    assert pattern("http://house/desk/cases/LT-20261127-000001/?tab=log") == "/desk/cases/*/?tab"
    assert route("http://house/services/sign-board/start/") == route("http://house/services/food/start/")
    assert pattern("http://house/services/food-business-licence/") == "/services/food-business-licence/"  # a name
    assert pattern("http://house/show/q-kZ0xW_81-abcdefghij/") == "/show/*/"
    assert route("http://house/services/?q=x") == "/services/?q"


def test_a_page_is_looked_at_when_it_has_a_template_not_met_before() -> None:
    class Answer:
        def __init__(self, made: str) -> None:
            self.headers = {"x-made-of": made}

    walk = Walk("zhouji")
    for address, made in (("/a/", "one, two"), ("/b/", "two"), ("/c/", "two, three")):
        walk.meet(Sight(address), address, Answer(made))  # type: ignore[arg-type]
    assert [sight.address for sight in walk.sights] == ["/a/", "/c/"]
    assert walk.met == {"one", "two", "three"}
