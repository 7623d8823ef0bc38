"""What everybody may read about organisations."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from diwan.core import clock, slots
from diwan.core.wording import choose
from diwan.people import sheets
from diwan.people.exporting import row_of
from diwan.people.forms.organisations import FilterForm, languages
from diwan.people.models import Mandate, Organisation, OrganisationPage
from diwan.people.queries import organisations as queries
from diwan.people.words.organisations import MandateRole, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpRequest

    from diwan.people.queries.organisations import OrganisationQuerySet, Powers

_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Drawn:
    """A panel of another room, drawn."""

    id: str
    title: Any
    html: str


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The whole register, narrowed as asked for."""
    form = FilterForm(request.GET)
    asked = form.asked()
    rows = narrowed(Organisation.objects.visible_to(request.user), asked)
    page = _page(request, rows.for_listing())
    context = {"form": form, "page": page, "asked": asked, "query": _query(request)}
    return render(request, "people/organisations/index.html", context)


@require_safe
def institutions(request: HttpRequest) -> HttpResponse:
    """Who does what where in a country, and how that changed (C15)."""
    rows = Organisation.objects.visible_to(request.user).institutions()
    form = FilterForm(request.GET)
    asked = form.asked()
    rows = narrowed(rows, asked)
    context = {
        "form": form,
        "asked": asked,
        "page": _page(request, rows.by_land_and_reach()),
        "changes": queries.changes_of(rows)[:50],
        "query": _query(request),
    }
    return render(request, "people/organisations/institutions.html", context)


@require_safe
def associations(request: HttpRequest) -> HttpResponse:
    """Associations and unions of expatriates, with the lands they are tied to (E2)."""
    form = FilterForm(request.GET)
    asked = form.asked()
    rows = narrowed(Organisation.objects.visible_to(request.user).associations(), asked)
    listed = rows.for_listing().prefetch_related("origins", "themes", "branches")
    page = _page(request, listed)
    context = {"form": form, "page": page, "asked": asked, "query": _query(request)}
    return render(request, "people/organisations/associations.html", context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The register as a file, narrowed as asked for: what its pages say, nothing more."""
    asked = FilterForm(request.GET).asked()
    rows = queries.for_export(narrowed(Organisation.objects.visible_to(request.user), asked))
    if form == "json":
        told = [dict(zip(sheets.COLUMNS, row_of(row), strict=True)) for row in rows]
        return _file(json.dumps(told, ensure_ascii=False, indent=1), "application/json", form)
    if form == "csv":
        text = sheets.written_csv(sheets.head(), map(row_of, rows))
        return _file(text, "text/csv; charset=utf-8", form)
    if form == "xlsx":
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return _file(sheets.written_xlsx(sheets.head(), map(row_of, rows)), kind, form)
    raise Http404


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Its page; an old address leads to what it is called or part of now."""
    shown = get_object_or_404(Organisation.objects.for_page(), slug=slug)
    if shown.merged_into is not None:
        return redirect(shown.merged_into, permanent=False)
    today = clock.now().date()
    held = queries.powers(request.user, shown, today)
    came, became = queries.history_of(shown)
    pages = list(queries.staff_pages(shown, manages=held.manages or held.stewards))
    context = {
        "organisation": shown,
        "held": held,
        "may_write": held.manages or held.stewards,
        "came": came,
        "became": became,
        "branches": list(queries.branches_of(shown)),
        "programmes": [page for page in pages if page.kind == PageKind.PROGRAMME],
        "pages": [page for page in pages if page.kind == PageKind.PAGE],
        "staff": list(_staff(request, shown, held)),
        "has_focal_point": _has_focal_point(shown),
        "own": _own(request, shown),
        "languages": [name for code, name in languages() if code in shown.languages],
        "description": choose(shown.description),
        "competence": choose(shown.competence),
        "panels": list(_panels(request, shown)),
        "is_public_view": True,
    }
    return render(request, "people/organisations/detail.html", context)


@require_safe
def page(request: HttpRequest, slug: str, page: str) -> HttpResponse:
    """A page or programme of an organisation's own (D12)."""
    shown = get_object_or_404(
        OrganisationPage.objects.select_related("organisation"),
        organisation__slug=slug,
        slug=page,
        organisation__merged_into__isnull=True,
    )
    held = queries.powers(request.user, shown.organisation, clock.now().date())
    may_write = held.manages or held.stewards
    if shown.published_at is None and not may_write:
        raise Http404
    others = queries.staff_pages(shown.organisation, manages=may_write).exclude(pk=shown.pk)
    context = {"page": shown, "others": others, "may_write": may_write}
    return render(request, "people/organisations/page.html", context)


def _page(request: HttpRequest, rows: OrganisationQuerySet) -> Page[Any]:
    """One page of ``rows``; only keys are sorted, whole rows are fetched for the page alone."""
    sorted_keys = Paginator(rows.values_list("pk", flat=True), _A_PAGE)
    page: Page[Any] = sorted_keys.get_page(request.GET.get("page"))
    keys = list(page.object_list)
    found = {row.pk: row for row in rows.filter(pk__in=keys).order_by()}
    page.object_list = [found[key] for key in keys if key in found]
    return page


def narrowed(rows: OrganisationQuerySet, asked: dict[str, str]) -> OrganisationQuerySet:
    """``rows`` by name, kind, level, country and theme, as far as asked for."""
    if "q" in asked:
        rows = rows.named(asked["q"])
    if "country" in asked:
        rows = rows.in_place(asked["country"])
    if "theme" in asked:
        rows = rows.on_theme(asked["theme"])
    return rows.filter(**{name: asked[name] for name in ("kind", "level") if name in asked})


def _staff(request: HttpRequest, shown: Organisation, held: Powers) -> Iterable[Mandate]:
    """Who acts for it: all of them to colleagues and stewards, to members who said so."""
    if not request.user.is_authenticated:
        return []
    rows = Mandate.objects.current(clock.now().date()).filter(organisation=shown).for_page()
    if not (held.is_staff or held.manages or held.stewards):
        rows = rows.filter(is_shown=True)
    return sorted(rows, key=lambda row: MandateRole.values.index(row.role))


def _has_focal_point(shown: Organisation) -> bool:
    current = Mandate.objects.current(clock.now().date()).filter(organisation=shown)
    return current.filter(role=MandateRole.FOCAL_POINT).exists()


def _own(request: HttpRequest, shown: Organisation) -> list[Mandate]:
    """What the reader does there or asked to do."""
    if not request.user.is_authenticated:
        return []
    rows = Mandate.objects.open_on(clock.now().date()).filter(organisation=shown)
    return list(rows.filter(person=request.user))


def _panels(request: HttpRequest, shown: Organisation) -> Iterator[Drawn]:
    for name, panel in slots.organisation_panels.items():
        told = panel.context(request, shown)
        if told is not None:
            drawn = render_to_string(panel.template, told, request=request)
            yield Drawn(f"panel-{name.replace('.', '-')}", panel.title, drawn)


def _query(request: HttpRequest) -> str:
    """What was asked for, for the links to files; without the number of the page."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()


def _file(content: str | bytes, kind: str, form: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="organisations.{form}"'
    return answer
