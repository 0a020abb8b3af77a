"""Names of people and organisations as they are kept (姓名、名称): the same letters, one way to write each.

`kept` makes a name regular (code points of GB 18030-2022), `wrong` says in one sentence why it cannot be kept,
`letters` is what the eye counts. A rare character (生僻字) of any plane stays as it is. What is canonically the same is
kept as one (NFC); nothing is ever replaced by a look-alike (no NFKC).
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100
"""Letters of the longest name: foreign names of fifty occur."""
MOST_MARKS = 4
"""Signs set upon one letter, after NFC: Vietnamese, Tibetan and Thai need fewer."""

# Signs and characters that stood at private code points for want of a place in Unicode. The upright signs and the
# ideographs E81E…E864 got theirs in the text of GB 18030-2022, the six at E816…E855 since GB 18030-2005 (24 in all);
# GBK, which older banking systems still write, has the whole row FE50–FEA0 there, 80 in the order of its code points.
_UPRIGHT = dict(zip(range(0xE78D, 0xE797), "︐︒︑︓︔︕︖︗︘︙", strict=True))
_ROW = (
    "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌"
    "龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"
)
FORMAL = _UPRIGHT | dict(zip(range(0xE815, 0xE865), _ROW, strict=True)) | {0xE7C7: "\u1e3f"}
"""What stands at a private code point of GB 18030-2000, GB 18030-2005 or GBK, by that code point."""

_WIDE = {code: code - 0xFEE0 for block in ("０９", "ＡＺ", "ａｚ") for code in range(ord(block[0]), ord(block[1]) + 1)}
_DOTS = re.compile("\\s*[·•‧∙・･⋅\u0387]\\s*")
_SPACES = re.compile(r"\s+")
# A character that somebody cannot type, said by its number: U+20BB7. No name contains these signs.
_SAID = re.compile(r"[Uu]\+([0-9A-Fa-f]{4,6})(?![0-9A-Fa-f])")
_HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_STAND_IN = "\ufffd□■〓"  # what machines put where they lost a character

_PAIRS = (
    "欧阳歐陽太史端木上官司马司馬东方東方独孤獨孤南宫南宮夏侯诸葛諸葛尉迟尉遲皇甫赫连赫連澹台澹臺公冶宗政濮阳濮陽"
    "淳于单于單于申屠公孙公孫仲孙仲孫轩辕軒轅令狐钟离鍾離宇文长孙長孫慕容鲜于鮮于闾丘閭丘司徒司空亓官丌官司寇颛孙"
    "顓孫拓跋拓拔百里呼延闻人聞人西门西門完颜完顏纳兰納蘭东郭東郭梁丘左丘公羊第五万俟萬俟"
)
_COMPOUND = frozenset(_PAIRS[at : at + 2] for at in range(0, len(_PAIRS), 2))  # compound surnames (复姓)


def kept(text: str) -> str:
    """A name as it is kept: one separator dot, plain spaces and figures, formal code points, composed letters (NFC)."""
    formal = _SAID.sub(_by_number, text.translate(_WIDE)).translate(FORMAL)
    return _SPACES.sub(" ", _DOTS.sub("·", unicodedata.normalize("NFC", formal))).strip()


def key(text: str) -> str:
    """What two spellings of one name share: a variation selector chooses a shape, not another character."""
    return "".join(char for char in kept(text) if not _selects(char))


def wrong(name: str) -> str:
    """Why a kept name cannot be taken, in one sentence with the way out; "" when it can."""
    if not name:
        return "姓名或名称不能为空。"
    if len(counted := letters(name)) > LONGEST:
        return f"姓名或名称最多 {LONGEST} 个字，现在有 {len(counted)} 个字。"
    if any(unicodedata.category(char) in _UNSEEN for char in name) or _on_nothing(counted):
        return "姓名或名称中有看不见的控制字符，请删除后重新填写。"
    if any(char in _STAND_IN for char in name):
        return "姓名或名称中有代替生僻字的方框或符号，请换成这个字本身，或者写这个字的编码，如 U+20BB7。"
    private = [char for char in name if unicodedata.category(char) == "Co" or _is_no_character(char)]
    if private:
        return (
            f"姓名或名称中的 U+{ord(private[0]):04X} 是某个旧系统的自造字编码，别的设备上会显示成别的字。请改用国家标准"
            "（GB 18030）的字或编码；不知道编码的，请持身份证到政务服务大厅窗口，由工作人员按证件登记。"
        )
    return ""


def letters(name: str) -> list[str]:
    """The name letter by letter, each with the signs that stand upon it: what is counted, cut and hidden."""
    found: list[str] = []
    for char in name:
        if found and _belongs(char):
            found[-1] += char
        else:
            found.append(char)
    return found


def surname(name: str) -> str:
    """The part of a name that may be shown: a compound surname (复姓) whole, else the first letter."""
    counted = [one[0] for one in letters(name)]
    return "".join(counted[: 2 if len(counted) > 2 and "".join(counted[:2]) in _COMPOUND else 1])


def _by_number(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if any(first <= code <= last for first, last in _HAN) else found[0]


def _belongs(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me", "Mc")


def _selects(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _on_nothing(counted: list[str]) -> bool:
    """Signs without a letter below them, or a tower of them."""
    return any(_belongs(one[0]) or len(one) > 1 + MOST_MARKS for one in counted)


def _is_no_character(char: str) -> bool:
    """Code points that are none by definition; unassigned ones may be assigned tomorrow (extension H was)."""
    code = ord(char)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
