"""What everybody may read of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from diwan.core import clock, feeds
from diwan.core.wording import choose
from diwan.people.vocabulary import language_names
from diwan.portal.queries.documents import ids_found
from diwan.vocabularies.models import Place, Theme

from .. import access, citations, details, related, showing, snapshots
from ..actions import SOURCE
from ..facets import facets
from ..forms.filters import FilterForm, narrowed
from ..forms.reviews import ConfirmForm, WhyForm
from ..models import Item
from ..words import ItemKind

if TYPE_CHECKING:
    from django.http import HttpRequest

    from ..queries import ItemQuerySet

_A_PAGE = 25
_IN_FEED = 40
_TYPES = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What is published, narrowed as asked for; the archive and what is old only on demand."""
    form = _filter(request)
    asked = form.asked()
    rows = found(request, asked)
    page = Paginator(rows.for_listing(), _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "asked": asked,
        "page": page,
        "facets": facets(rows, asked, request.GET),
        "today": clock.now().date(),
        "may_add": access.may_add(request.user),
        "may_steward": access.may_steward(request.user),
        "query": _kept(request),
        "title": heading(asked),
        "keep_url": f"{reverse('portal:search')}?{_as_search(asked)}",
    }
    return render(request, "library/index.html", context)


def found(request: HttpRequest, asked: dict[str, Any]) -> ItemQuerySet:
    """The items of a list, before they are put in order."""
    rows = Item.objects.visible_to(request.user)
    is_archive = asked.get("state") == "archived"
    rows = rows.filter(state="archived") if is_archive else rows.published()
    if asked.get("state") == "old":
        rows = rows.past_review(clock.now().date())
    if "q" in asked:
        ids = Item.objects.visible_to(request.user).open_to_all().values("pk")
        rows = rows.filter(pk__in=ids_found(asked["q"], SOURCE, ids))
    return narrowed(rows, asked)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The same list as an Atom feed, the same for everybody: only what is public."""
    asked = _filter(request).asked()
    rows = _public(asked).order_by("-published_at", "-pk")
    query = _kept(request)
    tail = f"?{query}" if query else ""
    name = heading(asked) or _("Library")
    return feeds.atom(
        title=_("New in the library: %(name)s") % {"name": name}
        if asked
        else _("New in the library"),
        subtitle=_("Practices, publications, norms and more, as soon as they are published"),
        path=reverse("library:index") + tail,
        feed_path=reverse("library:feed") + tail,
        items=[_told(row) for row in rows[:_IN_FEED]],
    )


def _public(asked: dict[str, Any]) -> ItemQuerySet:
    """What a stranger finds."""
    rows = Item.objects.all().published()
    if "q" in asked:
        rows = rows.filter(pk__in=ids_found(asked["q"], SOURCE, rows.values("pk")))
    return narrowed(rows, asked)


@require_safe
def item(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is known of one item, and what is near it."""
    shown = _item(request, slug)
    return render(request, "library/item.html", _context(request, shown))


