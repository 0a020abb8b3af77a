"""A person with unmistakable name, number, telephone and home lives a whole life; nothing that is kept shows her."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from bench.canaries.life import Canary, lived, posted
from bench.canaries.spelling import searched, spellings

WORDS = Canary(0).words


@pytest.mark.parametrize("word", WORDS.values())
def test_every_spelling_is_found_where_it_lies(word: str) -> None:
    for form in spellings(word).values():
        assert list(searched(b"\x01" + form + b"\x02", {"it": word}))


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_neither_a_row_nor_a_file_nor_a_line_of_a_log_shows_who_she_is(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    before = {path: path.stat().st_mtime_ns for path in _files()}
    with posted(tmp_path) as post:
        assert lived(Canary(0), post).applicant_name == WORDS["name"]
    mails, own = post.mails(), {name: word for name, word in WORDS.items() if name != "mailbox"}
    assert len(mails) > 2
    assert {mail["to"] for mail in mails} == {WORDS["mailbox"]}
    found = [f"{table}: {what}" for table, text in _tables() for what in searched(text, WORDS)]
    for path in _files():
        if before.get(path) != path.stat().st_mtime_ns:
            found += [f"{path}: {what}" for what in searched(path.read_bytes(), WORDS)]
    found += [f"log: {what}" for what in searched(caplog.text.encode(), WORDS)]
    found += [f"mail: {what}" for what in searched(str(mails).encode(), own)]
    assert found == []


def _files() -> list[Path]:
    home = Path(settings.TONGBAN.home)
    return [path for top in ("files", "quarantine", "log") for path in (home / top).rglob("*") if path.is_file()]


def _tables() -> list[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute("select table_name from information_schema.tables where table_schema = 'public'")
        names = [name for (name,) in cursor.fetchall()]
        read = []
        for name in names:
            cursor.execute(f'select t::text from "{name}" t')
            read.append((name, "\n".join(text or "" for (text,) in cursor).encode()))
    return read
