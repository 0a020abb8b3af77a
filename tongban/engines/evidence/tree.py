"""Merkle trees (RFC 6962, section 2.1): roots, proofs that a leaf stands in a tree or a tree continues another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

Node = Callable[[int, int], bytes]  # (level, index) → hash of the complete subtree over leaves [index·2^level, …)
EMPTY = hashlib.sha256().digest()


class BadProof(ValueError):
    """A proof does not lead where it should; the sentence says which."""


def leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def parent(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def complete(hashes: Sequence[bytes]) -> bytes:
    """The root over a number of hashes that is a power of two."""
    row = list(hashes)
    while len(row) > 1:
        row = [parent(row[i], row[i + 1]) for i in range(0, len(row), 2)]
    return row[0]


def _split(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


def root(node: Node, size: int, start: int = 0) -> bytes:
    """The hash of leaves [start, size)."""
    count = size - start
    if count == 0:
        return EMPTY
    if count & (count - 1) == 0 and start % count == 0:
        level = count.bit_length() - 1
        return node(level, start >> level)
    middle = start + _split(count)
    return parent(root(node, middle, start), root(node, size, middle))


def inclusion(node: Node, index: int, size: int) -> list[bytes]:
    """The siblings from leaf ``index`` up to the root of the tree of ``size`` leaves."""
    if not 0 <= index < size:
        raise BadProof(f"leaf {index} does not stand in a tree of {size}")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(root(node, end, middle))
            end = middle
        else:
            path.append(root(node, middle, start))
            start = middle
    return path[::-1]


def consistency(node: Node, old: int, new: int) -> list[bytes]:
    """What shows that the first ``old`` leaves of the tree of ``new`` leaves are the older tree."""
    if not 0 <= old <= new:
        raise BadProof(f"a tree of {new} does not continue one of {old}")
    if old in (0, new):
        return []
    path: list[bytes] = []
    start, end, whole = 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(root(node, end, middle))
            end = middle
        else:
            path.append(root(node, middle, start))
            start, whole = middle, False
    if not whole:
        path.append(root(node, end, start))
    return path[::-1]


def check_inclusion(hashed: bytes, index: int, size: int, path: Iterable[bytes], expected: bytes) -> None:
    """Raise `BadProof` unless ``path`` leads from the leaf to the root (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size:
        raise BadProof("the leaf lies outside the tree")
    at, last, found = index, size - 1, hashed
    for sibling in path:
        if last == 0:
            raise BadProof("the proof is too long")
        if at & 1 or at == last:
            found = parent(sibling, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = parent(found, sibling)
        at, last = at >> 1, last >> 1
    if last != 0 or found != expected:
        raise BadProof("the proof does not lead to the root")


def check_consistency(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> None:
    """Raise `BadProof` unless the tree of ``new`` leaves continues that of ``old`` (RFC 9162, section 2.1.4.2)."""
    if old > new or old < 0:
        raise BadProof("the newer tree is smaller")
    if old in (0, new):
        if path or (old and old_root != new_root):
            raise BadProof("two different trees of one size" if old else "nothing precedes, so nothing is proved")
        return
    steps = list(path)
    if old & (old - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        raise BadProof("the proof is empty")
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            raise BadProof("the proof is too long")
        if at & 1 or at == last:
            before, after = parent(sibling, before), parent(sibling, after)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            after = parent(after, sibling)
        at, last = at >> 1, last >> 1
    if last != 0 or before != old_root or after != new_root:
        raise BadProof("the newer tree does not contain the older one")
