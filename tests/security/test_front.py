"""What stands in front of the program, as it is delivered: deploy/nginx.conf and deploy/tongban.service."""

from __future__ import annotations

import re
import socket
import threading
from dataclasses import replace
from pathlib import Path

from tests.security.source import ROOT, sources
from tongban.site import serve
from tongban.site.config import config

NGINX = (ROOT / "deploy" / "nginx.conf").read_text()
SERVICE = (ROOT / "deploy" / "tongban.service").read_text()
SERVERS = re.split(r"^server \{", NGINX, flags=re.M)[1:]
TLS, PLAIN = next(one for one in SERVERS if "443" in one), next(one for one in SERVERS if "listen 80" in one)


def test_only_tls_of_today_with_forward_secrecy() -> None:
    assert re.findall(r"ssl_protocols ([^;]+);", TLS) == ["TLSv1.2 TLSv1.3"]
    suites = re.findall(r"ssl_ciphers ([^;]+);", TLS)[0].split(":")
    assert all(one.startswith("ECDHE-") and ("GCM" in one or "POLY1305" in one) for one in suites)
    assert "ssl_prefer_server_ciphers on;" in TLS


def test_people_are_led_to_tls_and_programs_are_refused_without() -> None:
    assert re.search(r"location ~ \^/\(api\|sso\|live\)/ \{ return 403; \}", PLAIN)
    assert "return 301 https://" in PLAIN
    assert "proxy_pass" not in PLAIN


def test_what_a_proxy_says_nobody_else_can_say() -> None:
    said = dict(re.findall(r"proxy_set_header (\S+) (\S+);", TLS))
    assert said["X-Forwarded-For"] == "$remote_addr"
    assert said["X-Forwarded-Proto"] == "https"
    assert said["X-Request-Id"] == "$request_id"
    name = re.compile(r"\"(X-(?:Forwarded|Real|Request)-[\w-]+)\"")
    read = {one for text in sources().values() for one in name.findall(text)}
    assert read <= set(said)


def test_health_and_figures_stay_inside() -> None:
    assert re.search(r"\^/\(metrics\|healthz\|readyz\)\$ \{ allow 127\.0\.0\.1; deny all;", TLS)
    assert "autoindex" not in NGINX
    assert "server_tokens off;" in TLS


def test_slow_and_large_requests_end_at_the_front() -> None:
    assert re.search(r"client_max_body_size \d{2}m;", TLS)
    assert "client_body_timeout" in TLS
    assert "client_header_timeout" in TLS


def test_lines_leave_the_machine_encrypted_and_to_a_known_one() -> None:
    said = dict(re.findall(r"^(\w+)=(.+)$", (ROOT / "deploy" / "journal-upload.conf").read_text(), re.M))
    assert said["URL"].startswith("https://")
    assert {"ServerKeyFile", "ServerCertificateFile", "TrustedCertificateFile"} <= set(said)
    assert re.search(r"^Wants=.*systemd-journal-upload\.service", SERVICE, re.M)
    assert "journal-upload.conf" in (ROOT / "docs" / "operate.md").read_text()


def test_the_service_may_do_little_and_does_not_see_its_own_history() -> None:
    for wanted in ("NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "UMask=0077"):
        assert wanted in SERVICE
    assert "User=tongban" in SERVICE
    assert "InaccessiblePaths=-/opt/tongban/.git" in SERVICE
    assert re.findall(r"ReadWritePaths=(.*)", SERVICE) == ["/var/lib/tongban"]


def test_the_front_reaches_the_program_by_sockets_of_its_group_and_no_port_is_open() -> None:
    behind = re.findall(r"^upstream \w+ \{ server ([^;]+);", NGINX, re.M)
    assert behind == ["unix:/run/tongban/pages.sock", "unix:/run/tongban/live.sock"]
    assert "RuntimeDirectory=tongban\nRuntimeDirectoryMode=0750\n" in SERVICE
    assert "\nTONGBAN_SOCKETS=/run/tongban\n" in (ROOT / "deploy" / "environment.example").read_text()
    chosen = replace(config(), sockets="/run/tongban")
    for port, name in ((chosen.port, "pages"), (chosen.port + 1, "live")):
        words = " ".join(serve._granian(chosen, "asgi", "x:y", port, 1))
        assert f"--uds /run/tongban/{name}.sock --uds-permissions 0660" in words
        assert "--port" not in words


def test_serve_asks_after_its_health_through_the_socket(tmp_path: Path) -> None:
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "pages.sock"))
    listening.listen(1)

    def answer() -> None:
        line, _ = listening.accept()
        line.recv(4096)
        line.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{"well":true}')
        line.close()

    threading.Thread(target=answer, daemon=True).start()
    assert serve._asked(replace(config(), sockets=str(tmp_path))) == (200, {"well": True})
    listening.close()
