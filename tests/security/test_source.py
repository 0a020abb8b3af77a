"""What is nowhere written in the program: each promise reads all of it, and names whoever breaks it."""

from __future__ import annotations

import ast
import re

from tests.security.source import ROOT, calls, imports, names, sources, texts, trees

OUTWARD = {  # who opens a connection; the simulators are other houses and run in the demo only
    "kernel/outbound.py", "registers/exchange/providers/rest.py", "site/serve.py", "site/ground.py",
    "registers/entrances/simulator.py", "registers/exchange/simulator.py", "registers/sso/simulator.py",
    "registers/vetting/providers/clamd.py",
}  # fmt: skip
OWN_HTML = {  # made of pieces that were escaped one by one
    "doors/office/editing/beside.py", "doors/office/views/items.py", "doors/office/revised.py",
    "doors/parts/templatetags/parts.py", "doors/parts/fields.py", "doors/parts/prose.py", "doors/openapi/reading.py",
}  # fmt: skip
DRAWINGS = {"doors/desk/templates/desk/tabs/flow.html", "doors/portal/templates/portal/case.html",
            "doors/portal/templates/portal/guide.html"}  # fmt: skip
NAMES_OF_OURS = {  # statements with a name put in that no request brings: tables of our models, a channel, a database
    "doors/parts/live.py", "kernel/resealing.py", "site/postgres.py", "work/approvals/actions/watching.py",
}  # fmt: skip
ASKED_BY_ADDRESS = {  # items, papers and registers that are public, days, and which of the staff: nobody's document
    "desk/credit.html code", "desk/licences.html number", "desk/visit.html q", "office/figures.html from",
    "office/figures.html to", "office/inventory.html q", "office/items.html q", "office/ledger.html number",
    "office/pages.html code",
    "office/officials.html q", "office/synonyms.html q", "office/uses.html name", "portal/address.html q",
    "portal/guide_me.html q", "portal/help.html q", "portal/ledger.html q", "portal/ledger.html since",
    "portal/ledger.html until", "portal/packages.html q", "portal/searching.html q", "portal/verify.html code",
}  # fmt: skip
CHANCE = {"doors/parts/live.py", "registers/exchange/actions/sending.py"}  # spreads moments, guards nothing


def test_nothing_is_evaluated_unpickled_or_handed_to_a_shell() -> None:
    made = ("eval", "exec", "__import__", "os.system", "os.popen", "unsafe_load", "full_load", "yaml.load")
    assert list(calls(*made)) == []
    assert imports("pickle", "marshal", "shelve", "dill", "jsonpickle") == set()
    loud = [path for path, call in calls("run", "Popen", "call", "check_output") for word in call.keywords
            if word.arg == "shell" and not (isinstance(word.value, ast.Constant) and word.value.value is False)]
    assert loud == []


def test_programs_are_started_with_words_of_ours_in_a_list() -> None:
    assert {path for path in imports("subprocess") if not path.startswith("site/demo/")} == {
        "registers/readings/providers/rapid.py", "site/postgres.py", "site/serve.py", "site/supervise.py",
    }  # fmt: skip
    for path, call in calls("subprocess.run", "subprocess.Popen", "subprocess.check_output"):
        assert not isinstance(call.args[0], ast.Constant | ast.JoinedStr | ast.BinOp), path


def test_no_interpreter_of_another_kind_is_spoken_to() -> None:
    others = ("ldap", "ldap3", "lxml", "memcache", "pymemcache", "imaplib", "django.core.mail", "jinja2",
              "mako", "pylatex", "jnius", "graphene", "strawberry", "websockets", "channels", "aiortc", "pymongo",
              "elasticsearch", "saml2", "onelogin")  # fmt: skip
    assert imports(*others) == set()
    assert imports("smtplib") == {"watch/messages/providers/smtp.py"}
    assert [path for path, name in names() if name in ("xpath", "XPath")] == []


