"""How what somebody said in discussions is called on *My data*."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from diwan.core.slots import PersonalField as Field
from diwan.people import words as people
from diwan.people.queries import name_of_place

from . import naming, words
from .models import Contribution, Discussion


def _title(slug: str) -> str | None:
    discussion = Discussion.objects.filter(slug=slug).first()
    return str(discussion) if discussion else None


def _contribution(key: int) -> str | None:
    row = Contribution.objects.select_related("discussion").filter(pk=key).first()
    return f"{row.discussion} · {row.number}" if row else None


_DISCUSSION = Field(_("Discussion"), _title)
FIELDS = {
    "contributions": Field(_("Your contributions")),
    "contributions.discussion": _DISCUSSION,
    "contributions.number": Field(_("Number")),
    "contributions.state": Field(_("State"), dict(words.ContributionState.choices).get),
    "contributions.channel": Field(_("How it came"), dict(words.Channel.choices).get),
    "contributions.language": Field(_("Language"), naming.language_name),
    "contributions.name": Field(_("Name")),
    "contributions.e-mail": Field(_("E-mail address")),
    "contributions.organisation": Field(_("Organisation")),
    "contributions.kind": Field(_("Taking part as"), dict(people.ActorKind.choices).get),
    "contributions.country": Field(_("Country"), name_of_place),
    "contributions.attribution": Field(_("Named as"), dict(people.Attribution.choices).get),
    "contributions.subject": Field(_("Subject")),
    "contributions.received": Field(_("Received"), datetime.fromisoformat),
    "contributions.released": Field(_("Released"), datetime.fromisoformat),
    "contributions.versions": Field(_("Versions of the text")),
    "contributions.versions.kind": Field(_("Version"), dict(words.VersionKind.choices).get),
    "contributions.versions.made": Field(_("Made on"), datetime.fromisoformat),
    "contributions.versions.text": Field(_("Text")),
    "contributions.files": Field(_("Files")),
    "proposed questions": Field(_("Questions you proposed")),
    "proposed questions.discussion": _DISCUSSION,
    "proposed questions.text": Field(_("Question")),
    "proposed questions.state": Field(_("State"), dict(words.ProposalState.choices).get),
    "reports": Field(_("Contributions you reported")),
    "reports.contribution": Field(_("Contribution"), _contribution),
    "reports.reason": Field(_("What is wrong")),
    "reports.state": Field(_("State"), dict(words.ReportState.choices).get),
    "follows": Field(_("Discussions you follow"), _title),
    "facilitates": Field(_("Discussions you facilitate"), _title),
    "proposed topics": Field(_("Topics you proposed")),
    "proposed topics.title": Field(_("Title")),
    "proposed topics.text": Field(_("Text")),
    "proposed topics.state": Field(_("State"), dict(words.ProposalState.choices).get),
    "proposed topics.proposed": Field(_("Proposed on"), datetime.fromisoformat),
    "priorities": Field(_("What you put first")),
    "priorities.what": Field(_("Topic or question")),
    "asked to contribute": Field(_("Teams that wanted to hear you")),
    "asked to contribute.discussion": _DISCUSSION,
    "asked to contribute.name": Field(_("Name")),
    "asked to contribute.organisation": Field(_("Organisation")),
    "asked to contribute.note": Field(_("Note for the team")),
    "asked to contribute.state": Field(_("State"), dict(words.ApproachState.choices).get),
    "asked to contribute.asked": Field(_("Asked on"), datetime.fromisoformat),
    "corrected passages": Field(_("Passages you corrected")),
    "corrected passages.contribution": Field(_("Contribution"), _contribution),
    "corrected passages.kind": Field(_("What it is"), dict(words.PassageKind.choices).get),
    "corrected passages.answers": Field(_("Questions it answers")),
    "corrected passages.corrected": Field(_("Corrected on"), datetime.fromisoformat),
    "drafted replies": Field(_("Consolidated replies you had drafted")),
    "drafted replies.discussion": _DISCUSSION,
    "drafted replies.version": Field(_("Version")),
    "drafted replies.state": Field(_("State"), dict(words.ReplyState.choices).get),
    "drafted replies.drafted": Field(_("Drafted on"), datetime.fromisoformat),
    "published replies": Field(_("Consolidated replies you published")),
    "published replies.discussion": _DISCUSSION,
    "published replies.version": Field(_("Version")),
    "published replies.published": Field(_("Published on"), datetime.fromisoformat),
    "positions": Field(
        _("What you said of replies"),
        together=("discussion", "version", "round"),
        counted="position",
    ),
    "positions.discussion": _DISCUSSION,
    "positions.version": Field(_("Version")),
    "positions.round": Field(_("Members were asked from"), date.fromisoformat),
    "positions.statement": Field(_("Statement")),
    "positions.position": Field(_("Position"), dict(words.Choice.choices).get),
    "positions.reason": Field(_("Why you object")),
    "positions.answer": Field(_("Answer of the facilitation team")),
    "positions.attribution": Field(_("Named as"), dict(people.Attribution.choices).get),
    "positions.given": Field(_("Given on"), datetime.fromisoformat),
    "positions.maintained": Field(_("You maintained it on"), datetime.fromisoformat),
    "positions.met": Field(_("You said it is met on"), datetime.fromisoformat),
    "unsaved texts": Field(_("What you typed at the desk and did not save")),
    "unsaved texts.discussion": _DISCUSSION,
    "unsaved texts.text": Field(_("Text")),
    "unsaved texts.typed": Field(_("Made on"), datetime.fromisoformat),
}
