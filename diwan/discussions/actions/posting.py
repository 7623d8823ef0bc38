"""Messages of the facilitation team: drafted, changed, published and mailed, corrected."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.core.wording import choose

from ..access import may_facilitate, require
from ..models import Discussion, Post
from ..posts.drafting import draft as drafted
from ..words import ContributionState, PostKind, PostState, Stage
from . import envelopes, letters
from .circulars import Circular

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from diwan.people.models import Person

#: a draft of the digest is offered so often
WEEK = timedelta(days=7)
#: a closing message that nobody asked for is offered only so long after the end
_LATEST = timedelta(days=14)
_KEPT = ("title", "text", "revision", "state", "published_at", "corrected_at")


@transaction.atomic
def draft(discussion: Discussion, kind: str, *, by: Person | None) -> Post:
    """A draft of a message, made from how the discussion stands; it waits for the team.

    Raises:
        Refusal: one of this kind waits already, or it is not the time for it.
    """
    require(by is None or may_facilitate(by, discussion))
    locked = Discussion.objects.select_for_update().get(pk=discussion.pk)
    _demand_time(locked, kind)
    if locked.posts.filter(kind=kind, state=PostState.DRAFT).exists():
        raise Refusal(_("A draft of this waits already. Change it, or throw it away first."))
    now = clock.now()
    since = _since(locked) if kind == PostKind.DIGEST else None
    title, text = drafted(locked, kind, since=since, now=now)
    post = Post.objects.create(
        discussion=locked, kind=kind, title=title, text=text, made_by=by, made_at=now
    )
    record("draft message", by=by, on=locked, details={"kind": kind})
    return post


def _demand_time(discussion: Discussion, kind: str) -> None:
    if kind not in PostKind.values:
        raise Refusal(_("Choose what kind of message it is to be."))
    is_open = discussion.is_taking_contributions
    if kind == PostKind.CLOSING and (is_open or discussion.stage == Stage.DRAFT):
        raise Refusal(_("The closing message comes when the discussion is closed."))
    if kind != PostKind.CLOSING and not is_open:
        raise Refusal(_("This is for a discussion that is open."))


def _since(discussion: Discussion) -> datetime | None:
    """When the last digest was made: what came later is new."""
    last = discussion.posts.filter(kind=PostKind.DIGEST, state=PostState.PUBLISHED).first()
    return last.made_at if last is not None else None


@transaction.atomic
def change(
    post: Post, *, by: Person, seen: int, title: Mapping[str, str], text: Mapping[str, str]
) -> Post:
    """Keep what the team wrote into a draft.

    Raises:
        Conflict: somebody else changed it since revision ``seen``, or published it.
    """
    locked = _lock(post, by=by, seen=seen)
    if locked.state != PostState.DRAFT:
        raise Conflict(_("This message was published by now. Correct it there."))
    _write(locked, title, text)
    record("change message", by=by, on=locked.discussion, details={"kind": locked.kind})
    return locked


@transaction.atomic
def correct(
    post: Post, *, by: Person, seen: int, title: Mapping[str, str], text: Mapping[str, str]
) -> Post:
    """Correct a published message; the page says when. Nobody is written to again."""
    locked = _lock(post, by=by, seen=seen)
    if locked.state != PostState.PUBLISHED:
        raise Refusal(_("Only a published message is corrected."))
    locked.corrected_at = clock.now()
    _write(locked, title, text)
    record("correct message", by=by, on=locked.discussion, details={"kind": locked.kind})
    return locked


@transaction.atomic
def publish(post: Post, *, by: Person, seen: int) -> Post:
    """Show a message on the page of the discussion, and mail it to everybody who takes part."""
    locked = _lock(post, by=by, seen=seen)
    if locked.state != PostState.DRAFT:
        raise Conflict(_("This message was published by now."))
    if not choose(locked.title).text or not choose(locked.text).text:
        raise Refusal(_("Write a title and a text first."))
    if locked.discussion.stage == Stage.DRAFT:
        raise Refusal(_("Open the discussion first."))
    locked.state = PostState.PUBLISHED
    locked.published_at = clock.now()
    locked.revision += 1
    locked.save(update_fields=_KEPT)
    record("publish message", by=by, on=locked.discussion, details={"kind": locked.kind})
    transaction.on_commit(lambda: tell.enqueue(locked.pk), robust=True)
    return locked


@transaction.atomic
def drop(post: Post, *, by: Person) -> None:
    """Throw a draft away."""
    locked = _lock(post, by=by, seen=None)
    if locked.state != PostState.DRAFT:
        raise Refusal(_("A published message stays; correct it instead."))
    record("drop message", by=by, on=locked.discussion, details={"kind": locked.kind})
    locked.delete()


def _lock(post: Post, *, by: Person, seen: int | None) -> Post:
    require(may_facilitate(by, post.discussion))
    locked = Post.objects.select_for_update().filter(pk=post.pk).first()
    if locked is None:
        raise Conflict(_("Somebody threw this draft away."))
    if seen is not None and locked.revision != seen:
        raise Conflict(
            _("Somebody else changed this by now. Both texts stand below; keep what you want.")
        )
    return locked


def _write(post: Post, title: Mapping[str, str], text: Mapping[str, str]) -> None:
    post.title, post.text = dict(title), dict(text)
    post.revision += 1
    post.save(update_fields=_KEPT)


# --- letters -------------------------------------------------------------------------------
@task()
def tell(post_id: int) -> None:
    """Write to everybody who takes part, each once and in their language; all, or none."""
    post = Post.objects.select_related("discussion").get(pk=post_id)
    with transaction.atomic():
        circular = Circular(post.discussion)
        for address, language in letters.everybody(post.discussion).items():
            _write_to(circular, post, address, language)


def _write_to(circular: Circular, post: Post, address: str, language: str) -> None:
    """The subject names the discussion and the kind of message, and nobody."""
    with override(language):
        kind = post.get_kind_display()
    page = envelopes.link("discussions:messages", post.discussion.slug, language=language)
    circular.send(
        "post",
        to=address,
        language=language,
        kind_of_message=kind,
        heading=choose(post.title, language).text,
        words=choose(post.text, language).text,
        post_url=f"{page}#m{post.pk}",
    )


# --- what waits ----------------------------------------------------------------------------
def waiting(discussions: Iterable[int]) -> dict[int, int]:
    """For each discussion how many drafts of messages wait; one query."""
    rows = Post.objects.filter(discussion__in=list(discussions), state=PostState.DRAFT)
    return dict(rows.order_by().values_list("discussion").annotate(n=Count("pk")))


def offer(now: datetime) -> int:
    """Draft what is due: a digest a week while something is new, a message at the end."""
    offered = 0
    for discussion in Discussion.objects.open():
        offered += _offer_digest(discussion, now)
    ended = Discussion.objects.filter(stage=Stage.CLOSED, closed_at__gt=now - _LATEST)
    for discussion in ended.exclude(posts__kind=PostKind.CLOSING):
        draft(discussion, PostKind.CLOSING, by=None)
        offered += 1
    return offered


@transaction.atomic
def _offer_digest(discussion: Discussion, now: datetime) -> int:
    """A draft that nobody touched for a week gives way to a fresh one."""
    before = now - WEEK
    digests = discussion.posts.filter(kind=PostKind.DIGEST)
    is_early = discussion.opened_at is None or discussion.opened_at > before
    if is_early or digests.filter(made_at__gt=before).exists():
        return 0
    since = _since(discussion)
    new = discussion.contributions.filter(state=ContributionState.RELEASED)
    if since is not None:
        new = new.filter(released_at__gt=since)
    if not new.exists() or digests.filter(state=PostState.DRAFT, revision__gt=0).exists():
        return 0
    digests.filter(state=PostState.DRAFT).delete()
    draft(discussion, PostKind.DIGEST, by=None)
    return 1
