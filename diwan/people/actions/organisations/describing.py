"""What an organisation says of itself, and its branches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.models import Organisation
from diwan.people.rules import organisations as rules
from diwan.people.rules.organisations import Description
from diwan.people.words.organisations import Enforcement
from diwan.vocabularies.models import Place, Theme

from .demanding import demand_manager, demand_standing, hold, powers_of
from .telling import added, changed

if TYPE_CHECKING:
    from diwan.people.models import Person

_TWIN = _("An organisation of this name is in the list already. Choose it there.")
#: what a steward has looked at: whoever else changes it asks for a new look
_LOOKED_AT = ("name", "kind", "country_id")


@transaction.atomic
def add(said: Description, *, by: Person) -> Organisation:
    """Put an organisation into the register; whoever adds it manages it when that is confirmed.

    Raises:
        Refusal: one of that name stands in that country already.
    """
    organisation = Organisation(created_at=clock.now())
    write(organisation, said)
    added(organisation)
    record("add organisation", by=by, on=organisation)
    return organisation


@transaction.atomic
def describe(organisation: Organisation, *, said: Description, by: Person) -> None:
    """Write ``said`` over what stood there; an old name is kept only by ``rename``.

    Where a manager changes name, kind or country, a steward's verification ends and is asked
    for anew.

    Raises:
        Refusal: the entry was merged, or one of that name stands in that country.
    """
    held = demand_manager(by, organisation)
    hold(organisation)
    before = [getattr(organisation, name) for name in _LOOKED_AT]
    write(organisation, said)
    looked_at = [getattr(organisation, name) for name in _LOOKED_AT]
    if looked_at != before and not held.stewards:
        look_anew(organisation)
    changed(organisation)
    record("describe organisation", by=by, on=organisation)


def look_anew(organisation: Organisation) -> None:
    """What stewards said of it, they said of another name, kind or country."""
    if organisation.verified_at:
        organisation.verified_at = organisation.verified_by = organisation.review_due = None
        organisation.review_asked_at = clock.now()
    if organisation.enforcement == Enforcement.NO:
        organisation.enforcement = Enforcement.UNKNOWN
    organisation.save()


def described(organisation: Organisation) -> Description:
    """What is said of it now; ``write`` of it changes nothing."""
    country, seat = organisation.country, organisation.seat
    plain = ("name", "kind", "acronym", "level", "languages", "contact", "website")
    wordings = ("names", "description", "competence")
    return Description(
        **{name: getattr(organisation, name) for name in (*plain, *wordings)},
        country=country.code if country else "",
        seat=seat.code if seat else "",
        places=sorted(place.code for place in organisation.places.all()),
        origins=sorted(place.code for place in organisation.origins.all()),
        themes=sorted(theme.key for theme in organisation.themes.all()),
    )


def write(organisation: Organisation, said: Description) -> None:
    """Set every field, and save.

    Raises:
        Refusal: one of that name stands in that country.
    """
    plain = ("kind", "acronym", "level", "languages", "contact", "website")
    for name in plain:
        setattr(organisation, name, getattr(said, name))
    organisation.name = " ".join(said.name.split())
    for name in ("names", "description", "competence"):
        given: dict[str, str] = getattr(said, name)
        setattr(organisation, name, {code: text for code, text in given.items() if text.strip()})
    organisation.country = _place(said.country)
    organisation.seat = _place(said.seat)
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:
        raise Refusal(_TWIN) from None
    organisation.places.set(Place.objects.by_code(said.places))
    organisation.origins.set(Place.objects.by_code(said.origins))
    organisation.themes.set(Theme.objects.filter(key__in=said.themes))


@transaction.atomic
def open_branch(parent: Organisation, *, said: Description, by: Person) -> Organisation:
    """A branch or antenna of ``parent``, managed by the parent's managers (D12)."""
    demand_manager(by, parent)
    demand_standing(parent)
    branch = Organisation(parent=parent, created_at=clock.now())
    write(branch, said)
    added(branch)
    record("open branch", by=by, on=branch, details={"parent": parent.pk})
    return branch


@transaction.atomic
def join_parent(organisation: Organisation, *, parent: Organisation, by: Person) -> None:
    """Make ``organisation`` part of ``parent``: whoever manages that manages this as well.

    Raises:
        Refusal: only one of the two is ``by``'s to manage, or the two would hold each other.
    """
    for each in sorted((organisation, parent), key=lambda row: row.pk):
        hold(each)
    ours, theirs = powers_of(by, organisation), powers_of(by, parent)
    if not (ours.manages or ours.stewards):
        raise PermissionDenied(_("This is for those who manage the organisation."))
    if not (theirs.manages or theirs.stewards):
        raise Refusal(
            _("Only somebody who manages both, or a steward, can make one part of the other.")
        )
    if rules.would_circle(organisation.pk, line_of(parent)):
        raise Refusal(_("An organisation cannot be part of itself or of its own branch."))
    _stand_in(organisation, parent)
    record("join parent", by=by, on=organisation, details={"parent": parent.pk})


@transaction.atomic
def leave_parent(organisation: Organisation, *, by: Person) -> None:
    """It stands on its own again."""
    demand_manager(by, organisation)
    hold(organisation)
    _stand_in(organisation, None)
    record("leave parent", by=by, on=organisation)


def _stand_in(organisation: Organisation, parent: Organisation | None) -> None:
    """Under another roof it has to be looked at again before data about persons go there."""
    organisation.parent = parent
    if organisation.enforcement == Enforcement.NO:
        organisation.enforcement = Enforcement.UNKNOWN
    organisation.save(update_fields=["parent", "enforcement"])


def line_of(organisation: Organisation) -> list[int]:
    """Its key and those of everything it is part of."""
    line, here = [], organisation
    while here is not None and here.pk not in line:
        line.append(here.pk)
        here = here.parent  # type: ignore[assignment]
    return line


def _place(code: str) -> Place | None:
    return Place.objects.by_code([code]).first() if code else None
