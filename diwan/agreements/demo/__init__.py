"""The agreements of the demo community, and what is on record of real ones.

``living/*.json`` are agreements between invented bodies, one of each kind and one that waits
for a signature; ``bodies.json`` is who signs them; ``recorded.json`` and ``dialogues.json``
are public instruments as facts with their sources, in our own words. A wording is a list:
English, French, Arabic. Days are counted from today: −430 is 430 days ago.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from diwan.core import slots
from diwan.people.demo.people import address

from ..actions import indexing, indexing_dialogues
from ..models import Agreement
from . import bodies, dialogues, letters, living, recorded


@transaction.atomic
def load() -> None:
    """The invented people, organisations and places stand already; a second call does nothing."""
    if Agreement.objects.filter(slug=living.SLUGS[0]).exists():
        return
    last = letters.last_one()
    with override("en"):
        bodies.load()
        recorded.load()
        for slug in living.SLUGS:
            living.tell(slug)
        dialogues.load()
        indexing.index_everything()
        indexing_dialogues.index_everything()
    letters.keep_a_handful(after=last)


slots.demo.add(
    "agreements",
    slots.DemoLoader(load, roles=((_("Mayor’s office, signs agreements"), address("hanane")),)),
    order=20,
)
