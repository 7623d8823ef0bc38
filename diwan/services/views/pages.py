"""What everybody may read in the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from diwan.core import clock

from .. import access, counting, disclosing
from ..forms.filters import FilterForm, narrowed, places_meant
from ..forms.services import MoveForm
from ..hsds import writing
from ..models import Service
from ..queries.who import is_steward
from ..rules import plotting
from ..rules.openness import MOVES

if TYPE_CHECKING:
    from django.http import HttpRequest

    from ..disclosing import Shown

_A_PAGE = 20
#: how near what is drawn on the map is: in the place that was asked for, or in what it lies in
_AROUND = frozenset({0, 2})


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The directory, narrowed as asked for: near a place the nearest come first."""
    form = FilterForm(request.GET)
    asked = form.asked()
    meant = places_meant(asked)
    place = meant[0] if meant else None
    rows: Any = narrowed(Service.objects.all().listed(), asked, place).with_all()
    if place is not None:
        rows = rows.order_by("nearness", *rows.query.order_by)
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))
    now = clock.now()
    shown = [disclosing.told(service, now=now) for service in page.object_list]
    context = {
        "form": form,
        "asked": asked,
        "place": place,
        "others": meant[1:],
        "is_nowhere": "near" in asked and place is None,
        "page": page,
        "rows": shown,
        "map": drawn(shown) if place is not None else None,
        "world": [] if asked else _world(request),
        "may_add": access.may_add(request.user),
        "is_steward": is_steward(request.user),
    }
    return render(request, "services/index.html", context)


@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """All that this reader may know of one."""
    found = Service.objects.visible_to(request.user).filter(slug=slug).with_all().first()
    if found is None:
        raise Http404
    may_edit = access.may_edit(request.user, found)
    shown = disclosing.told(found, is_inside=access.may_read_all(request.user, found))
    context = {
        "shown": shown,
        "service": found,
        "map": drawn([shown]),
        "may_edit": may_edit,
        "move": MoveForm(state=found.state) if may_edit and MOVES[found.state] else None,
    }
    answer = render(request, "services/service.html", context)
    if shown.is_inside and found.sensitivity != "public":
        answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def hsds_json(_request: HttpRequest) -> HttpResponse:
    """What strangers may know, as HSDS 3.0: a file for programs (open data)."""
    return JsonResponse(
        writing.document(_open_rows()), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )


@require_safe
def hsds_zip(_request: HttpRequest) -> HttpResponse:
    """The same as tables."""
    answer = HttpResponse(writing.zipped(_open_rows()), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="services-hsds.zip"'
    return answer


def drawn(rows: list[Shown]) -> dict[str, Any] | None:
    """A small map of the places that are told, numbered as the rows."""
    pins = [
        (number, (float(location.latitude), float(location.longitude)))
        for number, row in enumerate(rows, start=1)
        if row.nearness is None or row.nearness in _AROUND
        for location in row.locations
        if location.latitude is not None and location.longitude is not None
    ]
    plot = plotting.plot([degrees for _number, degrees in pins])
    if plot is None:
        return None
    points = [(number, x, y) for (number, _pin), (x, y) in zip(pins, plot.points, strict=True)]
    return {
        "plot": plot,
        "points": points,
        "width": plotting.WIDTH,
        "height": plotting.HEIGHT,
        "bar_end": plotting.BAR_X + plot.bar_width,
    }


def _open_rows() -> list[Shown]:
    rows = Service.objects.all().listed().with_all()
    return [disclosing.told(service) for service in rows]


def _world(request: HttpRequest) -> list[tuple[str, str, int, str]]:
    """Countries with how many services are there, each a link to them."""
    here = reverse("services:index")
    return [
        (code, name, count, f"{here}?near={code}")
        for code, name, count in counting.countries(request.user)
    ]
