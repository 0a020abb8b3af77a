"""`tongban rules`: evaluate, explain, compile and check rules, and run the standard's conformance kit."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from tongban.engines.rules import Expression, Parameters, RuleError, Scope, parse
from tongban.kernel import time

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help="规则：求值、解释、查询、检查。")

Text = Annotated[str, typer.Argument(metavar="EXPR", help="规则表达式（FEEL）。")]
FactsFile = Annotated[Path | None, typer.Option("--facts", help="事实，JSON 或 YAML 文件；- 表示标准输入。")]
ParametersAt = Annotated[Path | None, typer.Option("--parameters", help="参数文件或文件夹。")]
OnDay = Annotated[str, typer.Option("--on", help="按哪一天的参数，如 2026-01-31；默认今天。")]
ScopeFile = Annotated[Path | None, typer.Option("--scope", help="可用字段及类型，JSON 或 YAML 文件。")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")]


@app.command("eval")
def evaluate(expr: Text, facts: FactsFile = None, scope: ScopeFile = None, parameters: ParametersAt = None,
             on: OnDay = "", as_json_: Json = False) -> None:
    """求值：打印结果。"""
    with refusals(as_json_):
        known, _ = _facts(facts, parameters, on)
        rule = _parse(expr, scope, known)
        value = rule.value(known)
        print(_dumps({"value": value}) if as_json_ else _said(value))


@app.command()
def explain(expr: Text, facts: FactsFile = None, scope: ScopeFile = None, parameters: ParametersAt = None,
            on: OnDay = "", lang: Annotated[str, typer.Option(help="zh 或 en。")] = "zh",
            labels: Annotated[Path | None, typer.Option(help="字段的名称，JSON 或 YAML 文件。")] = None,
            units: Annotated[Path | None, typer.Option(help="字段的单位，JSON 或 YAML 文件。")] = None,
            as_json_: Json = False) -> None:
    """解释：为什么是这个结果，还差什么。"""
    with refusals(as_json_):
        known, given = _facts(facts, parameters, on)
        names = {**(given.labels(lang) if given else {}), **_mapping(labels)}
        found = _parse(expr, scope, known).explain(known, lang, names, {**(given.units(lang) if given else {}),
                                                                       **_mapping(units)})
        if as_json_:
            print(_dumps({"outcome": found.outcome, "verdict": found.verdict, "short": found.short,
                          "needed": found.needed, "missing": found.missing, "tree": found.tree}))
        else:
            print(f"{found.short}\n\n{found.full}")


@app.command()
def check(exprs: Annotated[list[str], typer.Argument(metavar="EXPR|FILE.dmn…", help="表达式，或 DMN 模型文件。")],
          scope: ScopeFile = None, as_json_: Json = False) -> None:
    """检查：能否理解、名称与类型是否正确；有误时退出码为 1。"""
    wrong: list[dict[str, Any]] = []
    for expr in exprs:
        for err in _complaints(expr, scope):
            wrong.append({"rule": expr, "message": err.message, "english": err.english, "hint": err.hint,
                          "line": err.line, "column": err.column})
            if not as_json_:
                print(err, file=sys.stderr)
    if as_json_:
        print(_dumps({"checked": len(exprs), "refused": wrong}))
    elif not wrong:
        print(f"检查 {len(exprs)} 条，没有问题。")
    raise typer.Exit(1 if wrong else 0)


@app.command()
def sql(expr: Text, scope: ScopeFile = None, table: Annotated[str, typer.Option(help="数据表。")] = "people",
        dialect: Annotated[str, typer.Option(help="duckdb、postgres 或 spark。")] = "duckdb",
        as_json_: Json = False) -> None:
    """查询：把条件编译成对整张表的查询。"""
    from tongban.engines.rules.match import condition_query
    with refusals(as_json_):
        made = condition_query(_parse(expr, scope, {}), table, dialect)
        print(_dumps({"sql": made, "dialect": dialect}) if as_json_ else made)


@app.command()
def tck(path: Annotated[Path, typer.Argument(help="DMN 一致性测试的文件夹。", exists=True, file_okay=False)],
        as_json_: Json = False) -> None:
    """一致性：逐例运行 DMN 一致性测试，最后一行打印 通过数 / 总数；有未通过的，退出码为 1。"""
    from tongban.engines.rules.tck import run
    cases = list(run(path))
    failed = [case for case in cases if not case.passed]
    if as_json_:
        print(_dumps({"passed": len(cases) - len(failed), "total": len(cases), "failed": [
            {"file": one.file, "case": one.id, "result": one.result, "expected": one.expected, "got": one.got}
            for one in failed]}))
    else:
        for one in failed:
            print(f"{one.file} {one.id} {one.result}: expected {one.expected} got {one.got}")
        print(f"{len(cases) - len(failed)} / {len(cases)}")
    raise typer.Exit(1 if failed or not cases else 0)


# -- reading and printing ---------------------------------------------------------------------------------------------
@contextmanager
def refusals(as_json_: bool) -> Iterator[None]:
    """A refusal becomes a sentence and exit code 1; an unreadable file exit code 2."""
    try:
        yield
    except RuleError as err:
        if as_json_:
            print(_dumps({"error": err.message, "english": err.english, "hint": err.hint, "position": err.position}))
        else:
            print(err, file=sys.stderr)
        raise typer.Exit(1) from None
    except (OSError, ValueError, yaml.YAMLError) as err:
        print(f"文件不能读取：{err}", file=sys.stderr)
        raise typer.Exit(2) from None


def _complaints(expr: str, scope: Path | None) -> list[RuleError]:
    try:
        if expr.endswith(".dmn"):
            from tongban.engines.rules.dmn import read
            return read(Path(expr)).check()
        with refusals(False):
            names = Scope(_mapping(scope)) if scope else None
        parse(expr, names)
    except RuleError as err:
        return [err]
    return []


def _parse(expr: str, scope: Path | None, known: Mapping[str, Any]) -> Expression:
    if scope is not None:
        return parse(expr, Scope(_mapping(scope)))
    # with facts alone, their names help to read names with spaces; others are still allowed, and unknown
    return parse(expr, Scope(_names(known), closed=False))


def _names(known: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in known.items():
        if isinstance(value, Mapping) and value:
            yield from _names(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def _facts(path: Path | None, parameters: Path | None, on: str) -> tuple[dict[str, Any], Parameters | None]:
    known = dict(_mapping(path))
    if parameters is None:
        return known, None
    given = Parameters.read(parameters)
    day = dt.date.fromisoformat(on) if on else time.today()
    return {**given.on(day), **known}, given


def _mapping(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    read: Callable[[str], Any] = yaml.safe_load if path.suffix in (".yaml", ".yml") else _json
    found = read(text)
    if not isinstance(found, dict):
        raise ValueError(f"{path}: 应为键值对")
    return found


def _json(text: str) -> Any:
    return json.loads(text, parse_float=Decimal)


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=_jsonable)


def _jsonable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and abs(value) < 10**15 else float(value)
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else str(value)


def _said(value: Any) -> str:
    from tongban.engines.rules.builtins.text import show
    from tongban.engines.rules.values import feel
    return show(feel(value))
