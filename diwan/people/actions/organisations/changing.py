"""What became of an organisation: renamed, merged with others, split (C15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people.models import Organisation, Succession
from diwan.people.words.organisations import SuccessionKind

from .demanding import demand_manager, demand_standing, hold, powers_of
from .describing import look_anew
from .telling import changed

if TYPE_CHECKING:
    from datetime import date

    from diwan.people.models import Person


@transaction.atomic
def rename(
    organisation: Organisation,
    *,
    name: str,
    names: dict[str, str],
    by: Person,
    on: date | None = None,
) -> Succession:
    """It is called otherwise from ``on`` (None: not known) on.

    The old name keeps an entry of its own that leads here, and is found here. Stewards look anew
    at what a manager renames.

    Raises:
        Refusal: the same name, a day to come, or another organisation has that name.
    """
    held = demand_manager(by, organisation)
    hold(organisation)
    _demand_past(on)
    new = " ".join(name.split())
    if new == organisation.name:
        raise Refusal(_("That is its name already. Write the new one."))
    before = Organisation.objects.create(
        name=organisation.name,
        names=organisation.names,
        kind=organisation.kind,
        country=organisation.country,
        created_at=organisation.created_at,
        merged_into=organisation,
    )
    organisation.name, organisation.names = new, names
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:
        raise Refusal(
            _("An organisation of this name is in the list already. Choose it there.")
        ) from None
    if not held.stewards:
        look_anew(organisation)
    made = Succession.objects.create(
        before=before, after=organisation, kind=SuccessionKind.RENAMED, on=on
    )
    changed(organisation)
    record("rename organisation", by=by, on=organisation)
    return made


@transaction.atomic
def record_succession(
    before: Organisation,
    *,
    after: Organisation,
    kind: SuccessionKind,
    by: Person,
    on: date | None = None,
    source: str = "",
) -> Succession:
    """``before`` went into ``after``, wholly or in part; both keep their pages.

    Raises:
        Refusal: the same organisation, a day to come, written already, the other way round, or
            only one of the two is ``by``'s to manage.
    """
    for each in (before, after):
        demand_standing(each)
    _demand_both(by, before, after)
    _demand_past(on)
    if before.pk == after.pk:
        raise Refusal(_("An organisation cannot become itself. Choose another one."))
    if Succession.objects.filter(before=after, after=before).exists():
        raise Refusal(_("The register says the opposite already. Remove that line first."))
    try:
        with transaction.atomic():
            made = Succession.objects.create(
                before=before, after=after, kind=kind, on=on, source=source
            )
    except IntegrityError:
        raise Refusal(_("The register says so already.")) from None
    record("record succession", by=by, on=made, details={"before": before.pk, "after": after.pk})
    return made


@transaction.atomic
def remove_succession(succession: Succession, *, by: Person) -> None:
    """It was written by mistake; a former name stays, it may be cited."""
    _demand_both(by, succession.before, succession.after)
    if succession.before.merged_into_id is not None:
        raise Refusal(_("A former name stays in the register: others may have cited it."))
    pair = {"before": succession.before_id, "after": succession.after_id}
    record("remove succession", by=by, on=succession, details=pair)
    succession.delete()


def _demand_both(by: Person, *organisations: Organisation) -> None:
    """A steward for both, or a manager of both.

    Raises:
        PermissionDenied: neither is theirs.
        Refusal: only one of them is.
    """
    may = [
        (held.manages or held.stewards)
        for held in (powers_of(by, organisation) for organisation in organisations)
    ]
    if not any(may):
        raise PermissionDenied(_("This is for those who manage the organisation."))
    if not all(may):
        raise Refusal(
            _("You manage only one of the two. Ask a steward to write it into the register.")
        )


def _demand_past(on: date | None) -> None:
    if on is not None and on > clock.now().date():
        raise Refusal(_("That day is still to come. Write it down when it has happened."))
