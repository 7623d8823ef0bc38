"""Tells one story: makes its discussion and lets everything happen in it, at its time.

What happens is done by the room's own actions, in the name of the person who does it; only
the moments are set back afterwards.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from diwan.people.demo import address
from diwan.people.models import Organisation, Person

from ..actions import authoring, calling, replying, talk, teamwork
from ..calls import Reader
from ..models import Discussion, Facilitator, Follow, Invitation, QuestionProposal, Report
from ..words import Stage
from . import files, letters, marked
from .replied import Replied
from .steps import Steps
from .worked import work

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

LEAD = "bilal"
ADMINISTRATOR = "salma"
#: how long before its first day a discussion is made
PREPARATION = timedelta(days=18)
#: the reply's own actions take a discussion there
_BY_THE_REPLY = (Stage.CONSOLIDATED, Stage.ENDORSED, Stage.DELIVERED)


def cast() -> dict[str, Person]:
    """The invented people by the first part of their address."""
    people = Person.objects.filter(is_demo=True).select_related(
        "organisation", "country_of_residence"
    )
    return {person.email.removesuffix(address("")): person for person in people}


class Story:
    """One folder: ``tell`` makes its discussion with everything that is in it."""

    def __init__(self, slug: str, now: datetime) -> None:
        self.slug = slug
        self.now = now
        self.story = files.data(slug, "story.json")
        self.people = cast()
        self.lead = self.people[LEAD]
        self.stages: Mapping[str, datetime] = {
            stage: self._moment(at) for stage, at in self.story["stages"].items()
        }
        self.made_at = self.stages.get(Stage.OPEN, now - timedelta(days=2)) - PREPARATION

    def tell(self) -> None:
        before = letters.last_one()
        discussion = self._create()
        self._prepare(discussion)
        letters.date(after=before, at=self.made_at)
        for stage in self.stages:
            if stage in _BY_THE_REPLY and self.story.get("is_replied"):
                continue
            discussion = self._move(discussion, stage)
            if stage == Stage.OPEN:
                self._talk(discussion)
        if self.story.get("is_replied"):
            Replied(discussion, self.people, lead=self.lead, now=self.now).tell()
        if self.story.get("is_marked"):
            marked.tell(discussion, by=self.lead, at=self.stages[Stage.CONSOLIDATED])
        if self.story.get("is_worked_over"):
            work(discussion, self.people, lead=self.lead, now=self.now)
        self._set_back(discussion)
        if self.story.get("has_reply"):
            # in the worker, so that nobody waits for it before the first page
            replying.start(discussion, by=self.lead)

    def _moment(self, said: str) -> datetime:
        return files.moment(said, self.now)

    # --- the announcement ------------------------------------------------------------------
    def _create(self) -> Discussion:
        data = files.data(self.slug, "call.json")
        for name in ("opens", "closes", "event_on"):
            if name in self.story:
                day = self.now + timedelta(days=self.story[name])
                data[name] = day.date().isoformat()
        return calling.create(Reader(self.slug).call(data), by=None)

    def _prepare(self, discussion: Discussion) -> None:
        admin = self.people[ADMINISTRATOR]
        teamwork.appoint(discussion, self.lead, by=admin, is_lead=True)
        conveners = Organisation.objects.filter(name__in=self.story["conveners"])
        calling.update(discussion, by=self.lead, conveners=conveners)
        for local, languages in self.story["team"].items():
            self._join(discussion, self.people[local], languages)
        for language, title in self.story.get("papers", {}).items():
            self._add_paper(discussion, language, title)
        for channel, visits in self.story.get("shared", {}).items():
            link = calling.share(discussion, channel=channel, by=self.lead)
            Invitation.objects.filter(pk=link.pk).update(visits=visits, created_at=self.made_at)

    def _join(self, discussion: Discussion, person: Person, languages: list[str]) -> None:
        invitation = teamwork.invite_facilitator(
            discussion, email=person.email, languages=languages, by=self.lead
        )
        teamwork.accept_facilitation(invitation, by=person)
        day_after = self.made_at + timedelta(days=1)
        type(invitation).objects.filter(pk=invitation.pk).update(
            invited_at=self.made_at, accepted_at=day_after
        )

    def _add_paper(self, discussion: Discussion, language: str, title: str) -> None:
        content = files.text(self.slug, f"paper.{language}.txt").encode()
        paper = calling.add_paper(
            discussion,
            file=SimpleUploadedFile(f"{self.slug}-{language}.txt", content),
            content_type="text/plain",
            title=title,
            language=language,
            by=self.lead,
        )
        type(paper).objects.filter(pk=paper.pk).update(added_at=self.made_at)

    def _move(self, discussion: Discussion, stage: str) -> Discussion:
        before = letters.last_one()
        moved = calling.move(discussion, stage, by=self.lead)
        letters.date(after=before, at=self.stages[stage])
        return moved

    # --- what is said ------------------------------------------------------------------------
    def _talk(self, discussion: Discussion) -> None:
        for local in self.story["followers"]:
            talk.follow(discussion, by=self.people[local])
        steps = Steps(self.slug, discussion, self.people, now=self.now)
        for step in sorted(self.story["steps"], key=lambda step: self._moment(step["at"])):
            steps.take(step)
        if "correction" in self.story:
            self._correct(steps, self.story["correction"])
        if "report" in self.story:
            self._report(steps, self.story["report"])
        if "proposal" in self.story:
            self._propose(discussion, self.story["proposal"])

    def _correct(self, steps: Steps, said: dict[str, Any]) -> None:
        contribution = steps.said[said["of"]]
        version = authoring.correct(
            contribution,
            text=files.text(self.slug, said["file"]),
            note=said["note"],
            by=contribution.author,
        )
        type(version).objects.filter(pk=version.pk).update(made_at=self._moment(said["at"]))

    def _report(self, steps: Steps, said: dict[str, Any]) -> None:
        made = talk.report(
            steps.said[said["of"]], reason=said["reason"], by=self.people[said["by"]]
        )
        Report.objects.filter(pk=made.pk).update(reported_at=self._moment(said["at"]))

    def _propose(self, discussion: Discussion, said: dict[str, Any]) -> None:
        proposal = talk.propose_question(
            discussion,
            text=said["text"],
            topic=discussion.topics.get(key=said["topic"]),
            by=self.people[said["by"]],
        )
        QuestionProposal.objects.filter(pk=proposal.pk).update(proposed_at=self._moment(said["at"]))

    # --- when it was --------------------------------------------------------------------------
    def _set_back(self, discussion: Discussion) -> None:
        Discussion.objects.filter(pk=discussion.pk).update(
            created_at=self.made_at,
            opened_at=self.stages.get(Stage.OPEN),
            closed_at=self.stages.get(Stage.CLOSED),
            delivered_at=self.stages.get(Stage.DELIVERED),
        )
        Facilitator.objects.filter(discussion=discussion).update(since=self.made_at)
        Follow.objects.filter(discussion=discussion).update(
            since=self.stages.get(Stage.OPEN, self.now), digest_at=self.now - timedelta(hours=2)
        )
        discussion.refresh_from_db()
        if discussion.stage != Stage.DRAFT:
            calling.index(discussion)
