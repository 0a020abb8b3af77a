"""Coverage-guided fuzzing of the rule engine: nothing but a RuleError may come out, and nothing may take long.

    pip install atheris pyyaml && python bench/fuzz_rules.py [seconds]

What came of it stands in bench/results/rules.json.
"""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.machine import keep

with atheris.instrument_imports(include=["tongban.engines.rules"]):
    from tongban.engines.rules import RuleError, Scope, Table, parse, unary

FACTS = {"n": 5, "t": "本地", "d": None, "l": [1, "a", None, {"x": 2}], "c": {"a": {"b": 3}}, "Full Name": "x"}
SCOPE = Scope({"n": "number", "t": "text", "d": "date", "l": "list", "c": "any", "Full Name": "text"})
SLOWEST = 2.0
WORDS = """if then else for in return some every satisfies and or not( between instance of function( true false null
item partial ? @" "P1Y" "2024-02-29" "10:00:00Z"
[ ] ( ) { } .. ... -> <= >= != ** date and time( duration( string( number(
matches( replace( split( sort( range( context( list replace( years and months duration( substring( n t d l
c.a.b Full Name [1..3] ]1..2[ < 5 > 3 -1 1e9 0.1 \\u0041 list< context< range< function<
sum( min( max( concatenate( flatten(
union( modulo( decimal( round half up( index of( sublist( get value( overlaps( includes( "(a+)+$" "[a-z-[aeiou]]" """


def one(data: bytes) -> None:
    text = data.decode("utf-8", "ignore")
    begun = time.monotonic()
    for read in (lambda: parse(text), lambda: parse(text, SCOPE), lambda: unary(text)):
        try:
            rule = read()
            rule.names()
            rule.value(FACTS)
            rule.accepts(5, FACTS)
            rule.explain(FACTS, "zh" if len(text) % 2 else "en")
        except RuleError as err:
            str(err)
    with contextlib.suppress(RuleError):
        Table.of({"inputs": ["n"], "outputs": ["y"], "rules": [[text, text]], "hit": "collect"}).value(FACTS)
    if time.monotonic() - begun > SLOWEST * 5:
        raise TimeoutError(text)


def main() -> int:
    """Fuzz in a process of its own, since the fuzzer ends the process it runs in; keep what it says last."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else "600"
    with subprocess.Popen([sys.executable, __file__, seconds, "inside"], stderr=subprocess.PIPE, text=True,
                          errors="replace") as fuzzer:
        assert fuzzer.stderr is not None
        lines = [line for line in fuzzer.stderr if sys.stderr.write(line)]
    said = "".join(lines)
    runs, covered = re.search(r"Done (\d+) runs in (\d+) second", said), re.findall(r" cov: (\d+)", said)
    keep("rules.json", "fuzz", [{
        "runs": int(runs[1]) if runs else None, "seconds": int(runs[2]) if runs else None,
        "edges_covered": int(covered[-1]) if covered else None, "ended": fuzzer.returncode,
        "crash_or_hang": fuzzer.returncode != 0}], ("atheris",))
    return fuzzer.returncode


def fuzz(seconds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder)
        for number, word in enumerate(WORDS.split()):
            (corpus / str(number)).write_text(word)
        words = "\n".join('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"' for word in WORDS.split())
        (corpus / "words.dict").write_text(words)
        (corpus / "seeds").mkdir()
        for number, text in enumerate(SEEDS):
            (corpus / "seeds" / str(number)).write_text(text)
        atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=300", "-timeout=20",
                       "-rss_limit_mb=3000", f"-dict={corpus / 'words.dict'}", "-artifact_prefix=/tmp/rules-fuzz-",
                       str(corpus / "seeds")], one)
        atheris.Fuzz()


SEEDS = [
    'n > 200 and "a" in l', "if n > 5 then t else string(n)", "for i in 1..3, j in [1,2] return i * j + count(partial)",
    "some x in l satisfies x = 1", "every x in [1..3] satisfies x < n", '{a: 1, "b c": a + 1}.b c', "l[item > 1][-1]",
    'date("2024-01-31") + duration("P1M")', '@"2024-01-31T10:00:00@Europe/Paris" - @"2024-01-01T00:00:00Z"',
    "function(a: number, b) a + b", "(function(x) x ** 2)(3)", "n in (< 5, [1..3), ]2..9[, 7)", "n between 1 and 10",
    "l instance of list<number>", 'matches(t, "[a-z-[aeiou]]+(b)\\\\1?", "ix")', 'replace(t, "(.)", "$1-")',
    "sort(l, function(a, b) a < b)", "years and months duration(d, d).years >= 65", "not(n = 1 or d = null)",
    "context put({a: {b: 1}}, [\"a\", \"b\"], 2)", 'range("[1..3]").start', "list replace([1,2], 1, 3)", "-",
    "not(1, 2)",
    "min(1, n, 3) + max([1,2]) - abs(-n) / 2", "substring(string: t, start position: 1)", "// x\n1 /* y */ + 1",
]

if __name__ == "__main__":
    if sys.argv[2:] == ["inside"]:
        fuzz(int(sys.argv[1]))
    else:
        sys.exit(main())
