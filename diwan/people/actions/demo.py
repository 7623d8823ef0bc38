"""Demo accounts: made on a demo site only, and never let onto a real one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.core.errors import Refusal
from diwan.people.models import Person
from diwan.vocabularies.models import Place, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable


@transaction.atomic
def make_demo_person(
    email: str,
    *,
    countries_of_origin: Iterable[str] = (),
    country_of_residence: str = "",
    themes: Iterable[str] = (),
    **fields: Any,
) -> Person:
    """An invented person with a confirmed address; codes and keys that are unknown are left out.

    Raises:
        Refusal: this is no demo site.
    """
    if not settings.DIWAN_DEMO:
        raise Refusal(_("Demo accounts can only be made on a demo site (DIWAN_DEMO=true)."))
    residence = Place.objects.countries().by_code([country_of_residence]).first()
    person = Person.objects.create_user(
        email, is_demo=True, country_of_residence=residence, **fields
    )
    person.countries_of_origin.set(Place.objects.countries().by_code(list(countries_of_origin)))
    person.themes.set(Theme.objects.filter(key__in=list(themes)))
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def refuse_demo_accounts() -> None:
    """Refuse to start a real site on a database of the demo community.

    Raises:
        Refusal: DIWAN_DEMO is off and the database holds demo accounts.
    """
    if not settings.DIWAN_DEMO and Person.objects.filter(is_demo=True).exists():
        raise Refusal(
            _(
                "This database holds demo accounts and DIWAN_DEMO is off. "
                "Start a real site on an empty database, or set DIWAN_DEMO=true."
            )
        )
