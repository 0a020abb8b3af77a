"""A text out of what somebody typed: a short head, the Chinese, and below a mark the English."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import yaml

from tongban.registers.knowledge.kinds import ASK, BLOCKS, HELP, KINDS, STATEMENT, STATEMENTS, Complaint, Page, Tongue

MARK = "=== English ==="
LARGEST, LONGEST_TITLE, LONGEST_SUMMARY, MOST_NAMES = 40_000, 60, 200, 40
KEYS = ("kind", "order", "title", "summary", "names", "title_en", "summary_en")
HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
KNOWN = "、".join(f"{{{name}}}" for name in BLOCKS)
BLOCK = re.compile(r"^\s*\{(.*)\}\s*$")
BLANK = """---
kind: help
order: 50
title: 标题
summary: 一句话说清这篇文章讲什么
names: [群众的其他说法]
---
正文。空一行另起一段，行首写“- ”是列表，“## ”是小标题。
"""


def judge(code: str, text: str) -> tuple[Page | None, list[Complaint]]:
    """The page a text is, or everything that is wrong with it, each with its line."""
    if len(text) > LARGEST:
        return None, [Complaint(1, "内容太长，一篇文章最多四万字。")]
    top = HEAD.match(text)
    if top is None:
        return None, [Complaint(1, "开头要写文章信息：第一行和最后一行是三个减号“---”，中间一行一项。")]
    head, wrong = _head(top[1])
    wrong += _about(code, head)
    chinese, _, english = text[top.end() :].partition(MARK)
    if not chinese.strip():
        wrong.append(Complaint(text[: top.end()].count("\n") + 1, "文章没有正文。"))
    if english.strip() and not head.get("title_en"):
        wrong.append(Complaint(1, "有英文正文的，还要写英文标题（title_en）。"))
    for number, line in enumerate(text.split("\n"), 1):
        block = BLOCK.match(line)
        if block and block[1] not in BLOCKS:
            wrong.append(Complaint(number, f"不认识“{{{block[1]}}}”，可以写：{KNOWN}。"))
    if wrong:
        return None, sorted(wrong, key=lambda one: one.line)
    said = Tongue(head["title"], head.get("summary", ""), chinese.strip())
    other = Tongue(head["title_en"], head.get("summary_en", ""), english.strip()) if english.strip() else None
    return Page(
        code, head["kind"], head["order"], tuple(head.get("names", ())), said, other,
        hashlib.sha256(text.encode()).hexdigest(),
    ), []


def _head(text: str) -> tuple[dict[str, Any], list[Complaint]]:
    try:
        found = yaml.safe_load(text)
    except yaml.MarkedYAMLError as bad:
        mark = bad.problem_mark
        return {}, [Complaint((mark.line if mark else 0) + 2, "文章信息格式有误，请检查冒号后的空格和引号。")]
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, [Complaint(2, "文章信息里有不允许的字符。")]
    if not isinstance(found, dict):
        return {}, [Complaint(2, "文章信息应写成“名称: 内容”，一行一项。")]
    return found, []


def _about(code: str, head: dict[str, Any]) -> list[Complaint]:
    if not head:
        return []
    wrong = [f"不认识“{key}”，可以写：{'、'.join(KEYS)}。" for key in head if key not in KEYS]
    if not CODE.match(code) or len(code) > 60 or code == ASK:
        wrong.append(f"地址只能用小写字母、数字和短横线，以字母开头，最多 60 个，不能是 {ASK}。")
    kind = head.get("kind")
    if kind not in KINDS:
        wrong.append("kind 要写 statement（城市声明）或 help（帮助文章）。")
    elif (kind == STATEMENT) != (code in STATEMENTS):
        wrong.append(f"城市声明只有这几篇：{'、'.join(STATEMENTS)}；其他文章的 kind 写 {HELP}。")
    if not isinstance(head.get("order"), int) or not 0 <= head["order"] <= 999:
        wrong.append("order 是排列的次序，要写 0 到 999 的整数。")
    for key, longest in (
        ("title", LONGEST_TITLE), ("title_en", 120), ("summary", LONGEST_SUMMARY), ("summary_en", 400)
    ):
        said = head.get(key, "")
        if not isinstance(said, str) or len(said) > longest or "\n" in said:
            wrong.append(f"{key} 要写一行文字，最多 {longest} 个字。")
    if not str(head.get("title") or "").strip():
        wrong.append("要写标题（title）。")
    names = head.get("names", [])
    if not isinstance(names, list) or len(names) > MOST_NAMES or not all(
        isinstance(one, str) and 0 < len(one) <= 40 for one in names
    ):
        wrong.append(f"names 要写成列表，最多 {MOST_NAMES} 个说法，每个最多 40 个字。")
    return [Complaint(1, sentence) for sentence in wrong]
