"""The words of councils and of questions to an authority."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CollegeKind(models.TextChoices):
    """Whom a college of a council brings to the table (A18)."""

    ELECTED = "elected", _("Elected by migrants")
    ASSOCIATIONS = "associations", _("Associations")
    EXPERTS = "experts", _("Experts")
    EMPLOYERS = "employers", _("Employers and unions")
    STATE = "state", _("State and services")
    LOCAL = "local", _("Elected of the territory")


class HoldingRole(models.TextChoices):
    HOLDER = "holder", _("Holder")
    SUBSTITUTE = "substitute", _("Substitute")


class OpinionState(models.TextChoices):
    DRAFT = "draft", _("In preparation")
    REJECTED = "rejected", _("Not adopted")
    ADOPTED = "adopted", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")


class Response(models.TextChoices):
    """What an authority answers to an opinion."""

    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    DECLINED = "declined", _("Declined")


class Timing(models.TextChoices):
    """Where an answer that is owed stands; the order of the charts."""

    IN_TIME = "in_time", _("Answered in time")
    LATE = "late", _("Answered late")
    WAITING = "waiting", _("Time is running")
    OVERDUE = "overdue", _("Overdue")


class QuestionState(models.TextChoices):
    HELD = "held", _("To be read by the house")
    OPEN = "open", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    RETURNED = "returned", _("Returned to be corrected")
    TURNED_AWAY = "turned_away", _("Turned away")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Naming(models.TextChoices):
    """How readers see who asks (P-23)."""

    NAMED = "named", _("By my name")
    ROLE = "role", _("By what I take part as")
    ANONYMOUS = "anonymous", _("Not at all")


class Concern(models.TextChoices):
    """Whose matter it is: one's own is never published."""

    COMMON = "common", _("Something that concerns others too")
    OWN = "own", _("My own case: my papers, my file, my money")
