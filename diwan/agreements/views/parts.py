"""Add, change and remove the rows of an agreement's parts: one form a part, one view for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core import clock
from diwan.core.doing import done
from diwan.people.access import MemberRequest, member_required

from .. import access, actions, models
from ..forms import parts as forms
from ..forms.living import DayForm
from .fetching import readable, typed

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django_stubs_ext import StrPromise

    from ..models import Agreement


@dataclass(frozen=True, slots=True)
class Section:
    """A part made of rows; ``path`` leads from a row to its agreement."""

    model: Any
    form: type[forms.PartForm]
    title: str | StrPromise
    path: str = "agreement"
    #: one adds to it while the agreement lives
    is_kept: bool = False


SECTIONS = {
    "parties": Section(models.Party, forms.PartyForm, gettext_lazy("A party")),
    "dates": Section(models.Milestone, forms.MilestoneForm, gettext_lazy("A date")),
    "priorities": Section(models.Priority, forms.PriorityForm, gettext_lazy("A priority")),
    "measures": Section(models.Measure, forms.MeasureForm, gettext_lazy("A measure")),
    "organs": Section(models.Organ, forms.OrganForm, gettext_lazy("A committee or secretariat")),
    "seats": Section(models.Seat, forms.SeatForm, gettext_lazy("A seat"), "organ__agreement"),
    "resources": Section(
        models.Resource, forms.ResourceForm, gettext_lazy("A line of the ledger"), is_kept=True
    ),
    "documents": Section(
        models.Document, forms.DocumentForm, gettext_lazy("A document"), is_kept=True
    ),
    "steps": Section(
        models.HandOver,
        forms.HandOverForm,
        gettext_lazy("A step of the hand-over"),
        "plan__agreement",
    ),
}

#: sections whose rows stand in an order that somebody chose
ORDERED = frozenset({"priorities", "measures", "organs", "documents", "steps"})


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest, slug: str, section: str) -> HttpResponse:
    shown, part = _writable(request, slug, section, is_new=True)
    given = request.POST if request.method == "POST" else None
    form = part.form(given, agreement=shown, initial=_asked(request))
    return typed(
        request,
        form,
        lambda: actions.add(shown, part.model, form.said(), by=request.user),
        context={"title": part.title, "agreement": shown},
        sentence=_("It stands in the agreement now."),
        back=_back(shown, section),
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, slug: str, section: str, pk: int) -> HttpResponse:
    shown, part = _writable(request, slug, section)
    row = _row(shown, part, pk)
    given = request.POST if request.method == "POST" else None
    form = part.form(given, agreement=shown, initial=part.form.values_of(row))
    return typed(
        request,
        form,
        lambda: actions.change(row, form.said(), by=request.user),
        context={"title": part.title, "agreement": shown, "row": row, "section": section},
        sentence=_("That is what stands there now."),
        back=_back(shown, section),
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: MemberRequest, slug: str, section: str) -> HttpResponse:
    """Let the rows of a part stand in another order."""
    shown, part = _writable(request, slug, section)
    if section not in ORDERED:
        raise Http404
    rows = actions.rows_of(shown, part.model)
    form = forms.OrderForm(request.POST if request.method == "POST" else None, rows=rows)
    return typed(
        request,
        form,
        lambda: actions.put_in_order(shown, part.model, form.keys(), by=request.user),
        context={
            "title": _("Change the order"),
            "lead": _("Give each its number; the first stands on top."),
            "agreement": shown,
        },
        sentence=_("They stand in this order now."),
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
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Write down that a step of the take-over is done."""
    shown = readable(request, slug)
    if not access.may_keep(request.user, shown):
        raise PermissionDenied
    step = get_object_or_404(
        models.HandOver.objects.select_related("plan__agreement"), pk=pk, plan__agreement=shown
    )
    form = DayForm(
        request.POST if request.method == "POST" else None,
        initial={"on": clock.now().date()},
    )
    return typed(
        request,
        form,
        lambda: actions.hand_over(step, form.cleaned_data["on"], by=request.user),
        context={"title": _("Handed over: %(what)s") % {"what": step}, "agreement": shown},
        sentence=_("The hand-over is written down."),
        back=_back(shown, "steps"),
    )


def _writable(
    request: MemberRequest, slug: str, section: str, *, is_new: bool = False
) -> tuple[Agreement, Section]:
    """The agreement and the part, when the reader may write it now; else 403."""
    if section not in SECTIONS:
        raise Http404
    part, shown = SECTIONS[section], readable(request, slug)
    allowed = access.may_keep if part.is_kept and is_new else access.may_edit
    if not allowed(request.user, shown):
        raise PermissionDenied(
            _("Its terms stand still now. Take it back first, or ask one of its parties.")
        )
    return shown, part


def _row(shown: Agreement, part: Section, pk: int) -> Any:
    if part.model is models.Resource:
        raise Http404
    return get_object_or_404(
        part.model.objects.select_related(part.path), pk=pk, **{part.path: shown}
    )


def _asked(request: MemberRequest) -> dict[str, str]:
    """What a link asked for, such as the side of a party or the organ of a seat."""
    names = ("side", "organ", "state", "follows")
    asked = {name: request.GET[name] for name in names if name in request.GET}
    return {"on": clock.now().date().isoformat(), "has_vote": "on", **asked}


def _back(shown: Agreement, section: str) -> str:
    return f"{shown.get_absolute_url()}#{section}"
