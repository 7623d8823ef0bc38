"""A norm, a running campaign and a topic of comparison for the permission matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.core import clock
from diwan.library.actions import kinds
from diwan.library.models import Message, NormText
from diwan.library.tests.test_kinds import hold, make_campaign, make_norm, make_topic, message
from diwan.people.tests.factories import make_person

if TYPE_CHECKING:
    from diwan.people.models import Person


def special(member: Person) -> dict[str, dict[str, Any]]:
    """Arguments of the addresses of single kinds; ``member`` submitted norm and campaign."""
    steward = make_person("compares@example.org", is_steward=True)
    norm, campaign = make_norm(member), make_campaign(member)
    said = {"since": "2010-10-18", "text": {"en": "Article 1."}, "source": ""}
    part = kinds.add(norm, NormText, said, by=member)
    kinds.add(campaign, Message, message(fr="Vos droits", ar="حقوقكم"), by=member)
    kinds.move(campaign, "running", by=member)
    topic = make_topic(steward)
    position = hold(topic, steward, "TN", 1, clock.now().date())
    of_topic, texts = {"slug": topic.slug}, {"slug": norm.slug, "section": "texts"}
    return {
        "library:life": {"slug": norm.slug},
        "library:pack": {"slug": campaign.slug},
        "library:stand": {"slug": campaign.slug},
        "library:add_part": texts,
        "library:part": texts | {"pk": part.pk},
        "library:remove_part": texts | {"pk": part.pk},
        **{f"library:{name}": of_topic for name in ("topic", "positions", "remove_topic")},
        "library:take_back": of_topic | {"pk": position.pk},
    }
