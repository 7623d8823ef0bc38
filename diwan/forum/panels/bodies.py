"""The forum of a council or a project on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots

from ..models import Forum, Topic
from ..views.pages import lines

if TYPE_CHECKING:
    from django.http import HttpRequest

    from diwan.groups.models import Council
    from diwan.plans.models import Project

    from ..queries import ForumQuerySet

MOST = 5
_TEMPLATE = "forum/panels/body.html"


def _of_council(request: HttpRequest, council: Council) -> dict[str, Any] | None:
    return _shown(request, Forum.objects.visible_to(request.user).filter(council=council))


def _of_project(request: HttpRequest, project: Project) -> dict[str, Any] | None:
    return _shown(request, Forum.objects.visible_to(request.user).filter(project=project))


def _shown(request: HttpRequest, rows: ForumQuerySet) -> dict[str, Any] | None:
    """Its forums, and what was said there last; two queries."""
    forums = list(rows)
    if not forums:
        return None
    topics = Topic.objects.visible_to(request.user).seen().filter(forum__in=forums).for_listing()
    return {"forums": forums, "topics": lines(topics[:MOST])}


for _registry, _context in (
    (slots.council_panels, _of_council),
    (slots.project_panels, _of_project),
):
    _registry.add(
        "forum.talk",
        slots.SubjectPanel(
            _("Forum and blog"),
            _TEMPLATE,
            _context,
            belongs=_("Its forum. Stewards open it, or whoever keeps it."),
        ),
        order=50,
    )
