"""Pages of dialogues: their list, one with its rounds on a line, and the forms."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core.doing import done
from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required

from ..access import is_steward
from ..access.dialogues import may_begin_dialogue, may_keep_dialogue
from ..actions import dialogues as actions
from ..forms.dialogues import DialogueForm, RoundForm
from ..models import Dialogue, Round
from ..showing.dialogues import drawn
from .fetching import readable, typed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_PER_PAGE = 30
_FORM = "agreements/dialogues/form.html"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every dialogue that the reader may see, the lately held first."""
    rows = Dialogue.objects.visible_to(request.user).for_listing()
    context = {
        "page": Paginator(rows, _PER_PAGE).get_page(request.GET.get("page")),
        "may_begin": is_steward(request.user),
    }
    return render(request, "agreements/dialogues/index.html", context)


@require_safe
def dialogue(request: HttpRequest, slug: str) -> HttpResponse:
    """One dialogue: the line of its rounds, and the list beside it."""
    shown = _readable(request, slug)
    context = {
        "dialogue": shown,
        "drawn": drawn(shown),
        "places": sorted(shown.places.all(), key=str),
        "may_keep": may_keep_dialogue(request.user, shown),
    }
    return render(request, "agreements/dialogues/dialogue.html", context)


@require_safe
def of_agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """The dialogues of one agreement."""
    agreement = readable(request, slug)
    rows = Dialogue.objects.filter(agreement=agreement).for_listing()
    context = {
        "agreement": agreement,
        "dialogues": list(rows),
        "may_begin": may_begin_dialogue(request.user, agreement),
    }
    return render(request, "agreements/dialogues/of_agreement.html", context)


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: MemberRequest, slug: str | None = None) -> HttpResponse:
    """A new dialogue: of the agreement at ``slug``, or a forum of its own."""
    agreement = readable(request, slug) if slug else None
    if not may_begin_dialogue(request.user, agreement):
        raise PermissionDenied
    form = DialogueForm(_given(request))
    if form.is_bound and form.is_valid():
        try:
            made = actions.begin_dialogue(agreement, **form.cleaned_data, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The dialogue has its page. Add its rounds."))
            return redirect(made)
    context = {"form": form, "title": _("A new dialogue"), "agreement": agreement}
    return render(request, _FORM, context, status=422 if form.is_bound else 200)


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, slug: str) -> HttpResponse:
    shown = _to_keep(request, slug)
    form = DialogueForm(_given(request), initial=DialogueForm.values_of(shown))
    return typed(
        request,
        form,
        lambda: actions.describe_dialogue(shown, **form.cleaned_data, by=request.user),
        context={"title": _("Change the dialogue"), "dialogue": shown},
        sentence=_("That is what stands there now."),
        back=shown,
        template=_FORM,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add_round(request: MemberRequest, slug: str) -> HttpResponse:
    shown = _to_keep(request, slug)
    form = RoundForm(_given(request))
    return typed(
        request,
        form,
        lambda: actions.add_round(shown, form.held(), by=request.user),
        context={"title": _("A round"), "dialogue": shown},
        sentence=_("The round stands on the line."),
        back=shown,
        template=_FORM,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_round(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    shown = _to_keep(request, slug)
    one = _round(shown, pk)
    form = RoundForm(_given(request), initial=RoundForm.values_of(one))
    return typed(
        request,
        form,
        lambda: actions.change_round(one, form.held(), by=request.user),
        context={"title": _("Change a round"), "dialogue": shown, "row": one},
        sentence=_("That is what stands there now."),
        back=shown,
        template=_FORM,
    )


@member_required
@require_POST
def remove_round(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    shown = _to_keep(request, slug)
    one = _round(shown, pk)
    remove = partial(actions.remove_round, one, by=request.user)
    return done(request, remove, _("The round is removed."), back=shown)


def _readable(request: HttpRequest, slug: str) -> Dialogue:
    rows = Dialogue.objects.visible_to(request.user).select_related("agreement")
    return get_object_or_404(rows, slug=slug)


def _to_keep(request: MemberRequest, slug: str) -> Dialogue:
    """The dialogue, when the reader may write in it; else 403."""
    shown = _readable(request, slug)
    if not may_keep_dialogue(request.user, shown):
        raise PermissionDenied
    return shown


def _round(shown: Dialogue, pk: int) -> Round:
    rows = Round.objects.select_related("dialogue__agreement", "place")
    return get_object_or_404(rows, pk=pk, dialogue=shown)


def _given(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
