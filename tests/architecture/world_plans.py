"""Projects for the permission matrix: one that is published, one draft, of others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from diwan.core import clock
from diwan.people.tests.factories import make_mandate, make_organisation, make_person
from diwan.plans import actions
from diwan.plans.models import Value
from diwan.plans.said import ParticipantSaid
from diwan.plans.tests.factories import make_agreement, make_indicator, make_project, record

_OF_PROJECT = ("project", "edit", "state", "participants", "new_indicator")
_OF_INDICATOR = ("indicator", "drop", "values")


def special() -> dict[str, dict[str, Any]]:
    """Arguments of the addresses of projects and scoreboards."""
    lead, manager = make_organisation("Lead of projects"), make_person("leads@example.org")
    make_mandate(manager, lead)
    agreement = make_agreement("with-a-board")
    project = make_project(manager, lead, state="running", agreement=agreement.slug)
    draft = make_project(manager, lead, "Not yet")
    part = actions.add_participant(project, ParticipantSaid("donor", name="A fund"), by=manager)
    indicator = make_indicator(project, manager)
    record(indicator, "1", clock.now().date() - timedelta(days=1), manager)
    one = {"slug": project.slug}
    measured = one | {"pk": indicator.pk}
    return {
        **{f"plans:{name}": one for name in _OF_PROJECT},
        **{f"plans:{name}": measured for name in _OF_INDICATOR},
        "plans:remove_participant": one | {"pk": part.pk},
        "plans:remove_value": measured | {"value": Value.objects.get(indicator=indicator).pk},
        "@unpublished": {"slug": draft.slug},
        **{f"scoreboards:{name}": {"slug": agreement.slug} for name in ("page", "export")},
    }
