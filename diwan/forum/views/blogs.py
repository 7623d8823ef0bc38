"""The blog of a council or a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core.doing import done, posted, typed
from diwan.core.errors import Refusal
from diwan.core.wording import choose
from diwan.people.access import MemberRequest, member_required

from .. import access, actions, naming
from ..forms.forums import EntryForm
from ..forms.talk import PostForm
from ..models import Entry
from .pages import forum_of
from .writing import FORM, METHODS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from ..models import Forum

_A_PAGE = 12


@require_safe
def blog(request: HttpRequest, slug: str) -> HttpResponse:
    """Its entries, the newest first; drafts for those who keep it."""
    forum = forum_of(request, slug)
    rows = Entry.objects.visible_to(request.user).filter(forum=forum).for_listing()
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "forum": forum,
        "page": page,
        "entries": [(row, naming.signature(row.written_by, row.attribution)) for row in page],
        "may_keep": access.may_keep(request.user, forum),
    }
    return render(request, "forum/blog.html", context)


@require_safe
def entry(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    shown = _entry(request, slug, pk)
    may_write = shown.state == "published" and access.may_write(request.user, shown.forum)
    context = {
        "entry": shown,
        "forum": shown.forum,
        "signed": naming.signature(shown.written_by, shown.attribution),
        "words": choose(shown.text),
        "may_keep": access.may_keep(request.user, shown.forum),
        "form": PostForm(writer=request.user) if may_write else None,  # type: ignore[arg-type]
    }
    return render(request, "forum/entry.html", context)


@member_required
@never_cache
@require_http_methods(METHODS)
def new_entry(request: MemberRequest, slug: str) -> HttpResponse:
    forum = _kept(request, slug)
    form = EntryForm(posted(request), initial={"attribution": request.user.attribution})
    return typed(
        request,
        form,
        lambda: actions.draft_entry(forum, by=request.user, **form.cleaned_data),
        template=FORM,
        context={"title": _("Write an entry"), "forum": forum},
        sentence=_("It is a draft that only keepers see. Look at it, then publish it."),
        back=_blog(forum),
    )


@member_required
@never_cache
@require_http_methods(METHODS)
def edit_entry(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    _kept(request, slug)
    shown = _entry(request, slug, pk)
    names = ("title", "text", "attribution")
    given: dict[str, Any] = {name: getattr(shown, name) for name in names}
    form = EntryForm(posted(request), initial=given)
    if shown.written_by_id != request.user.pk:
        form.fields["attribution"].disabled = True
    return typed(
        request,
        form,
        lambda: actions.change_entry(shown, by=request.user, **form.cleaned_data),
        template=FORM,
        context={"title": _("Change the entry"), "forum": shown.forum},
        sentence=_("That is what stands there now."),
        back=shown,
    )


@member_required
@require_POST
def publish(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    _kept(request, slug)
    shown = _entry(request, slug, pk)
    return done(
        request,
        lambda: actions.publish_entry(shown, by=request.user),
        _("The entry is published."),
        back=shown,
    )


@member_required
@require_POST
def withdraw_entry(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    _kept(request, slug)
    shown = _entry(request, slug, pk)
    return done(
        request,
        lambda: actions.withdraw_entry(shown, by=request.user),
        _("Readers do not see the entry any more."),
        back=shown,
    )


@member_required
@require_POST
def comment(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """A comment is a post in the forum."""
    shown = _entry(request, slug, pk)
    form = PostForm(request.POST, writer=request.user)
    if form.is_valid():
        try:
            post = actions.comment(shown, form.words(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your post stands there now."))
            return redirect(post)
    context = {"form": form, "title": _("Comment"), "forum": shown.forum}
    return render(request, FORM, context, status=422)


def _kept(request: MemberRequest, slug: str) -> Forum:
    forum = forum_of(request, slug)
    access.demand(access.may_keep(request.user, forum))
    return forum


def _entry(request: HttpRequest, slug: str, pk: int) -> Entry:
    rows = Entry.objects.visible_to(request.user).for_listing().select_related("topic__forum")
    return get_object_or_404(rows, pk=pk, forum__slug=slug)


def _blog(forum: Forum) -> str:
    return reverse("forum:blog", args=[forum.slug])
