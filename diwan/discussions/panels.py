"""What discussions add to shared pages, to the clock and to a person's data."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import clock, slots
from diwan.core.wording import choose, direction

from . import inbox, jobs, naming, own_data
from .actions import (
    approaching,
    authoring,
    endorsing,
    endorsing_letters,
    links,
    posting,
    presence,
    printing,
    replying,
    unsaved,
)
from .models import (
    Contribution,
    Discussion,
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
from .words import ContributionState, Stage

if TYPE_CHECKING:
    from django.http import HttpRequest

    from diwan.people.models import Person

HOME_MOST = 6


# --- home ------------------------------------------------------------------------------
def _open_now(request: HttpRequest) -> dict[str, Any] | None:
    now = clock.now()
    rows = Discussion.objects.visible_to(request.user).open().with_counts().order_by("closes_on")
    shown = [{"discussion": d, "countdown": naming.countdown(d, now)} for d in rows[:HOME_MOST]]
    return {"rows": shown} if shown else None


def _lately_over(request: HttpRequest) -> dict[str, Any] | None:
    over = [Stage.CLOSED, Stage.CONSOLIDATED, Stage.ENDORSED, Stage.DELIVERED, Stage.FOLLOWED_UP]
    rows = Discussion.objects.visible_to(request.user).filter(stage__in=over).with_counts()
    shown = list(rows.order_by("-closes_on")[:4])
    return {"rows": shown} if shown else None


def _newest(request: HttpRequest) -> dict[str, Any] | None:
    """The beginnings of what was released last."""
    rows = (
        Contribution.objects.visible_to(request.user)
        .released()
        .for_glimpse()
        .order_by("-released_at")[:3]
    )
    shown = [_beginning(row) for row in rows]
    return {"rows": shown} if shown else None


def _beginning(row: Any) -> dict[str, Any]:
    return {
        "url": row.get_absolute_url(),
        "title": choose(row.discussion.title),
        "signed": naming.signature(row),
        "language_name": naming.language_name(row.language),
        "language": row.language,
        "direction": direction(row.language),
        "text": naming.shortened(row.shown[0].masked, 180) if row.shown else "",
    }


slots.home_sections.add(
    "discussions.open",
    slots.Panel(_("Open now"), "discussions/_home_open.html", _open_now),
    order=10,
)
slots.home_sections.add(
    "discussions.newest",
    slots.Panel(_("Said lately"), "discussions/_home_newest.html", _newest),
    order=20,
)
slots.home_sections.add(
    "discussions.over",
    slots.Panel(_("On the way to a reply"), "discussions/_home_over.html", _lately_over),
    order=30,
)
slots.navigation.add(
    "discussions",
    slots.NavigationItem(_("Discussions"), "discussions:index", group="deliberation"),
    order=10,
)


# --- my desk ---------------------------------------------------------------------------
def _row(row: Contribution) -> dict[str, Any]:
    moment = row.received_at or row.created_at
    return {"contribution": row, "title": choose(row.discussion.title), "day": naming.day(moment)}


def _waiting_for_me(request: HttpRequest) -> dict[str, Any] | None:
    """What was returned to me, my drafts, and how many letters I could claim."""
    waiting = [ContributionState.RETURNED, ContributionState.DRAFT]
    rows = (
        Contribution.objects.by_author(request.user)
        .filter(state__in=waiting)
        .select_related("discussion")
        .order_by("-created_at")
    )
    shown = [_row(row) for row in rows[:10]]
    claimable = Contribution.objects.claimable_by(request.user).count()
    return {"rows": shown, "claimable": claimable} if shown or claimable else None


def _said_by_me(request: HttpRequest) -> dict[str, Any] | None:
    handed_in = [
        ContributionState.HELD,
        ContributionState.RELEASED,
        ContributionState.SET_ASIDE,
        ContributionState.WITHDRAWN,
    ]
    rows = (
        Contribution.objects.by_author(request.user)
        .filter(state__in=handed_in)
        .select_related("discussion")
        .order_by("-received_at")
    )
    shown = [_row(row) for row in rows[:5]]
    return {"rows": shown} if shown else None


slots.desk_panels.add(
    "discussions.waiting",
    slots.Panel(_("To finish or correct"), "discussions/_desk_waiting.html", _waiting_for_me),
    order=20,
)
slots.desk_panels.add(
    "discussions.mine",
    slots.Panel(_("My contributions"), "discussions/_desk_mine.html", _said_by_me),
    order=30,
)


# --- the clock -------------------------------------------------------------------------
slots.jobs.add("discussions.close", slots.Job(jobs.close_due, timedelta(minutes=10)))
slots.jobs.add("discussions.remind", slots.Job(jobs.remind_due, timedelta(days=1)))
slots.jobs.add("discussions.digests", slots.Job(jobs.send_digests, timedelta(hours=1)))
slots.jobs.add("discussions.replies", slots.Job(replying.give_up_dead, timedelta(minutes=1)))
slots.jobs.add("discussions.prints", slots.Job(printing.forget, timedelta(hours=1)))
slots.jobs.add("discussions.present", slots.Job(presence.forget_gone, timedelta(minutes=10)))
slots.jobs.add("discussions.unsaved", slots.Job(unsaved.forget_old, timedelta(hours=1)))
slots.jobs.add("discussions.rounds", slots.Job(endorsing.close_due, timedelta(minutes=10)))
slots.jobs.add(
    "discussions.round_letters", slots.Job(endorsing_letters.write_due, timedelta(minutes=10))
)
slots.jobs.add("discussions.messages", slots.Job(posting.offer, timedelta(hours=1)))
slots.jobs.add("discussions.links", slots.Job(links.check_due, timedelta(hours=6)))
slots.retention.add(
    "discussions.approaches",
    slots.RetentionRule(
        _("Lists of people to be heard"),
        _("Deleted when the discussion is delivered."),
        approaching.count_due,
        approaching.purge,
    ),
)
slots.retention.add(
    "discussions.originals",
    slots.RetentionRule(
        _("Originals of contributions"),
        _(
            "Some months after a discussion is delivered, letters as they came, unmasked words, cut"
            " text and e-mail addresses go. What readers see stays; what was not released goes"
            " entirely, with files and names."
        ),
        jobs.count_originals,
        jobs.purge_originals,
    ),
)
slots.retention.add(
    "discussions.drafts",
    slots.RetentionRule(
        _("Drafts of visitors"),
        _("Deleted 30 days after they were last changed."),
        jobs.count_drafts,
        jobs.purge_drafts,
    ),
)


# --- a person's data -------------------------------------------------------------------
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


inbox.register()
