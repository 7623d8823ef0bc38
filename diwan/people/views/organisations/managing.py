"""What those who manage an organisation do: describe, confirm, rename, branch, write pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core import clock
from diwan.core.doing import done, typed
from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required
from diwan.people.actions import organisations as actions
from diwan.people.forms.organisations import (
    DescriptionForm,
    NewOrganisationForm,
    OtherForm,
    PageForm,
    RenameForm,
    SuccessionForm,
)
from diwan.people.models import Succession
from diwan.people.words.organisations import MandateRole, PageKind, SuccessionKind

from .fetching import managed, standing

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.models import Organisation, OrganisationPage

_FORM = "people/organisations/form.html"


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Add one, and ask to manage it."""
    form = NewOrganisationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            added = actions.add(form.said(), by=request.user)
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            return _added(request, added)
    context = {"form": form, "title": _("Add an organisation"), "back": None}
    return render(request, _FORM, context, status=422 if form.is_bound else 200)


def _added(request: MemberRequest, added: Organisation) -> HttpResponse:
    today = clock.now().date()
    actions.ask_mandate(added, role=MandateRole.MANAGER, starts_on=today, by=request.user)
    messages.success(
        request,
        _("It is in the register. You manage it as soon as a steward has confirmed your mandate."),
    )
    return redirect(added)


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: MemberRequest, slug: str) -> HttpResponse:
    organisation, _held = managed(request, slug)
    form = _described(request, DescriptionForm.values_of(organisation))
    return typed(
        request,
        form,
        lambda: actions.describe(organisation, said=form.said(), by=request.user),
        template=_FORM,
        context={"title": _("What the organisation says of itself"), "back": organisation},
        sentence=_("That is what stands there now."),
        back=organisation,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def branch(request: MemberRequest, slug: str) -> HttpResponse:
    organisation, _held = managed(request, slug)
    country = organisation.country
    form = _described(
        request, {"kind": organisation.kind, "country": country.code if country else ""}
    )
    return typed(
        request,
        form,
        lambda: actions.open_branch(organisation, said=form.said(), by=request.user),
        template=_FORM,
        context={"title": _("Open a branch or an antenna"), "back": organisation},
        sentence=_("The branch stands. You manage it as you manage the whole."),
        back=organisation,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: MemberRequest, slug: str) -> HttpResponse:
    organisation, _held = managed(request, slug)
    form = RenameForm(request.POST if request.method == "POST" else None)
    return typed(
        request,
        form,
        lambda: actions.rename(
            organisation,
            name=form.cleaned_data["name"],
            names=form.wording("names"),
            on=form.cleaned_data["on"],
            by=request.user,
        ),
        template=_FORM,
        context={"title": _("It has a new name"), "back": organisation},
        sentence=_("The new name stands; the old one is kept in the history and still found."),
        back=organisation,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def part_of(request: MemberRequest, slug: str) -> HttpResponse:
    organisation, _held = managed(request, slug)
    form = OtherForm(request.POST if request.method == "POST" else None)
    return typed(
        request,
        form,
        lambda: actions.join_parent(
            organisation, parent=form.cleaned_data["other"], by=request.user
        ),
        template=_FORM,
        context={"title": _("Make it part of another organisation"), "back": organisation},
        sentence=_("It is part of the other one now."),
        back=organisation,
    )


@member_required
@require_POST
def on_its_own(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = standing(slug)
    return done(
        request,
        lambda: actions.leave_parent(organisation, by=request.user),
        _("It stands on its own again."),
        back=organisation,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def succession(request: MemberRequest, slug: str) -> HttpResponse:
    """What it went into: merged with another body, or split."""
    organisation, _held = managed(request, slug)
    form = SuccessionForm(request.POST if request.method == "POST" else None)
    return typed(
        request,
        form,
        lambda: actions.record_succession(
            organisation,
            after=form.cleaned_data["other"],
            kind=SuccessionKind(form.cleaned_data["kind"]),
            on=form.cleaned_data["on"],
            source=form.cleaned_data["source"],
            by=request.user,
        ),
        template=_FORM,
        context={"title": _("What became of it"), "back": organisation},
        sentence=_("The history says so now, on both pages."),
        back=organisation,
    )


@member_required
@require_POST
def remove_succession(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    organisation = standing(slug)
    rows = Succession.objects.select_related("before__parent", "after__parent")
    return done(
        request,
        lambda: actions.remove_succession(get_object_or_404(rows, pk=pk), by=request.user),
        _("The line is gone from the history."),
        back=organisation,
    )


@member_required
@require_POST
def confirm(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = standing(slug)
    return done(
        request,
        lambda: actions.confirm_by_itself(organisation, by=request.user),
        _("Everybody reads that your organisation confirmed this page today."),
        back=organisation,
    )


@member_required
@require_POST
def ask_review(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = standing(slug)
    return done(
        request,
        lambda: actions.ask_review(organisation, by=request.user),
        _("A steward will look at it; you read here what came of it."),
        back=organisation,
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write_page(request: MemberRequest, slug: str, page: str = "") -> HttpResponse:
    """A new page, or another wording of one."""
    organisation, _held = managed(request, slug)
    written = get_object_or_404(organisation.pages, slug=page) if page else None
    initial = PageForm.values_of(written) if written else None
    form = PageForm(request.POST if request.method == "POST" else None, initial=initial)
    return typed(
        request,
        form,
        lambda: actions.write_page(
            organisation,
            kind=PageKind(form.cleaned_data["kind"]),
            title=form.wording("title"),
            body=form.wording("body"),
            page=written,
            by=request.user,
        ),
        template=_FORM,
        context={"title": _("A page of your own"), "back": organisation},
        sentence=_("The page is kept. Publish it when it may be read."),
        back=reverse("organisations:pages", args=[slug]),
    )


@member_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pages(request: MemberRequest, slug: str) -> HttpResponse:
    """All pages of an organisation; POST publishes, withdraws or removes one."""
    organisation, _held = managed(request, slug)
    if request.method != "POST":
        context = {"organisation": organisation, "pages": organisation.pages.all()}
        return render(request, "people/organisations/pages.html", context)
    page = get_object_or_404(
        organisation.pages.select_related("organisation__parent"),
        slug=request.POST.get("page", ""),
    )
    return done(
        request,
        lambda: _change_page(page, request),
        _("Done."),
        back=reverse("organisations:pages", args=[slug]),
    )


def _change_page(page: OrganisationPage, request: MemberRequest) -> None:
    act = request.POST.get("act")
    if act == "remove":
        actions.remove_page(page, by=request.user)
    else:
        actions.publish_page(page, is_published=act == "publish", by=request.user)


def _described(request: MemberRequest, initial: dict[str, object]) -> DescriptionForm:
    return DescriptionForm(request.POST if request.method == "POST" else None, initial=initial)
