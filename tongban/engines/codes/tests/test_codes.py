import contextlib
import json
import string
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.engines.codes import (
    BadCode,
    credit_code,
    fiction,
    food_licence,
    id_number,
    item_code,
    licence_identifier,
    masking,
    phone,
    project_code,
)  # fmt: skip

VECTORS = json.loads((Path(__file__).parent / "data" / "test_vectors.json").read_text("utf-8"))
UPPER = string.digits + string.ascii_uppercase

births = st.dates(date(1900, 1, 1), date(2026, 11, 22))
sexes = st.sampled_from(["male", "female"])
identity_numbers = st.builds(fiction.id_number, st.integers(0, 499_499), births, sexes)
credit_codes = st.builds(fiction.credit_code, st.integers(0, 10**8 - 1))
licences = st.builds(
    licence_identifier.make,
    st.builds(lambda code, n: f"{code}{n:03d}", credit_codes, st.integers(0, 999)),
    credit_codes,
    st.text(UPPER, min_size=1, max_size=32),
    st.integers(1, 999),
)
food_numbers = st.builds(
    food_licence.make, st.sampled_from([1, 2, 3]), st.integers(100000, 999999).map(str), st.integers(0, 999999)
)


def one_character_changed(data, text, alphabet, keep=0):
    at = data.draw(st.integers(keep, len(text) - 1), label="position")
    other = data.draw(st.sampled_from([c for c in alphabet if c != text[at]]), label="character")
    return text[:at] + other + text[at + 1 :]


# identity numbers


@pytest.mark.parametrize("vector", VECTORS["ric_examples_from_GB11643_text(memory)"], ids=lambda v: v["id"])
def test_the_printed_examples_of_the_standard_are_read(vector):
    assert id_number.check(vector["id"]).text == vector["id"]


def test_an_identity_number_tells_birth_sex_and_region():
    number = id_number.check("11010519491231002x")
    assert (number.birth, number.sex, number.division) == (date(1949, 12, 31), "female", "110105")
    assert number.age(date(2026, 12, 30)) == 76
    assert number.age(date(2026, 12, 31)) == 77


def test_typing_habits_are_forgiven():
    assert id_number.check("１１０１０５ 1949-1231 ００２ｘ").text == "11010519491231002X"


def test_the_old_form_of_fifteen_digits_is_read_as_the_number_it_became():
    assert id_number.check("110105491231002").text == "11010519491231002X"


@pytest.mark.parametrize("text", ["", "11010519491231", "1101051949123100AX", "二一〇一〇五", "٣" * 18])
def test_what_is_not_shaped_like_an_identity_number_is_refused(text):
    with pytest.raises(BadCode, match="18 位"):
        id_number.check(text)


def test_a_birthday_that_never_was_is_refused():
    with pytest.raises(BadCode, match="出生日期"):
        id_number.check("110105194902310021")


def test_a_birthday_after_today_is_refused_when_today_is_known():
    number = fiction.id_number(1, date(2026, 5, 2), "male")
    assert id_number.check(number, today=date(2026, 5, 2)).birth == date(2026, 5, 2)
    with pytest.raises(BadCode, match="晚于今天"):
        id_number.check(number, today=date(2026, 5, 1))


def test_an_unknown_region_is_a_warning_only():
    assert id_number.check(fiction.id_number(0, date(1990, 1, 1), "male")).warnings
    assert not id_number.check("11010519491231002X").warnings


@given(identity_numbers, st.data())
def test_one_wrong_character_of_an_identity_number_is_caught(number, data):
    with pytest.raises(BadCode):
        id_number.check(one_character_changed(data, number, string.digits + "X"))


# credit codes


@pytest.mark.parametrize("vector", VECTORS["uscc"], ids=lambda v: v["code"])
def test_public_credit_codes_are_read_without_a_doubt(vector):
    code = credit_code.check(vector["code"])
    assert code.text == credit_code.make(vector["code"][:17])
    assert code.warnings == ()


def test_a_credit_code_tells_who_registered_it_and_where():
    code = credit_code.check("91110000600037341L")
    assert (code.registrar, code.kind, code.division, code.organisation) == ("9", "1", "110000", "600037341")


@pytest.mark.parametrize("text", ["", "9111000060003734", "91110000600037341I", "2222222222222", "9111A000600037341L"])
def test_what_is_not_shaped_like_a_credit_code_is_refused(text):
    with pytest.raises(BadCode, match="统一社会信用代码"):
        credit_code.check(text)


@given(credit_codes, st.data())
def test_one_wrong_character_of_a_credit_code_is_caught(code, data):
    with pytest.raises(BadCode):
        credit_code.check(one_character_changed(data, code, UPPER))


# licence identifiers


