"""What stands of all this on the page of a discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from ...actions import prioritising
from .ideas import rows_of
from .posts import as_read, published

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from ...models import Discussion


def on_the_page(request: HttpRequest, discussion: Discussion) -> SafeString:
    """The newest message, and proposed questions open to priorities; in three queries."""
    posts = published(discussion)
    proposals: list[dict[str, Any]] = []
    if discussion.is_taking_contributions:
        proposals = rows_of(prioritising.proposals(discussion), request.user, "proposal")
    context = {
        "newest": as_read(posts[0]) if posts else None,
        "more": len(posts) - 1,
        "proposals": proposals,
        "may_say": request.user.is_authenticated,
        "slug": discussion.slug,
    }
    return render_to_string("discussions/method/_on_the_page.html", context, request)
