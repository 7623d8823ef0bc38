"""My consents; and what an administrator writes down of somebody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core import slots
from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, administrator_required, member_required
from diwan.people.actions import consenting
from diwan.people.consents import asked, states_of
from diwan.people.forms.directory import RecordForm
from diwan.people.models import Person

if TYPE_CHECKING:
    from django.http import HttpResponse


def _language() -> str:
    return (get_language() or "en").split("-")[0]


def _purpose(name: str) -> str:
    if name not in slots.consent_purposes:
        raise Http404
    return name


@member_required
@never_cache
@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    return render(request, "people/consents.html", {"states": states_of(request.user)})


@member_required
@require_POST
def give(request: MemberRequest, purpose: str) -> HttpResponse:
    try:
        consenting.give_consent(
            request.user,
            _purpose(purpose),
            by=request.user,
            language=_language(),
            digest=request.POST.get("digest", ""),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You agreed: %(title)s.") % {"title": asked(purpose).title})
    return _back(request)


@member_required
@require_POST
def withdraw(request: MemberRequest, purpose: str) -> HttpResponse:
    consenting.withdraw_consent(request.user, _purpose(purpose), by=request.user)
    messages.success(
        request,
        _("You took it back: %(title)s. It holds from this moment.")
        % {"title": asked(purpose).title},
    )
    return _back(request)


def _back(request: MemberRequest) -> HttpResponse:
    """The page that asked, if it is one of ours."""
    after = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(after, {request.get_host()}):
        return redirect(after)
    return redirect("people:consents")


@administrator_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def of_person(request: MemberRequest, pk: int) -> HttpResponse:
    """What somebody agreed to, and what they say now, aloud or on paper."""
    subject = _subject(request, pk)
    states = states_of(subject)
    purposes = [(state.asked.purpose, state.asked.title) for state in states]
    form = RecordForm(
        request.POST if request.method == "POST" else None,
        purposes=purposes,
        initial={"language": subject.language},
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            consenting.give_consent(subject, by=request.user, **data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down. It holds from this moment."))
            return redirect("people:person_consents", pk=pk)
    context = {"subject": subject, "states": states, "form": form}
    status = 422 if form.errors else 200
    return render(request, "people/person_consents.html", context, status=status)


@administrator_required
@require_POST
def withdraw_for(request: MemberRequest, pk: int, purpose: str) -> HttpResponse:
    consenting.withdraw_consent(_subject(request, pk), _purpose(purpose), by=request.user)
    messages.success(request, _("Written down. It holds from this moment."))
    return redirect("people:person_consents", pk=pk)


def _subject(request: MemberRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.managed_by(request.user), pk=pk)
