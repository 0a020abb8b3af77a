import io

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tongban.engines import documents
from tongban.engines.documents.tests.papers import ADDRESS, LICENCE, NOTICE, OPINIONS, PAPERS, RECEIPT


def pages(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def words(pdf: bytes) -> str:
    return "".join("".join(pages(pdf)).split())


@pytest.mark.parametrize("name", PAPERS)
def test_every_template_makes_a_pdf_a_2b_with_its_fonts_inside(name):
    pdf = documents.render(name, PAPERS[name], qr=ADDRESS)
    assert pdf.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("notice", [NOTICE["title"], NOTICE["number"], "需要补正的全部内容", "请补交标明面积的平面图", "申请行政复议"]),
        ("receipt", ["收件凭证", "食品经营场所平面图", "营业执照", RECEIPT["applicant"]]),
        ("licence", [LICENCE["title"], LICENCE["number"], "澜汀小满面馆", LICENCE["identifier"]]),
        ("opinions", [OPINIONS["title"], "食品许可科", "同意", "青禾路18号"]),
    ],
)
def test_the_text_can_be_read_back_from_the_paper(name, said):
    text = words(documents.render(name, PAPERS[name], qr=ADDRESS))
    assert [part for part in said if part not in text] == []
    assert "2026年11月22日" in text


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_facts_give_the_same_bytes(name):
    assert documents.render(name, PAPERS[name], qr=ADDRESS) == documents.render(name, PAPERS[name], qr=ADDRESS)


EVIL = ["#panic(1)", "*粗*", "$x$", "= 标题", "#{", "]", "\\", "<seal>", "@ref", "`raw`", '"', "//x"]


@pytest.mark.parametrize("evil", EVIL)
def test_words_of_users_are_never_read_as_markup(evil):
    pdf = documents.render("notice", NOTICE | {"addressee": evil, "paragraphs": [evil], "rows": [[evil, evil]]})
    assert words(pdf).count(evil.replace(" ", "")) >= 4


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=3))
def test_any_text_can_be_printed(text, gap):
    documents.render("notice", NOTICE | {"paragraphs": [text or "无"], "gaps": [{"what": text} | gap]})


def test_missing_facts_are_named_all_at_once():
    with pytest.raises(documents.MissingFacts) as refusal:
        documents.render("receipt", {"agency": "澜汀市市民服务中心", "materials": [], "date": "2026-11-22"})
    assert refusal.value.names == ("number", "applicant", "item", "materials")
    assert "请补齐" in str(refusal.value)


def test_an_unknown_template_is_refused_with_the_known_ones():
    with pytest.raises(documents.UnknownTemplate, match="notice"):
        documents.render("poem", {})


def test_rare_characters_of_names_are_printed():
    text = words(documents.render("notice", NOTICE | {"addressee": "龘犇·彧堃𬎆"}))
    assert "龘犇·彧堃" in text


@pytest.mark.parametrize("char", ["𠮷", "\U00031350"])  # the second is unknown to the tables of Python 3.11
def test_a_character_that_no_font_has_is_marked_and_named(char, no_further_fonts):
    pdf = documents.render("notice", NOTICE | {"addressee": f"张{char}"})
    assert "张〓" in words(pdf)
    assert f"U+{ord(char):04X}" in words(pdf)


def test_the_choice_of_a_shape_leaves_no_mark(no_further_fonts):
    assert "葛城：" in words(documents.render("notice", NOTICE | {"addressee": "葛\U000e0100城"}))


def test_demonstration_papers_say_so_across_every_page():
    long = NOTICE | {"paragraphs": ["依照法律的规定，现将有关事项告知如下。" * 20] * 6}
    demo, real = documents.render("notice", long), documents.render("notice", long | {"demo": False})
    assert len(pages(demo)) > 1
    assert all(set("演示虚构") <= set(text) for text in pages(demo))
    assert not any("虚" in text for text in pages(real))
    assert "第1页共" in words(real)


@pytest.mark.parametrize("name", PAPERS)
def test_the_seal_belongs_over_agency_and_date_on_the_last_page(name):
    pdf = pypdfium2.PdfDocument(documents.render(name, PAPERS[name], qr=ADDRESS))
    number, box = documents.seal_place(name, PAPERS[name], qr=ADDRESS)
    page = pdf[number]
    assert number == len(pdf) - 1
    assert box.left > 0
    assert box.bottom > 0
    assert box.right < page.get_width()
    assert box.top < page.get_height()
    under = page.get_textpage().get_text_bounded(*box)
    assert "年11月22" in under


def test_no_seal_stands_alone_on_a_page():
    for length in range(20, 60, 4):
        facts = NOTICE | {"paragraphs": ["依照法律的规定，现将有关事项告知您。"] * length}
        last = pages(documents.render("notice", facts))[-1]
        assert "120 0000 0001" in last


def test_a_code_to_scan_has_no_inline_style():
    svg = documents.qr_svg(ADDRESS)
    assert svg.startswith("<svg ")
    assert "style" not in svg


def test_a_seal_is_a_red_ring_that_says_it_is_a_demonstration():
    picture = Image.open(io.BytesIO(documents.seal_png("澜汀市市场监督管理局", "9990010000017")))
    assert picture.size == (600, 600)
    assert picture.mode == "RGBA"
    assert picture.getpixel((300, 14)) == (200, 22, 29, 255)
    assert picture.getpixel((0, 0))[3] == 0
    assert documents.seal_png("局", "1") == documents.seal_png("局", "1")
