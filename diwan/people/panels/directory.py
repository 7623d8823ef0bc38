"""Where the members' directory and the consents show themselves in the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from diwan.core import clock, slots

from .. import jobs, queries
from ..actions.consenting import leave_directory, leave_expert_register
from ..actions.conversations import take_no_more
from ..actions.rights import erase_shown
from ..consents import CONTACT, DIRECTORY, EXPERT_REGISTER, asked, has_consent
from ..models import Consent, Profile
from ..rules import PROFILE_LIFE, PROFILE_NOTICE
from ..vocabulary import vocabulary
from ..words import Audience, ConsentMethod, ProfileField

if TYPE_CHECKING:
    from django.http import HttpRequest

    from ..models import Person

slots.consent_purposes.add(
    DIRECTORY,
    slots.ConsentPurpose(
        _("Stand in the members' directory"),
        _(
            "Others may find me in the members' directory of this site. For each field of my"
            " profile I choose who sees it; what I chose for nobody is shown to nobody. I can"
            " take this back at any time: then nobody finds me any more, from that moment."
        ),
        withdrawn=leave_directory,
    ),
    order=10,
)
slots.consent_purposes.add(
    CONTACT,
    slots.ConsentPurpose(
        _("Receive messages of members"),
        _(
            "Members may ask through this site to write to me. They never see my e-mail address."
            " I accept or decline each of them, and can block or report anybody. I can take this"
            " back at any time: then nobody can begin to write to me, and what others began with"
            " me ends."
        ),
        withdrawn=take_no_more,
    ),
    order=20,
)
slots.consent_purposes.add(
    EXPERT_REGISTER,
    slots.ConsentPurpose(
        _("Stand in the register of experts"),
        _(
            "I may be listed in the register of highly skilled expatriates and public figures,"
            " with what I show of my field of expertise and institution, to those to whom I show"
            " it. I can take this back at any time and stay in the members' directory."
        ),
        withdrawn=leave_expert_register,
    ),
    order=30,
)
slots.consent_purposes.add(
    "publication",
    slots.ConsentPurpose(
        _("Be quoted by name outside this site"),
        _(
            "The team of this site may quote what I said under my name in reports and publications"
            " outside this site. Nothing is quoted by name without this. What was printed before I"
            " take it back cannot be called in; nothing new is printed."
        ),
    ),
    order=60,
)
slots.consent_purposes.add(
    "photo",
    slots.ConsentPurpose(
        _("Be shown in pictures"),
        _(
            "The team of this site may publish pictures of events in which I can be recognised."
            " When I take this back, pictures of me are taken off the site."
        ),
    ),
    order=70,
)


def _profile_data(person: Person) -> dict[str, Any]:
    """What this room holds of the profile and the consents of ``person``, as plain data (P-11)."""
    profile = Profile.objects.filter(person=person).whole().first()
    said = _profile(profile) if profile is not None else {}
    rows = Consent.objects.filter(person=person).select_related("text", "witness", "recorded_by")
    return said | {"consents": [_consent(row) for row in rows]}


def _profile(profile: Profile) -> dict[str, Any]:
    names = (
        *("handle", "about", "expertise", "institution", "languages", "is_in_expert_register"),
        *("is_public_figure", "partners_include_authorities", "confirmed_at"),
        *("reminded_at", "told_hidden_at"),
    )
    return {name: getattr(profile, name) for name in names} | {
        "never_to": sorted(profile.countries_never_to),
        "audiences": [
            {"field": field, "audience": audience}
            for field, audience in sorted(profile.audience_of.items())
        ],
        "in_directory_until": profile.confirmed_at + PROFILE_LIFE,
    }


def _consent(row: Consent) -> dict[str, Any]:
    is_own = row.recorded_by_id == row.person_id
    return {
        "purpose": row.purpose,
        "edition": row.text.edition,
        "text": row.shown.text,
        "language": row.language,
        "method": row.method,
        "witness": str(row.witness) if row.witness else None,
        "recorded_by": None if is_own else str(row.recorded_by),
        "given_at": row.given_at,
        "withdrawn_at": row.withdrawn_at,
    }


def _language_name(code: str) -> str:
    return vocabulary().name("languages", code, (get_language() or "en").split("-")[0])


def _purpose_name(name: str) -> str | None:
    return asked(name).title if name in slots.consent_purposes else None


_FIELDS = {
    "handle": slots.PersonalField(_("Address of your page")),
    "about": slots.PersonalField(_("About you")),
    "expertise": slots.PersonalField(_("Field of expertise")),
    "institution": slots.PersonalField(_("Institution where you work or teach")),
    "languages": slots.PersonalField(_("Languages you speak"), _language_name),
    "is_in_expert_register": slots.PersonalField(_("In the register of experts")),
    "is_public_figure": slots.PersonalField(_("Public figure")),
    "partners_include_authorities": slots.PersonalField(
        _("Network partners may also be authorities")
    ),
    "confirmed_at": slots.PersonalField(_("Last confirmed")),
    "reminded_at": slots.PersonalField(_("Asked whether it is still right")),
    "told_hidden_at": slots.PersonalField(_("Told that it is hidden")),
    "never_to": slots.PersonalField(_("Never to authorities of"), queries.name_of_place),
    "in_directory_until": slots.PersonalField(_("Shown until")),
    "audiences": slots.PersonalField(_("Who sees what"), together=("audience",)),
    "audiences.field": slots.PersonalField(_("Field"), dict(ProfileField.choices).get),
    "audiences.audience": slots.PersonalField(_("Who sees it"), dict(Audience.choices).get),
    "consents": slots.PersonalField(_("Consents")),
    "consents.purpose": slots.PersonalField(_("Agreed to"), _purpose_name),
    "consents.edition": slots.PersonalField(_("Edition of the text")),
    "consents.text": slots.PersonalField(_("Text")),
    "consents.language": slots.PersonalField(_("Language"), _language_name),
    "consents.method": slots.PersonalField(_("How"), dict(ConsentMethod.choices).get),
    "consents.witness": slots.PersonalField(_("Witness")),
    "consents.recorded_by": slots.PersonalField(_("Written down by")),
    "consents.given_at": slots.PersonalField(_("Given")),
    "consents.withdrawn_at": slots.PersonalField(_("Taken back")),
}


def _to_confirm(request: HttpRequest) -> dict[str, Any] | None:
    """Shown to those whose profile is hidden, or soon will be."""
    person = request.user
    if not person.is_authenticated:
        return None
    now = clock.now()
    due = Profile.objects.filter(
        person=person, confirmed_at__lte=now - PROFILE_LIFE + PROFILE_NOTICE
    ).first()
    if due is None or not has_consent(person, DIRECTORY):
        return None
    until = due.confirmed_at + PROFILE_LIFE
    return {"is_hidden": until <= now, "until": until}


slots.navigation.add(
    "members",
    slots.NavigationItem(_("Members"), "members:index", group="community"),
    order=40,
)
slots.desk_panels.add(
    "people-confirm",
    slots.Panel(_("Your profile in the directory"), "people/panels/confirm.html", _to_confirm),
    order=15,
)
slots.personal_data.add(
    "people-directory",
    slots.PersonalData(
        _("Directory and consents"),
        _profile_data,
        erase_shown,
        _FIELDS,
        covers=frozenset({"people.Profile.person", "people.Consent.person"}),
    ),
    order=90,
)
slots.log_details.add("purpose", slots.LogDetail(_("what was agreed to"), _purpose_name))
slots.log_details.add("method", slots.LogDetail(_("how"), dict(ConsentMethod.choices).get))
slots.jobs.add("people-confirmations", jobs.CONFIRMATIONS)
slots.jobs.add("people-directory-tidy", jobs.TIDINESS)
slots.tour.add(
    "people-directory",
    slots.TourStop(
        _("Find each other, on your own terms"),
        _(
            "Look for members by name, expertise, country or theme. In your own profile you choose"
            " for each field who sees it, and look at it with the eyes of a stranger, a member, a"
            " partner or an authority."
        ),
        lambda: reverse("people:seen"),
        _("Member"),
    ),
    order=83,
)
slots.tour.add(
    "people-consents",
    slots.TourStop(
        _("Agree, and take it back"),
        _("Each consent has one text, one button to give it and one to take it back, at once."),
        lambda: reverse("people:consents"),
        _("Member"),
    ),
    order=84,
)
