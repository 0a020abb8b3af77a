"""The description read for people: operations with their parameters, answers, refusals and a curl line."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from tongban.registers.identity.queries import PURPOSE, purposes

METHODS = ("get", "post", "put", "patch", "delete")
TYPES = {"integer": "整数", "string": "文本", "boolean": "是否", "number": "数", "object": "对象", "null": "空"}
FORMATS = {"date": "日期", "date-time": "时间", "uuid": "UUID"}
SAMPLES = {"code": "food-business-licence", "number": "LT-20261122-000187", "q": "开小饭店", "since": "0", "token": "…"}


@dataclass(frozen=True)
class Row:
    """A parameter or a field."""

    name: str
    type: str
    required: bool
    text: str
    link: str = ""  # the schema it is made of


@dataclass(frozen=True)
class Operation:
    """One question one may ask."""

    id: str
    method: str
    path: str
    summary: str
    text: str
    tag: str
    scope: bool
    parameters: list[Row]
    answer: str
    refusals: list[tuple[str, str]]
    curl: str


def operations(schema: dict[str, Any], base: str) -> list[Operation]:
    """Every operation, in the order of the description."""
    return [
        _operation(path, method, one, base)
        for path, methods in schema["paths"].items()
        for method, one in methods.items()
        if method in METHODS
    ]


def schemas(schema: dict[str, Any]) -> list[tuple[str, str, list[Row]]]:
    """Every shape: its name, what it is, its fields."""
    found = {name: one for name, one in schema["components"]["schemas"].items() if one.get("properties")}
    return [(name, words(one.get("description", "")), _fields(one)) for name, one in found.items()]


def words(text: str) -> SafeString:
    """A description as a page shows it: what stands in `backticks` is code, all else is escaped."""
    return mark_safe(re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text)))  # noqa: S308 - escaped before


def _fields(one: dict[str, Any]) -> list[Row]:
    return [_row(name, given, name in one.get("required", ())) for name, given in one["properties"].items()]


def _operation(path: str, method: str, one: dict[str, Any], base: str) -> Operation:
    answers = {int(status): answer for status, answer in one["responses"].items()}
    good = next(answer for status, answer in answers.items() if status < 400)
    return Operation(
        id=one["operationId"],
        method=method.upper(),
        path=path,
        summary=one["summary"],
        text=words(one.get("description", "")),
        tag=one["tags"][0],
        scope=bool(one.get("security")),
        parameters=[_row(p["name"], {**p["schema"], **_said(p)}, p.get("required", False)) for p in one["parameters"]],
        answer=_link(good.get("content", {}).get("application/json", {}).get("schema", {})),
        refusals=[(str(status), answer["description"]) for status, answer in sorted(answers.items()) if status >= 400],
        curl=_curl(path, one, base) if method == "get" else _signed_curl(path, base),
    )


def _said(parameter: dict[str, Any]) -> dict[str, str]:
    return {"description": parameter["description"]} if "description" in parameter else {}


def _row(name: str, given: dict[str, Any], required: bool) -> Row:
    return Row(name, _type(given), required, words(_text(given)), _link(given))


def _type(given: dict[str, Any]) -> str:
    if "anyOf" in given:
        return "或".join(_type(one) for one in given["anyOf"])
    if "$ref" in given:
        return given["$ref"].rpartition("/")[2]  # type: ignore[no-any-return]
    if given.get("type") == "array":
        return f"{_type(given.get('items', {}))} 的列表"
    return FORMATS.get(given.get("format", ""), TYPES.get(given.get("type", ""), "任意"))


def _text(given: dict[str, Any]) -> str:
    said = [given.get("description", "")]
    if "minimum" in given and "maximum" in given:
        said.append(f"{given['minimum']} 到 {given['maximum']}")
    if "enum" in given:
        said.append("取值：" + "、".join(str(one) or "（空）" for one in given["enum"]))
    if given.get("default") not in (None, "", []):
        said.append(f"默认 {json.dumps(given['default'], ensure_ascii=False)}")
    return "；".join(one for one in said if one)


def _link(given: dict[str, Any]) -> str:
    for one in (given, given.get("items", {}), *given.get("anyOf", ())):
        if "$ref" in one:
            return one["$ref"].rpartition("/")[2]  # type: ignore[no-any-return]
    return ""


def _signed_curl(path: str, base: str) -> str:
    signed = " ".join(f'-H "webhook-{name}: ${name.upper()}"' for name in ("id", "timestamp", "signature"))
    shown = path.replace("{code}", "fire-safety")
    return f'curl -s {signed} -H "Content-Type: application/cloudevents+json" --data-binary @opinion.json {base}{shown}'


def _curl(path: str, one: dict[str, Any], base: str) -> str:
    shown, query = path, []
    for parameter in one["parameters"]:
        name = parameter["name"]
        if parameter["in"] == "path":
            shown = shown.replace(f"{{{name}}}", "7K3M9Q2XW5RT" if "licences" in path else SAMPLES[name])
        elif name in ("q", "since"):
            query.append(f"--data-urlencode {name}={SAMPLES[name]}")
    token = ' -H "Authorization: Bearer $TOKEN"' if one.get("security") else ""
    if any(said.get("in") == "header" and said["name"] == PURPOSE for said in one.get("parameters", ())):
        token += f' -H "{PURPOSE}: {next(iter(purposes()))}"'
    return f"curl -s{' -G' if query else ''}{token} {base}{shown} {' '.join(query)}".strip()
