"""What a real city's settings come to: read in a process of their own, as `tongban serve --no-demo` reads them."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.sessions.backends.base import VALID_KEY_CHARS

from tests.security.source import ROOT, sources
from tongban.kernel import webhook
from tongban.site.config import Config, UnsafeSettings, config

WANTED = (
    "DEBUG", "ALLOWED_HOSTS", "INSTALLED_APPS", "SESSION_ENGINE", "SESSION_SERIALIZER", "PASSWORD_HASHERS",
    "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_PATH", "SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY",
    "CSRF_COOKIE_SAMESITE", "CSRF_COOKIE_PATH", "CSRF_COOKIE_DOMAIN", "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_CONTENT_TYPE_NOSNIFF", "SECURE_REFERRER_POLICY", "MIDDLEWARE",
    "SECURE_CROSS_ORIGIN_OPENER_POLICY", "SECURE_PROXY_SSL_HEADER", "DATA_UPLOAD_MAX_MEMORY_SIZE", "DATABASES",
)  # fmt: skip
ASK = f"""
import json
from django.conf import settings
from tongban.doors.parts import cookies
print(json.dumps({{**{{name: getattr(settings, name) for name in {WANTED!r}}}, "cookie": cookies.name("tb_device")}}))
"""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    env = os.environ | {
        "TONGBAN_HOME": str(tmp_path_factory.mktemp("real")), "TONGBAN_DEMO": "0", "TONGBAN_SECRET_KEY": "x" * 64,
        "TONGBAN_ALLOWED_HOSTS": "zwfw.example.cn", "TONGBAN_BASE_URL": "https://zwfw.example.cn",
        "DJANGO_SETTINGS_MODULE": "tongban.site.settings", "DATABASE_URL": "postgresql://tongban@db.internal/t?sslmode=verify-full&sslrootcert=/k/ca&sslcert=/k/web.crt&sslkey=/k/web.key",
    }  # fmt: skip
    for other in ("TONGBAN_WEB_URL", "TONGBAN_WORKER_URL", "TONGBAN_SMS_URL"):
        env.pop(other, None)
    done = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def test_cookies_are_this_hosts_alone_and_no_scripts(real: dict[str, Any]) -> None:
    for kind in ("SESSION", "CSRF"):
        assert real[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert (real[f"{kind}_COOKIE_SECURE"], real[f"{kind}_COOKIE_HTTPONLY"]) == (True, True)
        assert (real[f"{kind}_COOKIE_PATH"], real[f"{kind}_COOKIE_DOMAIN"]) == ("/", None)
        assert real[f"{kind}_COOKIE_SAMESITE"] == "Lax"
    assert real["cookie"] == "__Host-tb_device"
    assert {path for path, text in sources().items() if ".set_cookie(" in text} == {"doors/parts/cookies.py"}


def test_browsers_come_by_tls_only_for_a_year_also_to_hosts_below(real: dict[str, Any]) -> None:
    assert real["SECURE_HSTS_SECONDS"] >= 365 * 86400
    assert real["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert real["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert real["MIDDLEWARE"][0] == "django.middleware.security.SecurityMiddleware"


def test_nothing_is_sniffed_told_to_others_or_reached_from_another_window(real: dict[str, Any]) -> None:
    assert real["SECURE_CONTENT_TYPE_NOSNIFF"] is True
    assert real["SECURE_REFERRER_POLICY"] == "same-origin"
    assert real["SECURE_CROSS_ORIGIN_OPENER_POLICY"] == "same-origin"


def test_nothing_for_developers_and_demos_is_there(real: dict[str, Any]) -> None:
    assert real["DEBUG"] is False
    assert real["ALLOWED_HOSTS"] == ["zwfw.example.cn"]
    assert [one for one in real["INSTALLED_APPS"] if "demo" in one or "debug" in one or one.endswith("admin")] == []


def test_a_sitting_is_a_row_found_by_a_random_name(real: dict[str, Any]) -> None:
    assert real["SESSION_ENGINE"] == "django.contrib.sessions.backends.db"
    assert real["SESSION_SERIALIZER"] == "django.contrib.sessions.serializers.JSONSerializer"
    assert 32 * math.log2(len(VALID_KEY_CHARS)) >= 128  # of 32 signs, by the system's random numbers
    assert "django.middleware.csrf.CsrfViewMiddleware" in real["MIDDLEWARE"]


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("database_url", "postgresql://t@db.internal/t", "DATABASE_URL"),
        ("database_url", "postgresql://t@db.internal/t?sslmode=require", "DATABASE_URL"),
        ("web_url", "postgresql://t@10.0.0.5/t", "TONGBAN_WEB_URL"),
        ("worker_url", "postgresql:///t?host=/run/pg,db.internal", "TONGBAN_WORKER_URL"),
        ("sms_url", "http://sms.internal", "TONGBAN_SMS_URL"),
        ("sms_secret", "", "TONGBAN_SMS_SECRET"),
        ("smtp_url", "smtp://mail.internal", "TONGBAN_SMTP_URL"),
        ("queue_url", "http://queue.internal", "TONGBAN_QUEUE"),
        ("tsa_url", "http://tsa.example", "TONGBAN_TSA_URL"),
        ("anchor", "http://10.0.0.7:8545", "TONGBAN_ANCHOR"),
        ("witnesses", ("w+0+k@http://w.example",), "TONGBAN_WITNESSES"),
        ("scanner", "tcp://scan.internal:3310", "TONGBAN_SCANNER"),
        ("security_contact", "me@example.cn", "TONGBAN_SECURITY_CONTACT"),
    ],
)
def test_a_line_to_another_machine_that_is_not_encrypted_keeps_the_house_from_starting(
    name: str, value: str, named: str
) -> None:
    good = safe()
    good.check()
    with pytest.raises(UnsafeSettings, match=named):
        replace(good, **{name: value}).check()


def safe() -> Config:
    return replace(
        config(), demo=False, secret_key="x" * 64, allowed_hosts=("zwfw.example.cn",), sms_url="https://sms.internal",
        sms_secret=webhook.new_secret(), smtp_url="", tsa_url="", queue_url="",
        base_url="https://zwfw.example.cn", database_url="postgresql://t@db.internal/t?sslmode=verify-full",
    )  # fmt: skip


def test_who_can_only_be_asked_without_encryption_is_named_one_by_one() -> None:
    queue = replace(safe(), queue_url="http://queue.internal", plain=("queue.internal",))
    queue.check()
    with pytest.raises(UnsafeSettings, match="TONGBAN_TSA_URL"):
        replace(queue, tsa_url="http://tsa.example").check()


def test_the_database_is_shown_a_certificate_instead_of_a_password(real: dict[str, Any]) -> None:
    line = real["DATABASES"]["default"]
    assert line["PASSWORD"] == ""
    shown = {name: line["OPTIONS"][name] for name in ("sslmode", "sslcert", "sslkey", "sslrootcert")}
    assert shown == {"sslmode": "verify-full", "sslcert": "/k/web.crt", "sslkey": "/k/web.key", "sslrootcert": "/k/ca"}
