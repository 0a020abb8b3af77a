"""A small item that every test may change."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml

ITEMS = Path(__file__).parents[4] / "items"

SMALL = """
code: street-musician
title: {zh: 街头演艺登记, en: Street musician}
alias: [街头唱歌, 卖唱]
kind: service
owner: culture
serves: [person]
themes: {person: ["135"]}
law: [街头演艺管理办法 第三条]
limits: {statute: 5 working days, promise: 2 working days}
form:
  act.place: {type: text, label: 地点, fill: applicant.address}
  act.loud: {type: number, label: 音量, unit: 分贝, when: act.place != null}
  act.day: {type: date, label: 日期, required: false}
materials:
  identity: {title: 居民身份证, from: registers, licence: identity-card}
  photo: {title: 演出照片}
  meter: {title: 音量检测记录, when: act.loud > 70}
checks:
  quiet: {that: act.loud <= 90, say: 音量不能超过 90 分贝, law: 噪声污染防治法 第六十四条, else: correct}
process:
  look: {desk: culture-desk, within: 1 working day}
  hear: {desk: ecology, after: [look], when: act.loud > 70}
  decide: {desk: culture-desk, after: [hear], decides: true}
gives:
  name: 街头演艺登记证
  licence: street-musician
  valid: 1 year
  fields: {name: applicant.name, place: act.place, day: act.day}
guide:
  conditions: [年满 18 周岁]
  places: [lanting-hall]
  hours: 工作日 9:00–17:00
  phone: 0000-1234567
  supervision: "12345"
examples:
  quiet:
    given: {act: {place: 桥头, loud: 60}}
    expect: {materials: [identity, photo], asked: [photo], steps: [[look], [decide]], failed: []}
  loud:
    given: {act: {place: 桥头, loud: 95}}
    expect: {materials: [identity, photo, meter], steps: [[look], [hear], [decide]], failed: [quiet]}
"""


def small(**changes: Any) -> dict[str, Any]:
    """The small item as a mapping; ``a__b=value`` changes a nested key, None takes it away."""
    content: dict[str, Any] = copy.deepcopy(yaml.safe_load(SMALL))
    for name, value in changes.items():
        *path, last = name.split("__")
        inner = content
        for part in path:
            inner = inner[part.replace("_dot_", ".")]
        if value is None:
            inner.pop(last.replace("_dot_", "."), None)
        else:
            inner[last.replace("_dot_", ".")] = value
    return content