@pytest.mark.parametrize("vector", VECTORS["licence_identifier_mod37_36"], ids=lambda v: v["issuer"])
def test_public_licence_identifiers_are_read_and_a_foreign_check_character_is_a_warning(vector):
    found = licence_identifier.parse(vector["id"])
    assert (found.type_code, found.issuer, found.serial) == (vector["type_code"], vector["issuer"], vector["serial"])
    assert found.valid is vector["ok"]
    made = licence_identifier.make(vector["type_code"], vector["issuer"], vector["serial"], vector["version"])
    assert made[-1] == vector["computed"]


def test_an_identifier_that_must_be_right_is_refused_when_its_check_is_not():
    wrong = next(v["id"] for v in VECTORS["licence_identifier_mod37_36"] if not v["ok"])
    with pytest.raises(BadCode, match="校验位"):
        licence_identifier.check(wrong)


@pytest.mark.parametrize("text", ["", "1.2.3", "1.2.156.3005.2.A.B.C.001.0", "1.2.156.3005.3.X.Y.Z.001.0"])
def test_what_is_not_shaped_like_a_licence_identifier_is_refused(text):
    with pytest.raises(BadCode):
        licence_identifier.parse(text)


@given(licences)
def test_what_was_made_is_read_back(text):
    assert licence_identifier.check(text).text == text


@given(licences, st.data())
def test_one_wrong_character_of_a_licence_identifier_is_caught(text, data):
    root = len(licence_identifier.ROOT) + 1
    position = data.draw(st.sampled_from([i for i in range(root, len(text)) if text[i] != "."]))
    other = data.draw(st.sampled_from([c for c in UPPER if c != text[position]]))
    with pytest.raises(BadCode):
        licence_identifier.check(text[:position] + other + text[position + 1 :])


# item codes


@pytest.mark.parametrize("vector", VECTORS["task_codes_real"], ids=lambda v: v["code"])
def test_public_item_codes_fall_into_their_parts(vector):
    code = item_code.parse(vector["code"])
    assert (code.implementer, code.level, code.catalogue) == (vector["org"], vector["use_level"], vector["catalog"])
    assert (code.province, code.kind, code.main, code.sub) == (
        vector["province"], vector["task_type"], vector["main"], vector["sub"],
    )  # fmt: skip
    assert (code.sequence or "") == vector["handle_item"]


def test_a_catalogue_code_of_twelve_digits_has_no_implementer():
    code = item_code.parse("440118009000")
    assert (code.layer, code.implementer, code.level) == ("catalogue", None, None)


@pytest.mark.parametrize(
    ("dirty", "says"),
    [
        ("511A0138600000-511602000000-000-115113010833722043-1-00", "位"),
        ("22222222222220000" + "03440118009000", "统一社会信用代码"),
        ("11440100007482575H9440118009000", "层级"),
        ("11440100007482575H3449918009000", "类型"),
        ("11440100007482575H34401180X9000", "数字"),
        ("", "位"),
    ],
)
def test_a_dirty_item_code_gives_sentences_not_a_crash(dirty, says):
    assert any(says in sentence for sentence in item_code.inspect(dirty))
    with pytest.raises(BadCode):
        item_code.parse(dirty)


@given(st.text())
def test_no_text_makes_the_inspection_of_item_codes_fail(text):
    assert isinstance(item_code.inspect(text), list)


def test_an_item_code_is_composed_from_its_parts():
    made = item_code.make("11440100007482575H", "3", "440118009000", "02")
    assert item_code.parse(made).layer == "handling"


# food licences


def test_a_food_licence_number_ends_with_the_computed_digit():
    vector = VECTORS["food_licence_JY"]
    digits = vector["digits13"]
    made = food_licence.make(int(digits[0]), digits[1:7], int(digits[7:]))
    assert made == f"JY{digits}{vector['check_mod11_10']}"


@given(food_numbers, st.data())
def test_one_wrong_digit_of_a_food_licence_number_is_caught(number, data):
    food_licence.check(number)
    with pytest.raises(BadCode):
        food_licence.check(one_character_changed(data, number, string.digits, keep=2))


@pytest.mark.parametrize(("kind", "division", "serial"), [(4, "999001", 1), (1, "9990", 1), (1, "999001", 1_000_000)])
def test_an_impossible_food_licence_number_is_not_made(kind, division, serial):
    with pytest.raises(BadCode):
        food_licence.make(kind, division, serial)


# investment projects


@pytest.mark.parametrize(
    ("typed", "year"),
    [("2609-999001-04-01-123456", 2026), ("２１０３－330110－04－01－123456", 2021), ("20203301004801123456", 2020),
     ("2015-000052-48-01-000001", 2015)],
)  # fmt: skip
def test_a_project_code_is_read_however_it_was_typed(typed, year):
    read = project_code.check(typed)
    assert read.year == year
    assert len(read.text) == 24
    assert project_code.check(read.text) == read


