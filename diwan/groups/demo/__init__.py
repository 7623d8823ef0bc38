"""An invented council with two opinions, and questions to invented authorities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from diwan.core import clock, slots
from diwan.people.models import Organisation, Person
from diwan.people.words import Audience
from diwan.vocabularies.models import Place, Theme

from .. import actions, rules
from ..actions.asking import Asking
from ..actions.councils import Charter
from ..actions.opinions import Said
from ..models import Council, Holding, Opinion, Question, Redirection
from ..words import HoldingRole, Naming, Response
from . import voices

if TYPE_CHECKING:
    from datetime import date

    from ..models import Answer

#: key of an organisation in the demo → its name
_BODIES = {
    "ministry": "Office des Tunisiens du dehors",
    "region": "Regione Valchiara",
    "municipality": "Commune de Aïn Zitoun",
    "charity": "Jossour Development Society",
    "nurses": "Blouses sans frontières, Lyon",
    "baltic": "Moldovenii de la Mare",
    "jobs": "Agence Emploi Méditerranée",
    "institute": "Institut für Wege und Rückwege",
    "bureau": "Bureau of the Two Shores",
    "returnees": "Collectif des retours choisis",
    "workshop": "Rihla Solar",
}
#: college → (role, person, organisation, who reads the name) by seat; None leaves it vacant
_SEATS = {
    "elected": (
        ("holder", "dele", "", Audience.PUBLIC),
        ("holder", "victor", "", Audience.MEMBERS),
        ("holder", "awa", "", Audience.PRIVATE),
        None,
    ),
    "associations": (
        ("holder", "chloe", "nurses", Audience.PUBLIC),
        ("holder", "ion", "baltic", Audience.PUBLIC),
        ("holder", "", "returnees", Audience.PRIVATE),
    ),
    "experts": (
        ("holder", "jonas", "institute", Audience.MEMBERS),
        ("holder", "", "bureau", Audience.PRIVATE),
    ),
    "employers": (("holder", "amina", "workshop", Audience.PUBLIC), None),
    "state": (
        ("holder", "paolo", "region", Audience.PUBLIC),
        ("holder", "", "jobs", Audience.PRIVATE),
    ),
}


@dataclass(frozen=True, slots=True)
class _World:
    cast: dict[str, Person]
    bodies: dict[str, Organisation]
    today: date

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)


def load() -> None:
    """After the people, their organisations and mandates: all through the same actions."""
    cast = {p.email.partition("@")[0]: p for p in Person.objects.filter(is_demo=True)}
    bodies = {key: Organisation.objects.get(name=name) for key, name in _BODIES.items()}
    world = _World(cast, bodies, clock.now().date())
    _council(world)
    _questions(world)


# --- the council -----------------------------------------------------------------------
def _council(world: _World) -> None:
    council = actions.found(
        Charter(
            name=voices.COUNCIL,
            mandate=voices.MANDATE,
            authority=world.bodies["region"],
            secretariat=world.bodies["charity"],
            place=Place.objects.get(code="IT"),
            term_from=world.ago(500),
            term_to=world.ago(-595),
            founding_act=voices.ACT,
        ),
        by=world.cast["ingrid"],
    )
    for kind, rows in _SEATS.items():
        _college(world, council, kind, rows)
    yusuf = world.cast["yusuf"]
    first = actions.add_meeting(council, held_on=world.ago(130), where="Ancona", by=yusuf)
    coming = actions.add_meeting(council, held_on=world.ago(-24), title=voices.COMING, by=yusuf)
    answered, overdue = (_opinion(world, council, each) for each in voices.OPINIONS)
    items = [
        actions.add_item(first, title=opinion.title, opinion=opinion, by=yusuf)
        for opinion in (answered, overdue)
    ]
    outcomes = dict(zip(items, voices.OUTCOMES, strict=True))
    actions.write_minutes(first, voices.MINUTES, outcomes=outcomes, by=yusuf)
    for title in voices.AGENDA:
        actions.add_item(coming, title=title, by=yusuf)
    _answer(world, answered)


def _college(world: _World, council: Council, kind: str, rows: tuple[object, ...]) -> None:
    yusuf = world.cast["yusuf"]
    name, naming = voices.COLLEGES[kind]
    college = actions.add_college(
        council, kind=kind, name=name, naming=naming, seats=len(rows), by=yusuf
    )
    for seat, row in zip(college.seats.all(), rows, strict=True):
        if isinstance(row, tuple):
            role, person, body, audience = row
            held = actions.fill_seat(
                seat,
                role=role,
                person=world.cast.get(person),
                organisation=world.bodies.get(body),
                starts_on=world.ago(500),
                by=yusuf,
            )
            _name(held, audience)
    if kind == "associations":
        stand_in = college.seats.get(number=1)
        held = actions.fill_seat(
            stand_in,
            role=HoldingRole.SUBSTITUTE,
            person=world.cast["tarek"],
            starts_on=world.ago(200),
            by=yusuf,
        )
        _name(held, Audience.PUBLIC)


def _name(holding: Holding, audience: str) -> None:
    if holding.person is not None:
        actions.choose_audience(holding, audience, by=holding.person)


def _opinion(world: _World, council: Council, said: voices.OpinionSaid) -> Opinion:
    yusuf = world.cast["yusuf"]
    opinion = actions.draft_opinion(
        council,
        Said(
            title=said.title,
            text=said.text,
            authority=world.bodies[said.authority],
            asked_by=world.bodies.get(said.asked_by),
            theme=Theme.objects.filter(key=said.theme).first(),
        ),
        by=yusuf,
    )
    colleges = {college.kind: college for college in council.colleges.all()}
    votes = {colleges[kind]: rules.Tally(*tally) for kind, tally in said.votes.items()}
    day = world.ago(said.days_ago)
    meeting = council.meetings.filter(held_on=day).first()
    return actions.adopt(opinion, votes, on=day, meeting=meeting, by=yusuf)


def _answer(world: _World, opinion: Opinion) -> None:
    """Answered in time, some weeks ago."""
    actions.answer_opinion(opinion, Response.PARTLY, voices.ANSWER, by=world.cast["chiara"])
    Opinion.objects.filter(pk=opinion.pk).update(answered_on=world.ago(90))


# --- questions -------------------------------------------------------------------------
def _questions(world: _World) -> None:
    actions.set_days(world.bodies["ministry"], 21, by=world.cast["moncef"])
    for said in voices.QUESTIONS:
        question = _asked(world, said)
        if said.is_published:
            _published(world, said, question)


def _asked(world: _World, said: voices.QuestionSaid) -> Question:
    return actions.ask(
        Asking(
            authority=world.bodies[said.authority],
            title=said.title,
            text=said.text,
            naming=Naming(said.naming),
            place=Place.objects.get(code=said.place),
            theme=Theme.objects.filter(key=said.theme).first(),
        ),
        by=world.cast[said.asker],
    )


def _published(world: _World, said: voices.QuestionSaid, question: Question) -> None:
    actions.publish(question, by=world.cast["ingrid"])
    _set_back(question, said.days_ago)
    for local in said.too:
        actions.support(question, by=world.cast[local])
    if said.sent_to:
        to, why, by, kept = said.sent_to
        actions.redirect(question, world.bodies[to], why, by=world.cast[by])
        Redirection.objects.filter(question=question).update(
            days_kept=kept, redirected_at=clock.now() - timedelta(days=said.days_ago - kept)
        )
        _set_back(question, said.days_ago - kept, is_opened=False)
    if said.answer:
        text, by, after = said.answer
        given = actions.answer(question, text, by=world.cast[by])
        _date_answer(question, given, world.ago(said.days_ago - after), said.days_ago - after)
        actions.say_whether_answered(question, is_satisfied=True, by=world.cast[said.asker])


def _set_back(question: Question, days: int, *, is_opened: bool = True) -> None:
    """As if it had begun ``days`` ago."""
    back = timedelta(days=days)
    question.began_on = clock.now().date() - back
    question.due_on = (question.due_on or clock.now().date()) - back
    if is_opened:
        question.opened_on = question.began_on
        question.asked_at = clock.now() - back - timedelta(days=2)
    question.save()


def _date_answer(question: Question, given: Answer, day: date, days_ago: int) -> None:
    given.answered_at = clock.now() - timedelta(days=days_ago)
    given.save(update_fields=["answered_at"])
    question.answered_on = day
    question.save(update_fields=["answered_on"])


slots.demo.add("groups", slots.DemoLoader(load), order=18)
