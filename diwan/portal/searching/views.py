"""Looking for something, and what the box offers while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from diwan.core import feeds

from .. import queries
from ..forms import SearchForm
from ..models import SavedSearch
from . import saved
from .forms import KeepForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST_IN_FEED = 40


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    form.is_valid()
    page = _page_number(request.GET.get("page", ""))
    results = queries.search(request.user, form.words, narrowing=form.narrowing, page=page)
    context = {
        "search": form,
        "too_long": form.errors.get("q"),
        "typed": form["q"].value() or "",
        "chosen": list(form.chosen()),
        "results": results,
        **_keeping(request, form),
    }
    return render(request, "portal/search.html", context)


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _keeping(request: HttpRequest, form: SearchForm) -> dict[str, Any]:
    """What the box about keeping the search needs."""
    mine = SavedSearch.objects.visible_to(request.user)
    kept = mine.about(form.words, form.narrowing).first()
    address = saved.query_string(form)
    return {
        "kept": kept,
        "keep_form": KeepForm.of(form, kept),
        "feed_url": f"{reverse('portal:search_feed')}?{address}",
        "feed_title": _("Found: %(name)s") % {"name": saved.named(form)},
    }


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What everybody may find of a search, the newest first."""
    form = SearchForm(request.GET)
    if not form.is_valid() or not (form.words or form.narrowing):
        raise Http404
    address = saved.query_string(form)
    found = queries.latest(
        AnonymousUser(), form.words, form.narrowing, since=None, most=MOST_IN_FEED
    )
    name = saved.named(form)
    return feeds.atom(
        title=_("Found: %(name)s") % {"name": name},
        subtitle=_("Diwan: what everybody may find, the newest first"),
        path=f"{reverse('portal:search')}?{address}",
        feed_path=f"{reverse('portal:search_feed')}?{address}",
        items=[
            feeds.Item(
                title=row.shown.title,
                url=row.shown.url,
                at=row.document.found_at,
                kind=row.source_title,
                guid=f"{row.document.source}:{row.document.object_id}",
            )
            for row in found
        ],
    )


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Words to go on with, for the box; nothing that its reader may not read."""
    typed = request.GET.get("q", "").replace("\0", "")
    found = queries.suggestions(request.user, typed)
    answer = JsonResponse({"words": [{"text": each.text, "lang": each.language} for each in found]})
    answer["Cache-Control"] = "private, max-age=60"
    answer["X-Robots-Tag"] = "noindex"
    return answer
