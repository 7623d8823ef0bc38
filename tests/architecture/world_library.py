"""Items for the permission matrix: one that is published, one draft, both submitted by a member."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.core import clock
from diwan.library import actions
from diwan.library.models import Review
from diwan.library.tests.factories import make_item, make_published
from diwan.people.tests.factories import make_person

if TYPE_CHECKING:
    from diwan.people.models import Person

_OF_ITEM = (
    *("item", "editions", "edit", "submit", "withdraw", "reopen", "attach", "write"),
    *("reviewers", "review", "archive", "restore", "confirm"),
)


def special(member: Person) -> dict[str, dict[str, Any]]:
    """Arguments of the addresses of items; ``member`` submitted them."""
    item = make_published(member, "A practice that everybody reads")
    draft = make_item(member, "Not reviewed yet")
    file = actions.attach(item, "bees.txt", b"Bees", by=member)
    hidden = actions.attach(draft, "draft.txt", b"Draft", by=member)
    review = Review.objects.create(
        item=item,
        reviewer=make_person("reviews@example.org"),
        assigned_at=clock.now(),
        due_on=clock.now().date(),
    )
    one = {"slug": item.slug}
    return {
        **{f"library:{name}": one for name in _OF_ITEM},
        "library:cite": one | {"form": "bib"},
        "library:file": one | {"pk": file.pk},
        "library:remove_file": one | {"pk": file.pk},
        "library:release": one | {"pk": review.pk},
        "@unreviewed": {"slug": draft.slug, "form": "ris", "pk": hidden.pk},
    }
