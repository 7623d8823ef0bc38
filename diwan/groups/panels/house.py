"""Where councils and questions show themselves in the house."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.slots import PersonalField as Field
from diwan.people.words import Audience

from .. import queries
from ..actions import reminding, rights
from ..models import College, Council, Opinion, Question
from ..words import HoldingRole, Naming, QuestionState, Response

if TYPE_CHECKING:
    from django.http import HttpRequest

    from diwan.people.models import Organisation

MOST = 10


# --- my desk ---------------------------------------------------------------------------
def _owed(request: HttpRequest) -> dict[str, Any] | None:
    """Questions and opinions that wait for an answer of the bodies I answer for."""
    person = request.user
    questions = Question.objects.all().for_listing().owed_by(queries.answers_for(person))
    opinions = Opinion.objects.all().owed_by(queries.signs_for(person)).for_listing()
    shown = {"questions": list(questions[:MOST]), "opinions": list(opinions[:MOST])}
    return shown if any(shown.values()) else None


def _to_read(request: HttpRequest) -> dict[str, Any] | None:
    rows = list(Question.objects.all().for_listing().to_read(request.user)[:MOST])
    return {"questions": rows} if rows else None


def _mine(request: HttpRequest) -> dict[str, Any] | None:
    """Mine that were returned, or answered and not yet judged."""
    rows = Question.objects.filter(asked_by=request.user.pk).select_related("authority")
    returned = rows.filter(state=QuestionState.RETURNED)
    answered = rows.filter(state=QuestionState.ANSWERED, is_satisfied__isnull=True)
    shown = list((returned | answered).order_by("-asked_at")[:MOST])
    return {"questions": shown} if shown else None


slots.desk_panels.add(
    "groups.owed",
    slots.Panel(_("Waiting for your answer"), "groups/panels/owed.html", _owed),
    order=22,
)
slots.desk_panels.add(
    "groups.to_read",
    slots.Panel(_("Questions to read"), "groups/panels/to_read.html", _to_read),
    order=24,
)
slots.desk_panels.add(
    "groups.mine",
    slots.Panel(_("Your questions to authorities"), "groups/panels/mine.html", _mine),
    order=26,
)


# --- the page of an organisation -----------------------------------------------------------
def _asked(_request: HttpRequest, body: Organisation) -> dict[str, Any] | None:
    """What an authority was asked, the latest first; one can ask it from here."""
    if body.kind not in queries.AUTHORITIES:
        return None
    rows = list(Question.objects.all().counted().filter(authority=body).for_listing()[:MOST])
    return {"questions": rows, "authority": body}


def _councils(_request: HttpRequest, body: Organisation) -> dict[str, Any] | None:
    """Councils that advise it or that it keeps, and opinions that it was given."""
    councils = list(
        Council.objects.filter(authority=body) | Council.objects.filter(secretariat=body)
    )
    opinions = list(Opinion.objects.all().public().filter(authority=body).for_listing()[:MOST])
    return {"councils": councils, "opinions": opinions} if councils or opinions else None


slots.organisation_panels.add(
    "groups.questions",
    slots.SubjectPanel(
        _("Questions to this authority"),
        "groups/panels/asked.html",
        _asked,
        belongs=_("Questions of members and the answers. Any member can ask."),
    ),
    order=40,
)
slots.organisation_panels.add(
    "groups.councils",
    slots.SubjectPanel(
        _("Councils and opinions"),
        "groups/panels/councils.html",
        _councils,
        belongs=_("Councils that advise it and what they said. Stewards write councils in."),
    ),
    order=45,
)

# --- navigation, clock, rights -------------------------------------------------------------
slots.navigation.add(
    "questions",
    slots.NavigationItem(_("Questions"), "questions:index", group="deliberation"),
    order=46,
)
slots.navigation.add(
    "councils",
    slots.NavigationItem(_("Councils"), "councils:index", group="deliberation"),
    order=47,
)
slots.jobs.add("groups.remind", slots.Job(reminding.remind, timedelta(hours=6)))
slots.retention.add(
    "groups-questions",
    slots.RetentionRule(
        _("Questions to authorities that were refused or taken back"),
        _(
            "Removed 90 days afterwards; of what was published before, its number, its authority"
            " and its dates stay."
        ),
        rights.due,
        rights.purge,
    ),
)
slots.personal_data.add(
    "groups",
    slots.PersonalData(
        _("Questions to authorities, and seats in councils"),
        rights.everything_of,
        rights.erase,
        {
            "questions": Field(_("Questions")),
            "questions.authority": Field(_("Authority")),
            "questions.title": Field(_("Title")),
            "questions.masked": Field(_("As readers see it")),
            "questions.text": Field(_("As you typed it")),
            "questions.naming": Field(_("How you are named"), dict(Naming.choices).get),
            "questions.state": Field(_("State"), dict(QuestionState.choices).get),
            "questions.asked_at": Field(_("Asked")),
            "questions.why": Field(_("What you were told")),
            "questions.is_satisfied": Field(_("It answered your question")),
            "asked_too": Field(_("What you asked too")),
            "asked_too.question": Field(_("Question")),
            "asked_too.given_at": Field(_("When")),
            "answers": Field(_("Answers you wrote for an authority")),
            "answers.authority": Field(_("Authority")),
            "answers.text": Field(_("Answer")),
            "answers.answered_at": Field(_("Answered")),
            "seats": Field(_("Seats in councils")),
            "seats.council": Field(_("Council")),
            "seats.college": Field(_("College")),
            "seats.role": Field(_("As"), dict(HoldingRole.choices).get),
            "seats.audience": Field(_("Who may read your name"), dict(Audience.choices).get),
            "seats.starts_on": Field(_("From")),
            "seats.ends_on": Field(_("To")),
        },
        covers=frozenset(
            {
                "groups.Question.asked_by",
                "groups.Support.person",
                "groups.Answer.answered_by",
                "groups.Holding.person",
            }
        ),
    ),
    order=60,
)


# --- tour and log --------------------------------------------------------------------------
slots.tour.add(
    "groups.questions",
    slots.TourStop(
        _("Ask an authority"),
        _(
            "A ministry, a town or an employment service is asked in public, and answers in public."
            " The clock runs from the day of publication; what is late stands there as late."
        ),
        lambda: reverse("questions:index"),
    ),
    order=46,
)
slots.tour.add(
    "groups.councils",
    slots.TourStop(
        _("Councils and their opinions"),
        _(
            "Who sits for whom, what a council said, how each college voted, and whether the"
            " authority accepted it, in which part, or why not."
        ),
        lambda: reverse("councils:index"),
    ),
    order=47,
)


def _college(key: Any) -> str | None:
    found = College.objects.filter(pk=key).first()
    return str(found) if found else None


for _detail, _title, _show in (
    ("college", _("college"), _college),
    ("seat", _("seat"), None),
    ("meeting", _("meeting"), None),
    ("audience", _("who may read the name"), dict(Audience.choices).get),
    ("response", _("answer"), dict(Response.choices).get),
    ("days", _("days for an answer"), None),
):
    slots.log_details.add(_detail, slots.LogDetail(_title, _show))
