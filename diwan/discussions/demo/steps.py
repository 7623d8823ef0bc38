"""One contribution of a story: it comes in by its channel, and the team does its part."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from diwan.mailroom import actions as mailroom
from diwan.mailroom.models import Letter
from diwan.mailroom.words import Trust
from diwan.vocabularies.models import Place

from ..actions import authoring, intake, moderation
from ..actions.intake import Saying
from ..models import Contribution, Version
from . import files, letters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from diwan.people.models import Person

    from ..models import Discussion

Step = dict[str, Any]

#: who of the team decides about what is written in which language
TEAM = {"fr": "chiara", "ar": "nizar"}
LEAD = "bilal"
#: from arrival to decision, in the hours in which people sit at their desks
DECISION = timedelta(hours=4, minutes=25)
FIRST, LAST = time(7, 40), time(20)


class Steps:
    """Takes the steps of one discussion; ``said`` holds the contributions by their key."""

    def __init__(
        self, slug: str, discussion: Discussion, people: Mapping[str, Person], *, now: datetime
    ) -> None:
        self.slug = slug
        self.discussion = discussion
        self.people = people
        self.now = now
        self.said: dict[str, Contribution] = {}
        self._team = set(discussion.team.values_list("person", flat=True))

    def take(self, step: Step) -> None:
        at = files.moment(step["at"], self.now)
        contribution = self._dated(at, lambda: self._come_in(step, at))
        self._arrived(contribution, at)
        self.said[step["key"]] = contribution
        self._care(contribution, step)
        if "then" in step:
            decided_at = _at_a_desk(at + DECISION)
            self._dated(decided_at, lambda: self._decide(contribution, step, decided_at))
        if "withdrawn_at" in step:
            withdrawn_at = files.moment(step["withdrawn_at"], self.now)
            self._dated(withdrawn_at, lambda: self._withdraw(contribution, withdrawn_at))

    def _dated(self, at: datetime, act: Callable[[], Any]) -> Any:
        """What ``act`` returns; the letters that it writes are dated ``at``."""
        before = letters.last_one()
        result = act()
        letters.date(after=before, at=at)
        return result

    # --- coming in -------------------------------------------------------------------------
    def _come_in(self, step: Step, at: datetime) -> Contribution:
        if "letter" in step:
            return self._by_mail(step, at)
        return self._on_behalf(step) if "behalf" in step else self._on_the_web(step)

    def _on_the_web(self, step: Step) -> Contribution:
        person = self.people[step["by"]]
        reply_to = self.said[step["reply_to"]] if "reply_to" in step else None
        saying = Saying(
            answers=files.answers(self.slug, step["web"]),
            language=files.language(step["web"]),
            attribution=person.attribution,
            name=person.name,
            organisation=person.organisation.name if person.organisation else "",
            kind=person.kind,
            country=person.country_of_residence,
        )
        draft = intake.start(self.discussion, by=person, reply_to=reply_to)
        return intake.submit(draft, saying)

    def _on_behalf(self, step: Step) -> Contribution:
        saying = Saying(
            answers=files.answers(self.slug, step["behalf"]),
            language=files.language(step["behalf"]),
            attribution=step.get("attribution", "anonymous"),
            organisation=step.get("organisation", ""),
            kind=step["kind"],
            country=_country(step),
        )
        return intake.enter_on_behalf(
            self.discussion,
            saying,
            source=step["source"],
            consent=step["consent"],
            by=self.people[step["by"]],
        )

    def _by_mail(self, step: Step, at: datetime) -> Contribution:
        raw = files.letter(self.slug, step["letter"], to=self.discussion.mail_address, sent=at)
        (letter,) = mailroom.receive(
            raw,
            recipients=[self.discussion.mail_address],
            envelope_from=_return_path(raw),
            channel="smtp",
            received_at=at,
        )
        if "unproven" in step:
            # nobody is asked about invented senders: this one failed as the story tells
            verdict = {"trust": Trust.FAIL, "trust_details": step["unproven"]}
            Letter.objects.filter(pk=letter.pk).update(**verdict)
        mailroom.process(letter)
        contribution = Contribution.objects.get(letter=letter)
        if "attribution" in step:
            # what the writer answered when the acknowledgement asked for it
            authoring.attribute(contribution, attribution=step["attribution"], by=None)
            Contribution.objects.filter(pk=contribution.pk).update(
                organisation_name=step.get("organisation", ""),
                kind=step.get("kind", ""),
                country=_country(step),
            )
        return contribution

    def _arrived(self, contribution: Contribution, at: datetime) -> None:
        """Everything here came at ``at``, in time: discussions long over had been open then."""
        Contribution.objects.filter(pk=contribution.pk).update(
            created_at=at, received_at=at, is_late=False
        )
        Version.objects.filter(contribution=contribution).update(made_at=at)
        contribution.refresh_from_db()

    # --- what the team does --------------------------------------------------------------------
    def _care(self, contribution: Contribution, step: Step) -> None:
        if "assigned_to" not in step:
            return
        colleague = self.people[step["assigned_to"]]
        moderation.take(contribution, by=self.people[LEAD], to=colleague)
        if "conflict" in step:
            moderation.note_conflict(contribution, by=colleague, note=step["conflict"])

    def _decide(self, contribution: Contribution, step: Step, at: datetime) -> None:
        colleague = self._colleague(contribution)
        note = step.get("note", "")
        if step["then"] == "return":
            moderation.give_back(contribution, by=colleague, note=note)
            return
        edited = files.text(self.slug, step["edited"]) if "edited" in step else None
        moderation.release(contribution, by=colleague, edited=edited, note=note)
        Contribution.objects.filter(pk=contribution.pk).update(released_at=at)
        Version.objects.filter(contribution=contribution, number__gt=1).update(made_at=at)
        contribution.refresh_from_db()

    def _colleague(self, contribution: Contribution) -> Person:
        colleague = self.people[TEAM.get(contribution.language, LEAD)]
        return colleague if colleague.pk in self._team else self.people[LEAD]

    def _withdraw(self, contribution: Contribution, at: datetime) -> None:
        authoring.withdraw(contribution, by=contribution.author)
        Contribution.objects.filter(pk=contribution.pk).update(withdrawn_at=at)


def _country(step: Step) -> Place | None:
    return Place.objects.countries().by_code([step.get("country", "")]).first()


def _at_a_desk(at: datetime) -> datetime:
    """``at``, or the next morning when that is at night; later stays later."""
    if FIRST <= at.time() < LAST:
        return at
    day = at.date() + timedelta(days=at.time() >= LAST)
    return datetime.combine(day, FIRST, at.tzinfo)


def _return_path(raw: bytes) -> str:
    first = raw.split(b"\r\n", 1)[0].decode()
    return first.partition("<")[2].rstrip(">")
