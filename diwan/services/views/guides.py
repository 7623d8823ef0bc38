"""Guides to offices, and a person's own requests along them (I6)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core.doing import done, posted, typed
from diwan.core.wording import choose
from diwan.people.access import MemberRequest, member_required

from .. import access, actions, naming
from ..forms.guides import GuideForm, PaperForm, RequestForm
from ..models import Guide, Request

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_METHODS = ("GET", "HEAD", "POST")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All guides by country."""
    rows = list(Guide.objects.visible_to(request.user).for_listing())
    grouped = [(land, list(of)) for land, of in groupby(rows, key=lambda row: row.country)]
    grouped.sort(key=lambda pair: str(pair[0]))
    context = {"grouped": grouped, "may_add": access.may_add(request.user)}
    return render(request, "services/guides.html", context)


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    found = _visible(request, slug)
    mine = Request.objects.filter(guide=found, person=request.user.pk)
    context = {
        "guide": found,
        "papers": list(found.documents.all()),
        "steps": choose(found.steps),
        "language": naming.active(),
        "mine": list(mine),
        "may_edit": access.may_guide(request.user, found),
    }
    return render(request, "services/guide.html", context)


@member_required
@never_cache
@require_http_methods(_METHODS)
def new(request: MemberRequest) -> HttpResponse:
    access.demand(access.may_add(request.user))
    form = GuideForm(posted(request))
    added: list[Guide] = []
    answer = typed(
        request,
        form,
        lambda: added.append(actions.add_guide(form.said(), by=request.user)),
        template="services/form.html",
        context={"title": _("Add a guide"), "back": None, "is_guide": True},
        sentence=_("The guide is written down. Name the papers one needs, then publish it."),
        back="services:guides",
    )
    return redirect(added[0]) if added else answer


@member_required
@never_cache
@require_http_methods(_METHODS)
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    found = _mine(request, slug)
    form = GuideForm(posted(request), initial=GuideForm.values_of(found))
    return typed(
        request,
        form,
        lambda: actions.change_guide(found, form.said(), by=request.user),
        template="services/form.html",
        context={"title": _("Change the guide"), "back": found, "is_guide": True},
        sentence=_("That is what stands there now."),
        back=found,
    )


@member_required
@require_POST
def publish(request: MemberRequest, slug: str) -> HttpResponse:
    found = _mine(request, slug)
    wanted = not found.is_published
    return done(
        request,
        lambda: actions.publish_guide(found, by=request.user, is_published=wanted),
        _("Everybody can read it now.") if wanted else _("It is a draft again."),
        back=found,
    )


@member_required
@never_cache
@require_http_methods(_METHODS)
def papers(request: MemberRequest, slug: str) -> HttpResponse:
    """The papers one needs; POST adds one."""
    found = _mine(request, slug)
    form = PaperForm(posted(request))
    return typed(
        request,
        form,
        lambda: actions.add_paper(found, **form.cleaned_data, by=request.user),
        template="services/papers.html",
        context={"title": _("Papers one needs"), "back": found, "rows": found.documents.all()},
        sentence=_("It stands on the page of the guide."),
        back=reverse("services:papers", args=[slug]),
    )


@member_required
@require_POST
def remove_paper(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = _mine(request, slug)
    paper = get_object_or_404(found.documents.select_related("guide"), pk=pk)
    return done(
        request,
        lambda: actions.remove_paper(paper, by=request.user),
        _("The line is gone."),
        back=reverse("services:papers", args=[slug]),
    )


# --- one's own requests --------------------------------------------------------------------
@member_required
@require_POST
def begin(request: MemberRequest, slug: str) -> HttpResponse:
    """Keep the list of papers, and where the request stands."""
    return redirect(actions.begin_request(_visible(request, slug), by=request.user))


@member_required
@never_cache
@require_safe
def requests(request: MemberRequest) -> HttpResponse:
    rows = Request.objects.filter(person=request.user).select_related("guide__country")
    return render(request, "services/requests.html", {"rows": list(rows)})


@member_required
@never_cache
@require_http_methods(_METHODS)
def request_page(request: MemberRequest, key: str) -> HttpResponse:
    found = _own(request, key)
    form = RequestForm(posted(request), request=found)
    return typed(
        request,
        form,
        lambda: actions.change_request(found, form.said(), by=request.user),
        template="services/request.html",
        context={
            "found": found,
            "guide": found.guide,
            "papers": list(found.guide.documents.all()),
            "missing": [
                paper for paper in found.guide.documents.all() if paper.pk not in found.ticked
            ],
        },
        sentence=_("That is kept."),
        back=found,
    )


@member_required
@require_POST
def forget(request: MemberRequest, key: str) -> HttpResponse:
    found = _own(request, key)
    return done(
        request,
        lambda: actions.forget_request(found, by=request.user),
        _("All of it is erased."),
        back="services:requests",
    )


def _own(request: MemberRequest, key: str) -> Request:
    rows = Request.objects.filter(person=request.user).select_related("guide__country")
    return get_object_or_404(rows, key=key)


def _visible(request: Any, slug: str) -> Guide:
    rows = Guide.objects.visible_to(request.user).select_related("country", "organisation")
    return get_object_or_404(rows, slug=slug)


def _mine(request: MemberRequest, slug: str) -> Guide:
    found = _visible(request, slug)
    access.demand(access.may_guide(request.user, found))
    return found
