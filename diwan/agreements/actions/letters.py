"""Letters about agreements, to those who sign for a party; queued with the change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import override

from diwan.core import clock
from diwan.core.wording import choose
from diwan.mailroom.actions import send
from diwan.people.models import Mandate
from diwan.people.rules.organisations import SIGNING

from ..queries import parties_of, party_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diwan.people.models import Person

    from ..models import Agreement, Party


def tell_asked_to_sign(agreement: Agreement, *, by: Any) -> None:
    _tell(agreement, "asked_to_sign", but=by)


def tell_signed(agreement: Agreement) -> None:
    _tell(agreement, "signed")


def tell_refused(agreement: Agreement, party: Party, why: str, *, by: Any) -> None:
    _tell(agreement, "sent_back", but=by, why=why, party=party)


def tell_moved(agreement: Agreement, happened: str, *, by: Any, **context: Any) -> None:
    """What one side did, to those who sign for the others.

    Args:
        happened: ``in_force``, ``suspended``, ``resumed``, ``ended``, ``abandoned``, ``renewed``
            or ``document``.
        context: the day ``on`` which, the day ``until``, ``why`` and the ``document``, as it has.
    """
    party = party_of(by, agreement)
    _tell(agreement, "moved", but=by, happened=happened, party=party, **context)


def _tell(agreement: Agreement, name: str, *, but: Person | None = None, **context: Any) -> None:
    for person in _signers(parties_of(agreement)):
        if but is not None and person.pk == but.pk:
            continue
        with override(person.language):
            url = reverse("agreements:agreement", args=[agreement.slug])
        send(
            f"agreements/{name}",
            to=person.email,
            language=person.language,
            context={
                "title": choose(agreement.title, person.language).text,
                "path": url,
                **context,
            },
        )


def _signers(parties: Iterable[Party]) -> list[Person]:
    """Everybody who signs for one of the parties today, once."""
    keys = [party.organisation_id for party in parties if party.organisation_id]
    held = Mandate.objects.current(clock.now().date()).filter(
        organisation__in=keys, role__in=SIGNING, person__is_active=True
    )
    return list({row.person_id: row.person for row in held.select_related("person")}.values())