def test_statements_take_values_as_parameters() -> None:
    made = {path for path, call in calls("execute", "executemany", "RawSQL", "raw", "extra") if call.args
            and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)}  # fmt: skip
    glued = {path for path, call in calls("execute", "executemany") if call.args and isinstance(call.args[0], ast.Call)
             and ast.unparse(call.args[0].func).endswith((".format", ".join"))}  # fmt: skip
    assert made <= NAMES_OF_OURS
    assert glued == set()


def test_only_what_was_escaped_piece_by_piece_counts_as_html() -> None:
    assert {path for path, _ in calls("mark_safe", "SafeString", "format_html_join")} - OWN_HTML == set()
    raw = {path for path, text in texts("*.html").items() if re.search(r"\|\s*safe\b|autoescape off|safeseq", text)}
    assert raw == DRAWINGS
    for path in DRAWINGS:
        assert set(re.findall(r"{{\s*([\w.]+)\|safe", texts("*.html")[path])) == {"drawing"}


def test_templates_are_files_and_never_text_somebody_wrote() -> None:
    # What puremagic calls so is the beginning of a file.
    assert {path for path, _ in calls("from_string", "Engine")} == {"registers/materials/kinds.py"}
    assert imports("django.template.base", "django.template.Template", "django.template.engines") == set()
    assert imports("string.Template") == set()


def test_patterns_are_written_and_what_people_type_is_escaped_in_them() -> None:
    built = {path for path, call in calls("re.compile", "re.match", "re.search", "re.fullmatch", "re.sub", "re.findall")
             if call.args and isinstance(call.args[0], ast.BinOp)}  # fmt: skip
    assert built == set()
    # Only names of a rule become part of a pattern, and each piece of them is escaped.
    joined = {path for path, call in calls("re.compile") if call.args and isinstance(call.args[0], ast.Call)
              and ast.unparse(call.args[0].func).endswith(".join")}  # fmt: skip
    assert joined == {"engines/rules/names.py"}
    assert "re.escape(piece)" in ast.unparse(trees()["engines/rules/names.py"])


def test_connections_are_opened_in_the_listed_places_only() -> None:
    openers = imports("http.client", "urllib.request", "requests", "aiohttp", "httpx", "urllib3", "ftplib", "paramiko")
    opened = openers | {path for path, _ in calls("create_connection", "socket.socket")}
    assert {path for path in opened if not path.startswith(("doors/demo/", "site/demo/"))} <= OUTWARD


def test_chance_that_guards_something_comes_from_the_system() -> None:
    assert {path for path in imports("random") if not path.startswith("site/demo/")} == CHANCE


def test_weak_digests_ciphers_and_paddings_are_not_used() -> None:
    weak = {"md5", "MD5", "sha1", "SHA1", "ECB", "CBC", "CFB", "OFB", "ARC4", "TripleDES", "Blowfish", "PKCS1v15"}
    assert {(path, name) for path, name in names() if name in weak} == set()


def test_nothing_personal_lies_in_a_cache_of_ours() -> None:
    assert imports("django.core.cache", "django.views.decorators.cache.cache_page") == set()
    assert {path for path, name in names() if name == "cache_page"} == set()


def test_scripts_write_text_and_speak_to_this_house_only() -> None:
    scripts = texts("*.js")
    # A channel between one's own windows of this house (BroadcastChannel) reaches no other origin.
    own = scripts.pop("doors/desk/static/desk/follow.js")
    assert own.count("postMessage") == own.count('"message"') == own.count("new BroadcastChannel") == 1
    assert len(scripts) > 15
    forbidden = re.compile(
        r"(inner|outer)HTML\s*=(?!=)|insertAdjacentHTML|document\.write|\beval\(|new Function|postMessage"
        r"|\"message\"|__proto__|setPrototypeOf|document\.cookie|sessionStorage|indexedDB|jsonp|https?://(?!www\.w3\.org/2000/svg)|setTimeout\(\s*[\"'`]"
    )
    assert {(path, found[0]) for path, text in scripts.items() for found in forbidden.finditer(text)} == set()
    kept = {key for text in scripts.values() for key in re.findall(r"localStorage\.\w+\(\"([\w-]+)", text)}
    # What was searched, whose browser it is and what was typed without a network go when he signs out (offline.js).
    # What a window checked without a network stays until the house was told of it: opaque codes, no name (offline.js).
    assert kept == {"tb-keys", "searched", "who", "window-uses"}


