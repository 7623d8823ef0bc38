"""Towns of the demo community, what its organisations are tied to, and what somebody follows."""

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
    ("MA-09", {"en": "Aïn Zitoun", "fr": "Aïn Zitoun", "ar": "عين الزيتون"}),
    ("FR-ARA", {"en": "Lyon", "fr": "Lyon", "ar": "ليون"}),
    ("IT-57", {"en": "Ancona", "fr": "Ancône", "ar": "أنكونا"}),
    ("SN-TH", {"en": "Thiès", "fr": "Thiès", "ar": "تييس"}),
)
#: name, where it works, lands it is tied to
TIES = (
    ("Commune de Aïn Zitoun", "MA-09/ain-zitoun", ""),
    ("Blouses sans frontières, Lyon", "FR-ARA/lyon", "DZ"),
    ("Moldovenii de la Mare", "SE", "MD"),
    ("Office des Tunisiens du dehors", "TN FR IT", ""),
    ("Regione Valchiara", "IT TN", ""),
    ("Agence Emploi Méditerranée", "DZ FR", ""),
    ("Caisse Teranga", "SN IT", ""),
)
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
    for name, places, origins in TIES:
        body = Organisation.objects.get(name=name)
        body.places.add(*Place.objects.by_code(places.split()))
        body.origins.add(*Place.objects.by_code(origins.split()))
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
