"""How the fields of an account are called on *My data*."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from diwan.core.slots import PersonalField as Field

from . import queries
from .words import ActorKind, Attribution, Gender

FIELDS = {
    "email": Field(_("E-mail address")),
    "verified_addresses": Field(_("Addresses you have confirmed")),
    "name": Field(_("Name")),
    "language": Field(_("Language of letters to you"), dict(settings.LANGUAGES).get),
    "time_zone": Field(_("Time zone"), lambda zone: zone.replace("_", " ")),
    "organisation": Field(_("Organisation")),
    "kind": Field(_("You take part as"), dict(ActorKind.choices).get),
    "countries_of_origin": Field(_("Countries of origin"), queries.name_of_place),
    "country_of_residence": Field(_("Country where you live"), queries.name_of_place),
    "themes": Field(_("Themes you work on"), queries.name_of_theme),
    "gender": Field(_("Gender"), dict(Gender.choices).get),
    "attribution": Field(_("How you are named beside what you say"), dict(Attribution.choices).get),
    "wants_announcements": Field(_("Letters when a discussion opens")),
    "quiet_from": Field(_("No letters from")),
    "quiet_until": Field(_("No letters until")),
    "is_administrator": Field(_("Administrator")),
    "is_steward": Field(_("Steward of the vocabularies")),
    "joined_at": Field(_("Member since")),
    "last_signed_in_at": Field(_("Last signed in")),
    "has_password": Field(_("A password is set")),
    "has_second_factor": Field(_("A second factor protects the account")),
}
