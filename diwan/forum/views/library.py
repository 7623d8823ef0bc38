"""From talk to the library, and the toolbox for those who carry a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from diwan.core.doing import posted
from diwan.core.errors import Refusal
from diwan.library.models import Item
from diwan.library.words import ItemKind
from diwan.people.access import MemberRequest, member_required

from .. import access, actions
from ..forms.library import DraftForm
from .pages import topic_of
from .writing import FORM, METHODS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from diwan.vocabularies.models import Theme

_MOST = 60


@member_required
@never_cache
@require_http_methods(METHODS)
def draft(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Turn a thread into a draft of the library."""
    topic = topic_of(request, slug, pk)
    access.demand(access.may_draft(request.user, topic))
    form = DraftForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            item = actions.draft_item(topic, kind=form.cleaned_data["kind"], by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("It is a draft. Put it into your own words, then submit it.")
            )
            return redirect(item)
    context = {
        "form": form,
        "title": _("Turn this thread into an item of the library"),
        "forum": topic.forum,
        "topic": topic,
    }
    return render(request, FORM, context, status=422 if form.is_bound else 200)


@require_safe
def toolbox(request: HttpRequest) -> HttpResponse:
    """Toolkits, manuals and training of the library, by theme (A17)."""
    rows = Item.objects.visible_to(request.user).published().of_kind(ItemKind.MATERIAL)
    items = list(rows.prefetch_related("themes", "files").order_by("-published_at", "-pk")[:_MOST])
    by_theme: dict[Theme, list[Item]] = {}
    for item in items:
        for theme in item.themes.all():
            by_theme.setdefault(theme, []).append(item)
    context = {
        "themes": sorted(by_theme.items(), key=lambda row: row[0].position),
        "rest": [item for item in items if not item.themes.all()],
        "count": len(items),
    }
    return render(request, "forum/toolbox.html", context)