def test_pages_load_nothing_from_elsewhere() -> None:
    loads = re.compile(r"<(?:script|link|img|iframe|audio|video|source|form)\b[^>]*?(?:src|href|action)=\"(https?:)?//")
    assert [path for path, text in texts("*.html").items() if loads.search(text)] == []
    active = re.compile(r"<(object|embed|applet)\b|\son(click|paste|load|error|submit|input|copy)=|javascript:", re.I)
    assert [path for path, text in texts("*.html").items() if active.search(text)] == []


def test_every_form_that_writes_carries_its_token() -> None:
    form = re.compile(r"<form\b[^>]*method=\"post\"[^>]*>(.*?)</form>", re.S)
    pages = texts("*.html").items()
    bare = [path for path, text in pages for inside in form.findall(text) if "csrf_token" not in inside]
    assert bare == []
    # Where other systems send people or call themselves: no cookie counts there, or the page only asks.
    assert {path for path, name in names() if name == "csrf_exempt"} == {
        "doors/sso/views/asking.py", "doors/sso/views/calling.py", "doors/sso/views/leaving.py",
    }  # fmt: skip


def test_no_form_puts_a_person_into_an_address() -> None:
    form = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S)
    asking = {
        f"{path.partition('/templates/')[2]} {name}"
        for path, text in texts("*.html").items() for head, inside in form.findall(text)
        if 'method="post"' not in head and "{" not in head.partition("method=")[2][:12]
        for name in re.findall(r"<input\b(?![^>]*type=\"(?:hidden|checkbox|radio)\")[^>]*\bname=\"([\w-]+)\"", inside)
    }
    assert asking == ASKED_BY_ADDRESS
    assert {path for path, text in sources().items() if re.search(r"[?&](q|name|applicant|phone)=\{", text)} <= {
        "doors/openapi/reading.py", "doors/office/views/items.py",  # of items
    }


def test_passwords_are_masked_and_may_be_pasted_and_kept_by_a_manager() -> None:
    field_of = re.compile(r"<input\b[^>]*name=\"\w*password\"[^>]*>")
    fields = [field for text in texts("*.html").values() for field in field_of.findall(text)]
    assert fields
    for field in fields:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field)
        assert "maxlength" not in field


def test_no_secret_lies_in_the_code_or_in_what_is_deployed() -> None:
    secret = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|whsec_[A-Za-z0-9+/]{24,}|tb_[A-Za-z0-9_-]{40,}|AKIA[0-9A-Z]{9}")
    deployed = {path.name: path.read_text() for path in (ROOT / "deploy").iterdir() if path.is_file()}
    plain = texts("*.py") | deployed
    assert [path for path, text in plain.items() if "/tests/" not in path and secret.search(text)] == []
    assert "TONGBAN_SECRET_KEY=\n" in deployed["environment.example"]


def test_no_account_comes_with_the_program() -> None:
    assert {path for path, _ in calls("open_account") if not path.startswith("site/demo/")} == {
        "registers/entrances/actions/coming.py", "doors/desk/views/resetting.py",
    }  # fmt: skip
    migrations = {path: text for path, text in texts("*.py").items() if "/migrations/" in path}
    assert [path for path, text in migrations.items() if re.search(r"Account.*\.(create|bulk_create)\(", text)] == []


def test_every_library_is_pinned_by_its_hash_and_comes_from_the_usual_place() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.lock")):
        text = re.sub(r"\\\n\s*", " ", lock.read_text())
        lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        assert lines, lock.name
        pinned = re.compile(r"[A-Za-z0-9._-]+(\[[\w,-]+\])?==\S+.*--hash=sha256:[0-9a-f]{64}")
        assert [line[:80] for line in lines if not pinned.match(line)] == [], lock.name
        assert not re.search(r"https?://|--index-url|--extra-index-url|--find-links", text), lock.name
