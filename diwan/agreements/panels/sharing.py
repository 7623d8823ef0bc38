"""Where the sharing of data shows itself, and who keeps the gate."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from diwan.core import gates, slots
from diwan.people.words.organisations import Enforcement

from ..actions.exchanging import SENTENCES, Recorder, forget, purge_outlasted, rule
from ..models import Agreement, DataSharing, SharingBody, Transfer
from ..words.sharing import DataCategory, SharingPurpose

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest
    from django.utils.functional import _StrPromise

    from diwan.people.models import Organisation, Person

gates.register_exchange_rule("agreements", rule)
gates.register_exchange_recorder(Recorder())

# --- consents --------------------------------------------------------------------------
_ALWAYS = _(
    "Only under a signed agreement, never to authorities that I excluded, never for readmission,"
    " border control or policing. I see each transfer on the page “Who received my data”. I can"
    " take this back at any time: nothing more is sent from that moment."
)
_PURPOSES: tuple[tuple[str, str | _StrPromise, str | _StrPromise], ...] = (
    (
        "exchange_work",
        _("Let my data go to others so that I find work"),
        _(
            "What is needed of my profile may be sent to employment services and employers, in"
            " other countries too, so that I find work."
        ),
    ),
    (
        "exchange_training",
        _("Let my data go to others for training and recognition"),
        _(
            "What is needed of my profile may be sent to schools and to bodies that recognise"
            " skills, in other countries too."
        ),
    ),
    (
        "exchange_referral",
        _("Let a service refer me to another one"),
        _(
            "A service that helps me may send what another service needs to help me further, in"
            " other countries too."
        ),
    ),
    (
        "exchange_project",
        _("Let my data go to others for my project"),
        _(
            "What is needed of my profile may be sent to bodies that support projects in my land"
            " of origin."
        ),
    ),
    (
        "exchange_social_security",
        _("Let my data go to others so that my rights follow me"),
        _(
            "My periods of work and insurance may be sent to social security bodies of another"
            " country, so that my rights follow me."
        ),
    ),
)
for _number, (_name, _title, _text) in enumerate(_PURPOSES):
    slots.consent_purposes.add(
        _name,
        slots.ConsentPurpose(_title, format_lazy("{} {}", _text, _ALWAYS)),
        order=40 + _number,
    )

# --- what is held about a person -------------------------------------------------------


def _transfers(person: Person) -> dict[str, Any]:
    rows = Transfer.objects.visible_to(person).for_listing()
    signed = SharingBody.objects.filter(signed_by=person).select_related("sharing", "organisation")
    return {
        "transfers": [_transfer(row) for row in rows],
        "signed_for_bodies": [
            {
                "body": str(body),
                "agreement": str(body.sharing),
                "capacity": body.capacity,
                "signed_at": body.signed_at,
            }
            for body in signed
        ],
    }


def _transfer(row: Transfer) -> dict[str, Any]:
    return {
        "reference": row.reference,
        "sender": row.sender.name_shown if row.sender else str(_("This site")),
        "recipient": row.recipient.name_shown,
        "purpose": row.purpose,
        "categories": row.categories,
        "agreement": str(row.sharing),
        "consent_given_at": row.consent.given_at if row.consent else None,
        "sent_at": row.sent_at,
        "erase_by": row.erase_by,
        "objected_at": row.objected_at,
    }


def _erase(person: Person) -> None:
    """The signature for a body stays, without a name: the body is bound by it."""
    forget(person)
    SharingBody.objects.filter(signed_by=person).update(signed_by=None, capacity="")
    DataSharing.objects.filter(created_by=person).update(created_by=None)
    Transfer.objects.filter(sent_by=person).update(sent_by=None)


slots.personal_data.add(
    "agreements-sharing",
    slots.PersonalData(
        _("Who received my data"),
        _transfers,
        _erase,
        {
            "transfers": slots.PersonalField(_("Sent to other bodies")),
            "transfers.reference": slots.PersonalField(_("Reference")),
            "transfers.sender": slots.PersonalField(_("Sent by")),
            "transfers.recipient": slots.PersonalField(_("Received by")),
            "transfers.purpose": slots.PersonalField(
                _("What for"), dict(SharingPurpose.choices).get
            ),
            "transfers.categories": slots.PersonalField(
                _("Kinds of data"), dict(DataCategory.choices).get
            ),
            "transfers.agreement": slots.PersonalField(_("Data-sharing agreement")),
            "transfers.consent_given_at": slots.PersonalField(_("You had agreed on")),
            "transfers.sent_at": slots.PersonalField(_("Sent")),
            "transfers.erase_by": slots.PersonalField(_("To be erased there by")),
            "transfers.objected_at": slots.PersonalField(_("You objected on")),
            "signed_for_bodies": slots.PersonalField(_("Data-sharing agreements you signed")),
            "signed_for_bodies.body": slots.PersonalField(_("For")),
            "signed_for_bodies.agreement": slots.PersonalField(_("Data-sharing agreement")),
            "signed_for_bodies.capacity": slots.PersonalField(_("Capacity")),
            "signed_for_bodies.signed_at": slots.PersonalField(_("Signed")),
        },
        covers=frozenset({"agreements.SharingBody.signed_by", "agreements.Transfer.person"}),
    ),
    order=70,
)


def _outlasted(now: datetime) -> int:
    return Transfer.objects.outlasted(now).count()


slots.retention.add(
    "agreements-transfers",
    slots.RetentionRule(
        _("Records of transfers of data"),
        _("Removed three years after the day by which the recipient must have erased the data."),
        _outlasted,
        purge_outlasted,
    ),
)
slots.jobs.add("agreements-transfers", slots.Job(run=purge_outlasted, every=timedelta(days=1)))

# --- panels ----------------------------------------------------------------------------
_MOST = 6


def _of_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    rows = DataSharing.objects.visible_to(request.user).of_organisation(organisation)
    found = list(rows.for_listing()[:_MOST])
    return {"sharings": found} if found else None


def _of_agreement(request: HttpRequest, agreement: Agreement) -> dict[str, Any] | None:
    rows = DataSharing.objects.visible_to(request.user).filter(agreement=agreement)
    if found := list(rows.for_listing()[:_MOST]):
        return {"sharings": found}
    own = Agreement.objects.filter(pk=agreement.pk)
    may_draft = request.user.is_authenticated and own.run_by(request.user).exists()
    return {"sharings": [], "under": agreement} if may_draft else None


slots.organisation_panels.add(
    "agreements-sharing",
    slots.SubjectPanel(_("Data sharing"), "agreements/panels/sharing.html", _of_organisation),
    order=60,
)
slots.agreement_panels.add(
    "agreements-sharing",
    slots.SubjectPanel(_("Data sharing"), "agreements/panels/sharing.html", _of_agreement),
    order=60,
)
slots.account_pages.add(
    "agreements-received",
    slots.NavigationItem(_("Who received my data"), "received:received"),
)
slots.log_details.add(
    "exchange_for", slots.LogDetail(_("purpose"), dict(SharingPurpose.choices).get)
)
slots.log_details.add("closed_because", slots.LogDetail(_("why"), SENTENCES.get))
slots.log_details.add(
    "enforcement", slots.LogDetail(_("part in enforcement"), dict(Enforcement.choices).get)
)
slots.tour.add(
    "agreements-received",
    slots.TourStop(
        _("See who received your data"),
        _(
            "Each transfer to another body: what, what for, on what ground, and until when it may"
            " be kept there. Object to it with one button; keep the authorities of any country out."
        ),
        lambda: reverse("received:received"),
        _("Member"),
    ),
    order=85,
)
slots.tour.add(
    "agreements-sharing",
    slots.TourStop(
        _("Read what bodies share, and why"),
        _(
            "Nothing about a person leaves without a signed agreement that everybody can read:"
            " which data, for what, between whom, until when. None opens it for enforcement."
        ),
        lambda: reverse("sharing:index"),
    ),
    order=47,
)
