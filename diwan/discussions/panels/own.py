"""What the room holds about a person or an address: shown, exported, erased."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots

from .. import own_data
from ..actions import approaching, authoring, endorsing
from ..models import (
    Contribution,
    Follow,
    Passage,
    Position,
    Priority,
    QuestionProposal,
    Reply,
    Report,
    TopicIdea,
    UnsavedText,
)

if TYPE_CHECKING:
    from diwan.people.models import Person


def _export(person: Person) -> dict[str, Any]:
    """Everything the room holds about a person, as plain data."""
    own = (
        Contribution.objects.of_person(person)
        .select_related("discussion", "country")
        .prefetch_related("versions", "attachments")
    )
    return {
        "contributions": [_exported(row) for row in own.order_by("created_at")],
        "proposed questions": [
            {"discussion": row.discussion.slug, "text": row.text, "state": row.state}
            for row in QuestionProposal.objects.filter(proposed_by=person).select_related(
                "discussion"
            )
        ],
        "reports": [
            {"contribution": row.contribution_id, "reason": row.reason, "state": row.state}
            for row in Report.objects.filter(reported_by=person)
        ],
        "follows": list(
            Follow.objects.filter(person=person).values_list("discussion__slug", flat=True)
        ),
        "facilitates": list(person.facilitates.values_list("discussion__slug", flat=True)),
        "proposed topics": [
            {
                "title": row.title,
                "text": row.text,
                "state": row.state,
                "proposed": row.proposed_at.isoformat(),
            }
            for row in TopicIdea.objects.filter(proposed_by=person)
        ],
        "priorities": [
            {"what": row.idea.title if row.idea else row.proposal.text if row.proposal else ""}
            for row in Priority.objects.filter(person=person).select_related("idea", "proposal")
        ],
        "asked to contribute": approaching.about_person(person),
        "corrected passages": [
            {
                "contribution": row.version.contribution_id,
                "kind": row.kind,
                "answers": row.targets,
                "corrected": row.corrected_at.isoformat() if row.corrected_at else "",
            }
            for row in Passage.objects.filter(corrected_by=person)
            .select_related("version")
            .order_by("corrected_at", "pk")
        ],
        "drafted replies": [
            {
                "discussion": row.discussion.slug,
                "version": row.number,
                "state": row.state,
                "drafted": row.made_at.isoformat(),
            }
            for row in Reply.objects.filter(made_by=person)
            .select_related("discussion")
            .order_by("made_at")
        ],
        "published replies": [
            {
                "discussion": row.discussion.slug,
                "version": row.number,
                "published": row.published_at.isoformat() if row.published_at else "",
            }
            for row in Reply.objects.filter(published_by=person)
            .select_related("discussion")
            .order_by("published_at")
        ],
        "unsaved texts": [
            {"discussion": row.reply.discussion.slug, "text": row.text, "typed": row.at.isoformat()}
            for row in UnsavedText.objects.filter(person=person, place__regex="^(s|new)-")
            .select_related("reply__discussion")
            .order_by("at", "pk")
        ],
        "positions": [
            {
                "discussion": row.round.reply.discussion.slug,
                "version": row.round.reply.number,
                "round": row.round.opens_on.isoformat(),
                "statement": row.statement.text,
                "position": row.choice,
                "reason": row.reason,
                "answer": row.answer,
                "attribution": row.attribution,
                "given": row.given_at.isoformat(),
                "maintained": row.maintained_at.isoformat() if row.maintained_at else None,
                "met": row.confirmed_at.isoformat() if row.confirmed_at else None,
            }
            for row in Position.objects.filter(person=person)
            .select_related("round__reply__discussion", "statement")
            .order_by("given_at", "pk")
        ],
    }


def _erase(person: Person) -> None:
    endorsing.forget(person)
    authoring.anonymise(person)


def _exported(row: Contribution) -> dict[str, Any]:
    return {
        "discussion": row.discussion.slug,
        "number": row.number,
        "state": row.state,
        "channel": row.channel,
        "language": row.language,
        "name": row.author_name,
        "e-mail": row.author_email,
        "organisation": row.organisation_name,
        "kind": row.kind,
        "country": row.country.code if row.country else "",
        "attribution": row.attribution,
        "subject": row.subject,
        "received": row.received_at.isoformat() if row.received_at else "",
        "released": row.released_at.isoformat() if row.released_at else "",
        "versions": [
            {"kind": version.kind, "made": version.made_at.isoformat(), "text": version.text}
            for version in row.versions.all()
        ],
        "files": [file.name for file in row.attachments.all()],
    }


slots.personal_data.add(
    "discussions",
    slots.PersonalData(
        _("What you said in discussions"),
        _export,
        _erase,
        own_data.FIELDS,
        covers=frozenset(
            {
                "discussions.Contribution.author",
                "discussions.QuestionProposal.proposed_by",
                "discussions.Report.reported_by",
                "discussions.Follow.person",
                "discussions.Facilitator.person",
                "discussions.TopicIdea.proposed_by",
                "discussions.Priority.person",
                "discussions.Passage.corrected_by",
                "discussions.Reply.made_by",
                "discussions.Reply.published_by",
                "discussions.Position.person",
                "discussions.UnsavedText.person",
            }
        ),
    ),
)
slots.address_data.add(
    "discussions",
    slots.AddressData(
        _("What you said in discussions"),
        authoring.anonymise_address,
        _(
            "What readers were shown already, without a name: others answered it. If letters were"
            " stopped, a sign from which the address cannot be read, so that it stays so."
        ),
    ),
)
slots.staff_roles.add(
    "discussions.facilitator",
    slots.StaffRole(_("Facilitator"), lambda person: bool(person.facilitates.exists())),
)
