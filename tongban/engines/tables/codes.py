"""The code lists columns draw from."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
FILES = ("gbt39046_codes.json", "practice_codes.json")


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for name in FILES:
        for code, values in json.loads((DATA / name).read_text())["lists"].items():
            # A list without codes exchanges the words themselves.
            found[code] = {word: word for word in values} if isinstance(values, list) else values
    return found


@lru_cache(maxsize=256)
def code_list(name: str) -> Mapping[str, str]:
    """Codes and their words; a key that begins with "_" is a note, not a code. Raises `KeyError`."""
    return {code: word for code, word in _lists()[name].items() if not code.startswith("_")}


def meaning(name: str, code: str) -> str:
    """The word of a code; "" when the list does not have it."""
    return code_list(name).get(code, "")
