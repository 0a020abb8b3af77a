"""Sealed papers as downloads: streamed from storage, named for people, checked by content."""

from __future__ import annotations

from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponseBase

from tongban.doors.parts.headers import NOTHING
from tongban.kernel import storage
from tongban.kernel.errors import Refusal
from tongban.registers.seals import queries as seals


class PaperNotReady(Refusal):
    """The sealed PDF is still being made."""

    code = "paper-not-ready"
    status = 404
    sentence = "文书正在加盖电子印章，还不能下载。"
    next_step = "通常几秒钟内完成，请稍后刷新页面再试。"


def pdf(request: HttpRequest, sha256: str, name: str, *, download: bool = False) -> HttpResponseBase:
    """The stored PDF with this digest, shown in the browser or as a download; raises `PaperNotReady`."""
    if not sha256:
        raise PaperNotReady
    return stored(request, sha256, f"{name}.pdf", "application/pdf", download=download)


def sealed(request: HttpRequest, sha256: str, name: str) -> HttpResponseBase:
    """A sealed paper as PDF, shown or, with ``?download``, kept; with ``?ofd`` its second form (OFD), to keep."""
    if "ofd" not in request.GET:
        return pdf(request, sha256, name, download="download" in request.GET)
    form = seals.second_form(sha256)
    if not form:
        raise PaperNotReady("这份文书没有 OFD 文件。", next_step="请下载 PDF，效力相同。")
    return stored(request, form, f"{name}.ofd", "application/ofd", download=True)


def stored(
    request: HttpRequest, sha256: str, name: str, media_type: str, *, download: bool = False
) -> HttpResponseBase:
    """Any stored file under its file name; no browser keeps it, as somebody else may sit there next."""
    try:
        file = storage.open_file(sha256)
    except FileNotFoundError:
        raise PaperNotReady(
            "文件没有找到，可能正在从备份恢复。", next_step="请稍后再试；仍不能打开时请拨打 12345。"
        ) from None
    way = "attachment" if download else "inline"
    said = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    response = FileResponse(file, content_type=said)
    response.headers["Content-Disposition"] = f"{way}; filename=\"paper\"; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if media_type != "application/pdf":  # nothing in it may run; the browser's PDF viewer refuses sandboxed files
        response.headers["Content-Security-Policy"] = f"{NOTHING}; style-src 'unsafe-inline'; sandbox"
    return response
