"""What an EVM chain wants to read: a signed transaction without value that carries a few bytes (EIP-155).

Keccak-256, RLP and the number of the curve's point that a signature needs; signing itself is the library's (secp256k1).
"""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

P = 2**256 - 2**32 - 977
N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
G = (
    0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
    0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8,
)
RATE = 136  # bytes of a block of Keccak-256
Point = tuple[int, int] | None
Item = bytes | Sequence["Item"]


def keccak(content: bytes) -> bytes:
    """Keccak-256, as it was before SHA-3 changed its padding."""
    padded = bytearray(content + b"\x01" + bytes(-(len(content) + 1) % RATE))
    padded[-1] |= 0x80
    lanes = [0] * 25
    for start in range(0, len(padded), RATE):
        for lane in range(RATE // 8):
            lanes[lane] ^= int.from_bytes(padded[start + 8 * lane : start + 8 * lane + 8], "little")
        lanes = _permuted(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])


def _turned(lane: int, by: int) -> int:
    return (lane << by | lane >> (64 - by)) & (2**64 - 1)


def _permuted(lanes: list[int]) -> list[int]:
    """Keccak-f[1600]; lane x, y stands at x + 5y."""
    feedback = 1
    for _ in range(24):
        columns = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)]
        lanes = [lane ^ columns[(i + 4) % 5] ^ _turned(columns[(i + 1) % 5], 1) for i, lane in enumerate(lanes)]
        x, y, moved, turned = 1, 0, lanes[1], list(lanes)
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            moved, turned[x + 5 * y] = lanes[x + 5 * y], _turned(moved, (step + 1) * (step + 2) // 2 % 64)
        lanes = [
            turned[i] ^ (~turned[(i + 1) % 5 + i // 5 * 5] & turned[(i + 2) % 5 + i // 5 * 5]) for i in range(25)
        ]
        for bit in range(7):
            feedback = (feedback << 1 ^ (feedback >> 7) * 0x71) % 256
            if feedback & 2:
                lanes[0] ^= 1 << ((1 << bit) - 1)
    return lanes


def rlp(item: Item) -> bytes:
    """Recursive length prefix: bytes, or lists of them."""
    if isinstance(item, bytes):
        if len(item) == 1 and item[0] < 0x80:
            return item
        return _length(len(item), 0x80) + item
    inside = b"".join(rlp(one) for one in item)
    return _length(len(inside), 0xC0) + inside


def _length(size: int, base: int) -> bytes:
    if size < 56:
        return bytes([base + size])
    said = number(size)
    return bytes([base + 55 + len(said)]) + said


def number(value: int) -> bytes:
    """A number as it stands in a transaction: big end first, nothing for zero."""
    return value.to_bytes((value.bit_length() + 7) // 8, "big")


def unrlp(blob: bytes) -> Item:
    """What `rlp` wrote; raises ValueError for anything else."""
    item, rest = _one(blob)
    if rest:
        raise ValueError("something follows")
    return item


def _one(blob: bytes) -> tuple[Item, bytes]:
    if not blob:
        raise ValueError("cut")
    first = blob[0]
    if first < 0x80:
        return blob[:1], blob[1:]
    base = 0xC0 if first >= 0xC0 else 0x80
    start, size = 1, first - base
    if size > 55:
        start, size = 1 + size - 55, int.from_bytes(blob[1 : 1 + size - 55], "big")
    content, rest = blob[start : start + size], blob[start + size :]
    if len(content) != size:
        raise ValueError("cut")
    if base == 0x80:
        return content, rest
    found = []
    while content:
        item, content = _one(content)
        found.append(item)
    return found, rest


def _private(secret: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(secret, "big"), ec.SECP256K1())


def _public(secret: bytes) -> tuple[int, int]:
    numbers = _private(secret).public_key().public_numbers()
    return numbers.x, numbers.y


def address(secret: bytes) -> str:
    """Whose transactions this key signs."""
    return _address(_public(secret))


def _address(point: tuple[int, int]) -> str:
    return "0x" + keccak(point[0].to_bytes(32, "big") + point[1].to_bytes(32, "big"))[-20:].hex()


def transaction(
    secret: bytes, *, chain: int, nonce: int, price: int, gas: int, to: str, data: bytes
) -> tuple[str, str]:
    """A signed transaction that moves no value, and its hash, both in hexadecimal."""
    fields: list[Item] = [number(nonce), number(price), number(gas), bytes.fromhex(to[2:]), b"", data]
    digest = keccak(rlp([*fields, number(chain), b"", b""]))
    r, s, odd = _signed(secret, digest)
    raw = rlp([*fields, number(chain * 2 + 35 + odd), number(r), number(s)])
    return "0x" + raw.hex(), "0x" + keccak(raw).hex()


def _signed(secret: bytes, digest: bytes) -> tuple[int, int, int]:
    """A signature with the smaller of its two second numbers, and whether its point is odd."""
    way = ec.ECDSA(Prehashed(SHA256()), deterministic_signing=True)
    r, s = decode_dss_signature(_private(secret).sign(digest, way))
    s = min(s, N - s)
    owner = _public(secret)
    return r, s, next(odd for odd in (0, 1) if _recovered(digest, r, s, odd) == owner)


def sender(raw: str) -> tuple[str, int, int, str, bytes]:
    """Who signed a transaction: his address, the chain, his count, to whom, and what it carries. Raises ValueError."""
    fields = unrlp(bytes.fromhex(raw.removeprefix("0x")))
    if isinstance(fields, bytes) or len(fields) != 9 or not all(isinstance(one, bytes) for one in fields):
        raise ValueError("not a transaction of this kind")
    parts: list[bytes] = [one for one in fields if isinstance(one, bytes)]
    v, r, s = (int.from_bytes(one, "big") for one in parts[6:])
    chain, odd = divmod(v - 35, 2)
    if not (chain > 0 and 0 < r < N and 0 < s <= N // 2):
        raise ValueError("not signed as it should be")
    point = _recovered(keccak(rlp([*parts[:6], number(chain), b"", b""])), r, s, odd)
    if point is None:
        raise ValueError("signed by nobody")
    return _address(point), chain, int.from_bytes(parts[0], "big"), "0x" + parts[3].hex(), parts[5]


def _recovered(digest: bytes, r: int, s: int, odd: int) -> Point:
    """The public key that made this signature, were its point ``odd``: only public numbers are reckoned with."""
    y = pow(pow(r, 3, P) + 7, (P + 1) // 4, P)
    if y * y % P != (pow(r, 3, P) + 7) % P:
        return None
    point, inverse = (r, y if y % 2 == odd else P - y), pow(r, -1, N)
    z = int.from_bytes(digest, "big")
    return _plus(_times(G, -z * inverse % N), _times(point, s * inverse % N))


def _plus(one: Point, other: Point) -> Point:
    if one is None or other is None:
        return one or other
    if one[0] == other[0]:
        if (one[1] + other[1]) % P == 0:
            return None
        slope = 3 * one[0] * one[0] * pow(2 * one[1], -1, P) % P
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, P) % P
    x = (slope * slope - one[0] - other[0]) % P
    return x, (slope * (one[0] - x) - one[1]) % P


def _times(point: Point, by: int) -> Point:
    found: Point = None
    while by:
        if by & 1:
            found = _plus(found, point)
        point, by = _plus(point, point), by >> 1
    return found
