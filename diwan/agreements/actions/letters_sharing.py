"""Letters about data sharing, to those who sign for a body; queued with the change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import override

from diwan.core import clock
from diwan.core.wording import choose
from diwan.mailroom.actions import send
from diwan.people.models import Mandate, Person
from diwan.people.rules.organisations import SIGNING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..models import DataSharing, Transfer


def tell_asked_to_sign(sharing: DataSharing, *, by: Person) -> None:
    _tell(sharing, "sharing_asked", _everybody(sharing), but=by)


def tell_signed(sharing: DataSharing) -> None:
    _tell(sharing, "sharing_signed", _everybody(sharing))


def tell_stopped(sharing: DataSharing, why: str, *, by: Person) -> None:
    """It was called back, suspended or ended: nothing goes out any more."""
    _tell(sharing, "sharing_stopped", _everybody(sharing), but=by, why=why)


def tell_objection(transfer: Transfer, words: str) -> None:
    people = signers([transfer.recipient_id])
    details: dict[str, Any] = {
        "reference": transfer.reference,
        "words": words,
        "day": transfer.sent_at,
    }
    _tell(transfer.sharing, "sharing_objection", people, **details)


def signers(keys: Iterable[int]) -> list[Person]:
    """Everybody who signs for one of these organisations today, once."""
    held = Mandate.objects.current(clock.now().date()).filter(
        organisation__in=list(keys), role__in=SIGNING, person__is_active=True
    )
    return list({row.person_id: row.person for row in held.select_related("person")}.values())


def _everybody(sharing: DataSharing) -> list[Person]:
    """Whoever signs for one of its bodies; for this site, its administrators."""
    keys = [body.organisation_id for body in sharing.bodies.all()]
    people = signers(key for key in keys if key is not None)
    if None in keys:
        people += list(Person.objects.filter(is_administrator=True, is_active=True))
    return list({person.pk: person for person in people}.values())


def _tell(
    sharing: DataSharing,
    name: str,
    people: Iterable[Person],
    *,
    but: Person | None = None,
    **context: Any,
) -> None:
    for person in people:
        if but is not None and person.pk == but.pk:
            continue
        with override(person.language):
            url = reverse("sharing:sharing", args=[sharing.slug])
        send(
            f"agreements/{name}",
            to=person.email,
            language=person.language,
            context={
                "title": choose(sharing.title, person.language).text,
                "path": url,
                **context,
            },
        )
