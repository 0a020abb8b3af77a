"""Check characters of ISO/IEC 7064 (GB/T 17710): MOD 11-2, MOD 11,10 and MOD 37,36."""

_DIGITS = "0123456789"
_ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def mod_11_2(digits: str) -> str:
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2 % 11
    return "0123456789X"[(12 - total) % 11]


def _hybrid(text: str, alphabet: str) -> str:
    size = len(alphabet)
    carry = size
    for character in text:
        carry = (carry + alphabet.index(character)) % size or size
        carry = carry * 2 % (size + 1)
    return alphabet[(size + 1 - carry) % size]


def mod_11_10(digits: str) -> str:
    return _hybrid(digits, _DIGITS)


def mod_37_36(text: str) -> str:
    return _hybrid(text, _ALPHANUMERIC)
