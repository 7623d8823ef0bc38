"""What members do with what they submit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core.doing import done, posted, typed
from diwan.core.errors import Refusal
from diwan.people.access import MemberRequest, member_required
from diwan.people.actions import conversations
from diwan.people.vocabulary import language_names

from .. import access, actions, details
from ..forms.files import FileForm, MessageForm
from ..forms.items import ItemForm, ShortForm
from ..models import Item
from ..words import BOX

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from diwan.people.models import Person


_METHODS = ("GET", "HEAD", "POST")


@member_required
@never_cache
@require_http_methods(_METHODS)
def new(request: MemberRequest) -> HttpResponse:
    """Four things are enough: title, a link or a file, a place, a theme."""
    files = request.FILES if request.method == "POST" else None
    form = ShortForm(posted(request), files, person=request.user, initial=_first_values(request))
    if form.is_bound and form.is_valid():
        try:
            item = _handed_in(request, form)
        except Refusal as refusal:
            form.add_error("file" if form.cleaned_data.get("file") else None, str(refusal))
        else:
            messages.success(request, _sentence(item))
            return redirect(item)
    status = 422 if form.is_bound else 200
    context = {"form": form, "letter_box": f"{BOX}@{settings.DIWAN_MAIL_DOMAIN}"}
    return render(request, "library/new.html", context, status=status)


def _first_values(request: MemberRequest) -> dict[str, Any]:
    return {"kind": request.GET.get("kind", "practice")}


@transaction.atomic
def _handed_in(request: MemberRequest, form: ShortForm) -> Item:
    """Written down with its file, and submitted where that was asked for."""
    item = actions.add(form.said(), by=request.user)
    file = form.cleaned_data.get("file")
    if file:
        actions.attach(
            item, file.name, file.read(), language=form.cleaned_data["language"], by=request.user
        )
    if "later" in request.POST:
        return item
    return actions.submit(item, by=request.user)


def _sentence(item: Item) -> str:
    if item.state == "draft":
        return _("Kept as a draft. Only you see it; submit it when it is ready.")
    return _("Thank you. Two reviewers look at it; you get a letter with what they say.")


@member_required
@never_cache
@require_http_methods(_METHODS)
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    """All the rest; the part of the kind stands under the common one."""
    item = _mine(request, slug)
    form = ItemForm(posted(request), item=item, person=request.user)
    own = _own_form(request, item)
    if form.is_bound and form.is_valid() and (own is None or own.is_valid()):
        try:
            said = form.said(own.cleaned_data if own is not None else None)
            note = form.cleaned_data.get("note", "")
            actions.change(item, said, by=request.user, note=note)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("That is what stands there now."))
            return redirect(item)
    context = {
        "form": form,
        "own": own,
        "item": item,
        "file_form": FileForm(languages=_languages()),
        "files": list(item.files.all()),
    }
    return render(request, "library/edit.html", context, status=422 if form.is_bound else 200)


def _own_form(request: MemberRequest, item: Item) -> forms.Form | None:
    detail = details.of(item.kind)
    if detail is None:
        return None
    values = dict(detail.values(item))
    return detail.form(posted(request), prefix="own", initial=values)


@member_required
@require_POST
def submit(request: MemberRequest, slug: str) -> HttpResponse:
    item = _mine(request, slug)
    sentence = _("Thank you. Two reviewers look at it; you get a letter with what they say.")
    return done(request, lambda: actions.submit(item, by=request.user), sentence, back=item)


@member_required
@require_POST
def withdraw(request: MemberRequest, slug: str) -> HttpResponse:
    item = _mine(request, slug)
    sentence = _("It is withdrawn: nobody else sees it any more.")
    return done(request, lambda: actions.withdraw(item, by=request.user), sentence, back=item)


@member_required
@require_POST
def reopen(request: MemberRequest, slug: str) -> HttpResponse:
    item = _mine(request, slug)
    sentence = _("It is a draft again.")
    return done(request, lambda: actions.reopen(item, by=request.user), sentence, back=item)


@member_required
@require_POST
def attach(request: MemberRequest, slug: str) -> HttpResponse:
    """One file more; what is refused says why."""
    item = _mine(request, slug)
    form = FileForm(request.POST, request.FILES, languages=_languages())
    if not form.is_valid():
        messages.error(request, _("Choose a file first."))
        return redirect("library:edit", item.slug)
    file, language = form.cleaned_data["file"], form.cleaned_data["file_language"]
    return done(
        request,
        lambda: actions.attach(item, file.name, file.read(), language=language, by=request.user),
        _("The file stands on the page."),
        back=item,
    )


@member_required
@require_POST
def remove_file(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    item = _mine(request, slug)
    file = get_object_or_404(item.files.select_related("item"), pk=pk)
    return done(
        request,
        lambda: actions.remove_file(file, by=request.user),
        _("The file is gone."),
        back=item,
    )


@member_required
@never_cache
@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """Everything that somebody submitted or may change, whatever its state."""
    rows = Item.objects.editable_by(request.user).filter(submitted_by=request.user)
    return render(request, "library/mine.html", {"items": list(rows.for_listing())})


@member_required
@never_cache
@require_http_methods(_METHODS)
def write(request: MemberRequest, slug: str) -> HttpResponse:
    """To whoever submitted it, by relay: neither of the two sees the other's address."""
    item = get_object_or_404(Item.objects.visible_to(request.user), slug=slug)
    access.demand(access.may_write_about(request.user, item))
    submitter = cast("Person", item.submitted_by)  # nobody may write to an item without one
    form = MessageForm(posted(request))
    return typed(
        request,
        form,
        lambda: conversations.ask(
            submitter, by=request.user, text=_about(item, form.cleaned_data["text"])
        ),
        template="library/write.html",
        context={"item": item},
        sentence=_("Sent. You hear as soon as it is accepted or declined."),
        back=item,
    )


def _about(item: Item, text: str) -> str:
    return _("About “%(title)s”:") % {"title": item} + "\n\n" + text


def _mine(request: MemberRequest, slug: str) -> Item:
    """For who may change it; 404 where one may not see it, 403 where not change."""
    item: Item = get_object_or_404(Item.objects.visible_to(request.user), slug=slug)
    access.demand(access.may_edit(request.user, item))
    return item


def _languages() -> list[tuple[str, str]]:
    named = language_names((get_language() or "en").split("-")[0])
    return sorted(named.items(), key=lambda row: row[1])
