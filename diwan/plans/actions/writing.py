"""Write a project down, change what is said of it, and name who takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel.numbers import get_currency_precision
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.people.rules.organisations import free_slug, slug_base
from diwan.vocabularies.models import Place, Theme

from .. import rules
from ..access import demand, may_edit, may_lead
from ..models import Participant, Project, ProjectPlace
from ..naming import CURRENCIES
from ..queries import open_agreements
from ..words import Side
from .finding import index

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from ..said import ParticipantSaid, ProjectSaid

#: words that an address under ``/projects/`` goes on with
_TAKEN = ("new", "csv")


@transaction.atomic
def add(said: ProjectSaid, *, by: Any) -> Project:
    """Write one down; it is a draft until it is published by ``move``.

    Raises:
        PermissionDenied: ``by`` does not manage the organisation that leads it.
        Refusal: what is said contradicts itself.
    """
    demand(may_lead(by, said.lead))
    now = clock.now()
    project = Project(slug=_free_slug(said.title), added_by=by, added_at=now)
    _write(project, said, by=by)
    audit.record("project.added", by=by, on=project)
    return project


@transaction.atomic
def change(project: Project, said: ProjectSaid, *, by: Any) -> None:
    """Write ``said`` over what stood there.

    Raises:
        PermissionDenied: ``by`` manages neither the lead nor the one that is to lead it.
        Refusal: what is said contradicts itself.
    """
    locked = hold(project, by=by)
    demand(may_lead(by, said.lead))
    _write(locked, said, by=by)
    index(locked)
    audit.record("project.changed", by=by, on=locked)


def hold(project: Project, *, by: Any) -> Project:
    """The row as it is now, held until the end of the transaction, for who may edit it."""
    found = Project.objects.select_for_update().filter(pk=project.pk).first()
    if found is None:
        raise Conflict(_("This project is not there any more. Look at the list again."))
    demand(may_edit(by, found))
    return found


def touch(project: Project) -> None:
    project.changed_at = clock.now()
    project.save(update_fields=["changed_at"])


def _write(project: Project, said: ProjectSaid, *, by: Any) -> None:
    if not said.title:
        raise Refusal(_("Give the project a title in at least one language."))
    if rules.is_before(said.ends_on, said.starts_on):
        raise Refusal(_("The project would end before it starts. Correct one of the two days."))
    for name in ("title", "objectives", "summary", "lead", "phase", "starts_on", "ends_on"):
        setattr(project, name, getattr(said, name))
    project.source = said.source
    project.agreement = _agreement(said.agreement)
    project.follows = _phase_before(project, said.follows, by=by)
    project.amount, project.currency = in_minor(said.amount, said.currency)
    project.changed_at = clock.now()
    project.save()
    project.themes.set(Theme.objects.filter(key__in=said.themes))
    _place(project, {Side.ORIGIN: said.origins, Side.DESTINATION: said.destinations})


def in_minor(amount: Decimal | None, currency: str) -> tuple[int | None, str]:
    """An amount as it is kept, with its currency.

    Raises:
        Refusal: the currency is unknown or missing, or has fewer digits.
    """
    if amount is None:
        return None, ""
    if currency not in CURRENCIES:
        raise Refusal(_("Give the currency by its three letters, for example EUR or TND."))
    digits = get_currency_precision(currency)
    try:
        return rules.to_minor(amount, digits), currency
    except ValueError:
        sentence = _("%(currency)s has %(digits)s digits after the point. Round the amount.")
        raise Refusal(sentence % {"currency": currency, "digits": digits}) from None


def _agreement(slug: str) -> Any:
    if not slug:
        return None
    found = open_agreements().filter(slug=slug).first()
    if found is None:
        raise Refusal(_("Choose an agreement that is signed: a project stands under no draft."))
    return found


def _phase_before(project: Project, slug: str, *, by: Any) -> Project | None:
    """The project that this one goes on from; no circle of phases."""
    if not slug:
        return None
    found = Project.objects.visible_to(by).filter(slug=slug).first()
    if found is None:
        raise Refusal(_("No project has that address. Copy the address of its page."))
    before: Project | None = found
    while before is not None:
        if before.pk == project.pk:
            raise Refusal(_("A project cannot go on from itself or from its own next phase."))
        before = before.follows
    return found


def _place(project: Project, sides: Mapping[Side, Any]) -> None:
    """Its places on both sides, in the order in which they were named."""
    project.places.all().delete()
    codes = [code for named in sides.values() for code in named]
    keys = dict(Place.objects.by_code(codes).values_list("code", "pk"))
    ProjectPlace.objects.bulk_create(
        ProjectPlace(project=project, place_id=keys[code], side=side)
        for side, named in sides.items()
        for code in dict.fromkeys(named)
        if code in keys
    )


def _free_slug(title: Mapping[str, str]) -> str:
    base = slug_base("", title)
    base = "project" if base == "organisation" else base
    taken = Project.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    return free_slug(base, [*taken, *_TAKEN])


# --- who takes part ----------------------------------------------------------------------
@transaction.atomic
def add_participant(project: Project, said: ParticipantSaid, *, by: Any) -> Participant:
    """Raises:
    PermissionDenied: ``by`` does not manage the lead.
    Refusal: it stands there in that role already, or the money cannot be read.
    """
    locked = hold(project, by=by)
    amount, currency = in_minor(said.amount, said.currency)
    row = Participant(
        project=locked,
        role=said.role,
        organisation=said.organisation,
        name="" if said.organisation else said.name,
        amount=amount,
        currency=currency,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refusal(_("It stands there in that role already. Remove that line first.")) from None
    touch(locked)
    audit.record("project.participant", by=by, on=locked)
    return row


@transaction.atomic
def remove_participant(participant: Participant, *, by: Any) -> None:
    """Raises:
    PermissionDenied: ``by`` does not manage the lead.
    """
    locked = hold(participant.project, by=by)
    participant.delete()
    touch(locked)
    audit.record("project.participant_gone", by=by, on=locked)
