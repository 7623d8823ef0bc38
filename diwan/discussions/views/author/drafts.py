"""Whose draft is it: a member's own, or the one that a visitor's session remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...actions import authoring
from ...models import Contribution
from ...words import Channel, ContributionState

if TYPE_CHECKING:
    from django.http import HttpRequest

    from ...models import Discussion

#: in the session: discussion (as text) → token of the visitor's draft
KEY = "discussions.drafts"


def find(
    request: HttpRequest, discussion: Discussion, reply_to: Contribution | None
) -> Contribution | None:
    """The draft to go on with. One begun before signing in becomes the member's own."""
    drafts = Contribution.objects.filter(
        discussion=discussion, state=ContributionState.DRAFT, channel=Channel.WEB
    ).select_related("discussion", "author", "country")
    if request.user.is_authenticated:
        own = drafts.filter(author=request.user, reply_to=reply_to).order_by("-created_at").first()
        if own is not None or reply_to is not None:
            return own
    token = remembered(request).get(str(discussion.pk), "")
    found = drafts.filter(token=token, author__isnull=True).first() if token else None
    if found is not None and request.user.is_authenticated:
        forget(request, discussion)
        return authoring.claim(found, by=request.user)
    return found


def remembered(request: HttpRequest) -> dict[str, str]:
    tokens: dict[str, str] = request.session.get(KEY, {})
    return tokens


def remember(request: HttpRequest, draft: Contribution) -> None:
    if draft.author_id is None:
        request.session[KEY] = {**remembered(request), str(draft.discussion_id): draft.token}


def forget(request: HttpRequest, discussion: Discussion) -> None:
    tokens = remembered(request)
    if str(discussion.pk) in tokens:
        request.session[KEY] = {pk: t for pk, t in tokens.items() if pk != str(discussion.pk)}


def is_handed_in(token: str) -> Contribution | None:
    """The contribution of a token when it is a draft no more."""
    rows = Contribution.objects.filter(token=token).exclude(state=ContributionState.DRAFT)
    return rows.first() if token else None
