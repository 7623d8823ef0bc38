"""Towns of the demo community, and what somebody follows."""

from __future__ import annotations

from datetime import timedelta

from diwan.core import clock, slots
from diwan.people.demo import address
from diwan.people.models import Organisation, Person
from diwan.vocabularies.actions import add_municipality
from diwan.vocabularies.models import Place

from ..models import Follow
from ..words import Rhythm
from . import actions, scopes

STEWARD = "ingrid"
READER = "amina"
#: where it lies and its names; Aïn Zitoun is invented
TOWNS = (
    ("TN-61", {"en": "Sfax", "fr": "Sfax", "ar": "صفاقس"}),
    ("TN-11", {"en": "La Marsa", "fr": "La Marsa", "ar": "المرسى"}),
    ("MA-03", {"en": "Aïn Zitoun", "fr": "Aïn Zitoun", "ar": "عين الزيتون"}),
    ("FR-ARA", {"en": "Lyon", "fr": "Lyon", "ar": "ليون"}),
    ("IT-57", {"en": "Ancona", "fr": "Ancône", "ar": "أنكونا"}),
    ("SN-TH", {"en": "Thiès", "fr": "Thiès", "ar": "تييس"}),
)
#: an organisation with a town of its own
AT_HOME = ("Commune de Aïn Zitoun", "MA-03/ain-zitoun")
FOLLOWED = (
    ({"place": "TN"}, Rhythm.WEEKLY),
    ({"place": "TN", "other": "IT"}, Rhythm.DAILY),
    ({"theme": "reintegration"}, Rhythm.NONE),
)


def load() -> None:
    """The invented people and organisations stand already; discussions come afterwards."""
    steward = Person.objects.get(email=address(STEWARD))
    parents = {place.code: place for place in Place.objects.by_code([code for code, _ in TOWNS])}
    for code, names in TOWNS:
        add_municipality(parents[code], names, by=steward)
    name, town = AT_HOME
    Organisation.objects.get(name=name).places.add(Place.objects.get(code=town))
    _spread_out()
    reader = Person.objects.get(email=address(READER))
    for said, rhythm in FOLLOWED:
        actions.follow(scopes.read(**said, person=reader), rhythm=rhythm, by=reader)
    long_ago = clock.now() - timedelta(days=60)
    Follow.objects.filter(person=reader).update(since=long_ago, told_at=clock.now())


def _spread_out() -> None:
    """Organisations came one after the other, the last of them lately."""
    now = clock.now()
    for number, body in enumerate(Organisation.objects.order_by("pk")):
        body.created_at = now - timedelta(days=5 + 17 * number)
        body.save(update_fields=["created_at"])


slots.demo.add("portal.places", slots.DemoLoader(load), order=15)
