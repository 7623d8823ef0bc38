"""Choices of items, of who made them, and of their reviews."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: where letters become drafts, at the domain of the house
BOX = "library"


class ItemKind(models.TextChoices):
    """What an item is; each has a form and rules of its own only where it needs them."""

    PRACTICE = "practice", _("Practice")
    PUBLICATION = "publication", _("Publication")
    MATERIAL = "material", _("Toolkit or training material")
    POLICY = "policy", _("Policy or programme")
    NORM = "norm", _("Legal norm")
    STUDY = "study", _("Study")
    DATASET = "dataset", _("Dataset")
    RUMOUR = "rumour", _("Rumour file")
    COMMUNICATION = "communication", _("Communication practice")
    CAMPAIGN = "campaign", _("Information campaign")


class ItemState(models.TextChoices):
    """Where an item stands; ``rules.MOVES`` says what follows what."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for reviewers")
    IN_REVIEW = "in_review", _("In review")
    RETURNED = "returned", _("Returned with reasons")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ARCHIVED = "archived", _("Archived")


class SubmittedAs(models.TextChoices):
    """How the page names whoever submitted an item (P-23)."""

    NAME = "name", _("By my name")
    ORGANISATION = "organisation", _("Only by my organisation")
    NOT_NAMED = "not_named", _("Not named")


class Side(models.TextChoices):
    """Which side of migration a place is for an item; empty where that does not matter."""

    ORIGIN = "origin", _("Side of origin")
    DESTINATION = "destination", _("Side of destination")


class BodyRole(models.TextChoices):
    AUTHOR = "author", _("Author")
    PUBLISHER = "publisher", _("Publisher")
    IMPLEMENTER = "implementer", _("Implements it")
    DONOR = "donor", _("Donor")
    PARTNER = "partner", _("Partner")


class Licence(models.TextChoices):
    """On what terms the work may be used again; empty where nobody said."""

    CC0 = "cc0", _("Public domain (CC0)")
    BY = "cc-by", "CC BY 4.0"
    BY_SA = "cc-by-sa", "CC BY-SA 4.0"
    BY_NC = "cc-by-nc", "CC BY-NC 4.0"
    BY_NC_SA = "cc-by-nc-sa", "CC BY-NC-SA 4.0"
    BY_ND = "cc-by-nd", "CC BY-ND 4.0"
    OFFICIAL = "official", _("Official text, free to use")
    RESERVED = "reserved", _("All rights reserved")


class Verdict(models.TextChoices):
    """What a reviewer says; empty until they do."""

    WAITING = "", pgettext_lazy("review", "Not yet given")
    PUBLISH = "publish", pgettext_lazy("review", "Publish it")
    RETURN = "return", pgettext_lazy("review", "Return it with reasons")