@require_safe
def cite(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """How it is cited, as a file for programs that keep references."""
    shown = _item(request, slug)
    text = citations.written([showing.work(shown)], form)
    answer = HttpResponse(text, content_type=f"{_TYPES[form]}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{shown.slug}.{form}"'
    return answer


@require_safe
def editions(request: HttpRequest, slug: str) -> HttpResponse:
    """What each edition says otherwise than the one before."""
    shown = _item(request, slug)
    rows = list(shown.editions.all())
    if not rows:
        raise Http404
    pairs = zip(rows, [*rows[1:], None], strict=True)
    told = [
        {
            "edition": edition,
            "changes": snapshots.changes(before.content, edition.content) if before else [],
            "is_first": before is None,
        }
        for edition, before in pairs
    ]
    return render(request, "library/editions.html", {"item": shown, "rows": told})


def heading(asked: dict[str, Any]) -> str:
    """What a narrowed list is called: “Practice · Tunisia · Reintegration”."""
    parts: list[str] = [f"“{asked['q']}”"] if "q" in asked else []
    if "kind" in asked:
        parts.append(str(ItemKind(asked["kind"]).label))
    if "country" in asked:
        parts.append(str(Place.objects.get(pk=asked["country"])))
    if "theme" in asked:
        parts.append(str(Theme.objects.get(key=asked["theme"])))
    if "language" in asked:
        parts.append(_languages().get(asked["language"], asked["language"]))
    if "year" in asked:
        parts.append(str(asked["year"]))
    return " · ".join(parts)


def _as_search(asked: dict[str, Any]) -> str:
    """The same narrowing as the search of the house says it, where it is kept for letters."""
    said = {"source": SOURCE, "q": asked.get("q", ""), "language": asked.get("language", "")}
    if "country" in asked:
        said["place"] = Place.objects.get(pk=asked["country"]).code
    said |= {name: str(asked[name]) for name in ("theme", "year") if name in asked}
    return urlencode({name: value for name, value in said.items() if value})


def _context(request: HttpRequest, shown: Item) -> dict[str, Any]:
    person = request.user
    detail = details.of(shown.kind)
    work = showing.work(shown)
    may_steward = access.may_steward(person)
    return {
        "item": shown,
        "submitter": showing.submitter(shown),
        "languages": showing.languages_of(shown),
        "bodies": showing.bodies_of(shown),
        "places": showing.places_of(shown),
        "files": list(shown.files.all()),
        "siblings": list(Item.objects.visible_to(person).open_to_all().family_of(shown)),
        "origin": _origin(person, shown),
        "adaptations": list(
            Item.objects.visible_to(person).open_to_all().filter(adapted_from=shown)
        ),
        "related": related.near(shown, person) if shown.is_open_to_all else [],
        "last_edition": shown.editions.first(),
        "detail": detail,
        "told": detail.rows(shown, person) if detail else None,
        "schema": citations.schema(work) if shown.is_open_to_all else None,
        "is_old": shown.is_out_of_date(clock.now().date()),
        "may_edit": access.may_edit(person, shown),
        "may_steward": may_steward,
        "may_write": access.may_write_about(person, shown),
        "reviews": list(shown.reviews.select_related("reviewer")) if may_steward else [],
        "said": _said(person, shown),
        "mine": shown.reviews.filter(reviewer=person.pk, verdict="").first(),
        "confirm": ConfirmForm() if may_steward else None,
        "why": WhyForm() if may_steward else None,
        "share": request.build_absolute_uri(shown.get_absolute_url()),
    }


def _said(person: Any, shown: Item) -> list[Any]:
    """What reviewers wrote, for whoever submitted it; without their names."""
    if not access.may_edit(person, shown) or shown.state not in {"returned", "submitted"}:
        return []
    rows = shown.reviews.exclude(verdict="").exclude(note="")
    last = rows.order_by("-round").values_list("round", flat=True).first()
    return list(rows.filter(round=last)) if last else []


def _origin(person: Any, shown: Item) -> Item | None:
    if shown.adapted_from_id is None:
        return None
    return Item.objects.visible_to(person).filter(pk=shown.adapted_from_id).first()


def _item(request: HttpRequest, slug: str) -> Item:
    rows = Item.objects.visible_to(request.user).for_listing()
    found_one: Item = get_object_or_404(rows.prefetch_related("goals"), slug=slug)
    return found_one


def _filter(request: HttpRequest) -> FilterForm:
    return FilterForm(request.GET, languages=sorted(_languages().items(), key=lambda row: row[1]))


def _languages() -> dict[str, str]:
    return language_names((get_language() or "en").split("-")[0])


def _kept(request: HttpRequest) -> str:
    """The narrowing as it stands in the address, without the page."""
    query = request.GET.copy()
    query.pop("page", None)
    for name in [name for name, value in query.items() if not value]:
        query.pop(name)
    return str(query.urlencode())


def _told(row: Item) -> feeds.Item:
    return feeds.Item(
        title=choose(row.title).text,
        url=row.get_absolute_url(),
        at=row.published_at or row.changed_at,
        summary=choose(row.summary).text,
        kind=row.get_kind_display(),
    )
