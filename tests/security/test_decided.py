"""What docs/security/decided.md says is what the code does: figures, ways in, keys, lines out, sealed columns."""

from __future__ import annotations

import math
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from tests.security.source import ROOT, calls, sources
from tests.security.test_source import OUTWARD
from tongban.doors.openapi import guard
from tongban.doors.parts import live, pace
from tongban.engines import jose
from tongban.engines.forms import texts
from tongban.engines.jose import keys as jose_keys
from tongban.engines.tables import workbooks
from tongban.kernel import crypto, ids, signing_keys
from tongban.registers.entrances.models import Link
from tongban.registers.identity import checking, first_words, hashers, throttle
from tongban.registers.identity.models import Account
from tongban.registers.inventory.kinds import LARGEST_UPLOAD
from tongban.registers.materials import kinds as materials
from tongban.registers.seals import authority
from tongban.registers.signin import kinds as signin
from tongban.registers.signin.actions import binding
from tongban.registers.sso.kinds import KEY_LIFE
from tongban.watch.ratings.models import link_token
from tongban.work.cases.actions.unmasking import OPEN_FOR

PAGE = (ROOT / "docs" / "security" / "decided.md").read_text()
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S))
MINUTE = 60


def says(section: str, *words: object) -> None:
    missing = [str(word) for word in words if str(word) not in SECTIONS[section]]
    assert missing == [], f"docs/security/decided.md, {section}"


