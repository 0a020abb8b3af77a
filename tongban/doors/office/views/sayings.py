"""What people say (近义说法): what led nowhere, what it is called here, and the one step between the two."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tongban.doors.office.standing import Standing, for_operators
from tongban.kernel.errors import Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.synonyms import actions, queries
from tongban.watch.search import actions as sayings
from tongban.watch.search import queries as search

_OFFERED = 400  # names of items offered while typing; any other may be typed


@for_operators
def unanswered(request: Standing) -> HttpResponse:
    """What people said lately that led nowhere, the most frequent first, with what it came nearest to."""
    rows, more = search.unanswered(request.GET.get("after", "")[:100])
    context = {"rows": rows, "more": f"?{urlencode({'after': more})}" if more else "", "titles": _titles()}
    return render(request, "office/sayings.html", context)


@for_operators
def listed(request: Standing) -> HttpResponse:
    """The synonyms in use, by a part of the word or of its meaning; and a new one."""
    return _listed(request)


@require_POST
@for_operators
def add(request: Standing) -> HttpResponse:
    """Bind a word to what it means; what is refused is said above the list, with what was typed."""
    word, means = _said(request, "word"), _said(request, "means")
    try:
        actions.add_synonym(
            request.actor, word, means, note=_said(request, "note"), key=request.POST.get("key", "")
        )  # fmt: skip
    except Refusal as refusal:
        return _listed(request, refusal)
    _tell(request, word, means)
    return redirect("office:sayings" if request.POST.get("back") == "sayings" else "office:synonyms")


@for_operators
def edit(request: Standing) -> HttpResponse:
    """One synonym to be changed; the old one is switched off as the new one begins."""
    word, means = (request.GET.get(name, "")[:100] for name in ("word", "means"))
    row = queries.known(word, means)
    context: dict[str, Any] = {"row": row, "word": word, "means": means, "titles": _titles()}
    if row is None or request.method != "POST":
        return render(request, "office/synonym.html", context, status=200 if row else 404)
    to_word, to_means = _said(request, "word"), _said(request, "means")
    try:
        actions.change_synonym(
            request.actor, word, means, to_word=to_word, to_means=to_means, note=_said(request, "note"),
            key=request.POST.get("key", ""),
        )  # fmt: skip
    except Refusal as refusal:
        context |= {"wrong": refusal, "word": to_word, "means": to_means, "note": _said(request, "note")}
        return render(request, "office/synonym.html", context, status=refusal.status)
    _tell(request, to_word, to_means)
    return redirect("office:synonyms")


@require_POST
@for_operators
def remove(request: Standing) -> HttpResponse:
    """The word no longer leads there."""
    word, means = _said(request, "word"), _said(request, "means")
    actions.remove_synonym(request.actor, word, means, key=request.POST.get("key", ""))
    messages.success(request, f"已停用“{word} → {means}”，搜索和帮我找从现在起不再使用。")
    return redirect(f"{reverse('office:synonyms')}?{urlencode({'q': request.POST.get('q', '')[:100]})}")


@require_POST
@for_operators
def forget(request: Standing) -> HttpResponse:
    """Take a saying out of the list, as a name that somebody typed."""
    sayings.forget_saying(request.actor, _said(request, "said"), key=request.POST.get("key", ""))
    messages.success(request, "已删除这条说法和它的次数。")
    return redirect("office:sayings")


def _listed(request: Standing, wrong: Refusal | None = None) -> HttpResponse:
    q, after = request.GET.get("q", "").strip()[:100], request.GET.get("after", "")[:200]
    rows = queries.listed(q, after=after)
    more = f"?{urlencode({'q': q, 'after': rows[-1].page_key})}" if len(rows) == queries.PAGE else ""
    context: dict[str, Any] = {
        "rows": rows, "q": q, "more": more, "titles": _titles(), "wrong": wrong,
        **{name: _said(request, name) for name in ("word", "means", "note", "back")},
    }  # fmt: skip
    return render(request, "office/synonyms.html", context, status=wrong.status if wrong else 200)


def _tell(request: Standing, word: str, means: str) -> None:
    """What the word leads to now, by search and by guidance, asked as anybody would."""
    found = search.search(word).hits[:1]
    meant = catalogue.meant(word, limit=1)
    if found and meant:
        told = f"搜索“{word}”先找到“{found[0].title}”，帮我找先找到“{meant[0].item.title}”。"
        messages.success(request, f"已加为近义说法：{word} → {means}，现在已经生效。{told}")
    else:
        where = "、".join(name for name, hits in (("搜索", found), ("帮我找", meant)) if not hits)
        told = f"已加为近义说法：{word} → {means}，但是{where}仍然没有结果，请把规范说法改为事项名称。"
        messages.warning(request, told)


def _titles() -> list[str]:
    items = catalogue.offered().values_list("title", flat=True).order_by("title")[:_OFFERED]
    return [*(one.title for one in catalogue.packages()), *items]


def _said(request: Standing, name: str) -> str:
    return request.POST.get(name, "").strip()[:200]
