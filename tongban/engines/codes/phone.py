"""Mainland mobile numbers (手机号码), and the demonstration numbers beginning with 120 that belong to nobody."""

import re

from tongban.engines.codes.text import BadCode, tidy

__all__ = ["check", "is_fictional"]

_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1[0-9]{10}$)")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_FICTIONAL = re.compile(r"120[0-9]{8}")


def check(text: str) -> str:
    """The eleven digits of a mobile number, however it was typed."""
    number = _COUNTRY.sub("", tidy(text))
    if not (_MOBILE.fullmatch(number) or _FICTIONAL.fullmatch(number)):
        raise BadCode("手机号码应为 11 位数字，以 1 开头。请核对后重新填写。")
    return number


def is_fictional(text: str) -> bool:
    """No network uses the prefix 120, so a message to such a number can reach nobody."""
    return bool(_FICTIONAL.fullmatch(_COUNTRY.sub("", tidy(text))))
