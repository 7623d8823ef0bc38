"""What stands of all this on the page of a discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from ...actions import prioritising
from ..method.ideas import rows_of
from ..method.posts import published, read
from . import voices

if TYPE_CHECKING:
    from django.http import HttpRequest

    from ...models import Discussion


def newest(discussion: Discussion, *, edition: str) -> SafeString:
    """The newest message and how many there were before; ``edition`` changes with any of them."""

    def _make() -> SafeString:
        posts = published(discussion)
        context = {
            "newest": next(iter(read(discussion, posts[:1])), None),
            "more": len(posts) - 1,
            "slug": discussion.slug,
        }
        return render_to_string("discussions/method/_newest.html", context)

    return voices.kept("newest", discussion, edition, _make)


def proposed(request: HttpRequest, discussion: Discussion, *, edition: str) -> SafeString:
    """Proposed questions open to priorities, as the reader sees them.

    That there is one at all is known by ``edition``, which changes when one is opened.
    """

    def _are_any() -> SafeString:
        return mark_safe("1" if prioritising.proposals(discussion).exists() else "")

    is_asked = discussion.is_taking_contributions
    if not is_asked or not voices.kept("proposals", discussion, edition, _are_any):
        return mark_safe("")
    context = {
        "proposals": rows_of(prioritising.proposals(discussion), request.user, "proposal"),
        "may_say": request.user.is_authenticated,
        "slug": discussion.slug,
    }
    return render_to_string("discussions/method/_proposed.html", context, request)
