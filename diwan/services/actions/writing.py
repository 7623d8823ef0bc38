"""Write a service down, change what is said of it, and let it go its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.people.rules.organisations import folded_names, free_slug, slug_base
from diwan.vocabularies.models import Place, Theme

from ..access import demand, may_edit, may_offer
from ..models import Service
from ..rules import codes, openness
from ..words import ServiceState, Term
from .finding import index

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..said import ServiceSaid

#: words that an address under ``/services/`` goes on with
_TAKEN = ("new", "mine", "feedback", "import", "hsds", "guides", "requests", "asked", "enquiries")
_PLAIN = (
    *("name", "description", "side", "sensitivity", "interpretation_services", "url", "email"),
    *("is_by_appointment", "application_process", "eligibility_description", "minimum_age"),
    *("maximum_age", "is_free", "fees_description", "wait_time", "alert", "source"),
)


@transaction.atomic
def add(said: ServiceSaid, *, by: Any, hsds_id: str = "") -> Service:
    """Write one down; others see it when ``move`` makes it active.

    Raises:
        PermissionDenied: ``by`` does not manage the organisation that offers it.
        Refusal: what is said contradicts itself, or would give a shelter away.
    """
    demand(may_offer(by, said.organisation))
    service = Service(slug=_free_slug(said.name), added_by=by, added_at=clock.now())
    if hsds_id:
        service.hsds_id = hsds_id
    _write(service, said)
    audit.record("service.added", by=by, on=service)
    return service


@transaction.atomic
def change(service: Service, said: ServiceSaid, *, by: Any) -> None:
    """Write ``said`` over what stood there; who says it now confirms it, too.

    Raises:
        PermissionDenied: ``by`` manages neither the body that offers it nor the one that is to.
        Refusal: what is said contradicts itself, or would give a shelter away.
    """
    locked = hold(service, by=by)
    demand(may_offer(by, said.organisation))
    _write(locked, said)
    index(locked)
    audit.record("service.changed", by=by, on=locked)


@transaction.atomic
def move(service: Service, wanted: ServiceState, *, by: Any, why: str = "") -> Service:
    """Go to ``wanted`` from wherever it is now; when it is first shown, it is confirmed with it.

    Raises:
        PermissionDenied: ``by`` does not manage the body that offers it.
        Conflict: it cannot go there from where it is.
        Refusal: nothing says how one reaches it.
    """
    locked = hold(service, by=by)
    if not openness.may_move(locked.state, wanted):
        raise Conflict(
            _("This service is now “%(state)s”. Look at it again before you go on.")
            % {"state": locked.get_state_display()}
        )
    if wanted == ServiceState.ACTIVE:
        _refuse_unreachable(locked)
    now = clock.now()
    locked.state, locked.changed_at = wanted, now
    if wanted == ServiceState.ACTIVE and locked.published_at is None:
        locked.published_at, locked.assured_on, locked.assurer = now, now.date(), by
    locked.save()
    index(locked)
    audit.record(f"service.{wanted}", by=by, on=locked, why=why.strip())
    return locked


def hold(service: Service, *, by: Any) -> Service:
    """The row as it is now, held until the end of the transaction, for who may edit it."""
    found = Service.objects.select_for_update().filter(pk=service.pk).first()
    if found is None:
        raise Conflict(_("This service is not there any more. Look at the list again."))
    demand(may_edit(by, found))
    return found


def touch(service: Service) -> None:
    """Something about it changed: lists and the search learn of it."""
    service.changed_at = clock.now()
    service.save(update_fields=["changed_at"])
    index(service)


def _write(service: Service, said: ServiceSaid) -> None:
    if not said.name:
        raise Refusal(_("Give the service a name in at least one language."))
    if said.minimum_age and said.maximum_age is not None and said.maximum_age < said.minimum_age:
        raise Refusal(_("The two ages are the wrong way round. Correct one of them."))
    wanted = openness.safe_class(said.sensitivity, said.terms, said.name.values())
    if wanted != said.sensitivity:
        raise Refusal(
            _(
                "A shelter is no open service: its address may cost somebody their life. Hide where"
                " it is, or let it be reached through this site only."
            )
        )
    for name in _PLAIN:
        setattr(service, name, getattr(said, name))
    service.organisation = said.organisation
    service.terms = codes.joined(code for code in said.terms if code in Term.values)
    service.languages = codes.joined(said.languages)
    service.folded = folded_names([*said.name.values(), said.organisation.name])
    service.changed_at = clock.now()
    service.save()
    service.areas.set(Place.objects.by_code(list(said.areas)))
    service.themes.set(Theme.objects.filter(key__in=said.themes))


def _refuse_unreachable(service: Service) -> None:
    """A service that nobody can reach helps nobody."""
    phones = service.phones.filter(is_staff=False)
    if service.is_relayed or service.email or service.url or service.at.exists():
        return
    if not phones.exists():
        raise Refusal(
            _("Say first how one reaches it: a place, a telephone number, mail or a website.")
        )


def _free_slug(name: Mapping[str, str]) -> str:
    base = slug_base("", name)
    base = "service" if base == "organisation" else base
    taken = Service.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    return free_slug(base, [*taken, *_TAKEN])