def test_the_figures_of_signing_in_are_those_of_the_code() -> None:
    longest = int(throttle.LONGEST_WAIT.total_seconds() // MINUTE)
    idle = {who: int(span.total_seconds() // MINUTE) for who, span in signin.IDLE.items()}
    assert (throttle.FREE_TRIES, throttle.FIRST_WAIT.seconds, longest) == (5, 30, 15)
    says("Signing in", "| 5 |", "30 s, twice as long each time, at most 15 min")
    says("Signing in", "20 and 60 for a name, 100 and 400 for an address")
    assert throttle.CROWDED == {"address": (100, 400), "name": (20, 60)}
    assert (idle, signin.LONGEST.total_seconds()) == ({"official": 30, "person": 120}, 8 * 3600)
    says("Signing in", "| 30 min | 2 h |", "| 8 h, a working day | 8 h |", "at most 10 minutes' age")
    assert signin.FRESH.total_seconds() == 600
    assert (checking.SHORTEST_PASSWORD, checking.LONGEST_PASSWORD) == (8, 128)
    assert (first_words.LENGTH, len(first_words.ALPHABET), first_words.LASTS.total_seconds()) == (12, 31, 24 * 3600)
    says("Signing in", "12 random signs\nout of 31", "one sign-in within 24 h")
    says("Signing in", "8 to 128 characters", f"| live streams at once | {live.MOST_STREAMS} | {live.MOST_STREAMS} |")


def test_every_way_in_is_one_of_the_table() -> None:
    assert {path for path, call in calls("login") if call.args} == {"doors/parts/sittings.py"}
    begun = {path for path, text in sources().items() if re.search(r"\bsittings\.begin\(", text)}
    assert {path for path in begun if not path.startswith("doors/demo/")} == {
        "doors/parts/views/signing.py", "doors/parts/views/passkeys.py", "doors/parts/views/registering.py",
    }  # fmt: skip
    entered = {path for path, text in sources().items() if re.search(r"\bgo_in\(|\bidentity\.sign_in\(", text)}
    # Whoever merges two accounts proves the other with its password and its code, and is not signed in by that.
    assert entered == {"doors/parts/views/signing.py", "doors/sso/views/via.py", "work/mergers/actions.py"}
    known = {path for path, text in sources().items() if re.search(r"\b(client_for|official_actor)\(", text)}
    assert known - {"registers/identity/queries.py", "registers/identity/tokens.py"} <= {
        "doors/openapi/access.py", "doors/openapi/v1/exchange.py", "journey/acts.py", "work/rulings/posts.py",
    }  # fmt: skip
    columns = {field.name for field in Account._meta.get_fields() if field.concrete}
    assert [name for name in columns if re.search("hint|question|answer|secret|email", name)] == []


def test_who_is_vouched_for_is_known_by_entrance_and_name_there_together() -> None:
    once: Any = Link._meta.constraints
    assert {tuple(one.fields) for one in once} == {("entrance", "subject"), ("entrance", "account")}
    met = sources()["registers/entrances/actions/coming.py"]
    assert "filter(entrance_id=vouched.entrance, subject=vouched.subject" in met


def test_the_second_proof_is_made_of_enough_chance_and_counts_for_half_a_minute() -> None:
    assert binding.CODE_LENGTH * 5 >= 128
    assert len(binding.ALPHABET) == 32
    assert binding.STEP == 30
    says("Keys", f"{binding.CODE_LENGTH * 5} random bits, keyed digest")


def test_our_own_keys_and_what_no_hand_types_have_128_bits() -> None:
    assert (authority.RSA_BITS, jose.STRONG_RSA, jose_keys.SHORTEST_RSA) == (3072, 3072, 2048)
    assert "key_size=RSA_BITS" in sources()["registers/seals/authority.py"]
    assert "rsa=jose.STRONG_RSA" in sources()["registers/sso/actions/arranging.py"]
    assert {path for path, text in sources().items() if "rsa.generate_private_key(" in text} == {
        "registers/seals/authority.py"
    }
    assert len(link_token()) * math.log2(len(ids.ALPHABET)) >= 128
    says("Keys", "112 bits", "3072", "60 bits")


def test_the_limits_are_those_of_the_code() -> None:
    assert (materials.MOST_BYTES >> 20, materials.MOST_PAGES, materials.MOST_PIXELS) == (20, 500, 80_000_000)
    says("Limits", "20 MB, 500 pages, 80 million pixels")
    assert (LARGEST_UPLOAD >> 20, workbooks.LARGEST >> 20, workbooks.MOST_PARTS) == (64, 600, 2000)
    assert (workbooks.SUSPICIOUS >> 20, workbooks.RATIO) == (20, 250)
    says("Limits", "64 MB, unpacked 600 MB, 2000 parts, no part over 20 MB squeezed more than 250 times")
    assert (guard.LARGEST >> 10, guard.LONGEST, guard.PER_MINUTE) == (64, 4000, 1200)
    assert (pace.OF_ONE, pace.OF_AN_ADDRESS) == (120, 600)
    says("Limits", "120 a minute of one account, 600 a minute of one address without account")
    says("Limits", "64 KB, an address of 4000 characters, 1200 a minute", f"{texts.LONGEST:,} characters")


def test_unhidden_fields_are_hidden_again_after_what_the_page_says() -> None:
    says("Fields", f"unhidden for {OPEN_FOR} minutes with reason and second proof")


def test_every_key_has_its_line() -> None:
    named = {name for text in sources().values() for name in re.findall(r"\bcrypto\.key\(\"(\w+)\"\)", text)}
    named |= set(re.findall(r"\bkey\(\"(\w+)\"\)", sources()["kernel/crypto.py"]))
    named |= set(signing_keys.NAMES)
    assert {"index", "codes", "credentials"} <= named
    says("Keys", *(f"`{name}.key`" for name in named - {"fields"}), "house.wrapped", "TONGBAN_SECRET_KEY", "log.key")
    assert set(crypto.CIPHERS) == {"aes", "sm4"}
    argon = hashers.Argon2
    assert (argon.memory_cost >> 10, argon.time_cost) == (19, 2)
    says("Keys", "AES-256-GCM or SM4-GCM", "Argon2id, 19 MiB, two passes", f"every {KEY_LIFE.days} days by itself")


def test_a_key_is_its_owners_file(tmp_path: Path) -> None:
    made = tmp_path / "keys" / "some.key"
    crypto.put_once(made, b"x" * 32)
    crypto.put_once(made, b"y" * 32)
    assert made.read_bytes() == b"x" * 32
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700


def test_what_is_personal_is_sealed_in_every_room() -> None:
    sealed = {
        f"{model.__name__}.{field.name}" for model in apps.get_models() for field in model._meta.get_fields()
        if type(field).__module__ == "tongban.kernel.sealed"
    }  # fmt: skip
    telling = re.compile(r"(^|_)(id_number|phone|address|legal_name|text|data|raw|secret|(?<!public_)key)$")
    personal = {
        "identity", "cases", "messages", "inbox", "answers", "signin", "sso", "entrances", "materials", "packages",
    }  # fmt: skip
    plain: list[Any] = [
        f"{model.__name__}.{field.name}" for model in apps.get_models() if model._meta.app_label in personal
        for field in model._meta.get_fields()
        if field.concrete and telling.search(field.name) and type(field).__module__ != "tongban.kernel.sealed"
    ]  # fmt: skip
    assert len(sealed) > 20
    # Where an organisation is registered is public, and an official's telephone is his desk's.
    assert set(plain) == {"Organisation.address", "Official.phone"}


@pytest.mark.parametrize(("module", "row"), [
    ("registers/exchange/providers/rest.py", "departments' wires"), ("kernel/outbound.py", "SMS gateway"),
])  # fmt: skip
def test_every_line_out_has_its_row(module: str, row: str) -> None:
    assert module in OUTWARD
    says("Lines out", row, "PostgreSQL", "queueing system", "virus scanner", "vault", "timestamp authority")
    says("Lines out", "witnesses", "entrances", "sources of data")
    users = {path.split("/")[1] for path, text in sources().items() if re.search(r"\boutbound\.(get|post)\b", text)}
    assert users == {"entrances", "sources", "sso", "messages", "seals", "calling", "vault.py"}


def test_every_layer_that_writes_lines_is_named_with_how_long_they_are_kept() -> None:
    says("Lines of the log", "the record (ledger)", "pages, worker", "PostgreSQL", "nginx", "alarms.jsonl")


def test_libraries_are_mended_in_days_that_are_said_and_the_risky_ones_are_named() -> None:
    says("Libraries", "2 days", "7 days", "30 days", "90 days")
    locked = "".join(path.read_text() for path in (ROOT / "requirements").glob("*.lock"))
    risky = re.findall(r"`([\w-]+)`", SECTIONS["Libraries"].partition("Risky")[2].partition(".")[0])
    assert len(risky) > 4
    assert [name for name in risky if f"\n{name}==" not in f"\n{locked}"] == []
