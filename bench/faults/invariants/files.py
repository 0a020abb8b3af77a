"""I9: each row that names a file has it in storage, with that content; nothing lies there that no row names."""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidTag

from bench.faults.invariants import Held, Looked
from bench.faults.invariants.unsealed import content

NAMED = {
    "materials": "select sha256 from materials_material",
    "notices": "select paper from cases_notice where paper <> ''",
    "licence papers": "select paper from licences_licence where paper <> ''",
    "decisions on licences": "select paper from licences_decision where paper <> ''",
    "second forms": "select form from seals_secondform",
}
# A licence that no case gave came with a paper of its own, or with none.
OWED = """
select (select count(*) from cases_notice where paper = '' and void_at is null)
  + (select count(*) from licences_licence where paper = '' and starts_with(source, 'case/'))
"""
WEEK = 7 * 86400


def files_are_there(looked: Looked) -> Held:
    """SHA-256 of every file named by a row."""
    held = Held("I9", "each material, notice and licence paper lies in storage with its SHA-256")
    named: set[str] = set()
    good: dict[str, bool] = {}
    for name, question in NAMED.items():
        for (sha,) in looked.ask(question):
            held.count(name)
            named.add(sha)
            if sha not in good:
                good[sha] = _digest(looked, sha) == sha
            held.need(good[sha], f"{name}: {sha} is not in storage as written")
    held.count("papers still to be made", looked.one(OWED))
    _orphans(looked, named, held)
    return held


def _digest(looked: Looked, sha: str) -> str:
    try:
        return hashlib.sha256(content(looked.home, sha)).hexdigest()
    except InvalidTag:
        return ""


def _orphans(looked: Looked, named: set[str], held: Held) -> None:
    """Whatever else lies there: seals and attachments of items are named elsewhere, so a name in any text counts."""
    folder = looked.home / "files"
    others = [path for path in folder.glob("??/*") if path.name not in named] if folder.exists() else []
    for path in others:
        held.need(_digest(looked, path.name) == path.name, f"{path} is not what its name says")
    old = [path.name for path in others if _now(looked) - path.stat().st_mtime > WEEK]
    known = {
        sha
        for sha in old
        if looked.one("select exists (select from catalogue_edition where strpos(content, %s) > 0)", sha)
        or looked.one("select exists (select from seals_seal where picture = %s)", sha)
    }
    held.count("files of seals and items, or younger than a week", len(others) - len(old) + len(known))
    held.need(len(known) == len(old), f"{len(old) - len(known)} files that no row names are older than a week")


def _now(looked: Looked) -> float:
    return float(looked.one("select extract(epoch from now())"))
