"""What evidence promises: every leaf and every growth is proved, and nothing else is."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.engines.evidence import notes, tiles, tree


def nodes(leaves: list[bytes]) -> tree.Node:
    return lambda level, index: tree.complete(leaves[index << level : (index + 1) << level])


def made(size: int) -> list[bytes]:
    return [tree.leaf(str(i).encode()) for i in range(size)]


@given(st.integers(1, 70), st.data())
@settings(max_examples=60, deadline=None)
def test_every_leaf_is_proved_and_no_other_stands_in_its_place(size: int, data: st.DataObject) -> None:
    leaves, index = made(size), data.draw(st.integers(0, size - 1))
    node, root = nodes(leaves), tree.root(nodes(leaves), size)
    path = tree.inclusion(node, index, size)
    tree.check_inclusion(leaves[index], index, size, path, root)
    with pytest.raises(tree.BadProof):
        tree.check_inclusion(tree.leaf(b"other"), index, size, path, root)
    if path:
        with pytest.raises(tree.BadProof):
            tree.check_inclusion(leaves[index], index, size, path[:-1], root)


@given(st.integers(1, 70), st.data())
@settings(max_examples=60, deadline=None)
def test_a_tree_that_grew_is_proved_and_one_that_changed_is_not(size: int, data: st.DataObject) -> None:
    leaves, old = made(size), data.draw(st.integers(1, size))
    new_root, old_root = tree.root(nodes(leaves), size), tree.root(nodes(leaves), old)
    path = tree.consistency(nodes(leaves), old, size)
    tree.check_consistency(old, size, old_root, new_root, path)
    forged = [tree.leaf(b"forged"), *leaves[1:]]
    with pytest.raises(tree.BadProof):
        tree.check_consistency(
            old, size, old_root, tree.root(nodes(forged), size), tree.consistency(nodes(forged), old, size)
        )


def test_the_known_root_of_rfc_6962_is_ours() -> None:
    inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    leaves = [tree.leaf(bytes.fromhex(one)) for one in inputs]
    root = tree.root(nodes(leaves), 8)
    assert root.hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def test_tiles_are_named_and_cut_as_written() -> None:
    assert tiles.path(0, 1234067) == "tile/0/x001/x234/067"
    assert tiles.path("entries", 5, 7) == "tile/entries/005.p/7"
    assert list(tiles.spans(255, 513)) == [(0, 255, 256), (1, 0, 256), (2, 0, 1)]
    assert tiles.unbundle(tiles.bundle([b"a", b"", b"bc"])) == [b"a", b"", b"bc"]
    with pytest.raises(ValueError, match="cut"):
        tiles.unbundle(tiles.bundle([b"abc"])[:-1])


def test_a_head_is_signed_by_its_log_and_cosigned_by_its_witness_and_by_nobody_else() -> None:
    log = notes.Signer("lanting/log", notes.LOG, b"1" * 32)
    witness, other = (notes.Signer("w", notes.WITNESS, key * 32) for key in (b"2", b"3"))
    text = notes.Head("lanting/log", 3, hashlib.sha256(b"x").digest()).text
    note = notes.Note.of(str(notes.Note(text, (log.line(text), witness.line(text, 1700000000)))))
    assert note.signed_by(notes.Verifier.of(str(log.verifier))) == 0
    assert note.signed_by(notes.Verifier.of(str(witness.verifier))) == 1700000000
    assert note.signed_by(other.verifier) is None
    assert notes.Note(text.replace("\n3\n", "\n4\n"), note.lines).signed_by(log.verifier) is None
    assert notes.Head.of(note.text).size == 3
