"""Where agreements show themselves in the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.core.slots import PersonalField as Field
from diwan.vocabularies.models import Place

from .. import own_data
from ..models import Agreement, Party
from ..words import AgreementState

if TYPE_CHECKING:
    from django.http import HttpRequest

_MOST = 10


def _desk(request: HttpRequest) -> dict[str, Any] | None:
    """What waits for one's signature, and one's own drafts."""
    person = request.user
    if not (person.is_authenticated and person.is_active):
        return None
    drafts = Agreement.objects.filter(
        created_by=person, state=AgreementState.DRAFT, is_recorded=False
    )
    waiting = {
        "to_sign": list(Agreement.objects.waiting_for(person).order_by("changed_at")[:_MOST]),
        "drafts": list(drafts.order_by("-changed_at")[:_MOST]),
    }
    return waiting if any(waiting.values()) else None


def _party(key: Any) -> str | None:
    """What the party with this key is called now; None when it is gone."""
    found = Party.objects.select_related("organisation").filter(pk=key).first()
    return str(found) if found else None


def _country(code: Any) -> str | None:
    found = Place.objects.filter(code=code).first()
    return str(found) if found else None


def _part(key: Any) -> str | None:
    """What a part is called where somebody wrote it."""
    found = _PARTS.get(str(key))
    return str(found) if found else None


_PARTS = {
    "words": _("title, summary and themes"),
    "party": _("a party"),
    "milestone": _("a date"),
    "priority": _("a priority"),
    "measure": _("a measure"),
    "organ": _("a committee"),
    "seat": _("a seat"),
    "resource": _("a line of the ledger"),
    "document": _("a document"),
    "safeguard": _("the checklist of safeguards"),
    "exitplan": _("the exit plan"),
    "handover": _("a step of the hand-over"),
}


slots.log_details.add("party", slots.LogDetail(_("party"), _party))
slots.log_details.add("country", slots.LogDetail(_("country"), _country))
slots.log_details.add("part", slots.LogDetail(_("part"), _part))
slots.navigation.add(
    "agreements",
    slots.NavigationItem(_("Agreements"), "agreements:index", group="agreements"),
    order=45,
)
slots.desk_panels.add(
    "agreements", slots.Panel(_("Agreements"), "agreements/panels/desk.html", _desk), order=35
)
slots.personal_data.add(
    "agreements",
    slots.PersonalData(
        _("What you did for agreements"),
        own_data.of_person,
        own_data.erase,
        {
            "drafted": Field(_("Drafted")),
            "drafted.title": Field(_("Agreement")),
            "drafted.drafted_at": Field(_("On")),
            "proposed": Field(_("Laid before the parties")),
            "proposed.title": Field(_("Agreement")),
            "proposed.proposed_at": Field(_("On")),
            "signed": Field(_("Signed")),
            "signed.title": Field(_("Agreement")),
            "signed.party": Field(_("For")),
            "signed.capacity": Field(_("In which capacity")),
            "signed.signed_at": Field(_("On")),
            "recognitions": Field(_("Recognitions written down")),
            "recognitions.title": Field(_("Agreement")),
            "recognitions.country": Field(_("Country")),
            "ledger": Field(_("Lines of the ledger written down")),
            "ledger.title": Field(_("Agreement")),
            "ledger.recorded_at": Field(_("On")),
        },
        covers=frozenset(
            {
                "agreements.Agreement.created_by",
                "agreements.Terms.proposed_by",
                "agreements.SignOff.signed_by",
                "agreements.Recognition.recorded_by",
                "agreements.Resource.recorded_by",
            }
        ),
    ),
    order=95,
)
