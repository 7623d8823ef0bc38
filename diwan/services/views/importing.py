"""Stewards read HSDS files in: first what they would do, then what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from diwan.core.doing import done, posted
from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required
from diwan.people.sheets import written_csv

from .. import access, actions
from ..forms.asked import ImportForm
from ..hsds.planning import Fate
from ..models import ServiceImport
from ..words import Sensitivity, Term

if TYPE_CHECKING:
    from ..hsds.planning import Plan

_METHODS = ("GET", "HEAD", "POST")
_A_PAGE = 100


@member_required
@never_cache
@require_http_methods(_METHODS)
def upload(request: MemberRequest) -> HttpResponse:
    access.demand_steward(request.user)
    first = {"timezone": request.user.time_zone, "language": request.user.language}
    files = request.FILES if request.method == "POST" else None
    form = ImportForm(posted(request), files, initial=first | {"sensitivity": "public"})
    if form.is_bound and form.is_valid():
        given = [(file.name, file.read()) for file in form.cleaned_data["tables"]]
        try:
            made = actions.read_in(given, form.told(), by=request.user)
        except Refusal as refusal:
            form.add_error("tables", str(refusal))
        else:
            return redirect("services:preview", pk=made.pk)
    context = {"form": form, "terms": Term.choices, "classes": Sensitivity.choices}
    status = 422 if form.is_bound else 200
    return render(request, "services/import.html", context, status=status)


@member_required
@never_cache
@require_http_methods(_METHODS)
def preview(request: MemberRequest, pk: int) -> HttpResponse:
    """What each row will do; POST writes what is ticked."""
    waiting = _waiting(request, pk)
    if waiting.taken_at is not None:
        return render(request, "services/imported.html", {"waiting": waiting})
    if request.method == "POST":
        ticked = {int(value) for value in request.POST.getlist("row") if value.isdecimal()}
        return done(
            request,
            lambda: actions.write_chosen(waiting, numbers=ticked, by=request.user),
            _("What was ticked is in the directory."),
            back=request.path,
        )
    plans, left = actions.plans_of(waiting)
    context = {
        "waiting": waiting,
        "plans": [(plan, _parts(plan)) for plan in plans],
        "left": Paginator(left, _A_PAGE).get_page(request.GET.get("page")),
        "added": sum(plan.fate is Fate.ADD for plan in plans),
        "changed": sum(plan.fate is Fate.CHANGE for plan in plans),
        "left_count": len(left),
        "can_be_written": any(plan.fate is not Fate.WRONG for plan in plans),
    }
    return render(request, "services/preview.html", context)


@member_required
@never_cache
@require_safe
def left(request: MemberRequest, pk: int) -> HttpResponse:
    """The rows that were left out, as a table: what to mend, and read in anew."""
    waiting = _waiting(request, pk)
    if waiting.taken_at is None:
        raise Http404
    rows = ([row["table"], row["line"], row["name"], " ".join(row["why"])] for row in waiting.left)
    head = [_("Table"), _("Line"), _("Name"), _("Why")]
    answer = HttpResponse(written_csv(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="services-left-out.csv"'
    return answer


def _waiting(request: MemberRequest, pk: int) -> ServiceImport:
    access.demand_steward(request.user)
    return get_object_or_404(ServiceImport.objects.filter(made_by=request.user), pk=pk)


def _parts(plan: Plan) -> list[tuple[str, int]]:
    """How many rows of which kind come along."""
    words = {
        "phones": _("telephone numbers"),
        "schedules": _("opening hours"),
        "languages": _("languages"),
        "cost_options": _("prices"),
        "required_documents": _("papers"),
        "service_areas": _("areas"),
        "attributes": _("kinds of help"),
    }
    counted = [(_("places"), len(plan.locations))]
    counted += [(said, len(plan.parts[table])) for table, said in words.items()]
    return [(said, count) for said, count in counted if count]
