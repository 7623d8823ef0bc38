"""Add, change and remove the rows of single kinds, and move what has states of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core.doing import done, posted, typed
from diwan.people.access import MemberRequest, member_required

from ... import access
from ...actions import kinds as actions
from ...forms.kinds.parts import MoveForm
from ...kinds.sections import SECTIONS
from ...models import Item

if TYPE_CHECKING:
    from django.http import HttpResponse

    from ...kinds.sections import Section

_FORM = "library/kinds/form.html"
_METHODS = ("GET", "HEAD", "POST")


@member_required
@never_cache
@require_http_methods(_METHODS)
def add(request: MemberRequest, slug: str, section: str) -> HttpResponse:
    shown, part = _writable(request, slug, section)
    form = part.form(posted(request), item=shown, initial=request.GET.dict())
    return typed(
        request,
        form,
        lambda: actions.add(shown, part.model, form.said(), by=request.user),
        template=_FORM,
        context={"title": part.title, "item": shown},
        sentence=_("It stands on the page now."),
        back=_back(shown, section),
    )


@member_required
@never_cache
@require_http_methods(_METHODS)
def change(request: MemberRequest, slug: str, section: str, pk: int) -> HttpResponse:
    shown, part = _writable(request, slug, section)
    row = _row(shown, part, pk)
    form = part.form(posted(request), item=shown, initial=part.form.values_of(row))
    return typed(
        request,
        form,
        lambda: actions.change(row, form.said(), by=request.user),
        template=_FORM,
        context={"title": part.title, "item": shown, "row": row, "section": section},
        sentence=_("That is what stands there now."),
        back=_back(shown, section),
    )


@member_required
@require_POST
def remove(request: MemberRequest, slug: str, section: str, pk: int) -> HttpResponse:
    shown, part = _writable(request, slug, section)
    row = _row(shown, part, pk)
    return done(
        request,
        lambda: actions.remove(row, by=request.user),
        _("It stands there no more."),
        back=_back(shown, section),
    )


@member_required
@require_POST
def stand(request: MemberRequest, slug: str) -> HttpResponse:
    """Go to the next state of a rumour, a campaign or a study."""
    shown = _editable(request, slug)
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose where it stands now."))
        return redirect(shown)
    data = form.cleaned_data
    return done(
        request,
        lambda: actions.move(shown, data["state"], by=request.user, why=data["why"]),
        _("That is where it stands now."),
        back=_back(shown, "standing"),
    )


def _editable(request: MemberRequest, slug: str) -> Item:
    """404 where one may not see it, 403 where not change it."""
    shown = get_object_or_404(Item.objects.visible_to(request.user), slug=slug)
    access.demand(access.may_edit(request.user, shown))
    return shown


def _writable(request: MemberRequest, slug: str, section: str) -> tuple[Item, Section]:
    shown = _editable(request, slug)
    part = SECTIONS.get(section)
    if part is None or shown.kind not in part.kinds:
        raise Http404
    return shown, part


def _row(shown: Item, part: Section, pk: int) -> Any:
    rows = part.model.objects.select_related(part.path)
    return get_object_or_404(rows, pk=pk, **{part.path: shown})


def _back(shown: Item, section: str) -> str:
    return f"{shown.get_absolute_url()}#{section}"
