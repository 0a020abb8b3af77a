"""The language as the standard describes it, one line per promise: expression | what string() shows of its value."""

import pytest

from tongban.engines.rules import parse
from tongban.engines.rules.builtins.text import show

PROMISES = r'''
before(point: 1, range: [2..3]) and before(range: [1..2], point: 3) | true
before(point1: 1, point2: 2) and before(range1: [1..2], range2: [3..4]) | true
after(range: [3..4], point: 1) and after(point: 9, range: [3..4]) | true
during(range1: [2..3], range2: [1..3]) and during(point: 2, range: [1..3]) | true
includes(range1: [1..3], range2: [2..3]) and finished by(range: [1..3], point: 3) | true
started by(range1: [1..3], range2: [1..2]) and starts(range1: [1..2], range2: [1..3]) | true
coincides(range1: [1..2], range2: [1..2]) and finishes(range1: [2..3], range2: [1..3]) | true
number(from: "1 000,0", grouping separator: " ", decimal separator: ",") | 1000
number("1,000", ",", null) | 1000
number("1.5", ".", ".") | null
week of year(date(2005,1,2)) | 53
is(time("23:00:50Z"), time("23:00:50")) | false
string join(["a", null, "c"], null) | ac
context put({x:1, y:{a:0}}, ["y","a"], 2) | {x: 1, y: {a: 2}}
context put({x:1}, [], 2) | null
context merge([{x:1}, null]) | null
abs(@"-P1Y") = @"P1Y" and abs(@"-PT5H") = @"PT5H" | true
3 ** 4 ** 5 = 3486784401 | true
-2 ** 2 | 4
10 - 2 - 3 | 5
[1,2,3,4][-2] | 3
null[1] | null
[{x:1,y:2},{x:2,y:3}][x=1] | [{x: 1, y: 2}]
[{x:1,y:2},{x:null,y:3}][x < 2] | [{x: 1, y: 2}]
[{item: 1}, {item: 2}][item >= 2] | [{item: 2}]
[{b:1},{b:[2.1,2.2]},{b:3}].b | [1, [2.1, 2.2], 3]
for i in [[1,2],[3]] return sum(i) | [3, 3]
for i in 0..4 return if i = 0 then 1 else i * partial[-1] | [1, 1, 2, 6, 24]
for x in [1,2], y in [x+1] return y | [2, 3]
for i in @"1980-01-01"..@"1980-01-03" return i | [1980-01-01, 1980-01-02, 1980-01-03]
for i in [1..3] return i | [1, 2, 3]
for i in (1..3) return i | [2]
for i in 3..1 return i | [3, 2, 1]
list replace([2,4,7,8], 3, 6) | [2, 4, 6, 8]
list replace([2,4,7,8], function(item, newItem) item < newItem, 5) | [5, 5, 7, 8]
list replace([2,4,7,8], -1, 6) | [2, 4, 7, 6]
list replace([2,4,7,8], 5, 6) | null
context([{key:"a", value:1},{key:"b", value:2}]) | {a: 1, b: 2}
context merge([{x:1, y:0}, {y:2}]) | {x: 1, y: 2}
string({a: "foo"}) | {a: "foo"}
string([1,2,3,"foo"]) | [1, 2, 3, "foo"]
string(["\"foo\""]) | ["\"foo\""]
string({"{": "foo"}) | {"{": "foo"}
string(@"P1DT2H3M4.5S") | P1DT2H3M4.5S
string(duration("P26M")) | P2Y2M
string(1.10) | 1.1
string(123456789012345678901234567890) | 123456789012345678901234567890
string(-0.0) | 0
years and months duration(date("2017-12-31"), date("2016-01-01")) | -P1Y11M
years and months duration(date("2016-09-30"),date("2016-12-31")) | P3M
date and time("2017-08-10") | 2017-08-10T00:00:00
date("2017-08-14T14:25:00") | null
date(date and time("2017-08-14T14:25:00")) | 2017-08-14
date and time("2019-09-17T23:59:00+25:00") | null
date and time(date("2017-01-01"),time("23:59:01.123+02:00")) | 2017-01-01T23:59:01.123+02:00
date and time("2012-03-01T00:00:00") - @"P1D" | 2012-02-29T00:00:00
date("2012-03-31") - duration("P1M") | 2012-02-29
@"2021-01-01" - @"2020-01-01" | P366D
time("10:15:00") + duration("PT1H") | 11:15:00
time("23:15:00") + duration("PT1H") | 00:15:00
duration("P1D") * 2.5 | P2DT12H
duration("P1Y") / 2 | P6M
duration("P2D") / duration("P1D") | 2
2 * duration("P1M") | P2M
10 / 0 | null
1 + "a" | null
"a" + "b" | ab
null + 1 | null
null = null | true
1 = "1" | null
{a:1} = {a:1} | true
[1,2] = [2,1] | false
true > false | null
"abc" < "abd" | true
@"P1D" < @"P2D" | true
@"P1Y" < @"P365D" | null
if null then 1 else 2 | 2
some x in [] satisfies true | false
every x in [] satisfies false | true
some x in [1,null] satisfies x > 5 | null
every x in [1,2] satisfies x > 0 | true
5 in > 3 | true
5 in [1,5,7] | true
"a" in ["b".."d"] | false
{a: {b: {c: 5}}}.a.b.c | 5
{"a b": 1}.a b | 1
{a b: 1, c: a b + 1}.c | 2
(function(x: number, y: number) x + y)(y: 3, x: 1) | 4
{f: function(n) if n = 0 then 1 else n * f(n-1), r: f(5)}.r | 120
1 instance of number | true
null instance of Any | false
[1,2] instance of list<number> | true
{a:1} instance of context<a: number> | true
[1..3] instance of range<number> | true
(function(a) 1) instance of function<Any> -> Any | true
substring("foobar", 3) | obar
substring("foobar", -2, 1) | a
substring("\U01F40Eab", 2) | ab
string length("\uD83D\uDC0Eab") | 3
upper case("aBc4") | ABC4
substring after("foobar", "o") | obar
replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") | [1=ab][2=]cd
split("John Doe", "\s") | ["John", "Doe"]
split("a;b;;", ";") | ["a", "b", "", ""]
string join(["a",null,"c"], "_") | a_c
number("1 000,0", " ", ",") | 1000
number("1,000.5", ",", ".") | 1000.5
decimal(1/3, 2) | 0.33
decimal(1.5, 0) | 2
decimal(2.5, 0) | 2
floor(-1.5) | -2
ceiling(1.56, 1) | 1.6
round half up(-5.5, 0) | -6
round half down(5.5, 0) | 5
round up(1.121, 2) | 1.13
round down(-1.126, 2) | -1.12
modulo(-12, 5) | 3
modulo(12.5, -5) | -2.5
abs(@"-P1D") | P1D
sqrt(16) | 4
odd(5.5) | false
min([]) | null
min("a","b") | a
sum([]) | null
mean([1,2,3]) | 2
median([6,1,2,3]) | 2.5
mode([6,3,9,6,6]) | [6]
mode([]) | []
stddev(2,4,7,5) | 2.081665999466132735282297706979931
all([true,null]) | null
any([true,null]) | true
all([]) | true
any([]) | false
sublist([4,5,6], -2) | [5, 6]
insert before([1,3],1,2) | [2, 1, 3]
remove([1,2,3],2) | [1, 3]
reverse([1,2]) | [2, 1]
index of([1,2,3,2],2) | [2, 4]
union([1,2],[2,3]) | [1, 2, 3]
distinct values([1,2,1]) | [1, 2]
duplicate values([1,2,1]) | [1]
flatten([[1,2],[[3]], 4]) | [1, 2, 3, 4]
concatenate([1],[2,3]) | [1, 2, 3]
append([1],2,3) | [1, 2, 3]
sort([3,1,2], function(x,y) x < y) | [1, 2, 3]
get value({a:1},"a") | 1
get entries({a:1}) | [{key: "a", value: 1}]
before(1, 10) | true
before([1..10), 10) | true
meets([1..5],[5..10]) | true
overlaps([1..5],[5..8)) | true
finishes(10,[1..10]) | true
includes([1..10], 5) | true
during(5,[1..10]) | true
starts(1,[1..10]) | true
coincides(5,5) | true
day of year(@"2019-09-17") | 260
day of week(@"2019-09-17") | Tuesday
month of year(@"2019-09-17") | September
week of year(@"2003-12-29") | 1
is(@"2012-12-25", @"2012-12-25T00:00:00") | false
is(@"23:00:50Z", @"23:00:50+00:00") | true
is(@"23:00:50", @"23:00:50Z") | false
@"2019-01-01T10:00:00@Europe/Paris".time offset | PT1H
@"2019-01-01T10:00:00@Europe/Paris".timezone | Europe/Paris
@"PT25H".hours | 1
@"-P1D".days | -1
@"P1Y2M".months | 2
[1..3].start included | true
1 between 1 and 2 | true
not(null) | null
not("a") | null
matches("foobar", "^fo*b") | true
matches("abcd", "(asd)[\1]") | null
concatenate([1], null) | null
list contains([1,null], null) | true
count([1,null]) | 2
count(null) | null
max(1, "a") | null
string(null) | null
number(null) | null
{a: 1, a: 2} | null
a.b.c | null
@"2020-02-30" | null
'''


@pytest.mark.parametrize("promise", PROMISES.strip().splitlines())
def test_an_expression_is_worth_what_the_standard_says(promise):
    text, _, worth = promise.rpartition(" | ")
    assert show(parse(text).feel_value({})) == worth
