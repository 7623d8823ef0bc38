"""Choices of the directory of services; codes after HSDS 3.0 where it has a list."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Side(models.TextChoices):
    """In which land a service is of use; empty: in both."""

    ORIGIN = "origin", _("In the land of origin")
    DESTINATION = "destination", _("In the land of destination")


class ServiceState(models.TextChoices):
    """The ``status`` of HSDS 3.0; its *temporarily closed* is ``paused`` here."""

    INACTIVE = "inactive", _("Not shown yet")
    ACTIVE = "active", pgettext_lazy("a service", "At work")
    PAUSED = "paused", _("Closed for a time")
    DEFUNCT = "defunct", _("Given up for good")


class Sensitivity(models.TextChoices):
    """How much of a service others may know (P-13), the most open class first."""

    PUBLIC = "public", _("Open: everything is shown")
    HIDDEN_ADDRESS = "hidden_address", _("Where it is stays hidden; telephone and mail are shown")
    RELAY_ONLY = "relay_only", _("Reached through this site only; nothing else is shown")
    STAFF_ONLY = "staff_only", _("Not shown at all: for its own staff")


class Term(models.TextChoices):
    """Our taxonomy: what kind of help it is."""

    RECEPTION = "reception", _("First information and orientation")
    LANGUAGE_COURSE = "language_course", _("Language course")
    MEETING_PLACE = "intercultural_venue", _("Intercultural meeting place")
    DISCRIMINATION = "anti_discrimination", _("Help against discrimination")
    LEGAL = "legal_advice", _("Legal advice")
    DOCUMENTS = "documents", _("Papers and consular help")
    EMPLOYMENT = "employment", _("Finding work")
    RECOGNITION = "recognition", _("Recognition of diplomas and skills")
    TRAINING = "training", _("Vocational training")
    BUSINESS = "business", _("Starting a business")
    MONEY = "finance", _("Savings, remittances and credit")
    HOUSING = "housing", _("Housing")
    SHELTER = "shelter", _("Shelter and safe house")
    HEALTH = "health", _("Health care")
    PSYCHOSOCIAL = "psychosocial", _("Psychosocial support")
    SOCIAL = "social_protection", _("Social security and pensions")
    SCHOOL = "school", _("Children, school and family")
    RETURN = "return", _("Return and reintegration")


class LocationType(models.TextChoices):
    PHYSICAL = "physical", _("A place one goes to")
    VIRTUAL = "virtual", _("On line or by telephone")


class PhoneType(models.TextChoices):
    VOICE = "voice", _("Telephone")
    TEXT = "text", _("Text messages")
    TEXTPHONE = "textphone", _("Text telephone")
    FAX = "fax", _("Fax")


class Access(models.TextChoices):
    """What makes a place reachable for everybody."""

    WHEELCHAIR = "wheelchair", _("Step-free for wheelchairs")
    TOILET = "toilet", _("Accessible toilet")
    LOOP = "hearing_loop", _("Induction loop")
    SIGN = "sign_language", _("Sign language")
    BLIND = "guidance", _("Guidance for blind people")
    CHILDREN = "children", _("Room for small children")


class FeedbackKind(models.TextChoices):
    """What somebody found otherwise than it stands there."""

    CLOSED = "closed", _("It is closed or has moved")
    NUMBER = "wrong_number", _("The number or address leads nowhere")
    HOURS = "wrong_hours", _("The opening hours are not so")
    COST = "cost", _("It asked for money, or for more than it says")
    REFUSED = "refused", _("I was sent away")
    OTHER = "other", _("Something else is wrong")
    GOOD = "good", _("It helped me")


class FeedbackState(models.TextChoices):
    OPEN = "open", _("Waits to be looked at")
    DONE = "done", _("Corrected")
    LEFT = "left", _("Looked at, nothing to correct")


class Assurance(models.TextChoices):
    """How fresh the word is that everything is so; see ``rules.assurance``."""

    FRESH = "fresh", _("Confirmed")
    OLD = "old", _("To be confirmed anew")
    NEVER = "never", _("Never confirmed")


class RequestState(models.TextChoices):
    """Where somebody's own request to an office stands, by their own word."""

    GATHERING = "gathering", _("I am gathering the papers")
    SENT = "sent", _("Handed in")
    ASKED = "asked", _("The office asked for more")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    DROPPED = "dropped", _("I gave it up")
