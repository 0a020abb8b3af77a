"""The identifier of an electronic licence (电子证照标识, GB/T 36904): kind, issuer, serial, version, check."""

import re
from dataclasses import dataclass

from tongban.engines.codes.iso7064 import mod_37_36
from tongban.engines.codes.text import BadCode, tidy

__all__ = ["ROOT", "LicenceIdentifier", "check", "make", "parse"]

ROOT = "1.2.156.3005.2"

_TYPE_CODE = re.compile(r"[0-9A-Z]{21}")
_ISSUER = re.compile(r"[0-9A-Z]{1,18}")
_SERIAL = re.compile(r"[0-9A-Z]{1,32}")
_VERSION = re.compile(r"[0-9]{3}")
_WRONG_CHECK = "电子证照标识的校验位不符，可能抄录有误，请核对原证照。"


@dataclass(frozen=True, slots=True)
class LicenceIdentifier:
    text: str
    type_code: str
    issuer: str
    serial: str
    version: int
    check: str
    warnings: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        return not self.warnings


def make(type_code: str, issuer: str, serial: str, version: int | str = 1) -> str:
    """Compose an identifier of our own; always with a right check character."""
    parts = (tidy(type_code), tidy(issuer), tidy(serial), f"{int(version):03d}")
    _require_shape(*parts)
    return ".".join((ROOT, *parts, mod_37_36("".join(parts))))


def parse(text: str) -> LicenceIdentifier:
    """Read an identifier from anywhere: a wrong check character is a warning, as such licences circulate."""
    tidied = tidy(text)
    parts = tidied.removeprefix(ROOT + ".").split(".")
    if not tidied.startswith(ROOT + ".") or len(parts) != 5:
        raise BadCode(f"电子证照标识应以 {ROOT} 开头，后接证照类型、颁发机构、流水号、版本号和校验位，用点号分隔。")
    type_code, issuer, serial, version, given = parts
    _require_shape(type_code, issuer, serial, version)
    doubts = () if mod_37_36(type_code + issuer + serial + version) == given else (_WRONG_CHECK,)
    return LicenceIdentifier(tidied, type_code, issuer, serial, int(version), given, doubts)


def check(text: str) -> LicenceIdentifier:
    """Read an identifier that must be right, as those of this platform are."""
    found = parse(text)
    if found.warnings:
        raise BadCode(found.warnings[0])
    return found


def _require_shape(type_code: str, issuer: str, serial: str, version: str) -> None:
    if not _TYPE_CODE.fullmatch(type_code):
        raise BadCode("证照类型代码应为 21 位：定义机构的统一社会信用代码 18 位加顺序号 3 位。")
    if not _ISSUER.fullmatch(issuer):
        raise BadCode("证照颁发机构代码应为不超过 18 位的数字和大写字母。")
    if not _SERIAL.fullmatch(serial):
        raise BadCode("证照流水号应为不超过 32 位的数字和大写字母。")
    if not _VERSION.fullmatch(version):
        raise BadCode("证照版本号应为 3 位数字，例如 001。")
