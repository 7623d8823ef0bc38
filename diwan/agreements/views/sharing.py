"""Pages of data-sharing agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required
from diwan.people.actions.organisations import mark_enforcement
from diwan.people.models import Organisation
from diwan.people.words.organisations import Enforcement

from .. import access
from ..access import sharing as access_sharing
from ..actions import sharing as actions
from ..forms.sharing import EnforcementForm, SharingForm, StopForm
from ..forms.signing import SignForm
from ..models import Agreement, DataSharing
from ..queries.sharing import bodies_of, family_of
from ..words.sharing import SharingState

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from ..queries import AgreementQuerySet

_PER_PAGE = 30


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every data-sharing agreement that the reader may see, the latest change first."""
    rows = DataSharing.objects.visible_to(request.user).for_listing()
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_draft": access_sharing.may_draft_sharing(request.user)}
    return render(request, "agreements/sharings.html", context)


@require_safe
def sharing(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them: which data, what for, between whom, on what ground, until when."""
    shown = _visible(request, slug)
    bodies = bodies_of(shown)
    context = {
        "sharing": shown,
        "bodies": bodies,
        "to_sign": [
            body
            for body in access_sharing.bodies_signed_for(request.user, shown)
            if shown.state == SharingState.PROPOSED and not body.signed_digest
        ],
        "may_edit": access_sharing.may_edit_sharing(request.user, shown),
        "may_call_back": access_sharing.may_call_back(request.user, shown),
        "may_stop": access_sharing.may_stop(request.user, shown),
        "may_resume": access_sharing.may_resume(request.user, shown),
        "is_steward": access.is_steward(request.user),
        "enforcement": Enforcement,
    }
    return render(request, "agreements/sharing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def draft(request: MemberRequest) -> HttpResponse:
    """Begin one; ``?agreement=`` names the agreement it hangs on."""
    access.require(access_sharing.may_draft_sharing(request.user))
    under = _own_agreements(request).filter(slug=request.GET.get("agreement", "")).first()
    form = _terms_form(request, {"agreement": under.pk if under else None})
    made: list[DataSharing] = []

    def act() -> None:
        made.append(actions.draft_sharing(form.terms(), by=request.user))

    if _done(form, act):
        messages.success(request, _("The draft is written. Lay it before the bodies to sign."))
        return redirect(made[0])
    return _form(request, form, title=_("Draft a data-sharing agreement"), button=_("Save"))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def describe(request: MemberRequest, slug: str) -> HttpResponse:
    """Change a draft."""
    shown = _visible(request, slug)
    access.require(access_sharing.may_edit_sharing(request.user, shown))
    form = _terms_form(request, SharingForm.values_of(shown, bodies_of(shown)))
    if _done(form, lambda: actions.describe_sharing(shown, form.terms(), by=request.user)):
        messages.success(request, _("Saved."))
        return redirect(shown)
    return _form(request, form, title=_("Change the draft"), button=_("Save"), back=shown)


@require_POST
@member_required
def propose(request: MemberRequest, slug: str) -> HttpResponse:
    return _at_once(
        request,
        slug,
        actions.propose_sharing,
        _("It lies before the bodies. Whoever signs for one has been written to."),
    )


@require_POST
@member_required
def resume(request: MemberRequest, slug: str) -> HttpResponse:
    return _at_once(request, slug, actions.resume_sharing, _("It goes on."))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def sign(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Read the terms once more, and sign for a body."""
    shown = _visible(request, slug)
    body = get_object_or_404(shown.bodies.select_related("organisation"), pk=pk)
    access.require(access_sharing.may_sign_for(request.user, body))
    given = request.POST if request.method == "POST" else None
    form = SignForm(given, initial={"digest": shown.digest})
    if _done(form, lambda: actions.sign_sharing(body, by=request.user, **form.cleaned_data)):
        messages.success(request, _("You have signed for %(party)s.") % {"party": body})
        return redirect(shown)
    title = _("Sign for %(body)s") % {"body": body}
    return _form(request, form, title=title, button=_("Sign"), back=shown, shows_terms=True)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def stop(request: MemberRequest, slug: str, step: str) -> HttpResponse:
    """Suspend, end or call back: with a reason that the other bodies read."""
    shown = _visible(request, slug)
    act, may, title, told = _step(step)
    access.require(may(request.user, shown))
    form = StopForm(request.POST if request.method == "POST" else None)
    if _done(form, lambda: act(shown, by=request.user, why=form.cleaned_data["why"])):
        messages.success(request, told)
        return redirect(shown)
    return _form(request, form, title=title, button=title, back=shown)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def mark(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """A steward says whether a body, or one near it (``?of=``), has a part in enforcement."""
    access.require(access.is_steward(request.user))
    shown = _visible(request, slug)
    body = get_object_or_404(Organisation, data_sharing_bodies__in=shown.bodies.filter(pk=pk))
    organisation = _near(body, request.GET.get("of", ""))
    form = EnforcementForm(
        request.POST if request.method == "POST" else None,
        initial={"answer": organisation.enforcement},
    )

    def act() -> None:
        answer = Enforcement(form.cleaned_data["answer"])
        mark_enforcement(organisation, answer, by=request.user, why=form.cleaned_data["why"])

    if _done(form, act):
        messages.success(request, _("Written down. It holds from this moment."))
        return redirect(shown)
    title = _("Look at %(body)s") % {"body": organisation.name_shown}
    family = family_of(body) if organisation == body else []
    return _form(request, form, title=title, button=_("Write it down"), back=shown, family=family)


def _near(body: Organisation, slug: str) -> Organisation:
    """The body itself, or the one of that address which data there could reach."""
    if not slug:
        return body
    found = next((row for row in family_of(body) if row.slug == slug), None)
    if found is None:
        raise Http404
    return found


def _step(step: str) -> tuple[Callable[..., None], Callable[..., bool], str, str]:
    """What it does, who may, its title, and what is told afterwards."""
    steps: dict[str, tuple[Callable[..., None], Callable[..., bool], str, str]] = {
        "suspend": (
            actions.suspend_sharing,
            access_sharing.may_suspend,
            _("Suspend the data sharing"),
            _("It is suspended: from now on nothing is sent."),
        ),
        "end": (
            actions.end_sharing,
            access_sharing.may_stop,
            _("End the data sharing"),
            _("It has ended: from now on nothing is sent."),
        ),
        "call-back": (
            actions.call_back_sharing,
            access_sharing.may_call_back,
            _("Take it back to change it"),
            _("It is a draft again. Whoever signed signs again."),
        ),
    }
    if step not in steps:
        raise Http404
    return steps[step]


def _visible(request: HttpRequest, slug: str) -> DataSharing:
    rows = DataSharing.objects.visible_to(request.user).select_related("agreement", "stopped_for")
    return get_object_or_404(rows, slug=slug)


def _own_agreements(request: MemberRequest) -> AgreementQuerySet:
    """Those on which a data sharing of theirs may hang."""
    return Agreement.objects.visible_to(request.user).run_by(request.user)


def _terms_form(request: MemberRequest, initial: dict[str, Any]) -> SharingForm:
    given = request.POST if request.method == "POST" else None
    now = Agreement.objects.visible_to(request.user).filter(pk=initial["agreement"])
    return SharingForm(given, initial=initial, agreements=_own_agreements(request) | now)


def _done(form: forms.Form, act: Callable[[], None]) -> bool:
    """Whether the form was right and the action taken; a refusal stands in the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _at_once(
    request: MemberRequest, slug: str, act: Callable[..., None], told: str
) -> HttpResponse:
    shown = _visible(request, slug)
    try:
        act(shown, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect(shown)


def _form(request: MemberRequest, form: forms.Form, **context: Any) -> HttpResponse:
    back = context.get("back")
    if context.get("shows_terms") and back is not None:
        context |= {"sharing": back, "bodies": bodies_of(back)}
    status = 422 if form.errors else 200
    return render(request, "agreements/sharing_form.html", {"form": form, **context}, status=status)
