"""Organisations for the permission matrix: one that nobody in it manages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.core import clock
from diwan.people.models import Merge, OrganisationPage, Succession
from diwan.people.tests.factories import make_mandate, make_organisation, make_person

if TYPE_CHECKING:
    from diwan.people.models import Person

_OF_ONE = (
    *("detail", "describe", "branch", "rename", "part_of", "on_its_own", "succession", "confirm"),
    *("ask_review", "pages", "new_page", "join", "mandates", "give", "verify", "partnership"),
    *("take_back", "vetting", "merge"),
)


def special(person: Person) -> dict[str, dict[str, Any]]:
    """Arguments of the addresses of organisations; ``person`` asked for a mandate in the first."""
    one, other = make_organisation("Jossour"), make_organisation("Pont")
    asked = make_mandate(person, one, "member", confirmed_at=None)
    held = make_mandate(make_person("holder@example.org"), one, "focal_point")
    page = OrganisationPage.objects.create(
        organisation=one,
        slug="us",
        title={"en": "Us"},
        body={"en": "We are."},
        published_at=clock.now(),
    )
    change = Succession.objects.create(before=one, after=other, kind="merged")
    merged = Merge.objects.create(
        source=make_organisation("Twin", merged_into=one), target=one, at=clock.now()
    )
    slug = {"slug": one.slug}
    return {
        "people:organisation": {"pk": one.pk},
        **{f"organisations:{name}": slug for name in _OF_ONE},
        "organisations:export": {"form": "csv"},
        "organisations:preview": {"pk": 1},
        "organisations:undo_merge": {"pk": merged.pk},
        "organisations:not_so": slug | {"pk": change.pk},
        "organisations:page": slug | {"page": page.slug},
        "organisations:write_page": slug | {"page": page.slug},
        "organisations:decide": slug | {"pk": asked.pk},
        "organisations:end": slug | {"pk": held.pk},
        "organisations:show": slug | {"pk": held.pk},
        "organisations:hand_over": slug | {"pk": held.pk},
    }
