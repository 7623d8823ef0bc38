"""The work of administrators: people, invitations, retention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.people import actions
from diwan.people.access import MemberRequest, administrator_required
from diwan.people.forms.account import InviteForm, SearchForm, SuspendForm
from diwan.people.models import Invitation, Person, RetentionRun
from diwan.people.words import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse


@administrator_required
@never_cache
@require_safe
def people(request: MemberRequest) -> HttpResponse:
    rows = Person.objects.managed_by(request.user).for_listing()
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "people/people.html", {"form": SearchForm(), "page": page})


@administrator_required
@never_cache
@require_POST
def find(request: MemberRequest) -> HttpResponse:
    """By posted address, so that no address stands in a URL or a log (P-15)."""
    form = SearchForm(request.POST)
    rows = Person.objects.managed_by(request.user).for_listing()
    rows = rows.by_email(form.cleaned_data["email"]) if form.is_valid() else rows.none()
    page = Paginator(rows, 50).get_page(1)
    return render(
        request,
        "people/people.html",
        {"form": form, "page": page},
        status=422 if form.errors else 200,
    )


@administrator_required
@never_cache
@require_safe
def person(request: MemberRequest, pk: int) -> HttpResponse:
    return _person_page(request, _managed(request, pk), SuspendForm())


@administrator_required
@require_POST
def suspend(request: MemberRequest, pk: int) -> HttpResponse:
    subject = _managed(request, pk)
    form = SuspendForm(request.POST)
    if form.is_valid():
        try:
            actions.suspend(subject, by=request.user, why=form.cleaned_data["why"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The account is suspended."))
            return redirect("people:person", pk=pk)
    return _person_page(request, subject, form, status=422)


@administrator_required
@require_POST
def reinstate(request: MemberRequest, pk: int) -> HttpResponse:
    subject = _managed(request, pk)
    return _done(
        request,
        pk,
        lambda: actions.reinstate(subject, by=request.user),
        _("The account can be used again."),
    )


@administrator_required
@require_POST
def give_role(request: MemberRequest, pk: int, role: str) -> HttpResponse:
    subject, wanted = _managed(request, pk), _role(role)
    return _done(
        request,
        pk,
        lambda: actions.give_role(subject, role=wanted, by=request.user),
        _("The role is given."),
    )


@administrator_required
@require_POST
def take_role(request: MemberRequest, pk: int, role: str) -> HttpResponse:
    subject, wanted = _managed(request, pk), _role(role)
    return _done(
        request,
        pk,
        lambda: actions.take_role(subject, role=wanted, by=request.user),
        _("The role is taken back."),
    )


@administrator_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: MemberRequest) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None
    form = InviteForm(typed, initial={"language": get_language()})
    if form.is_valid():
        try:
            actions.invite(by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("people:invite")
    waiting = Invitation.objects.usable(clock.now())
    return render(
        request,
        "people/invite.html",
        {"form": form, "waiting": waiting},
        status=422 if form.is_bound else 200,
    )


@administrator_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def retention(request: MemberRequest) -> HttpResponse:
    """What would be removed now; POST removes it."""
    now = clock.now()
    if request.method == "POST":
        outcomes = actions.run_retention(now, dry_run=False, by=request.user)
        removed = sum(outcome.count for outcome in outcomes)
        sentence = ngettext(
            "%(count)d record was removed.", "%(count)d records were removed.", removed
        )
        messages.success(request, sentence % {"count": removed})
        return redirect("people:retention")
    due = actions.run_retention(now, dry_run=True, by=request.user)
    runs = RetentionRun.objects.all()[:10]
    return render(request, "people/retention.html", {"due": due, "runs": runs})


def _managed(request: MemberRequest, pk: int) -> Person:
    rows = Person.objects.managed_by(request.user).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


def _role(role: str) -> Role:
    try:
        return Role(role)
    except ValueError:
        raise Http404 from None


def _done(
    request: MemberRequest, pk: int, act: Callable[[], object], sentence: str
) -> HttpResponse:
    """Do it, or say why not; back to the person's page either way."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return redirect("people:person", pk=pk)


def _person_page(
    request: MemberRequest, subject: Person, form: SuspendForm, status: int = 200
) -> HttpResponse:
    held = {Role.ADMINISTRATOR: subject.is_administrator, Role.STEWARD: subject.is_steward}
    context = {
        "subject": subject,
        "form": form,
        "roles": [
            {"key": role.value, "label": role.label, "is_held": is_held}
            for role, is_held in held.items()
        ],
        "other_roles": [role.title for role in slots.staff_roles if role.holds(subject)],
    }
    return render(request, "people/person.html", context, status=status)
