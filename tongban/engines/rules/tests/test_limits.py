"""No expression hangs or exhausts: bombs are refused, hostile patterns too, XML is read plainly or not at all."""

import pytest

from tongban.engines.rules import RuleError, TooHeavy, parse
from tongban.engines.rules.dmn import read

# each turn holds the one before twice: small in memory, without end when it is walked through
SHARED = "for i in 1..30 return if i = 1 then {a: 1} else {a: partial[-1], b: partial[-1]}"
SHARED_LISTS = "for i in 1..30 return if i = 1 then [1] else [partial[-1], partial[-1]]"
DEEP = "list<" * 30 + "number" + ">" * 30
BOMBS = [
    "for i in 1..1000000000 return i", "for i in 1..9999, j in 1..9999 return i * j",
    "some i in 1..999999999 satisfies i < 0", "{f: function(x) f(x), y: f(1)}.y",
    "{f: function(x) if x > 0 then f(x - 1) + f(x - 1) else 1, y: f(50)}.y",
    'for i in 1..40 return if i = 1 then "aaaaaaaaaa" else partial[-1] + partial[-1]',
    'matches("' + "a" * 40 + 'b", "(a+)+$")', 'matches("' + "a" * 3000 + '", "(a*)*(a*)*b")',
    "for i in 1..60 return concatenate(partial, partial)",
    f"({SHARED}) = ({SHARED})", f"5 in ({SHARED_LISTS})", f"string({SHARED})",
    f"({SHARED_LISTS})[-1] instance of {DEEP}",
    "every x in 1..99999 satisfies (some y in 1..99999 satisfies y = x)",
]
UNREADABLE = ["(" * 5000 + "1", "[" * 5000, "-" * 5000 + "1", "1" + "+1" * 20000, "a" + ".a" * 20000,
              "if true then " * 1000 + "1", '"' + "x" * 70000 + '"', "x[" * 2000, "[1..a[" * 60, "1e999999999999"]


@pytest.mark.parametrize("text", BOMBS)
def test_a_bomb_is_stopped(text):
    with pytest.raises(TooHeavy):
        parse(text).value({})


@pytest.mark.parametrize("text", [*BOMBS, "for i in 1..60 return concatenate(partial, partial)"])
def test_a_bomb_is_not_explained_either(text):
    with pytest.raises(TooHeavy):
        parse(text).explain({})


@pytest.mark.parametrize("text", UNREADABLE, ids=lambda text: text[:12])
def test_what_is_too_long_or_too_deep_is_refused_when_read(text):
    with pytest.raises(RuleError):
        parse(text)


def test_after_a_bomb_the_next_rule_has_its_whole_allowance():
    with pytest.raises(TooHeavy):
        parse(BOMBS[0]).value({})
    assert parse("count(for i in 1..5000 return i)").value({}) == 5000


@pytest.mark.parametrize("text", [
    '__import__("os")', "a.__class__", "(1).real", '"x".format(1)', 'open("/etc/passwd")',
])
def test_python_is_out_of_reach(text):
    assert parse(text).value({"a": "x"}) is None


@pytest.mark.parametrize("xml", [
    b'<!DOCTYPE a [<!ENTITY b "c">]><definitions/>', b'<!DOCTYPE a SYSTEM "http://x/y"><definitions/>',
    b"<definitions>" * 500, b"<not-dmn/>", b"\xff\xfe", b"<definitions><unheardOf/></definitions>",
    b"x" * 9_000_000,
])
def test_a_model_that_is_no_plain_dmn_is_refused(xml):
    with pytest.raises(RuleError):
        read(xml)
