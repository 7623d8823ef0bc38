"""What services add to the navigation, the desk, the clock, the tour and a person's data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diwan.core import clock, slots, traces
from diwan.core.slots import PersonalField as Field
from diwan.core.traces import Trace
from diwan.core.wording import choose

from .. import jobs
from ..models import Enquiry, Feedback, Request, Service
from ..queries.who import managed_by
from ..rules import assurance
from ..words import FeedbackKind, RequestState

if TYPE_CHECKING:
    from django.http import HttpRequest

    from diwan.people.models import Person

MOST = 10
_REQUESTS = "requests"


# --- my desk -------------------------------------------------------------------------------
def _waiting(request: HttpRequest) -> dict[str, Any] | None:
    """What those who run services, and stewards, have to look at."""
    person = request.user
    ends = clock.now().date() - assurance.HOLDS + assurance.ASK_BEFORE
    own = Service.objects.filter(organisation__in=managed_by(person))
    shown = {
        "due": list(own.due(ends).order_by("assured_on", "pk")[:MOST]),
        "feedback": Feedback.objects.all().to_settle(person).count(),
        "enquiries": Enquiry.objects.all().read_by(person).unanswered().count(),
    }
    return shown if any(shown.values()) else None


def _requests(request: HttpRequest) -> dict[str, Any] | None:
    """One's own requests to offices that are not over."""
    rows = Request.objects.filter(person=request.user.pk, state__in=["gathering", "sent", "asked"])
    found = list(rows.select_related("guide__country")[:MOST])
    return {"rows": found} if found else None


slots.desk_panels.add(
    "services.waiting",
    slots.Panel(_("Services that wait for you"), "services/panels/waiting.html", _waiting),
    order=27,
)
slots.desk_panels.add(
    "services.requests",
    slots.Panel(_("My requests to offices"), "services/panels/requests.html", _requests),
    order=60,
)
slots.navigation.add(
    "services",
    slots.NavigationItem(_("Services"), "services:index", group="knowledge"),
    order=36,
)


# --- a person's data -----------------------------------------------------------------------
def _export(person: Person) -> dict[str, Any]:
    rows = Request.objects.filter(person=person).select_related("guide").order_by("pk")
    return {
        _REQUESTS: [
            {
                "guide": choose(row.guide.title).text,
                "state": row.state,
                "papers": len(row.ticked),
                "reference": row.reference,
                "sent_on": row.sent_on,
                "answer_by": row.answer_by,
                "note": row.note,
                "begun_at": row.begun_at,
            }
            for row in rows
        ]
    }


def _erase(person: Person) -> None:
    Request.objects.filter(person=person).delete()


slots.personal_data.add(
    "services",
    slots.PersonalData(
        _("Your requests to offices"),
        _export,
        _erase,
        {
            _REQUESTS: Field(_("Requests")),
            f"{_REQUESTS}.guide": Field(_("Guide")),
            f"{_REQUESTS}.state": Field(_("Where it stands"), dict(RequestState.choices).get),
            f"{_REQUESTS}.papers": Field(_("Papers at hand")),
            f"{_REQUESTS}.reference": Field(_("Number of the file")),
            f"{_REQUESTS}.sent_on": Field(_("Handed in on")),
            f"{_REQUESTS}.answer_by": Field(_("Answer expected by")),
            f"{_REQUESTS}.note": Field(_("Note to yourself")),
            f"{_REQUESTS}.begun_at": Field(_("Begun")),
        },
        covers=frozenset({"services.Request.person"}),
    ),
    order=96,
)


def _called(row: Any) -> str:
    return str(row)


def _kind(row: Any) -> str:
    return f"{row.service}: {dict(FeedbackKind.choices)[row.kind]}"


def _of_service(row: Any) -> str:
    return str(row.service)


def _answered(row: Any) -> str:
    return str(row.enquiry.service)


slots.personal_data.add(
    "services-deeds",
    traces.source(
        _("What you did for the directory of services"),
        [
            Trace("services.Service.added_by", _("Services you wrote down"), _called, "added_at"),
            Trace("services.Service.assurer", _("Services you confirmed"), _called, "assured_on"),
            Trace(
                "services.Feedback.said_by",
                _("What you said about services"),
                _kind,
                "said_at",
                ("service",),
            ),
            Trace(
                "services.Feedback.settled_by",
                _("Words about services you settled"),
                _of_service,
                "settled_at",
                ("service",),
            ),
            Trace(
                "services.EnquiryMessage.author",
                _("Answers you wrote for services"),
                _answered,
                "said_at",
                ("enquiry__service",),
            ),
            Trace("services.Guide.added_by", _("Guides you wrote"), _called, "changed_at"),
            Trace(
                "services.ServiceImport.made_by",
                _("Files of services you read in"),
                lambda row: row.file_name,
                "made_at",
            ),
        ],
    ),
    order=97,
)

# --- the clock -----------------------------------------------------------------------------
slots.jobs.add("services-verification", jobs.VERIFICATION)
slots.retention.add(
    "services-enquiries",
    slots.RetentionRule(
        _("Questions to services through this site, and their answers"),
        _("Removed 60 days after the last word, or when whoever asked erases them."),
        jobs.due_enquiries,
        jobs.purge_enquiries,
    ),
)
slots.retention.add(
    "services-feedback",
    slots.RetentionRule(
        _("What people found otherwise about services"),
        _("Removed a year after it was settled."),
        jobs.due_feedback,
        jobs.purge_feedback,
    ),
)
slots.retention.add(
    "services-imports",
    slots.RetentionRule(
        _("Files of services that were read in"),
        _("Removed a day after they were read in."),
        jobs.due_imports,
        jobs.purge_imports,
    ),
)
slots.tour.add(
    "services",
    slots.TourStop(
        _("Find help near you, in your language"),
        _(
            "Courses, advice and meeting places in both lands: near a place, by language, with"
            " hours and what to bring. A shelter stands there without its address; one writes to it"
            " through the site and stays unknown. Guides lead to offices, with papers to tick off."
        ),
        lambda: reverse("services:index"),
    ),
    order=48,
)
