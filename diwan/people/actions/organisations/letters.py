"""Letters about organisations; queued with the change, in the language of each reader.

A letter may be read over a shoulder: it names organisations, which everybody may read about, and
never a person, a role, or what a review found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from diwan.core import clock
from diwan.mailroom import actions as mailroom
from diwan.people.models import Person
from diwan.people.queries import organisations as queries
from diwan.people.rules import QuietHours

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from diwan.people.models import Mandate, Organisation


def tell_asked(mandate: Mandate) -> None:
    """Those who can confirm it: managers, or stewards where nobody else manages it."""
    organisation, day = mandate.organisation, clock.now().date()
    rows = Person.objects.active().exclude(pk=mandate.person_id)
    managers = rows.filter(pk__in=queries.managers_of(organisation, day))
    for person in list(managers) or queries.untied_stewards(organisation, but=mandate.person_id):
        _send("mandate_asked", person, organisation, "mandates")


def tell_confirmed(mandate: Mandate) -> None:
    _send("mandate_confirmed", mandate.person, mandate.organisation, "detail")


def tell_refused(mandate: Mandate) -> None:
    _send("mandate_refused", mandate.person, mandate.organisation, "detail")


def tell_handed_over(mandate: Mandate, *, has_note: bool) -> None:
    """The successor, to whom ``mandate`` was given."""
    organisation = mandate.organisation
    _send("mandate_handed_over", mandate.person, organisation, "mandates", has_note=has_note)


def tell_ending(mandate: Mandate) -> None:
    """Whoever holds it, and those who stand in for them."""
    organisation, day = mandate.organisation, mandate.ends_on
    deputies = mandate.deputies.current(clock.now().date()).select_related("person")
    for deputy in deputies:
        _send("deputy_alone", deputy.person, organisation, "mandates", day=day)
    has_deputy = bool(deputies)
    _send(
        "mandate_ending", mandate.person, organisation, "mandates", day=day, has_deputy=has_deputy
    )


def tell_own_word_old(organisation: Organisation) -> None:
    for person in _managers(organisation):
        _send("own_word_old", person, organisation, "detail")


def tell_verified(organisation: Organisation) -> None:
    for person in _managers(organisation):
        _send("verified", person, organisation, "detail", day=organisation.review_due)


def tell_verification_ends(organisation: Organisation) -> None:
    for person in _managers(organisation):
        _send("verification_ends", person, organisation, "detail", day=organisation.review_due)


def tell_reviews(steward: Person, organisations: Iterable[Organisation], *, partners: int) -> None:
    """What a steward has to look at; of reviews of partners only how many there are (D16)."""
    with override(steward.language):
        rows = [(each.name_shown, _url("verify", each)) for each in organisations]
        url = f"{settings.DIWAN_ORIGIN}{reverse('portal:desk')}"
    _post("reviews_due", steward, {"rows": rows, "partners": partners, "url": url})


def _managers(organisation: Organisation) -> Iterable[Person]:
    managers = queries.managers_of(organisation, clock.now().date())
    return Person.objects.active().filter(pk__in=managers)


def _send(name: str, person: Person, organisation: Organisation, page: str, **context: Any) -> None:
    if not person.is_active:
        return
    with override(person.language):
        shown = {"organisation": organisation.name_shown, "url": _url(page, organisation)}
    _post(name, person, shown | context)


def _post(name: str, person: Person, context: dict[str, Any]) -> None:
    mailroom.send(
        f"people/{name}",
        to=person.email,
        language=person.language,
        context=context,
        due_at=_after_quiet(person, clock.now()),
    )


def _after_quiet(person: Person, now: datetime) -> datetime | None:
    """None of these letters is so urgent that it may wake somebody."""
    if person.quiet_from is None or person.quiet_until is None:
        return None
    return QuietHours(person.time_zone, person.quiet_from, person.quiet_until).end_for(now)


def _url(page: str, organisation: Organisation) -> str:
    return settings.DIWAN_ORIGIN + reverse(f"organisations:{page}", args=[organisation.slug])
