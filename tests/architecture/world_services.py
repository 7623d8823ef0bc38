"""Services for the permission matrix: one open, one for its staff only, one guide, of others."""

from __future__ import annotations

from typing import Any

from diwan.core import clock
from diwan.people.models import Person
from diwan.people.tests.factories import make_mandate, make_organisation, make_person
from diwan.services import actions
from diwan.services.models import ServiceImport
from diwan.services.said import GuideSaid, PhoneSaid
from diwan.services.tests.factories import make_service
from diwan.services.words import FeedbackKind

_OF_SERVICE = ("service", "edit", "state", "confirm", "say")
_OF_GUIDE = ("guide", "edit_guide", "publish_guide", "papers", "begin")


def special(dele: Person) -> dict[str, dict[str, Any]]:
    """Arguments of the addresses of services; ``dele`` keeps a request along the guide."""
    administrator = Person.objects.get(email="admin@example.org")
    body, manager = make_organisation("House of services"), make_person("runs@example.org")
    make_mandate(manager, body)
    service = make_service(manager, body, "Open course")
    phone = actions.add_phone(service, PhoneSaid("+216 71 000 000"), by=manager)
    relayed = make_service(manager, body, "Counsel", sensitivity="relay_only")
    hidden = make_service(manager, body, "Within", sensitivity="staff_only")
    word = actions.say(service, FeedbackKind.CLOSED, "", by=dele)
    secret = actions.ask(relayed, "May I come?")
    enquiry = actions.enquiry_of(secret)
    assert enquiry is not None
    guide = _guide(administrator)
    paper = actions.add_paper(guide, {"en": "Passport"}, {}, by=administrator)
    request = actions.begin_request(guide, by=dele)
    read_in = ServiceImport.objects.create(
        made_by=administrator, made_at=clock.now(), tables={"services": []}
    )
    one, part = {"slug": service.slug}, {"slug": service.slug, "part": "phones"}
    return {
        **{f"services:{name}": one for name in _OF_SERVICE},
        **{f"services:{name}": {"slug": guide.slug} for name in _OF_GUIDE},
        "services:ask": {"slug": relayed.slug},
        "services:asked": {"secret": secret},
        "services:parts": part,
        "services:remove_part": part | {"pk": phone.pk},
        "services:settle": {"pk": word.pk},
        "services:enquiry": {"pk": enquiry.pk},
        "services:preview": {"pk": read_in.pk},
        "services:left": {"pk": read_in.pk},
        "services:remove_paper": {"slug": guide.slug, "pk": paper.pk},
        "services:request": {"key": request.key},
        "services:forget": {"key": request.key},
        "@of_staff": {"slug": hidden.slug},
        "@relayed": {"slug": relayed.slug},
    }


def _guide(by: Person) -> Any:
    until = clock.now().date().replace(year=clock.now().year + 1)
    said = GuideSaid({"en": "Passport"}, "TN", {"en": "Go there"}, until, source="An office")
    guide = actions.add_guide(said, by=by)
    actions.publish_guide(guide, by=by, is_published=True)
    return guide
