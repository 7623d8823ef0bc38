"""The facilitation team: who joins, who leads, who leaves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Refusal

from ..access import may_lead, require
from ..models import (
    Discussion,
    Facilitator,
    FacilitatorInvitation,
)
from . import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diwan.people.models import Person


#: an invitation to the facilitation team
INVITATION_LIFE = timedelta(days=30)


@transaction.atomic
def invite_facilitator(
    discussion: Discussion, *, email: str, languages: Sequence[str], by: Person
) -> FacilitatorInvitation:
    """Ask somebody by letter to join the facilitation team."""
    require(may_lead(by, discussion))
    invitation = FacilitatorInvitation.objects.create(
        discussion=discussion,
        email=email.strip().lower(),
        languages=list(languages),
        token=get_random_string(40),
        invited_by=by,
        invited_at=clock.now(),
    )
    letters.facilitator_invited(invitation)
    record("invite facilitator", by=by, on=discussion)
    return invitation


@transaction.atomic
def accept_facilitation(invitation: FacilitatorInvitation, *, by: Person) -> Facilitator:
    """Join the team; only the person the letter went to, and only once."""
    if invitation.accepted_at is not None:
        raise Refusal(_("This invitation was used already."))
    if invitation.invited_at < clock.now() - INVITATION_LIFE:
        raise Refusal(_("This invitation has expired. Ask whoever leads the team for a new one."))
    if by.email.lower() != invitation.email.lower():
        raise Refusal(_("This invitation went to another address; sign in with that one."))
    facilitator, _made = Facilitator.objects.get_or_create(
        discussion=invitation.discussion,
        person=by,
        defaults={"languages": invitation.languages},
    )
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    record("join team", by=by, on=invitation.discussion)
    return facilitator


@transaction.atomic
def appoint(discussion: Discussion, person: Person, *, by: Person | None, is_lead: bool) -> None:
    """Put somebody who is known into the team (administrators, and the command line)."""
    require(by is None or bool(by.is_administrator))
    Facilitator.objects.update_or_create(
        discussion=discussion, person=person, defaults={"is_lead": is_lead}
    )
    record("appoint", by=by, on=discussion, details={"lead": is_lead})


@transaction.atomic
def make_lead(facilitator: Facilitator, *, by: Person) -> None:
    """Let somebody of the team lead it too; a lead may, and administrators."""
    require(may_lead(by, facilitator.discussion))
    facilitator.is_lead = True
    facilitator.save(update_fields=["is_lead"])
    record("make lead", by=by, on=facilitator.discussion)


@transaction.atomic
def leave_team(facilitator: Facilitator, *, by: Person) -> None:
    """Take somebody off the team: the lead may, and everybody may leave; one lead stays."""
    discussion = facilitator.discussion
    require(may_lead(by, discussion) or facilitator.person_id == by.pk)
    others = discussion.team.filter(is_lead=True).exclude(pk=facilitator.pk)
    if facilitator.is_lead and not others.exists():
        raise Refusal(_("Somebody must lead the team; appoint another lead first."))
    record("leave team", by=by, on=discussion)
    facilitator.delete()
