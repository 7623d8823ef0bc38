"""Begin an agreement, write it as a whole, and lay it before its parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core.doing import done
from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required

from .. import access, actions
from ..forms.drafting import BeginForm, ExitForm, RecordForm, SafeguardsForm, WordsForm
from ..queries import signs_for
from .fetching import readable, typed

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from ..models import Agreement


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: MemberRequest) -> HttpResponse:
    """Draft one in the name of an organisation one signs for."""
    bodies = signs_for(request.user)
    if not bodies.exists():
        return render(request, "agreements/no_mandate.html", status=403)
    form = BeginForm(_given(request), bodies=bodies, initial=_asked(request))
    if form.is_bound and form.is_valid():
        try:
            begun = actions.begin(**form.cleaned_data, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("The draft stands. Write its parts, then lay it before the parties.")
            )
            return redirect(begun)
    context = {
        "form": form,
        "title": _("Draft an agreement"),
        "lead": _("Nobody but its parties reads a draft. Everything can be changed later."),
    }
    return render(request, "agreements/form.html", context, status=422 if form.is_bound else 200)


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: MemberRequest) -> HttpResponse:
    """Write down one that was concluded elsewhere; for stewards."""
    if not access.is_steward(request.user):
        raise PermissionDenied(_("This is for stewards."))
    form = RecordForm(_given(request))
    if form.is_bound and form.is_valid():
        recorded = actions.record(**form.cleaned_data, by=request.user)
        messages.success(
            request, _("It is written down. Add parties, dates and sources, then publish it.")
        )
        return redirect(recorded)
    context = {
        "form": form,
        "title": _("Record an agreement concluded elsewhere"),
        "lead": _("With its dates and where they are known from; what is not confirmed is marked."),
    }
    return render(request, "agreements/form.html", context, status=422 if form.is_bound else 200)


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: MemberRequest, slug: str) -> HttpResponse:
    """Title, summary and themes."""
    shown = editable(request, slug)
    form = WordsForm(_given(request), initial=WordsForm.values_of(shown))
    return typed(
        request,
        form,
        lambda: actions.describe(
            shown,
            title=form.cleaned_data["title"],
            summary=form.cleaned_data["summary"],
            themes=list(form.cleaned_data["themes"]),
            by=request.user,
        ),
        context={"title": _("Title, summary and themes"), "agreement": shown},
        sentence=_("That is what stands there now."),
        back=shown,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def safeguards(request: MemberRequest, slug: str) -> HttpResponse:
    """The checklist of a labour agreement (D5)."""
    shown = editable(request, slug)
    form = SafeguardsForm(_given(request), initial=SafeguardsForm.values_of(shown))
    return typed(
        request,
        form,
        lambda: actions.answer_safeguards(shown, form.answers(), by=request.user),
        context={"title": _("Checklist of safeguards"), "agreement": shown},
        sentence=_("The checklist is kept."),
        back=shown,
        template="agreements/safeguards.html",
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def exit_plan(request: MemberRequest, slug: str) -> HttpResponse:
    """What goes on when the money ends (D13)."""
    shown = editable(request, slug)
    form = ExitForm(_given(request), initial=ExitForm.values_of(shown))
    return typed(
        request,
        form,
        lambda: actions.plan_exit(shown, form.cleaned_data, by=request.user),
        context={"title": _("Exit and takeover plan"), "agreement": shown},
        sentence=_("The plan is kept. Add the steps of the hand-over to it."),
        back=shown,
    )


@member_required
@require_POST
def propose(request: MemberRequest, slug: str) -> HttpResponse:
    shown = readable(request, slug)
    return done(
        request,
        lambda: actions.propose(shown, by=request.user),
        _("It lies before the parties. Those who sign for them were told by letter."),
        back=shown,
    )


@member_required
@require_POST
def call_back(request: MemberRequest, slug: str) -> HttpResponse:
    shown = readable(request, slug)
    return done(
        request,
        lambda: actions.call_back(shown, by=request.user),
        _("It is a draft again. Whoever has signed signs the new terms again."),
        back=shown,
    )


@member_required
@require_POST
def take_up_again(request: MemberRequest, slug: str) -> HttpResponse:
    shown = readable(request, slug)
    return done(
        request,
        lambda: actions.take_up_again(shown, by=request.user),
        _("It is a draft again."),
        back=shown,
    )


def editable(request: MemberRequest, slug: str) -> Agreement:
    """The agreement, when the reader may change its terms now; else 403."""
    shown = readable(request, slug)
    if not access.may_edit(request.user, shown):
        raise PermissionDenied(
            _("Its terms stand still now. Take it back first, or ask one of its parties.")
        )
    return shown


def _given(request: MemberRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _asked(request: MemberRequest) -> dict[str, str]:
    """What a link asked for: the kind of agreement."""
    return {"kind": request.GET.get("kind", "twinning")}
