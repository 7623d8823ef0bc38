"""Services can be found: what everybody may read of them, in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import override

from diwan.core.wording import HOUSE_LANGUAGES
from diwan.portal import actions as portal

from .. import disclosing
from ..models import Service, ServiceAtLocation
from ..rules.openness import LISTED, SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diwan.portal.actions import Entry

SOURCE = "services"
_TEXTS = ("description", "eligibility_description", "application_process", "alert")


def index(service: Service) -> None:
    """Make it findable, or forget it while others may not know of it.

    With whatever is at the same places: a hidden one hides them for its neighbours as well.
    """
    same = ServiceAtLocation.objects.filter(location__at__service=service).values("service_id")
    index_all(Service.objects.filter(Q(pk=service.pk) | Q(pk__in=same)).with_all())


def index_all(services: Iterable[Service]) -> None:
    rows = list(services)
    portal.remove(SOURCE, [row.pk for row in rows if not _is_listed(row)])
    shown = (row for row in rows if _is_listed(row))
    portal.index(SOURCE, (entry for row in shown for entry in _entries(row)))


def words(service: Service, code: str) -> str:
    """What it says of itself in a language, and its kinds."""
    with override(code):
        kinds = " · ".join(map(str, service.term_labels))
    texts = [getattr(service, name).get(code, "") for name in _TEXTS]
    return "\n\n".join(text for text in [*texts, kinds] if text)


def _is_listed(service: Service) -> bool:
    return service.state in SHOWN and service.sensitivity in LISTED


def _entries(service: Service) -> Iterator[Entry]:
    """Only what strangers see: no number, no address, of hidden ones no place."""
    shown = disclosing.told(service)
    places = [place.pk for place in {*shown.places, *shown.areas}]
    themes = [theme.pk for theme in service.themes.all()]
    for code in HOUSE_LANGUAGES:
        name = service.name.get(code)
        if name:
            there = " · ".join(place.label(code) for place in shown.places)
            text = f"{words(service, code)}\n\n{there}"
            yield portal.entry(
                service.pk, code, title=name, text=text, places=places, themes=themes
            )
