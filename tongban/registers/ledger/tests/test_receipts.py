"""What a receipt promises: three programs that share nothing say the same of it, good or bad."""

import json
import subprocess
from pathlib import Path
from shutil import which

import pytest

from tongban.engines.evidence import notes
from tongban.registers.ledger import log, queries, sealing
from tongban.registers.ledger.cosigning import cosign
from tongban.registers.ledger.errors import NotAProof, NotSealedYet
from tongban.registers.ledger.models import FactRow
from tongban.registers.ledger.tests.test_sealing import blank, ordered, watched, write
from tongban.registers.ledger.witness import Witness
from tools import verify_receipt

__all__ = ["blank", "ordered", "watched"]
TOOLS = Path(verify_receipt.__file__).parent


def three(text: str, path: Path, keys: list[str]) -> list[bool]:
    """What the platform, the verifier in Python and the one in JavaScript say."""
    path.write_text(text, encoding="utf-8")
    said = []
    try:
        log_key, witness_key = (notes.Verifier.of(one) for one in keys)
        said.append(witness_key.name in queries.examine(text, log_key, [witness_key]).witnesses)
    except NotAProof:
        said.append(False)
    try:
        verify_receipt.check(text, [verify_receipt.read_key(one) for one in keys], 1)
        said.append(True)
    except (verify_receipt.NotProvedError, ValueError, KeyError):
        said.append(False)
    node = which("node")
    if node:
        done = subprocess.run([node, str(TOOLS / "verify_receipt.mjs"), str(path), "1", *keys], capture_output=True)
        said.append(done.returncode == 0)
    return said


def test_every_receipt_is_good_for_everybody_and_no_changed_one_is(watched: Witness, tmp_path: Path) -> None:
    write(11)
    sealing.seal()
    cosign()
    keys = [str(log.signer().verifier), str(watched.signer.verifier)]
    rows = list(FactRow.objects.order_by("seq"))
    for row in (rows[0], rows[6], rows[10]):
        assert set(three(queries.receipt(row.seq), tmp_path / "r", keys)) == {True}
    good = queries.receipt(rows[6].seq)
    lines = good.split("\n")
    held = json.loads(notes.unb64(lines[1][6:]))
    forged = {
        "content": {**held, "line": held["line"].replace('"6"', '"7"')},
        "salt": {**held, "salt": "00" * 16},
        "entry": {**held, "entry": held["entry"].replace('"n":7', '"n":8')},
    }
    bad = [good.replace(lines[1], "extra " + notes.b64(json.dumps(one).encode())) for one in forged.values()]
    bad += [
        good.replace("index 6", "index 7"), good.replace(lines[4] + "\n", "", 1), good.replace("\n11\n", "\n12\n"),
        good.replace(lines[-2], lines[-2][:-6] + "AAAA=="), good.replace(lines[-2] + "\n", ""),
    ]  # fmt: skip
    for text in bad:
        assert text != good
        assert set(three(text, tmp_path / "r", keys)) == {False}, text


def test_a_fact_has_its_receipt_when_a_witness_saw_it_and_not_before(watched: Witness) -> None:
    write(1)
    seq = FactRow.objects.get().seq
    with pytest.raises(NotSealedYet):
        queries.receipt(seq)
    sealing.seal()
    assert queries.proved([seq]) == set()
    cosign()
    assert queries.proved([seq]) == {seq}
    assert queries.prove("case/1")[0][1].startswith("c2sp.org/tlog-proof@v1\n")
    assert queries.examine_ours(queries.receipt(seq)).seq == seq


def test_the_verifier_fits_on_a_few_pages() -> None:
    assert len((TOOLS / "verify_receipt.py").read_text().splitlines()) <= 150


def test_everybody_reads_heads_and_tiles_and_nobody_entries_or_keys(watched: Witness) -> None:
    write(3)
    sealing.seal()
    cosign()
    assert queries.public_file("checkpoint")
    assert queries.public_file("tile/0/000.p/3")
    for name in ("tile/entries/000.p/3", "state.json", "../seal/log.key", "tile/0/../../state.json", "alarms.jsonl"):
        assert queries.public_file(name) is None