@pytest.mark.parametrize(
    "text",
    ["", "2609-999001-04-01-12345", "2613-999001-04-01-123456", "1999-999001-04-01-123456", "项目一", "2609" * 6],
)
def test_what_is_not_shaped_like_a_project_code_is_refused(text):
    with pytest.raises(BadCode) as told:
        project_code.check(text)
    assert "24 位" in told.value.sentence or "年月" in told.value.sentence


# phones and masks


@pytest.mark.parametrize("text", ["13800138000", "+86 138 0013 8000", "0086-13800138000", "８６１３８００１３８０００"])
def test_a_mobile_number_is_read_however_it_was_typed(text):
    assert phone.check(text) == "13800138000"
    assert not phone.is_fictional(text)


@pytest.mark.parametrize("text", ["", "110", "12100000001", "1380013800", "010-12345678", "23800138000"])
def test_what_is_not_a_mobile_number_is_refused(text):
    with pytest.raises(BadCode, match="11 位"):
        phone.check(text)


def test_demonstration_phones_are_accepted_and_known_to_belong_to_nobody():
    assert phone.check("120 0000 0001") == fiction.phone(1)
    assert phone.is_fictional("12000000001")


def test_masks_show_the_first_three_and_the_last_four():
    assert masking.number("11010519491231002X") == "110***********002X"
    assert masking.phone("13800138000") == "138****8000"


@given(st.text(UPPER, max_size=40))
def test_a_mask_keeps_the_length_and_never_shows_more_than_seven_characters(text):
    hidden = masking.number(text)
    assert len(hidden) == len(text)
    assert len(hidden.replace("*", "")) <= 7
    assert not text or "*" in hidden


# fiction


@given(st.integers(0, 499_499), births, sexes)
def test_invented_people_pass_every_check_and_are_known_as_invented(n, birth, sex):
    number = id_number.check(fiction.id_number(n, birth, sex))
    assert (number.birth, number.sex) == (birth, sex)
    assert number.division.startswith("999")
    assert fiction.is_fictional(number.text)


@given(credit_codes)
def test_invented_organisations_pass_every_check_and_are_known_as_invented(code):
    found = credit_code.check(code)
    assert found.division == fiction.REGION
    assert len(found.warnings) == 1
    assert fiction.is_fictional(code)


def test_invented_numbers_do_not_repeat():
    people = {fiction.id_number(n, date(1990, 1, 1), sex) for n in range(1200) for sex in ("male", "female")}
    companies = {fiction.credit_code(n) for n in range(2000)}
    assert (len(people), len(companies)) == (2400, 2000)


def test_real_numbers_are_not_taken_for_invented_ones():
    assert not any(fiction.is_fictional(v["code"]) for v in VECTORS["uscc"])


@pytest.mark.parametrize(
    ("text", "province", "profile", "kind", "implementer"),
    [
        ("440118009000", "", "national", "01", ""),
        ("11440100007482575H3440118009000", "", "national", "01", "11440100007482575H"),
        ("11440300MB2D0722464440127028001", "", "national", "01", "11440300MB2D072246"),
        ("11370800MB285591843370117002011", "", "national", "01", "11370800MB28559184"),
        ("114403006939513773344201505200802", "", "national", "20", "114403006939513773"),
        ("0118009000", "", "old-catalogue", "01", ""),
        ("0118009000", "52", "guizhou", "01", ""),
        ("4201000000180090", "42", "hubei", "", ""),
        (
            "511A0138600000-511602000000-000-115113010833722043-1-00", "51", "sichuan", "01", "115113010833722043",
        ),
    ],
)  # fmt: skip
def test_every_known_way_of_writing_an_item_code_is_named(text, province, profile, kind, implementer):
    found = item_code.recognise(text, province)
    assert (found.profile, found.kind, found.implementer) == (profile, kind, implementer)
    assert profile in item_code.PROFILES


@pytest.mark.parametrize("kind", sorted(item_code.KINDS))
def test_an_older_implementation_code_of_24_keeps_its_kind(kind):
    found = item_code.recognise(f"007482575H0000{kind}18009000")
    assert (found.profile, found.kind, found.catalogue) == ("old-implementation", kind, f"{kind}18009000")


@pytest.mark.parametrize("text", ["2222222222222", "9918009000", "x", "", "511A-1", "114403006939513773" * 2])
def test_a_code_of_no_known_kind_gets_a_sentence_or_a_doubt(text):
    if text == "9918009000":
        assert item_code.recognise(text).doubts == ("事项类型代码“99”不在国家标准的代码表中。",)
    else:
        with pytest.raises(BadCode, match="可识别"):
            item_code.recognise(text)


@given(st.text(max_size=60))
def test_no_text_breaks_the_recognition_of_item_codes(text):
    with contextlib.suppress(BadCode):
        item_code.recognise(text)
