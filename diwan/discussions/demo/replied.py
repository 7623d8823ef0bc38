"""A reply written, published, put to the members and delivered, as ``reply.json`` tells it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from diwan.core import clock

from .. import rules
from ..actions import delivering, endorsing, publishing, stating, translating
from ..actions.stating import Stretch
from ..models import EndorsementRound, Position, Reply, Statement, Translation, Version
from ..reply.building import build
from ..reply.hashing import content_sha256
from . import files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from diwan.people.models import Person

    from ..models import Discussion


class Replied:
    """``tell`` does it all in the name of ``lead``; only the moments are set back afterwards.

    With a ``note`` there is a second version; a round without ``closed_at`` still runs.
    """

    def __init__(
        self, discussion: Discussion, people: Mapping[str, Person], *, lead: Person, now: datetime
    ) -> None:
        self.discussion = discussion
        self.people = people
        self.lead = lead
        self.now = now
        self.told = files.data(discussion.slug, "reply.json")
        #: the file's name for a statement → its row
        self.rows: dict[str, Statement] = {}

    def tell(self) -> None:
        reply = self._write()
        self._translate()
        first = publishing.publish(reply, by=self.lead)
        reply = self._reworded(first) if "note" in self.told else first
        running = self._put_to_members(reply)
        if "closed_at" in self.told["round"]:
            endorsing.close_round(running, by=self.lead)
            reply.refresh_from_db()
            delivering.deliver(reply, by=self.lead)
        self._set_back(first, "first_published_at")
        self._set_back(reply, "published_at")
        self._set_back_round(running)

    def _write(self) -> Reply:
        reply = stating.begin_empty(self.discussion, by=self.lead)
        for said in self.told["statements"]:
            statement = stating.write(
                reply,
                by=self.lead,
                text=said.get("first", said["text"]),
                about=said["about"],
                **_fields(said),
            )
            self.rows[said["key"]] = statement
            for cited in said["cites"]:
                stating.cite(
                    statement, [self._stretch(*cited[:2])], by=self.lead, stance=_stance(cited)
                )
        return reply

    def _stretch(self, number: int, words: str) -> Stretch:
        version = self._version(number)
        start = version.masked.index(words)
        return Stretch(version.pk, start, start + len(words))

    def _version(self, number: int) -> Version:
        return Version.objects.select_related("contribution").get(
            contribution__discussion=self.discussion, contribution__number=number, is_released=True
        )

    def _translate(self) -> None:
        for said in self.told["statements"]:
            for language in {"en", "fr", "ar"} - {said["language"]}:
                translating.write(
                    self.rows[said["key"]], language=language, text=said[language], by=self.lead
                )
        for number, texts in self.told["contributions"].items():
            for language, text in texts.items():
                translating.write(
                    self._version(int(number)), language=language, text=text, by=self.lead
                )

    def _reworded(self, first: Reply) -> Reply:
        """The second version: what was worded otherwise at first, as it stands in the end."""
        made = publishing.begin_next(first, by=self.lead)
        copies = {row.key: row for row in made.statements.all()}
        self.rows = {name: copies[row.key] for name, row in self.rows.items()}
        for said in self.told["statements"]:
            row = self.rows[said["key"]]
            if "first" in said:
                stating.reword(row, by=self.lead, text=said["text"], seen=row.revision)
                row.refresh_from_db()
                for known in row.translations.all():
                    language, text = known.language, said[known.language]
                    translating.write(
                        row, language=language, text=text, by=self.lead, seen=known.revision
                    )
        return publishing.publish(made, by=self.lead, note=self.told["note"])

    def _put_to_members(self, reply: Reply) -> EndorsementRound:
        today = rules.local_day(clock.now(), self.discussion.time_zone)
        running = endorsing.open_round(
            reply,
            by=self.lead,
            opens_on=today,
            closes_on=today + timedelta(days=1),
            audience=self.told["round"].get("audience", "contributors"),
            quorum=self.told["round"]["quorum"],
        )
        for local, said in self.told["positions"].items():
            endorsing.take_positions(
                running,
                by=self.people[local],
                taken=_taken(said, self.rows),
                attribution=said["as"],
                endorse_rest=True,
            )
        for key, text in self.told["answers"].items():
            objection = Position.objects.get(statement=self.rows[key], choice="object")
            endorsing.answer(objection, by=self.lead, text=text, is_met=True)
            endorsing.confirm_objection(objection, by=objection.person)
        return running

    # --- when it was -----------------------------------------------------------------------
    def _set_back(self, reply: Reply, when: str) -> None:
        published = self._moment(when)
        Reply.objects.filter(pk=reply.pk).update(
            made_on=published.date(), made_at=published, published_at=published
        )
        reply.refresh_from_db()
        digest = content_sha256(build(reply, "en"))
        Reply.objects.filter(pk=reply.pk).update(content_sha256=digest)
        Statement.objects.filter(reply=reply).update(changed_at=published)
        Translation.objects.filter(statement__reply=reply).update(made_at=published)

    def _set_back_round(self, running: EndorsementRound) -> None:
        published = self._moment("published_at")
        first = self.now.date() + timedelta(days=int(self.told["round"]["opens"]))
        last = self.now.date() + timedelta(days=int(self.told["round"]["closes"]))
        closed_at = self.told["round"].get("closed_at")
        Translation.objects.filter(statement=None, made_by=self.lead).update(made_at=published)
        EndorsementRound.objects.filter(pk=running.pk).update(
            opens_on=first,
            closes_on=last,
            opened_at=published,
            closed_at=files.moment(closed_at, self.now) if closed_at else None,
        )
        said_at = files.moment(f"{self.told['round']['opens']} 18:00", self.now)
        Position.objects.filter(round=running).update(given_at=said_at)
        Position.objects.filter(round=running, answered_at__isnull=False).update(
            answered_at=said_at + timedelta(days=2),
            met_told_at=said_at + timedelta(days=2),
            confirmed_at=said_at + timedelta(days=3),
        )

    def _moment(self, name: str) -> datetime:
        return files.moment(self.told[name], self.now)


def _fields(said: dict[str, Any]) -> dict[str, Any]:
    names = ("kind", "addressee", "language", "is_summary")
    return {name: said[name] for name in names if name in said}


def _stance(cited: list[Any]) -> str:
    return cited[2] if len(cited) > 2 else "supports"


def _taken(said: dict[str, Any], rows: Mapping[str, Statement]) -> dict[str, endorsing.Taken]:
    taken = {rows[key].key: endorsing.Taken("abstain") for key in said.get("abstain", [])}
    for key, reason in said.get("object", {}).items():
        taken[rows[key].key] = endorsing.Taken("object", reason)
    return taken
