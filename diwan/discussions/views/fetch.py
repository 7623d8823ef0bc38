"""How views of the facilitation team find what they show, and who may see it.

Whoever may not even see the discussion gets 404, whoever sees but does not facilitate it 403.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from .. import reviewing
from ..access import may_facilitate, may_lead
from ..actions import finding
from ..models import Contribution, Discussion

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest


def discussion_for_team(request: MemberRequest, slug: str) -> Discussion:
    """The discussion, for somebody of its team or an administrator.

    Raises:
        Http404: the person may not see that there is such a discussion.
        PermissionDenied: they may see it, but not facilitate it.
    """
    visible = Discussion.objects.visible_to(request.user)
    discussion: Discussion = get_object_or_404(visible, slug=slug)
    if not may_facilitate(request.user, discussion):
        raise PermissionDenied(_("This page is for the facilitation team of the discussion."))
    return discussion


def discussion_for_lead(request: MemberRequest, slug: str) -> Discussion:
    discussion = discussion_for_team(request, slug)
    if not may_lead(request.user, discussion):
        raise PermissionDenied(_("This page is for whoever leads the facilitation team."))
    return discussion


def contribution_for_team(
    request: MemberRequest, slug: str, pk: int
) -> tuple[Discussion, Contribution]:
    """A contribution that was handed in, with its discussion; drafts are their authors’ own."""
    discussion = discussion_for_team(request, slug)
    moderated = Contribution.objects.moderated_by(request.user).select_related(
        "letter", "assigned_to", "country", "author", "decided_by", "entered_by", "duplicate_of"
    )
    contribution: Contribution = get_object_or_404(moderated, pk=pk, discussion=discussion)
    contribution.discussion = discussion
    return discussion, contribution


def uncut(discussion: Discussion) -> dict[str, Any]:
    """What ``_uncut.html`` shows: contributions whose passages must be found again."""
    numbers = reviewing.uncut(discussion)
    return {"uncut": numbers, "is_finding": bool(numbers) and finding.is_waiting(discussion)}


def render_team(
    request: MemberRequest, template: str, discussion: Discussion, *, status: int = 200, **page: Any
) -> HttpResponse:
    """A page of the team: knows the discussion and, as ``here``, its stop on the way."""
    here = template.rpartition("/")[2].removesuffix(".html")
    context = {"discussion": discussion, "here": here, **page}
    return render(request, f"discussions/team/{template}", context, status=status)
