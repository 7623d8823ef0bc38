"""Read in a file of organisations: first what it would do, row by row, then what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from diwan.core.errors import Refusal
from diwan.people import sheets
from diwan.people.access import MemberRequest, member_required
from diwan.people.actions import organisations as actions
from diwan.people.forms.organisations import FileForm
from diwan.people.importing import Fate, Plan
from diwan.people.models import OrganisationImport
from diwan.people.words import ActorKind
from diwan.people.words.organisations import Level

from .fetching import demand_steward

if TYPE_CHECKING:
    from collections.abc import Sequence

#: rows shown on the page; the rest is counted and can be added with the others
_SHOWN = 500


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: MemberRequest) -> HttpResponse:
    demand_steward(request)
    posted = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if posted else FileForm()
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = actions.read_in(file.name, file.read(sheets.MOST_BYTES + 1), by=request.user)
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("organisations:preview", pk=made.pk)
    context = {"form": form, "kinds": ActorKind.choices, "levels": Level.choices}
    status = 422 if posted else 200
    return render(request, "people/organisations/import.html", context, status=status)


@member_required
@require_safe
def template(request: MemberRequest) -> HttpResponse:
    """An empty table with the columns that are read."""
    demand_steward(request)
    answer = HttpResponse(sheets.written_csv(sheets.head(), []), content_type="text/csv")
    answer["Content-Disposition"] = 'attachment; filename="organisations-empty.csv"'
    return answer


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: MemberRequest, pk: int) -> HttpResponse:
    """What each row will do; POST adds the rows that were chosen."""
    demand_steward(request)
    waiting = get_object_or_404(OrganisationImport.objects.waiting(request.user), pk=pk)
    if request.method == "POST":
        return _added(request, waiting)
    plans = actions.plans_of(waiting)
    context = {
        "waiting": waiting,
        "plans": plans[:_SHOWN],
        "hidden": max(len(plans) - _SHOWN, 0),
        "counts": _counts(plans),
        "can_be_added": any(plan.may_be_taken for plan in plans),
    }
    return render(request, "people/organisations/preview.html", context)


def _added(request: MemberRequest, waiting: OrganisationImport) -> HttpResponse:
    numbers = {int(value) for value in request.POST.getlist("row") if value.isdecimal()}
    if request.POST.get("rest"):
        numbers |= {
            plan.number for plan in actions.plans_of(waiting)[_SHOWN:] if plan.fate is Fate.ADD
        }
    try:
        added = actions.add_imported(waiting, numbers=numbers, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("organisations:preview", pk=waiting.pk)
    sentence = ngettext(
        "%(count)d organisation was added.", "%(count)d organisations were added.", added
    )
    messages.success(request, sentence % {"count": added})
    return redirect("organisations:index")


def _counts(plans: Sequence[Plan]) -> list[tuple[str, int]]:
    """How many rows meet which fate, in words; those that none meets are left out."""
    words = {
        Fate.ADD: _("will be added"),
        Fate.LIKE: _("look like one in the register: added if you tick them"),
        Fate.KNOWN: _("are in the register already: left as they are"),
        Fate.TWIN: _("stand in the file twice: the first counts"),
        Fate.WRONG: _("cannot be read: see why, mend the file, read it in again"),
    }
    counted = [(said, sum(plan.fate is fate for plan in plans)) for fate, said in words.items()]
    return [(said, count) for said, count in counted if count]
