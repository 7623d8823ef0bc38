"""Choices of projects and their indicators."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectState(models.TextChoices):
    """Where a project is on its way; after the activity status of IATI 2.03."""

    DRAFT = "draft", _("Being written down")
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    FINISHING = "finishing", _("Being wound up")
    COMPLETED = "completed", _("Completed")
    SUSPENDED = "suspended", _("Put on hold")
    CANCELLED = "cancelled", _("Given up")


class Side(models.TextChoices):
    ORIGIN = "origin", _("Side of origin")
    DESTINATION = "destination", _("Side of destination")


class ParticipantRole(models.TextChoices):
    """What a body does in a project, besides the one that leads it."""

    DONOR = "donor", _("Donor")
    IMPLEMENTER = "implementer", _("Implements it")
    PARTNER = "partner", _("Partner")


class Measure(models.TextChoices):
    """What the values of an indicator are."""

    COUNT = "count", _("A number of people or things")
    PERCENT = "percent", _("A percentage")
    NUMBER = "number", _("Another number")


class Direction(models.TextChoices):
    UP = "up", _("More is better")
    DOWN = "down", _("Less is better")


class Light(models.TextChoices):
    """How far an indicator is, beside the time that has passed; see ``rules.light``."""

    REACHED = "reached", _("Target reached")
    ON_TRACK = "on_track", _("On track")
    BEHIND = "behind", _("Behind")
    FAR_BEHIND = "far_behind", _("Far behind")
    OLD = "old", _("No recent value")
    UNKNOWN = "unknown", _("No value yet")
