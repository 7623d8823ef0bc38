"""Messages of the facilitation team: its list of drafts, one of them, and what all readers see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages as notes
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diwan.core.errors import Conflict, Refusal
from diwan.core.wording import choose, direction
from diwan.people.access import member_required

from ... import naming, quoted
from ...actions import letters, posting
from ...forms.method import PostForm
from ...posts.rendering import as_html
from ...words import PostKind, PostState
from ..fetch import discussion_for_team
from ..finding import of_discussion
from ..thread import stops
from .pages import shown, status_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Discussion, Post

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@member_required
def posts(request: MemberRequest, slug: str) -> HttpResponse:
    """What waits and what was published; a button makes a draft."""
    discussion = discussion_for_team(request, slug)
    if request.method == "POST":
        try:
            made = posting.draft(discussion, request.POST.get("kind", ""), by=request.user)
        except Refusal as refusal:
            notes.error(request, str(refusal))
        else:
            notes.success(request, _("Here is a draft. Nothing goes out before you publish it."))
            return redirect("discussions:post", discussion.slug, made.pk)
    rows = list(discussion.posts.select_related("made_by"))
    return shown(
        request,
        "posts.html",
        discussion,
        here="posts",
        status=status_of(request),
        waiting=[_row(row) for row in rows if row.state == PostState.DRAFT],
        published=[_row(row) for row in rows if row.state == PostState.PUBLISHED],
        kinds=_kinds(discussion, rows),
    )


def _kinds(discussion: Discussion, rows: list[Post]) -> list[PostKind]:
    """What can be drafted now."""
    is_open = discussion.is_taking_contributions
    now = [PostKind.DIGEST, PostKind.FEEDBACK] if is_open else [PostKind.CLOSING]
    drafts = {row.kind for row in rows if row.state == PostState.DRAFT}
    if discussion.stage == "draft":
        return []
    return [kind for kind in now if kind not in drafts]


def _row(post: Post) -> dict[str, Any]:
    return {"post": post, "title": choose(post.title)}


@get_or_post
@member_required
def post(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Change a draft or correct a published message; two who change it at once see both texts."""
    discussion = discussion_for_team(request, slug)
    row: Post = get_object_or_404(discussion.posts.select_related("made_by"), pk=pk)
    form = PostForm(request.POST) if request.method == "POST" else PostForm.of(row)
    conflict: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        do = posting.change if row.state == PostState.DRAFT else posting.correct
        try:
            do(row, by=request.user, **form.cleaned_data)
        except Conflict as refusal:
            row.refresh_from_db()
            form = _over(form, row)
            form.add_error(None, str(refusal))
            conflict = previews(row)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _after(request, discussion, row)
    return shown(
        request,
        "post.html",
        discussion,
        here="post",
        status=409 if conflict else status_of(request),
        post=row,
        form=form,
        conflict=conflict,
    )


def _over(form: PostForm, row: Post) -> PostForm:
    """The same words once more, over what stands there now."""
    typed: Any = form.data
    data = typed.copy()
    data["seen"] = str(row.revision)
    again = PostForm(data)
    again.is_valid()
    return again


def _after(request: MemberRequest, discussion: Discussion, row: Post) -> HttpResponse:
    if row.state == PostState.PUBLISHED:
        notes.success(request, _("The message is corrected, and says so."))
        return redirect("discussions:posts", discussion.slug)
    notes.success(request, _("Kept. This is how it will look."))
    return redirect("discussions:publish_post", discussion.slug, row.pk)


@get_or_post
@member_required
def publish_post(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """How the message will look in each language and how many get it; then send it."""
    discussion = discussion_for_team(request, slug)
    row: Post = get_object_or_404(discussion.posts.filter(state=PostState.DRAFT), pk=pk)
    if request.method == "POST":
        try:
            posting.publish(row, by=request.user, seen=_number(request.POST.get("seen", "")))
        except Refusal as refusal:
            notes.error(request, str(refusal))
            row.refresh_from_db()
        else:
            notes.success(request, _("The message is published and on its way."))
            return redirect("discussions:posts", discussion.slug)
    if row.state != PostState.DRAFT:
        return redirect("discussions:posts", discussion.slug)
    missing = [code for code in discussion.languages if not row.text.get(code)]
    return shown(
        request,
        "publish_post.html",
        discussion,
        here="post",
        status=status_of(request),
        post=row,
        previews=previews(row),
        missing=[naming.language_name(code) for code in missing],
        readers=len(letters.everybody(discussion)),
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def previews(row: Post) -> list[dict[str, Any]]:
    """The message as its readers see it, in each language it is written in."""
    made = []
    for code, _name in settings.LANGUAGES:
        if row.text.get(code) or row.title.get(code):
            with override(code):
                made.append(
                    {
                        "language": code,
                        "direction": direction(code),
                        "name": get_language_info(code)["name_local"].capitalize(),
                        "kind": row.get_kind_display(),
                        "title": row.title.get(code, ""),
                        "html": as_html(row.text.get(code, "")),
                    }
                )
    return made


@require_POST
@member_required
def drop_post(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    row = get_object_or_404(discussion.posts, pk=pk)
    try:
        posting.drop(row, by=request.user)
    except Refusal as refusal:
        notes.error(request, str(refusal))
    else:
        notes.success(request, _("The draft is thrown away."))
    return redirect("discussions:posts", discussion.slug)


# --- what readers see ----------------------------------------------------------------------
@require_safe
@of_discussion
def messages(request: HttpRequest, discussion: Discussion) -> HttpResponse:
    """Every message the team has published, the newest first."""
    context = {
        "discussion": discussion,
        "title": choose(discussion.title),
        "stops": stops(discussion, "announcement"),
        "rows": read(discussion, published(discussion)),
    }
    return render(request, "discussions/method/messages.html", context)


def published(discussion: Discussion) -> list[Post]:
    rows = discussion.posts.filter(state=PostState.PUBLISHED)
    return list(rows.order_by("-published_at", "-pk"))


def read(discussion: Discussion, rows: Sequence[Post]) -> list[dict[str, Any]]:
    """Published messages as readers see them; a quotation that was changed since says so."""
    made = [as_read(row) for row in rows]
    pages = quoted.with_changes(discussion, [each["html"] for each in made])
    return [each | {"html": page} for each, page in zip(made, pages, strict=True)]


def as_read(row: Post) -> dict[str, Any]:
    """A published message in the reader's language, else in the first it is written in."""
    text = choose(row.text)
    return {
        "pk": row.pk,
        "kind": row.get_kind_display(),
        "title": choose(row.title),
        "language": text.language,
        "direction": text.direction,
        "html": as_html(text.text),
        "day": naming.day(row.published_at) if row.published_at else "",
        "corrected": naming.day(row.corrected_at) if row.corrected_at else "",
    }
