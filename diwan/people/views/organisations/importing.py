"""Read in a file of organisations: first what it would do, row by row, then what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from diwan.core.errors import Refusal
from diwan.core.htmx import wants_part
from diwan.people import queries, sheets
from diwan.people.access import MemberRequest, member_required
from diwan.people.actions import organisations as actions
from diwan.people.forms.organisations import FIELDS, FileForm
from diwan.people.importing import Fate, Plan, seen
from diwan.people.models import OrganisationImport
from diwan.people.words import ActorKind
from diwan.people.words.organisations import Level

from .fetching import demand_steward

if TYPE_CHECKING:
    from collections.abc import Sequence

_A_PAGE = 100


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
    """What each row will do, page by page; POST keeps what is ticked, and writes it if told so."""
    demand_steward(request)
    rows = OrganisationImport.objects.filter(made_by=request.user)
    waiting = get_object_or_404(rows, pk=pk)
    if waiting.started_at is not None:
        return _progress(request, waiting)
    if request.method == "POST":
        return _chosen(request, waiting)
    plans = actions.plans_of(waiting)
    page = Paginator(plans, _A_PAGE).get_page(request.GET.get("page"))
    chosen = actions.chosen_of(waiting, plans)
    names = _Names()
    context = {
        "waiting": waiting,
        "rows": [(plan, plan.number in chosen, names.told(plan)) for plan in page],
        "page": page,
        "counts": _counts(plans),
        "chosen": len(chosen),
        "seen": seen(plans),
        "can_be_written": any(plan.may_be_taken for plan in plans),
    }
    return render(request, "people/organisations/preview.html", context)


def _chosen(request: MemberRequest, waiting: OrganisationImport) -> HttpResponse:
    ticked, shown = (
        {int(value) for value in request.POST.getlist(name) if value.isdecimal()}
        for name in ("row", "shown")
    )
    try:
        actions.choose(waiting, shown=shown, ticked=ticked, by=request.user)
        if page := request.POST.get("page", ""):
            return redirect(f"{request.path}?page={int(page) if page.isdecimal() else 1}")
        waiting.refresh_from_db()
        numbers = actions.chosen_of(waiting, actions.plans_of(waiting))
        told = request.POST.get("seen") or "nobody looked"
        actions.write_chosen(waiting, numbers=numbers, seen_as=told, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("organisations:preview", pk=waiting.pk)


def _progress(request: MemberRequest, started: OrganisationImport) -> HttpResponse:
    """How far it is; a page without scripts is looked at again by hand."""
    context = {"started": started, "total": len(started.chosen)}
    name = "_imported" if wants_part(request) else "imported"
    answer = render(request, f"people/organisations/{name}.html", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


class _Names:
    """What the fields of a row are called, and what stands in them for a reader."""

    def __init__(self) -> None:
        self.labels = {name: str(label) for name, label in FIELDS.items()}
        self.places: dict[str, str] = {}
        self.themes = dict(queries.themes())

    def told(self, plan: Plan) -> list[tuple[str, str, str, str]]:
        """Label, before, after, and the language of texts."""
        return [
            (
                self.labels[change.field],
                self._value(change.field, change.before),
                self._value(change.field, change.after),
                change.language,
            )
            for change in plan.changes
        ]

    def _value(self, field: str, value: Any) -> str:
        if isinstance(value, list):
            return " · ".join(self._one(field, each) for each in value)
        return self._one(field, value)

    def _one(self, field: str, value: str) -> str:
        if field in {"country", "seat", "places", "origins"} and value:
            return f"{self._place(value)} ({value})"
        if field == "themes":
            return self.themes.get(value, value)
        choices = {"kind": ActorKind, "level": Level}.get(field)
        return str(dict(choices.choices).get(value, value)) if choices else value

    def _place(self, code: str) -> str:
        if code not in self.places:
            self.places[code] = queries.name_of_place(code) or code
        return self.places[code]


def _counts(plans: Sequence[Plan]) -> list[tuple[str, int]]:
    """How many rows meet which fate, in words; those that none meets are left out."""
    words = {
        Fate.ADD: _("new"),
        Fate.CHANGE: _("changed"),
        Fate.SAME: _("unchanged"),
        Fate.LIKE: _("look like one in the register"),
        Fate.TWIN: _("twice in the file"),
        Fate.WRONG: _("refused"),
    }
    counted = [(said, sum(plan.fate is fate for plan in plans)) for fate, said in words.items()]
    return [(said, count) for said, count in counted if count]
