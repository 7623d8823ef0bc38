"""Pages of agreements that everybody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from diwan.core import slots
from diwan.portal.places.showing import panels

from .. import access, counting, rules
from ..forms.filtering import FilterForm
from ..models import Agreement
from ..queries import PUBLIC_STATES, present_parts, signs_for
from ..showing import sheet
from ..words import AgreementKind, AgreementState, Part
from .fetching import readable

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from ..queries import AgreementQuerySet

_PER_PAGE = 30
#: part → what one adds to have it, or the page that writes it
_WRITTEN_AT = {
    Part.PARTIES: ("agreements:add", "parties"),
    Part.TWO_SIDES: ("agreements:add", "parties"),
    Part.PRIORITIES: ("agreements:add", "priorities"),
    Part.MEASURES: ("agreements:add", "measures"),
    Part.GOVERNANCE: ("agreements:add", "organs"),
    Part.RESOURCES: ("agreements:add", "resources"),
    Part.SAFEGUARDS: ("agreements:safeguards", None),
    Part.EXIT_PLAN: ("agreements:exit_plan", None),
    Part.DIALOGUE: ("agreements:dialogues", None),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every agreement that the reader may see, narrowed as asked for."""
    readable_ones = Agreement.objects.visible_to(request.user)
    form = FilterForm(request.GET, states=_states(request))
    asked = form.asked()
    shown = narrowed(readable_ones, asked)
    page = Paginator(shown.for_listing(), _PER_PAGE)
    context = {
        "form": form,
        "asked": asked,
        "page": page.get_page(request.GET.get("page")),
        "by_kind": _by_kind(readable_ones),
        "world": _world(request, shown),
        "may_draft": access.may_draft(request.user),
        "may_record": access.is_steward(request.user),
    }
    return render(request, "agreements/index.html", context)


@require_safe
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """One agreement: its parties on their shores, its terms, who has signed, what came of it."""
    shown = readable(request, slug)
    bodies = set(signs_for(request.user).values_list("pk", flat=True))
    children = Agreement.objects.visible_to(request.user).filter(parent=shown)
    may_edit = access.may_edit(request.user, shown)
    context = {
        "agreement": shown,
        "sheet": sheet(shown, bodies=bodies, children=list(children)),
        "themes": list(shown.themes.all()),
        "panels": panels(slots.agreement_panels.items(), request, shown, "").shown,
        "may_edit": may_edit,
        "may_keep": access.may_keep(request.user, shown),
        "may_run": access.may_run(request.user, shown),
        "may_call_back": access.may_call_back(request.user, shown),
        "is_own_draft": bool(shown.created_by_id and shown.created_by_id == request.user.pk),
        "parts": _parts(shown) if may_edit else [],
        "offered": set(rules.SHAPES[shown.kind].parts),
    }
    return render(request, "agreements/agreement.html", context)


def _world(request: HttpRequest, rows: AgreementQuerySet) -> list[tuple[str, str, int, str]]:
    """The countries that they bind, each with its number and what narrows the list to it."""
    kept = request.GET.copy()
    kept.pop("page", None)
    told = []
    for code, name, count in counting.countries(rows):
        kept["place"] = code
        told.append((code, name, count, f"{reverse('agreements:index')}?{kept.urlencode()}"))
    return told


def narrowed(rows: AgreementQuerySet, asked: dict[str, Any]) -> AgreementQuerySet:
    """``rows`` by words, kind, state, place and theme, as far as asked for."""
    if "q" in asked:
        rows = rows.named(asked["q"])
    if "place" in asked:
        rows = rows.in_place(asked["place"])
    if "theme" in asked:
        rows = rows.on_theme(asked["theme"])
    return rows.filter(**{name: asked[name] for name in ("kind", "state") if name in asked})


def _states(request: HttpRequest) -> list[tuple[str, Any]]:
    """Those that the reader can meet."""
    every = AgreementState if request.user.is_authenticated else PUBLIC_STATES
    return [(state.value, state.label) for state in every]


def _by_kind(rows: AgreementQuerySet) -> list[tuple[str, Any, int]]:
    """Code, name and number of each kind there is; one query."""
    counted = rows.order_by().values_list("kind").annotate(count=Count("pk"))
    found = dict(counted)
    return [(kind.value, kind.label, found[kind]) for kind in AgreementKind if kind in found]


def _parts(shown: Agreement) -> list[dict[str, Any]]:
    """What its kind asks for and offers: whether it is there, and where it is written."""
    present = present_parts(shown)
    shape = rules.SHAPES[shown.kind]
    return [
        {
            "title": Part(part).label,
            "is_there": part in present,
            "is_required": part in shape.required,
            "is_to_enter": part in shape.to_enter,
            "url": _written_at(shown, Part(part)),
        }
        for part in shape.parts
    ]


def _written_at(shown: Agreement, part: Part) -> str:
    if part == Part.ROLES:
        return "#parties"
    if part == Part.DATA_SHARING:
        return reverse("sharing:draft") + f"?agreement={shown.slug}"
    name, section = _WRITTEN_AT.get(part, ("", None))
    try:
        return reverse(name, args=[shown.slug, *([section] if section else [])]) if name else ""
    except NoReverseMatch:
        return ""
