"""Asking over HTTP: one signed POST, the answer held against the resource's fields, one more try while time is left."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from time import monotonic
from typing import Any

from tongban.kernel import outbound, webhook
from tongban.registers.sources.kinds import Resource, resources
from tongban.registers.sources.providers import Question, Silent

LEAST = 0.4  # seconds that a second try needs at least


class RestSource:
    """A resource at an address."""

    def __init__(self, address: str, secret: str, *, private_ok: bool) -> None:
        self.address, self.secret, self.private_ok = address, secret, private_ok

    def ask(self, question: Question, total: float) -> tuple[dict[str, Any], str]:
        body = json.dumps({
            "id": question.key, "resource": question.resource, "asked": dict(question.asked),
            "fields": list(question.fields), "purpose": question.purpose, "case": question.case,
            "basis": question.basis,
        }, ensure_ascii=False).encode()  # fmt: skip
        end = monotonic() + total
        try:
            status, text = self._once(question.key, body, total)
        except outbound.NoAnswer:
            if end - monotonic() < LEAST:
                raise Silent("no answer in time") from None
            status, text = self._again(question.key, body, end)
        if status >= 500 and end - monotonic() >= LEAST:
            status, text = self._again(question.key, body, end)
        return _read(question, status, text)

    def _again(self, key: str, body: bytes, end: float) -> tuple[int, bytes]:
        try:
            return self._once(key, body, max(end - monotonic(), 0.1))
        except outbound.NoAnswer as error:
            raise Silent(str(error)) from None

    def _once(self, key: str, body: bytes, total: float) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/json; charset=utf-8", "Accept": "application/json"}
        signed = webhook.headers([self.secret], key, body)
        try:
            return outbound.post(self.address, body, {**headers, **signed}, total=total, private_ok=self.private_ok)
        except outbound.NotThere as error:
            raise Silent(str(error)) from None


def _read(question: Question, status: int, text: bytes) -> tuple[dict[str, Any], str]:
    if status != 200:
        raise Silent(f"HTTP {status}")
    try:
        said = json.loads(text)
    except ValueError:
        raise Silent("the answer is not JSON") from None
    if not isinstance(said, dict) or said.get("id") != question.key or not isinstance(said.get("values"), dict):
        raise Silent("the answer is not about this question")
    resource = resources()[question.resource]
    kept = {name: _fitting(resource, name, said["values"].get(name)) for name in question.fields}
    return kept, hashlib.sha256(text).hexdigest()


def _fitting(resource: Resource, name: str, value: Any) -> Any:
    """A value of the field's type, or null; anything else is no answer."""
    if value is None:
        return None
    kind = resource.types[name]
    fits = {
        "boolean": isinstance(value, bool), "text": isinstance(value, str) and len(value) <= 300,
        "number": isinstance(value, int | float) and not isinstance(value, bool), "date": isinstance(value, str),
    }[kind]  # fmt: skip
    if kind == "date" and fits:
        try:
            date.fromisoformat(value)
        except ValueError:
            fits = False
    if not fits:
        raise Silent(f"{name} is not a {kind}")
    return value.replace("\x00", "") if isinstance(value, str) else value
